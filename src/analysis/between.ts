import { EDGE_KIND_NAMES } from '../vocabulary/edge-kinds.ts'
import type { PathFilter, PathGraph } from './path-graph.ts'
import type { SearchSpace } from './search-space.ts'

/**
 * What may stand between the ends of a path: not what the filter avoids, no entity with more relationships than
 * `avoidHubs`, and no actor for whom `between` does not hold. Each entity is looked at once.
 */
class Between {
  readonly #graph: PathGraph
  readonly #filter: PathFilter
  readonly #signal: AbortSignal | undefined
  readonly #looked: Set<string>
  readonly #avoided: ReadonlySet<string>
  readonly #barred = new Set<string>()
  readonly #hubs = new Set<string>()

  /** @param ends what the filter does not speak of */
  constructor(
    graph: PathGraph,
    filter: PathFilter,
    ends: readonly string[],
    signal: AbortSignal | undefined,
  ) {
    this.#graph = graph
    this.#filter = filter
    this.#signal = signal
    this.#looked = new Set(ends)
    this.#avoided = new Set(filter.avoid)
  }

  /** Whether no path may go through it, as far as it was looked at. */
  bars(id: string): boolean {
    return this.#barred.has(id) || this.#avoided.has(id)
  }

  /** The entities met that had too many relationships, by id. */
  get leftOut(): readonly string[] {
    return [...this.#hubs].sort()
  }

  /** Looks at what a search met, so that `bars` speaks of it. */
  async look(met: Iterable<string>): Promise<void> {
    const { avoidHubs, between } = this.#filter
    if (avoidHubs === undefined && between === undefined) return
    const fresh = [...new Set(met)].filter((id) => !this.#looked.has(id) && !this.#avoided.has(id))
    for (const id of fresh) this.#looked.add(id)
    if (avoidHubs !== undefined) {
      const degrees = await this.#graph.degrees(fresh, EDGE_KIND_NAMES, this.#signal)
      for (const [index, id] of fresh.entries()) {
        if ((degrees[index] ?? 0) <= avoidHubs) continue
        this.#hubs.add(id)
        this.#barred.add(id)
      }
    }
    if (between === undefined) return
    for (const id of await this.#graph.actorsOutside(fresh, between, this.#signal)) this.#barred.add(id)
  }
}

/** The same by number. Where a filter says nothing of what stands between, there is nothing to look at. */
export class NumberedBetween {
  readonly #between: Between
  readonly #space: SearchSpace
  readonly #avoided: ReadonlySet<number>
  readonly #barred: Set<number>
  readonly #looks: boolean

  /** @param ends what the filter does not speak of */
  constructor(
    graph: PathGraph,
    space: SearchSpace,
    filter: PathFilter,
    ends: readonly string[],
    signal: AbortSignal | undefined,
  ) {
    const { avoid, avoidHubs, between: only } = filter
    this.#between = new Between(graph, filter, ends, signal)
    this.#space = space
    this.#avoided = new Set(avoid.map((id) => space.entity(id)))
    this.#barred = new Set(this.#avoided)
    this.#looks = avoidHubs !== undefined || only !== undefined
  }

  avoids(entity: number): boolean {
    return this.#avoided.has(entity)
  }

  bars(entity: number): boolean {
    return this.#barred.has(entity)
  }

  get leftOut(): readonly string[] {
    return this.#between.leftOut
  }

  async look(met: Iterable<number>): Promise<void> {
    if (!this.#looks) return
    const entities = new Map([...met].map((entity) => [this.#space.idOf(entity), entity]))
    await this.#between.look(entities.keys())
    for (const [id, entity] of entities) if (this.#between.bars(id)) this.#barred.add(entity)
  }
}
