import neo4j, {
  type BookmarkManager,
  type Driver,
  type ManagedTransaction,
  Neo4jError,
  type Session,
  type SessionMode,
} from 'neo4j-driver'
import { ParleyError, StoreUnavailable, TimedOut } from '../../errors.ts'
import { Slices } from '../../slices.ts'

/** How to reach a Neo4j. */
export interface Neo4jSettings {
  /** `neo4j://`, `bolt://` and their encrypted forms. */
  readonly uri: string
  readonly username: string
  readonly password: string
  /** The server's default where left out. */
  readonly database?: string
  /** Longest run of a statement or a transaction, in milliseconds. */
  readonly timeoutMs: number
}

/** A statement's rows, each as an object from column to value; integers are numbers. */
export type Rows<R> = readonly R[]

/** How long a request waits for a server that does not answer, in milliseconds. */
const PATIENCE_MS = 4_000

/** A transaction's timeout that says there is none. */
const NO_LIMIT = 0

/** How often a read is tried where the driver says that another try may help. */
const READ_ATTEMPTS = 3

/**
 * One driver with its sessions. Reads run as auto-commit statements, which saves the round trips of a transaction, and
 * are run again by hand where the driver says that this may help; writes run in managed transactions. One bookmark
 * manager gathers where the writes stand, and each read asks for a member of the cluster that has come so far: a client
 * reads what it wrote through this server. Reads themselves add nothing to it.
 */
export class Neo4jConnection implements AsyncDisposable {
  readonly #driver: Driver
  readonly #settings: Neo4jSettings
  #written: readonly string[] = []
  readonly #writes: BookmarkManager = neo4j.bookmarkManager({
    bookmarksConsumer: async (bookmarks) => {
      this.#written = [...bookmarks]
    },
  })
  /** Called with each statement before it is sent. */
  onStatement: (text: string) => void = () => {}

  constructor(settings: Neo4jSettings) {
    this.#settings = settings
    this.#driver = neo4j.driver(settings.uri, neo4j.auth.basic(settings.username, settings.password), {
      disableLosslessIntegers: true,
      connectionAcquisitionTimeout: PATIENCE_MS,
      connectionTimeout: PATIENCE_MS,
      maxTransactionRetryTime: PATIENCE_MS,
      userAgent: 'parley',
      telemetryDisabled: true,
    })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#driver.close()
  }

  /** Runs one reading statement, no longer than `timeoutMs` and than any statement may run. */
  async read<R>(
    text: string,
    parameters: object,
    signal?: AbortSignal,
    timeoutMs = this.#settings.timeoutMs,
  ): Promise<Rows<R>> {
    return (await this.readAt<R>(text, parameters, signal, timeoutMs)).rows
  }

  /** The same, with the bookmark of the state that it read, or of a later one. */
  async readAt<R>(
    text: string,
    parameters: object,
    signal?: AbortSignal,
    timeoutMs = this.#settings.timeoutMs,
  ): Promise<{ readonly rows: Rows<R>; readonly bookmark: string }> {
    const timeout = Math.max(1, Math.ceil(Math.min(timeoutMs, this.#settings.timeoutMs)))
    for (let attempt = 1; ; attempt++) {
      signal?.throwIfAborted()
      try {
        return await this.#within(neo4j.session.READ, signal, async (session) => {
          this.onStatement(text)
          const { records } = await session.run(text, parameters, { timeout })
          const rows: R[] = []
          const slices = new Slices(signal)
          for (const record of records) {
            if (slices.isOver) await slices.next()
            rows.push(record.toObject() as R)
          }
          return { rows, bookmark: session.lastBookmarks().join() }
        })
      } catch (error) {
        if (!isWorthAnotherTry(error) || attempt === READ_ATTEMPTS) throw asParleyError(error)
      }
    }
  }

  /** Runs a reading statement whose rows are too many to be held, for as long as it takes. */
  async readEach<R>(
    text: string,
    parameters: object,
    take: (row: R) => void,
    signal?: AbortSignal,
  ): Promise<void> {
    try {
      await this.#within(neo4j.session.READ, signal, async (session) => {
        this.onStatement(text)
        for await (const record of session.run(text, parameters, { timeout: NO_LIMIT }))
          take(record.toObject() as R)
      })
    } catch (error) {
      throw asParleyError(error)
    }
  }

  /** Runs work in one write transaction; it may run more than once. */
  async write<T>(work: (run: RunInTransaction) => Promise<T>, signal?: AbortSignal): Promise<T> {
    try {
      return await this.#within(neo4j.session.WRITE, signal, (session) =>
        session.executeWrite((transaction) => work(this.#runIn(transaction)), {
          timeout: this.#settings.timeoutMs,
        }),
      )
    } catch (error) {
      throw asParleyError(error)
    }
  }

  /** Runs one statement that changes the schema, which Neo4j does not allow beside others. */
  async alter(text: string): Promise<void> {
    try {
      await this.#within(neo4j.session.WRITE, undefined, (session) => session.run(text))
    } catch (error) {
      throw asParleyError(error)
    }
  }

  #runIn(transaction: ManagedTransaction): RunInTransaction {
    return async <R>(text: string, parameters: object = {}) => {
      this.onStatement(text)
      const { records } = await transaction.run(text, parameters)
      return records.map((record) => record.toObject() as R)
    }
  }

  /** A session for one piece of work; when the client goes away it is closed, which ends what runs in it. */
  async #within<T>(
    mode: SessionMode,
    signal: AbortSignal | undefined,
    work: (session: Session) => Promise<T>,
  ): Promise<T> {
    signal?.throwIfAborted()
    const { database } = this.#settings
    const session = this.#driver.session({
      defaultAccessMode: mode,
      ...(mode === neo4j.session.WRITE
        ? { bookmarkManager: this.#writes }
        : this.#written.length > 0 && { bookmarks: [...this.#written] }),
      ...(database !== undefined && { database }),
    })
    const leave = (): void => {
      session.close().catch(() => undefined)
    }
    signal?.addEventListener('abort', leave, { once: true })
    try {
      return await work(session)
    } catch (error) {
      signal?.throwIfAborted()
      throw error
    } finally {
      signal?.removeEventListener('abort', leave)
      await session.close()
    }
  }
}

/** Runs a statement within a transaction. */
export type RunInTransaction = <R>(text: string, parameters?: object) => Promise<Rows<R>>

const isWorthAnotherTry = (error: unknown): boolean =>
  error instanceof Neo4jError &&
  neo4j.isRetryableError(error) &&
  error.code !== neo4j.error.SERVICE_UNAVAILABLE

const UNREACHABLE: ReadonlySet<string> = new Set([
  neo4j.error.SERVICE_UNAVAILABLE,
  neo4j.error.SESSION_EXPIRED,
  'Neo.ClientError.Security.Unauthorized',
  'Neo.ClientError.Security.AuthenticationRateLimit',
  'Neo.TransientError.General.DatabaseUnavailable',
  'Neo.ClientError.Database.DatabaseNotFound',
])

/** What the driver's error means to a caller. What is neither a refusal nor a delay is a fault and stays as it is. */
function asParleyError(error: unknown): unknown {
  if (error instanceof ParleyError || !(error instanceof Neo4jError)) return error
  if (
    UNREACHABLE.has(error.code) ||
    /acquisition timed out|Connection .*(closed|lost)/iu.test(error.message)
  ) {
    return new StoreUnavailable('the graph store does not answer; try again later', { cause: error })
  }
  if (/TransactionTimedOut|LockAcquisitionTimeout/u.test(error.code)) {
    return new TimedOut('the graph store took longer than it may; ask for less at once', { cause: error })
  }
  return error
}
