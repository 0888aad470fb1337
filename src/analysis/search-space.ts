import { setImmediate } from 'node:timers/promises'
import { Adjacency, NONE } from '../adjacency/adjacency.ts'
import type { EdgeStep } from '../store/graph-store.ts'
import type { Claims, Direction, Hop } from '../store/read-plan.ts'
import {
  ADDRESSINGS,
  ARRIVALS,
  Edge,
  type EdgeKind,
  edgeKind,
  OFFICES,
  REPRESENTATIONS,
} from '../vocabulary/edge-kinds.ts'
import type { Spending } from './budget.ts'
import { claimsOf, opposite, type PathFilter, type PathGraph } from './path-graph.ts'

/**
 * The part of the graph that a search knows, as numbers. Before a search looks at what leads on from entities, it opens
 * them: on a graph that is whole in memory there is nothing to do, else the store is asked.
 */
export interface SearchSpace {
  readonly adjacency: Adjacency
  readonly isWhole: boolean
  /** The number of an entity; where no edge touches it one of this search's own, below `NONE`. */
  entity(id: string): number
  /** The id of an entity that got a number by `entity` or from the adjacency. */
  idOf(entity: number): string
  /**
   * Makes known the steps that lead on from entities, or (backward) lead to them.
   * @returns why the search must end now, or null where it may go on
   */
  openSteps(entities: readonly number[], backward: boolean): Promise<string | null>
  /** The same for what carries information on from entities, or to them. */
  openEvents(entities: readonly number[], backward: boolean): Promise<string | null>
}

/** How many entities are looked at at once. */
const AT_ONCE = 2_000

/** Some entities, so many at a time, that others have their turn between. */
export function* slices(entities: readonly number[]): Generator<readonly number[]> {
  for (let at = 0; at < entities.length; at += AT_ONCE)
    yield at === 0 && entities.length <= AT_ONCE ? entities : entities.slice(at, at + AT_ONCE)
}

/** The space of a search: the whole graph, where the store has it in memory, else what will be asked of the store. */
export async function searchSpace(
  graph: PathGraph,
  filter: PathFilter,
  spending: Spending,
  signal?: AbortSignal,
): Promise<SearchSpace> {
  const adjacency = (await graph.adjacency?.(signal)) ?? null
  return adjacency ? new WholeSpace(adjacency, spending) : new FetchedSpace(graph, filter, spending, signal)
}

/** How long a search keeps the event loop, in milliseconds, before other requests have their turn. */
const TURN_MS = 8

/** The number of the first entity without edges; the next ones are below. */
const FIRST_APART = NONE - 1

class WholeSpace implements SearchSpace {
  readonly adjacency: Adjacency
  readonly isWhole = true
  readonly #spending: Spending
  /** Entities that no edge touches: what all searches share is not changed for one of them. */
  readonly #apart: string[] = []
  #since = performance.now()

  constructor(adjacency: Adjacency, spending: Spending) {
    this.adjacency = adjacency
    this.#spending = spending
  }

  entity(id: string): number {
    const known = this.adjacency.find(id)
    if (known >= 0) return known
    const place = this.#apart.indexOf(id)
    return FIRST_APART - (place >= 0 ? place : this.#apart.push(id) - 1)
  }

  idOf(entity: number): string {
    return entity >= 0 ? this.adjacency.idOf(entity) : (this.#apart[FIRST_APART - entity] ?? '')
  }

  async openSteps(entities: readonly number[]): Promise<string | null> {
    if (performance.now() - this.#since > TURN_MS) {
      await setImmediate()
      this.#since = performance.now()
    }
    return this.#spending.spend(0, entities.length)
  }

  openEvents(entities: readonly number[]): Promise<string | null> {
    return this.openSteps(entities)
  }
}

/** What was asked of a store so far, and nothing else. Claims that do not count may be among it. */
class FetchedSpace implements SearchSpace {
  readonly adjacency = new Adjacency()
  readonly isWhole = false
  readonly #graph: PathGraph
  readonly #filter: PathFilter
  readonly #spending: Spending
  readonly #signal: AbortSignal | undefined
  readonly #known = new Set<string>()

  constructor(graph: PathGraph, filter: PathFilter, spending: Spending, signal: AbortSignal | undefined) {
    this.#graph = graph
    this.#filter = filter
    this.#spending = spending
    this.#signal = signal
  }

  entity(id: string): number {
    return this.adjacency.enter(id)
  }

  idOf(entity: number): string {
    return this.adjacency.idOf(entity)
  }

  openSteps(entities: readonly number[], backward: boolean): Promise<string | null> {
    const { kinds, direction } = this.#filter
    return this.#open(entities, [{ kinds, direction: backward ? opposite[direction] : direction }])
  }

  async openEvents(entities: readonly number[], backward: boolean): Promise<string | null> {
    const { kinds, throughOffices, certainty } = this.#filter
    const along = (forward: boolean, direction: Direction): Hop => ({
      kinds: kinds.filter((kind) => {
        const { flow } = edgeKind(kind)
        return forward ? flow === 'forward' || flow === 'both' : flow === 'backward'
      }),
      direction,
    })
    const stopped = await this.#open(entities, [
      along(true, backward ? 'IN' : 'OUT'),
      along(false, backward ? 'OUT' : 'IN'),
    ])
    if (stopped !== null || !throughOffices) return stopped
    // An office is held all its time: what of it lies in the period is for the search to say.
    return this.#fetch(
      this.#ids(entities),
      [{ kinds: OFFICES, direction: 'ANY' }],
      certainty && { certainty },
    )
  }

  async #open(entities: readonly number[], hops: readonly Hop[]): Promise<string | null> {
    const ids = this.#ids(entities)
    const found: EdgeStep[] = []
    const stopped =
      this.#spending.spend(0, entities.length) ??
      (await this.#fetch(ids, hops, claimsOf(this.#filter), found)) ??
      (await this.#fetch(
        distinct(found, ADDRESSINGS, ({ from }) => from),
        [{ kinds: ARRIVALS, direction: 'IN' }],
      ))
    const speaks = this.#filter.agency === 'PRINCIPAL' && hops.some(({ kinds }) => kinds.includes(Edge.SENT))
    if (stopped !== null || !speaks) return stopped
    const messages = [...distinct(found, [Edge.SENT], ({ to }) => to), ...ids]
    return (
      (await this.#fetchThrough(messages)) ??
      (await this.#fetch(ids, [{ kinds: REPRESENTATIONS, direction: 'IN' }], {}))
    )
  }

  async #fetch(
    ids: readonly string[],
    hops: readonly Hop[],
    claims: Claims = {},
    found: EdgeStep[] = [],
  ): Promise<string | null> {
    if (ids.length === 0) return null
    const limit = this.#spending.left + 1
    const touched = await this.#graph.touching({ ids, hops, limit, ...claims }, this.#signal)
    this.#keep(touched.edges)
    found.push(...touched.edges)
    return this.#spending.spendOn(0, touched)
  }

  async #fetchThrough(messages: readonly string[]): Promise<string | null> {
    const limit = this.#spending.left + 1
    const spoken = await this.#graph.through({ messages, kinds: REPRESENTATIONS, limit }, this.#signal)
    this.#keep(spoken.edges)
    return this.#spending.spendOn(0, spoken)
  }

  #keep(edges: readonly EdgeStep[]): void {
    for (const edge of edges) {
      if (this.#known.has(edge.id)) continue
      this.#known.add(edge.id)
      this.adjacency.add(edge)
    }
  }

  #ids(entities: readonly number[]): readonly string[] {
    return entities.map((entity) => this.adjacency.idOf(entity))
  }
}

/** Ends of the edges of some kinds, each once. */
const distinct = (
  edges: readonly EdgeStep[],
  kinds: readonly EdgeKind[],
  end: (edge: EdgeStep) => string,
): readonly string[] => [...new Set(edges.filter(({ kind }) => kinds.includes(kind)).map(end))]
