import { EDGE_KIND_NAMES, type EdgeKind } from '../../vocabulary/edge-kinds.ts'
import { kindOfEdgeId } from '../../vocabulary/ids.ts'
import { isNodeKind, type NodeKind } from '../../vocabulary/node-kinds.ts'
import { cypher, name } from '../cypher-text.ts'
import type {
  EdgeStep,
  GraphStore,
  GraphTransaction,
  Listing,
  LookUp,
  Migration,
  Statistics,
  Touched,
  Touching,
} from '../graph-store.ts'
import { Parameters } from '../parameters.ts'
import { type Read, UNDATED } from '../read-plan.ts'
import type { DateProperties, Listed, PageOfRows, Row } from '../rows.ts'
import { loadStatements, type Statement } from '../statement-files.ts'
import { inPeriod, legPattern, legsOf, types, where } from './conditions.ts'
import { type Columns, LadybugConnection, type LadybugSettings, type Run } from './connection.ts'
import { compileListing, parametersIn } from './listing.ts'
import { migrate, recorded } from './migrations.ts'
import { PlanReader } from './plan-reader.ts'
import { entityOf, instantOf } from './stored-rows.ts'
import { edgesById, LadybugTransaction } from './transaction.ts'

/** Up to so many entities' edges are asked for one by one; more by one join. */
const ONE_BY_ONE = 64

/** The embedded store: a folder, no server. */
export class LadybugStore implements GraphStore {
  readonly name = 'ladybug'
  readonly can = {}
  readonly connection: LadybugConnection
  readonly #statements = loadStatements('ladybug')

  private constructor(connection: LadybugConnection) {
    this.connection = connection
  }

  /** Opens the folder. @throws StoreUnavailable where another process has it open */
  static async open(settings: LadybugSettings): Promise<LadybugStore> {
    return new LadybugStore(await LadybugConnection.open(settings))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.connection[Symbol.asyncDispose]()
  }

  async lookUp(start: LookUp, read: Read, signal?: AbortSignal): Promise<readonly (Row | null)[]> {
    const run = this.#reading(signal)
    const reader = new PlanReader(run)
    if (start.by === 'entities') {
      const found = await reader.entities(start.ids, read, start.kinds)
      return start.ids.map((id) => found.get(id) ?? null)
    }
    const edges = await edgesById(start.ids, run)
    const rows = await reader.relationships([...edges.values()], read)
    const found = new Map<string, Row>(rows.map((row) => [row.properties.id, row]))
    return start.ids.map((id) => found.get(id) ?? null)
  }

  async list(start: Listing, read: Read, signal?: AbortSignal): Promise<PageOfRows> {
    const run = this.#reading(signal)
    const { rows, total, parameters } = compileListing(start)
    const ask = (text: string) => run(text, parametersIn(text, parameters))
    const found = start.rows ? await ask(rows) : []
    const [counted] = start.count ? await ask(total) : []
    const { size, backward } = start.page
    const kept = found.slice(0, size)
    const entities = await new PlanReader(run).entities(
      kept.map(({ id }) => String(id)),
      read,
    )
    const listed = kept.flatMap(({ id, at }): Listed[] => {
      const row = entities.get(String(id))
      if (!row) return []
      const key = [at as string | number, String(id)] as const
      return [start.by === 'search' ? { row, key, hit: { score: Number(at) } } : { row, key }]
    })
    return {
      rows: backward ? listed.reverse() : listed,
      more: found.length > size,
      total: start.count ? Number(counted?.total ?? 0) : null,
    }
  }

  async touching({ ids, hop, during, limit }: Touching, signal?: AbortSignal): Promise<Touched> {
    const run = this.#reading(signal)
    const found = new Map<string, EdgeStep>()
    const unique = [...new Set(ids)]
    for (const leg of legsOf(hop)) {
      const parameters = new Parameters('p')
      const conditions = during ? [inPeriod(name('r'), during, parameters)] : []
      const columns = cypher`RETURN r.id AS id, r.src AS src, r.dst AS dst, r.earliest AS earliest, r.latest AS latest, r.message AS message`
      const alone = cypher`MATCH ${legPattern(leg, cypher`(a:Entity {id: $id})`, cypher`()`)} ${where(conditions)} ${columns}`
      const together = cypher`UNWIND $ids AS k MATCH (a:Entity {id: k}) OPTIONAL MATCH ${legPattern(leg, cypher`(a)`, cypher`()`)} ${where(conditions)} ${columns}`
      const asked =
        unique.length > ONE_BY_ONE
          ? [run(together, { ...parameters.values, ids: unique })]
          : unique.map((id) => run(alone, { ...parameters.values, id }))
      for (const row of (await Promise.all(asked)).flat()) {
        if (row.id !== null) found.set(String(row.id), stepOf(row))
      }
    }
    const edges = [...found.values()].sort((a, b) => (a.id < b.id ? -1 : 1))
    return { edges: edges.slice(0, limit), more: edges.length > limit }
  }

  async degrees(
    ids: readonly string[],
    kinds: readonly EdgeKind[],
    signal?: AbortSignal,
  ): Promise<readonly number[]> {
    const run = this.#reading(signal)
    const text = cypher`MATCH (a:Entity {id: $id})-[r:${types(kinds)}]-() RETURN count(DISTINCT r.id) AS degree`
    const counted = await Promise.all(ids.map((id) => run(text, { id })))
    return counted.map(([row]) => Number(row?.degree ?? 0))
  }

  async statistics(signal?: AbortSignal): Promise<Statistics> {
    const run = this.#reading(signal)
    const read = (statement: string, parameters: Columns = {}, kind?: EdgeKind) =>
      run(this.#statement(statement).text(kind && [kind]), parameters)
    const entities = await read('count-entities')
    const relationships = new Map<EdgeKind, number>()
    for (const kind of EDGE_KIND_NAMES) {
      const [row] = await read('count-edges', {}, kind)
      relationships.set(kind, Number(row?.count ?? 0))
    }
    const [first] = await read('first-message', { undated: UNDATED })
    const [last] = await read('last-message', { undated: -UNDATED })
    return {
      entities: new Map(
        entities.flatMap(({ kind, count }) =>
          isNodeKind(String(kind)) ? [[kind as NodeKind, Number(count)] as const] : [],
        ),
      ),
      relationships,
      first: dateOf(first),
      last: dateOf(last),
    }
  }

  async transact<T>(work: (transaction: GraphTransaction) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.connection.write(
      (run) => work(new LadybugTransaction(run, (name) => this.#statement(name))),
      signal,
    )
  }

  async ping(signal?: AbortSignal): Promise<void> {
    await this.#reading(signal)(this.#statement('ping').text())
  }

  async version(): Promise<Migration> {
    const { from, to } = await recorded(this.connection)
    return { from, to }
  }

  async migrate(): Promise<Migration> {
    return migrate(this.connection)
  }

  async check() {
    const checked = []
    for (const statement of this.#statements.values()) {
      const text = statement.text(statement.perKind ? EDGE_KIND_NAMES.slice(0, 1) : undefined)
      const problem = await this.connection.plan(text)
      checked.push({ statement: `cypher/ladybug/${statement.name}.cypher`, problem })
    }
    return checked
  }

  #reading(signal?: AbortSignal): Run {
    return (text, parameters) => this.connection.read(text, parameters, signal)
  }

  #statement(name: string): Statement {
    const statement = this.#statements.get(name)
    if (!statement) throw new TypeError(`cypher/ladybug/${name}.cypher is missing`)
    return statement
  }
}

function stepOf({ id, src, dst, earliest, latest, message }: Columns): EdgeStep {
  const from = instantOf(earliest)
  return {
    id: String(id),
    kind: kindOfEdgeId(String(id)) ?? unknownKind(String(id)),
    from: String(src),
    to: String(dst),
    earliest: from,
    latest: from === null ? null : instantOf(latest),
    message: message === '' ? null : String(message),
  }
}

const unknownKind = (id: string): never => {
  throw new TypeError(`"${id}" is stored as a relationship and does not name its kind`)
}

function dateOf(row: Columns | undefined): DateProperties | null {
  if (!row) return null
  const { date, earliest, latest } = entityOf(row.doc)
  return date === null || earliest === null || latest === null ? null : { date, earliest, latest }
}
