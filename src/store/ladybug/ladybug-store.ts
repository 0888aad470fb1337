import type { Adjacency } from '../../adjacency/adjacency.ts'
import { Slices, sortedInSlices } from '../../slices.ts'
import { EDGE_KIND_NAMES, type EdgeKind } from '../../vocabulary/edge-kinds.ts'
import { ACTOR_KINDS, Kind, type NodeKind } from '../../vocabulary/node-kinds.ts'
import type {
  Contested,
  DayCount,
  EdgeStep,
  GraphStore,
  GraphTransaction,
  Listing,
  LookUp,
  Migration,
  Statistics,
  Through,
  Touched,
  Touching,
} from '../graph-store.ts'
import { mayHaveParallels } from '../parallels.ts'
import { type ActorWhere, isAmong, type MessageWhere, type Read } from '../read-plan.ts'
import type { DateProperties, PageOfRows, Row } from '../rows.ts'
import { loadStatements, type Statement } from '../statement-files.ts'
import { compareText } from '../text-order.ts'
import { LadybugConnection, type LadybugSettings, type Run } from './connection.ts'
import { Documents } from './documents.ts'
import { actorsPassing, claimPage, listingPage, messagesThat } from './listing.ts'
import { countedByDays } from './message-days.ts'
import { migrate, recorded } from './migrations.ts'
import { byId, PlanReader } from './plan-reader.ts'
import { briefFrom, linkFrom } from './stored-rows.ts'
import { edgesAt, Topology, type TopologyEdge, type TopologyNode } from './topology.ts'
import { LadybugTransaction } from './transaction.ts'

/**
 * The embedded store: a folder, no server. What an entity or a relationship says stands on the disk; who is joined to
 * whom is read into memory when the folder is opened.
 */
export class LadybugStore implements GraphStore {
  readonly name = 'ladybug'
  readonly can = {}
  readonly connection: LadybugConnection
  readonly #statements = loadStatements('ladybug')
  readonly #topology = new Topology()
  readonly #documents = new Documents((name) => this.#statement(name))

  private constructor(connection: LadybugConnection) {
    this.connection = connection
  }

  /**
   * Opens the folder, and brings an older graph in it to this version.
   * @throws StoreUnavailable where another process has it open
   * @throws Conflict where the graph was made by a program of another version
   */
  static async open(settings: LadybugSettings): Promise<LadybugStore> {
    const store = new LadybugStore(await LadybugConnection.open(settings))
    try {
      const { from, to } = await recorded(store.connection)
      // What memory holds is read as this version writes it.
      if (from > 0 && from < to) await migrate(store.connection)
      if (from > 0) await store.#readTopology()
    } catch (error) {
      await store[Symbol.asyncDispose]()
      throw error
    }
    return store
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.connection[Symbol.asyncDispose]()
  }

  async lookUp(start: LookUp, read: Read, signal?: AbortSignal): Promise<readonly (Row | null)[]> {
    const reader = this.#reader(signal)
    const found: ReadonlyMap<string, Row> =
      start.by === 'entities'
        ? await reader.entities(start.ids, read, start.kinds)
        : await reader.relationships(start.ids, read)
    return start.ids.map((id) => found.get(id) ?? null)
  }

  async list(start: Listing, read: Read, signal?: AbortSignal): Promise<PageOfRows> {
    const reader = this.#reader(signal)
    if (start.by === 'claims') {
      const claims = byId(claimPage(start, this.#topology))
      const [listed] = await reader.pages([claims], (ids) => reader.relationships(ids, read))
      return listed ?? { rows: [], more: false, total: null }
    }
    const { found, ...page } = byId(
      await listingPage(start, this.#topology, this.#documents, this.#reading(signal)),
    )
    const hits =
      start.by === 'search' ? found.map((row) => ({ ...row, hit: { score: Number(row.key[0]) } })) : found
    const [listed] = await reader.pages([{ ...page, found: hits }], (ids) => reader.entities(ids, read))
    return listed ?? { rows: [], more: false, total: null }
  }

  async touching({ ids, hops, limit, ...claims }: Touching, signal?: AbortSignal): Promise<Touched> {
    const slices = await begun(signal)
    const found = new Set<TopologyEdge>()
    for (const node of this.#nodes(ids)) {
      if (slices.isOver) await slices.next()
      for (const hop of hops)
        for (const edge of edgesAt(node, hop)) if (isAmong(edge, claims)) found.add(edge)
    }
    return touched([...found], limit, slices)
  }

  async through({ messages, kinds, limit }: Through, signal?: AbortSignal): Promise<Touched> {
    const slices = await begun(signal)
    const found = this.#nodes(messages).flatMap((message) =>
      message.through.filter(({ kind }) => kinds.includes(kind)),
    )
    return touched(found, limit, slices)
  }

  async adjacency(): Promise<Adjacency> {
    return this.#topology.adjacency
  }

  async contested({ kinds, limit }: Contested, signal?: AbortSignal): Promise<Touched> {
    const slices = await begun(signal)
    const wanted = new Set(kinds)
    const found: TopologyEdge[] = []
    for (const edge of this.#topology.edges()) {
      if (wanted.has(edge.kind) && (edge.certainty === 'DISPUTED' || mayHaveParallels(stepOf(edge))))
        found.push(edge)
      if (slices.isOver) await slices.next()
    }
    return touched(found, limit, slices)
  }

  async degrees(
    ids: readonly string[],
    kinds: readonly EdgeKind[],
    signal?: AbortSignal,
  ): Promise<readonly number[]> {
    signal?.throwIfAborted()
    return ids.map((id) => {
      const node = this.#topology.node(id)
      return node ? [...edgesAt(node, { kinds, direction: 'ANY' })].length : 0
    })
  }

  async actorsOutside(
    ids: readonly string[],
    where: ActorWhere,
    signal?: AbortSignal,
  ): Promise<readonly string[]> {
    signal?.throwIfAborted()
    const passes = await actorsPassing(where, this.#documents, this.#reading(signal))
    return this.#nodes(ids)
      .filter((node) => ACTOR_KINDS.includes(node.kind) && !passes(node))
      .map(({ id }) => id)
  }

  async statistics(signal?: AbortSignal): Promise<Statistics> {
    signal?.throwIfAborted()
    const entities = new Map<NodeKind, number>()
    let [first, last]: [TopologyNode | null, TopologyNode | null] = [null, null]
    for (const node of this.#topology.nodes()) {
      entities.set(node.kind, (entities.get(node.kind) ?? 0) + 1)
      if (node.kind !== Kind.MESSAGE || node.date === null) continue
      if (!first || comesBefore(node.earliest, first.earliest, node, first)) first = node
      if (!last || comesBefore(last.latest, node.latest, node, last)) last = node
    }
    const counts = EDGE_KIND_NAMES.map((kind) => [kind, this.#topology.edgeCount(kind)] as const)
    return { entities, relationships: new Map(counts), first: dateOf(first), last: dateOf(last) }
  }

  async messageDays(where: MessageWhere, signal?: AbortSignal): Promise<readonly DayCount[]> {
    signal?.throwIfAborted()
    return countedByDays(await messagesThat(where, this.#topology, this.#reading(signal)))
  }

  async transact<T>(work: (transaction: GraphTransaction) => Promise<T>, signal?: AbortSignal): Promise<T> {
    return this.connection.write(async (run) => {
      const transaction = new LadybugTransaction(this.#topology, this.#documents, run, (name) =>
        this.#statement(name),
      )
      const result = await work(transaction)
      return { result, committed: () => this.#documents.forget(transaction.settle()) }
    }, signal)
  }

  async ping(signal?: AbortSignal): Promise<void> {
    await this.#reading(signal)(this.#statement('ping').text())
  }

  async version(): Promise<Migration> {
    return recorded(this.connection)
  }

  async migrate(): Promise<Migration> {
    return migrate(this.connection)
  }

  async check() {
    const checked = []
    for (const statement of this.#statements.values()) {
      const problem = await this.connection.plan(statement.text())
      checked.push({ statement: `cypher/ladybug/${statement.name}.cypher`, problem })
    }
    return checked
  }

  async #readTopology(): Promise<void> {
    await this.connection.readEach(this.#statement('all-entities').text(), (row) =>
      this.#topology.putNode(briefFrom(row)),
    )
    await this.connection.readEach(this.#statement('all-relationships').text(), (row) =>
      this.#topology.addEdge(linkFrom(row)),
    )
  }

  #nodes(ids: readonly string[]): readonly TopologyNode[] {
    return [...new Set(ids)].flatMap((id) => this.#topology.node(id) ?? [])
  }

  #reader(signal?: AbortSignal): PlanReader {
    signal?.throwIfAborted()
    return new PlanReader(this.#topology, this.#documents, this.#reading(signal))
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

/**
 * What is found in memory alone would hold everything else up, one step of a search after the other: each begins when
 * others had their turn, and goes on in slices.
 */
async function begun(signal: AbortSignal | undefined): Promise<Slices> {
  signal?.throwIfAborted()
  const slices = new Slices(signal)
  await slices.next()
  return slices
}

async function touched(found: readonly TopologyEdge[], limit: number, slices: Slices): Promise<Touched> {
  const edges = await sortedInSlices(found, (a, b) => compareText(a.id, b.id), slices)
  const steps: EdgeStep[] = []
  for (const edge of edges) {
    if (steps.length === limit) break
    steps.push(stepOf(edge))
    if (slices.isOver) await slices.next()
  }
  return { edges: steps, more: edges.length > limit }
}

const stepOf = ({ from, to, message, date: _, ...edge }: TopologyEdge): EdgeStep => ({
  ...edge,
  from: from.id,
  to: to.id,
  message: message?.id ?? null,
})

/** Whether one instant lies before the other, or `a` before `b` by id where they are the same. */
function comesBefore(one: number | null, other: number | null, a: TopologyNode, b: TopologyNode): boolean {
  const difference = (one ?? 0) - (other ?? 0)
  return difference < 0 || (difference === 0 && compareText(a.id, b.id) < 0)
}

const dateOf = (node: TopologyNode | null): DateProperties | null =>
  node === null || node.date === null || node.earliest === null || node.latest === null
    ? null
    : { date: node.date, earliest: node.earliest, latest: node.latest }
