import { mkdirSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import {
  Connection,
  Database,
  type LbugValue,
  type PreparedStatement,
  type QueryResult,
} from '@ladybugdb/core'
import { StoreUnavailable, TimedOut } from '../../errors.ts'

/** Where the embedded store lives. */
export interface LadybugSettings {
  /** The folder; made where it is not there. One process at a time. */
  readonly folder: string
  /** Longest run of a statement, in milliseconds. */
  readonly timeoutMs: number
}

/** A row by column. */
export type Columns = Readonly<Record<string, unknown>>

/** Runs a statement. */
export type Run = (
  text: string,
  parameters?: Readonly<Record<string, unknown>>,
) => Promise<readonly Columns[]>

/** Memory for pages of the database, in bytes: a graph may be larger. */
const BUFFER_POOL_BYTES = 256 * 1024 * 1024

/** Reading connections: as many statements run at once. */
const READERS = 2

/** Statements that a connection keeps planned. */
const MAX_PREPARED = 500

/** What came of a piece of work in a transaction. */
export interface Written<T> {
  readonly result: T
  /** Called once what was written stands, before any other transaction begins. */
  readonly committed?: () => void
}

/** One connection with the statements that it has planned. It runs one statement at a time. */
class PreparedConnection {
  readonly #connection: Connection
  readonly #prepared = new Map<string, PreparedStatement>()

  constructor(connection: Connection) {
    this.#connection = connection
  }

  async run(text: string, parameters: Readonly<Record<string, unknown>> = {}): Promise<readonly Columns[]> {
    return this.#ask(text, parameters, (rows) => rows.getAllSync())
  }

  async each(text: string, take: (row: Columns) => void): Promise<void> {
    await this.#ask(text, {}, (rows) => {
      while (rows.hasNext()) take(rows.getNextSync() ?? {})
      return []
    })
  }

  async #ask(
    text: string,
    parameters: Readonly<Record<string, unknown>>,
    read: (rows: QueryResult) => readonly Columns[],
  ): Promise<readonly Columns[]> {
    let statement = this.#prepared.get(text)
    if (!statement) {
      statement = await this.#connection.prepare(text)
      if (!statement.isSuccess()) throw new StatementRefused(statement.getErrorMessage())
      if (this.#prepared.size >= MAX_PREPARED) this.#prepared.clear()
      this.#prepared.set(text, statement)
    }
    const result = await this.#connection.execute(statement, parameters as Record<string, LbugValue>)
    const last = Array.isArray(result) ? result.at(-1) : result
    if (!last) return []
    try {
      return read(last)
    } finally {
      last.close()
    }
  }

  async plan(text: string): Promise<string | null> {
    const statement = await this.#connection.prepare(text)
    return statement.isSuccess() ? null : statement.getErrorMessage()
  }

  async close(): Promise<void> {
    await this.#connection.close()
  }
}

/** A statement that the engine does not understand: a fault of the program. */
class StatementRefused extends Error {
  override readonly name = 'StatementRefused'
}

/**
 * The embedded database: several connections that read, one that writes. Reads see the last committed state, and are
 * not held up by a write.
 */
export class LadybugConnection implements AsyncDisposable {
  readonly #database: Database
  readonly #writer: PreparedConnection
  readonly #readers: PreparedConnection[]
  readonly #idle: PreparedConnection[]
  readonly #waiting: ((reader: PreparedConnection) => void)[] = []
  #writes: Promise<unknown> = Promise.resolve()
  /** Called with each statement before it is run. */
  onStatement: (text: string) => void = () => {}

  private constructor(database: Database, writer: PreparedConnection, readers: PreparedConnection[]) {
    this.#database = database
    this.#writer = writer
    this.#readers = readers
    this.#idle = [...readers]
  }

  /** Opens the folder. @throws StoreUnavailable where another process has it open */
  static async open({ folder, timeoutMs }: LadybugSettings): Promise<LadybugConnection> {
    mkdirSync(folder, { recursive: true })
    const database = new Database(joinPath(folder, 'graph.lbug'), BUFFER_POOL_BYTES)
    try {
      await database.init()
    } catch (error) {
      throw asStoreError(error, folder)
    }
    const connect = async (): Promise<PreparedConnection> => {
      const connection = new Connection(database, 1)
      await connection.init()
      connection.setQueryTimeout(timeoutMs)
      return new PreparedConnection(connection)
    }
    const writer = await connect()
    const readers = await Promise.all(Array.from({ length: READERS }, connect))
    return new LadybugConnection(database, writer, readers)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#writes.catch(() => undefined)
    for (const connection of [this.#writer, ...this.#readers]) await connection.close()
    await this.#database.close()
  }

  /** Runs one reading statement. */
  async read(
    text: string,
    parameters?: Readonly<Record<string, unknown>>,
    signal?: AbortSignal,
  ): Promise<readonly Columns[]> {
    signal?.throwIfAborted()
    return this.#reading((reader) => {
      signal?.throwIfAborted()
      this.onStatement(text)
      return reader.run(text, parameters)
    })
  }

  async #reading<T>(ask: (reader: PreparedConnection) => Promise<T>): Promise<T> {
    const reader =
      this.#idle.pop() ?? (await new Promise<PreparedConnection>((resolve) => this.#waiting.push(resolve)))
    try {
      return await ask(reader)
    } catch (error) {
      throw asStoreError(error)
    } finally {
      const next = this.#waiting.shift()
      if (next) next(reader)
      else this.#idle.push(reader)
    }
  }

  /** Plans a statement without running it. @returns what is wrong with it, or null */
  async plan(text: string): Promise<string | null> {
    const turn = this.#writes.catch(() => undefined).then(() => this.#writer.plan(text))
    this.#writes = turn
    return turn
  }

  /** Runs one reading statement and takes its rows one by one, so that they are never in memory together. */
  async readEach(text: string, take: (row: Columns) => void): Promise<void> {
    this.onStatement(text)
    await this.#reading((reader) => reader.each(text, take))
  }

  /** Runs work in one write transaction, after those that were asked for before. */
  async write<T>(work: (run: Run) => Promise<Written<T>>, signal?: AbortSignal): Promise<T> {
    const turn = this.#writes.catch(() => undefined).then(() => this.#transaction(work, signal))
    this.#writes = turn
    return turn
  }

  /** Runs one statement that changes the schema. */
  async alter(text: string): Promise<void> {
    const turn = this.#writes.catch(() => undefined).then(() => this.#writer.run(text))
    this.#writes = turn
    await turn
  }

  async #transaction<T>(work: (run: Run) => Promise<Written<T>>, signal?: AbortSignal): Promise<T> {
    signal?.throwIfAborted()
    await this.#writer.run('BEGIN TRANSACTION')
    try {
      const { result, committed } = await work(async (text, parameters) => {
        signal?.throwIfAborted()
        this.onStatement(text)
        return this.#writer.run(text, parameters)
      })
      await this.#writer.run('COMMIT')
      committed?.()
      return result
    } catch (error) {
      await this.#rollBack()
      throw asStoreError(error)
    }
  }

  /** A statement that fails may have ended the transaction already; there is nothing to roll back then. */
  async #rollBack(): Promise<void> {
    try {
      await this.#writer.run('ROLLBACK')
    } catch (error) {
      if (!/no active transaction/iu.test(String(error))) throw error
    }
  }
}

function asStoreError(error: unknown, folder?: string): unknown {
  const text = error instanceof Error ? error.message : ''
  if (/could not set lock|lock on file/iu.test(text)) {
    return new StoreUnavailable(
      `the folder ${folder ?? ''} is in use by another Parley; stop it, or set PARLEY_DATA to another folder`,
      { cause: error },
    )
  }
  if (/interrupted|timeout/iu.test(text) && !(error instanceof StatementRefused)) {
    return new TimedOut('the graph store took longer than it may; ask for less at once', { cause: error })
  }
  return error
}
