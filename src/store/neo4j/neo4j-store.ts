import { int } from 'neo4j-driver'
import type { Adjacency } from '../../adjacency/adjacency.ts'
import { Slices } from '../../slices.ts'
import { EDGE_KIND_NAMES, type EdgeKind } from '../../vocabulary/edge-kinds.ts'
import { kindOfEdgeId } from '../../vocabulary/ids.ts'
import { isNodeKind, type NodeKind } from '../../vocabulary/node-kinds.ts'
import type {
  Contested,
  DayCount,
  EdgeStep,
  FoundPaths,
  GraphStore,
  GraphTransaction,
  Listing,
  LookUp,
  Migration,
  ShortestPathQuestion,
  Statistics,
  Through,
  Touched,
  Touching,
} from '../graph-store.ts'
import {
  type ActorWhere,
  type ClaimWhere,
  type MessageWhere,
  type Read,
  rowsFor,
  UNDATED,
} from '../read-plan.ts'
import type { DateProperties, PageOfRows, Row } from '../rows.ts'
import { loadStatements, type Statement } from '../statement-files.ts'
import {
  type ClaimListing,
  compileCiting,
  compileClaimCount,
  compileClaimIds,
  kindsInOrder,
  NARROW,
} from './claims.ts'
import { type CompiledPlan, compileListing, compileLookUp } from './compile-plan.ts'
import { Neo4jConnection, type Neo4jSettings } from './connection.ts'
import { listedPage, lookedUp } from './decode-rows.ts'
import { addedFrom, type EdgeRecord, stepFrom } from './edge-rows.ts'
import { FollowedAdjacency } from './followed-adjacency.ts'
import { compileMessageDays } from './message-days.ts'
import { migrate, recorded } from './migrations.ts'
import { Neo4jTransaction } from './transaction.ts'
import {
  compileActorsOutside,
  compileContested,
  compileDegrees,
  compileShortestPaths,
  compileThrough,
  compileTouching,
} from './walk-statements.ts'

type Values = readonly unknown[]

/** How to reach a Neo4j, and how much of it to hold. */
export interface Neo4jStoreSettings extends Neo4jSettings {
  /** Most relationships that are held in memory for searches; a graph that has more is asked step by step. */
  readonly memoryEdges: number
  /** A clock in milliseconds, which only goes forward; the process's own where left out. */
  readonly now?: () => number
}

/** The store on a Neo4j server or cluster, 5.26 or newer. */
export class Neo4jStore implements GraphStore {
  readonly name = 'neo4j'
  readonly can = { shortestPaths: true } as const
  readonly connection: Neo4jConnection
  readonly #statements = loadStatements('neo4j')
  readonly #followed: FollowedAdjacency

  constructor({ memoryEdges, now = () => performance.now(), ...settings }: Neo4jStoreSettings) {
    this.connection = new Neo4jConnection(settings)
    this.#followed = new FollowedAdjacency({
      connection: this.connection,
      statement: (name) => this.#statement(name),
      mostEdges: memoryEdges,
      now,
      countEdges: async (signal) =>
        (await this.#countEdges(signal)).reduce((sum, { count }) => sum + count, 0),
      edgesAt: async (ids) => {
        const hops = [{ kinds: EDGE_KIND_NAMES, direction: 'ANY' }] as const
        return (await this.touching({ ids, hops, limit: Number.MAX_SAFE_INTEGER - 1 })).edges
      },
      edgesById: (ids) => this.#edgesById(ids),
    })
  }

  async #edgesById(ids: readonly string[]) {
    const found = []
    for (const kind of new Set(ids.map(kindOfEdgeId))) {
      if (kind === null) continue
      const ofKind = ids.filter((id) => kindOfEdgeId(id) === kind)
      const text = this.#statement('edges').text([kind])
      found.push(...(await this.connection.read<EdgeRecord>(text, { ids: ofKind })).map(addedFrom))
    }
    return found
  }

  #countEdges(signal?: AbortSignal) {
    const text = EDGE_KIND_NAMES.map((kind) => this.#statement('count-edges').text([kind])).join(
      '\nUNION ALL\n',
    )
    return this.connection.read<{ kind: EdgeKind; count: number }>(text, {}, signal)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.connection[Symbol.asyncDispose]()
  }

  async lookUp(start: LookUp, read: Read, signal?: AbortSignal): Promise<readonly (Row | null)[]> {
    if (start.ids.length === 0) return []
    const { text, parameters } = compileLookUp(start, read)
    const records = await this.connection.read<{ at: number; row: Values }>(text, parameters, signal)
    return lookedUp(records, start, read)
  }

  async list(start: Listing, read: Read, signal?: AbortSignal): Promise<PageOfRows> {
    if (start.by === 'claims' && !(await this.#isNarrow(start.where, signal)))
      return this.#claims(start, read, signal)
    const { text, parameters } = compileListing(start, read)
    const [page] = await this.connection.read<{ rows: Values[] | null; total: number | null }>(
      text,
      parameters,
      signal,
    )
    return listedPage(page?.rows ?? null, page?.total ?? null, start, read)
  }

  /** Whether a filter of claims names what few claims touch or cite. */
  async #isNarrow({ kinds, around, source }: ClaimWhere, signal?: AbortSignal): Promise<boolean> {
    if (kinds.length === 0 || (around === undefined && source === undefined)) return false
    if (around !== undefined) return true
    const { text, parameters } = compileCiting(source ?? '')
    const [citing] = await this.connection.read<{ count: number }>(text, parameters, signal)
    return (citing?.count ?? 0) <= NARROW
  }

  /** Claims of the whole graph kind by kind, until the page is full: all ids of a kind begin alike. */
  async #claims(start: ClaimListing, read: Read, signal?: AbortSignal): Promise<PageOfRows> {
    const wanted = start.rows ? rowsFor(start) : 0
    const ids: string[] = []
    for (const kind of kindsInOrder(start)) {
      if (ids.length >= wanted) break
      const { text, parameters } = compileClaimIds(kind, start, wanted - ids.length)
      const found = await this.connection.read<{ id: string }>(text, parameters, signal)
      ids.push(...found.map(({ id }) => id))
    }
    let total = start.count ? 0 : null
    for (const kind of total === null ? [] : start.where.kinds) {
      const { text, parameters } = compileClaimCount(kind, start.where)
      const [counted] = await this.connection.read<{ count: number }>(text, parameters, signal)
      total = (total ?? 0) + (counted?.count ?? 0)
    }
    const { size, backward } = start.page
    const shown = ids.slice(0, size)
    if (backward) shown.reverse()
    const rows = await this.lookUp({ by: 'relationships', ids: shown }, read, signal)
    return {
      rows: rows.flatMap((row) => (row ? [{ row, key: ['', row.properties.id] }] : [])),
      more: ids.length > size,
      total,
    }
  }

  async touching(question: Touching, signal?: AbortSignal): Promise<Touched> {
    const hops = question.hops.filter(({ kinds }) => kinds.length > 0)
    if (question.ids.length === 0 || hops.length === 0) return { edges: [], more: false }
    return this.#steps(compileTouching({ ...question, hops }), question.limit, signal)
  }

  async through(question: Through, signal?: AbortSignal): Promise<Touched> {
    if (question.messages.length === 0 || question.kinds.length === 0) return { edges: [], more: false }
    return this.#steps(compileThrough(question), question.limit, signal)
  }

  async contested(question: Contested, signal?: AbortSignal): Promise<Touched> {
    if (question.kinds.length === 0) return { edges: [], more: false }
    return this.#steps(compileContested(question), question.limit, signal)
  }

  async #steps({ text, parameters }: CompiledPlan, limit: number, signal?: AbortSignal): Promise<Touched> {
    const rows = await this.connection.read<{ step: Values }>(text, parameters, signal)
    const edges: EdgeStep[] = []
    const slices = new Slices(signal)
    for (const { step } of rows) {
      if (edges.length === limit) break
      if (slices.isOver) await slices.next()
      edges.push(stepFrom(step))
    }
    return { edges, more: rows.length > limit }
  }

  async adjacency(signal?: AbortSignal): Promise<Adjacency | null> {
    return this.#followed.current(signal)
  }

  async degrees(
    ids: readonly string[],
    kinds: readonly EdgeKind[],
    signal?: AbortSignal,
  ): Promise<readonly number[]> {
    if (ids.length === 0) return []
    const { text, parameters } = compileDegrees(ids, kinds)
    const rows = await this.connection.read<{ id: string; degree: number }>(text, parameters, signal)
    const found = new Map(rows.map(({ id, degree }) => [id, degree]))
    return ids.map((id) => found.get(id) ?? 0)
  }

  async actorsOutside(
    ids: readonly string[],
    where: ActorWhere,
    signal?: AbortSignal,
  ): Promise<readonly string[]> {
    if (ids.length === 0) return []
    const { text, parameters } = compileActorsOutside(ids, where)
    const rows = await this.connection.read<{ id: string }>(text, parameters, signal)
    return rows.map(({ id }) => id)
  }

  async shortestPaths(question: ShortestPathQuestion, signal?: AbortSignal): Promise<FoundPaths> {
    if (question.hop.kinds.length === 0) return { paths: [], more: false }
    const { text, parameters } = compileShortestPaths(question)
    const rows = await this.connection.read<{ steps: Values[] }>(
      text,
      parameters,
      signal,
      question.milliseconds,
    )
    const paths = rows.slice(0, question.limit).map(({ steps }) => steps.map(stepFrom))
    return { paths, more: rows.length > question.limit }
  }

  async statistics(signal?: AbortSignal): Promise<Statistics> {
    const read = <R>(name: string, parameters: object = {}) =>
      this.connection.read<R>(this.#statement(name).text(), parameters, signal)
    const [entities, edges, first, last] = await Promise.all([
      read<{ kind: string; count: number }>('count-entities'),
      this.#countEdges(signal),
      read<DateProperties>('first-message', { undated: int(UNDATED) }),
      read<DateProperties>('last-message', { undated: int(-UNDATED) }),
    ])
    return {
      entities: new Map(
        entities.flatMap(({ kind, count }) =>
          isNodeKind(kind) ? [[kind, count] satisfies [NodeKind, number]] : [],
        ),
      ),
      relationships: new Map(edges.map(({ kind, count }) => [kind, count])),
      first: first[0] ?? null,
      last: last[0] ?? null,
    }
  }

  async messageDays(where: MessageWhere, signal?: AbortSignal): Promise<readonly DayCount[]> {
    const { text, parameters } = compileMessageDays(where)
    return this.connection.read<DayCount>(text, parameters, signal)
  }

  async transact<T>(work: (transaction: GraphTransaction) => Promise<T>, signal?: AbortSignal): Promise<T> {
    const result = await this.connection.write(async (run) => {
      const transaction = new Neo4jTransaction(run, (name) => this.#statement(name))
      const done = await work(transaction)
      await transaction.note()
      return done
    }, signal)
    this.#followed.wrote()
    return result
  }

  async ping(signal?: AbortSignal): Promise<void> {
    await this.connection.read(this.#statement('ping').text(), {}, signal)
  }

  async version(): Promise<Migration> {
    const { from, to } = await recorded(this.connection, this.#statements)
    return { from, to }
  }

  async migrate(): Promise<Migration> {
    return migrate(this.connection, this.#statements)
  }

  async check() {
    const checked = []
    for (const statement of this.#statements.values()) {
      const text = statement.text(statement.perKind ? EDGE_KIND_NAMES.slice(0, 1) : undefined)
      const parameters = Object.fromEntries(statement.parameters.map((parameter) => [parameter, null]))
      const problem = await this.connection.read(`EXPLAIN ${text}`, parameters).then(
        () => null,
        (error: Error) => error.message,
      )
      checked.push({ statement: `cypher/neo4j/${statement.name}.cypher`, problem })
    }
    return checked
  }

  #statement(name: string): Statement {
    const statement = this.#statements.get(name)
    if (!statement) throw new TypeError(`cypher/neo4j/${name}.cypher is missing`)
    return statement
  }
}
