import type { EdgeStep } from '../store/graph-store.ts'
import type { Direction } from '../store/read-plan.ts'
import { seenBy } from './agency.ts'
import { Between } from './between.ts'
import { type SearchBudget, Spending } from './budget.ts'
import {
  claimsOf,
  opposite,
  type PathFilter,
  type PathGraph,
  type WalkedPath,
  walked,
  waysOver,
} from './path-graph.ts'
import { type SearchResult, type ShortestOptions, standingStill } from './shortest-paths.ts'

/**
 * The `limit` shortest ways from one entity to another, none with an entity twice: by length, then in the order of
 * `comparePaths`.
 *
 * Every step counts one, so no path is weighed against another as Yen's algorithm does (Management Science 17(11),
 * 1971): lengths are tried in turn. For each, the part of the graph that paths of this length can lie in is explored
 * from both ends, and the paths in it are walked depth first; a step is taken only where the end can still be reached
 * in the steps that are left (the exact lower bound of Hershberger et al., "Finding the k shortest simple paths", ACM
 * TALG 3(4), 2007). Both explorations go on from one length to the next.
 */
export async function kShortestPaths(
  graph: PathGraph,
  { from, to, filter, limit }: Omit<ShortestOptions, 'all'>,
  budget: SearchBudget,
  signal?: AbortSignal,
): Promise<SearchResult> {
  if (from === to) return standingStill(from)
  const seen = seenBy(graph, filter)
  const spending = new Spending(budget, signal)
  const between = new Between(seen, filter, [from, to], signal)
  const explored = new Explored(seen, from, to, filter, between, spending, signal)
  const paths: WalkedPath[] = []
  let stopped: string | null = null
  for (let length = 1; length <= filter.maxLength && stopped === null; length++) {
    stopped = await explored.reach(length)
    if (explored.isApart) break
    for (const edges of explored.paths(length)) {
      if (edges === null) {
        stopped = spending.spend(0)
        if (stopped !== null) break
        continue
      }
      if (paths.length === limit) return { paths, more: true, stopped: null, leftOut: between.leftOut }
      paths.push(walked(from, edges))
    }
  }
  return { paths, more: false, stopped, leftOut: between.leftOut }
}

/** A step over an edge, in the direction of the search. */
interface Onward {
  readonly edge: EdgeStep
  readonly to: string
}

/** One side of what was explored: how far each entity is from its end. */
interface Side {
  readonly direction: Direction
  readonly distance: Map<string, number>
  frontier: readonly string[]
  depth: number
}

/** How many steps are walked in vain before the budget is asked. */
const STEPS_BETWEEN_LOOKS = 4_096

/** What is known of the graph from both ends: all edges of all paths that are no longer than both depths together. */
class Explored {
  readonly #graph: PathGraph
  readonly #from: string
  readonly #to: string
  readonly #filter: PathFilter
  readonly #spending: Spending
  readonly #signal: AbortSignal | undefined
  readonly #ahead: Side
  readonly #back: Side
  readonly #between: Between
  /** By the entity at which a step begins, by the edge. */
  readonly #steps = new Map<string, Map<string, Onward>>()

  constructor(
    graph: PathGraph,
    from: string,
    to: string,
    filter: PathFilter,
    between: Between,
    spending: Spending,
    signal: AbortSignal | undefined,
  ) {
    this.#graph = graph
    this.#from = from
    this.#to = to
    this.#filter = filter
    this.#spending = spending
    this.#signal = signal
    this.#between = between
    const side = (end: string, direction: Direction): Side => ({
      direction,
      distance: new Map([[end, 0]]),
      frontier: [end],
      depth: 0,
    })
    this.#ahead = side(from, filter.direction)
    this.#back = side(to, opposite[filter.direction])
  }

  /** Whether one end was explored to where it leads no further, and the other end was not met. */
  get isApart(): boolean {
    const [ahead, back] = [this.#ahead, this.#back]
    return (
      (ahead.frontier.length === 0 && !ahead.distance.has(this.#to)) ||
      (back.frontier.length === 0 && !back.distance.has(this.#from))
    )
  }

  /** Explores until all edges of the paths of this length are known. @returns why it had to end before, or null */
  async reach(length: number): Promise<string | null> {
    const [ahead, back] = [this.#ahead, this.#back]
    while (ahead.depth + back.depth < length) {
      const side = ahead.frontier.length <= back.frontier.length ? ahead : back
      const stopped = await this.#widen(side)
      if (stopped !== null) return stopped
    }
    return null
  }

  /** Every path of this length, in the order of `comparePaths`; now and then null, to let the budget be asked. */
  *paths(length: number): Generator<readonly EdgeStep[] | null> {
    const onPath = new Set([this.#from])
    const edges: EdgeStep[] = []
    let steps = 0
    const sorted = new Map<string, readonly Onward[]>()
    const onwards = (at: string): readonly Onward[] => {
      let known = sorted.get(at)
      if (!known) {
        known = [...(this.#steps.get(at)?.values() ?? [])].sort(byEntityThenEdge)
        sorted.set(at, known)
      }
      return known
    }
    const walk = function* (this: Explored, at: string, left: number): Generator<readonly EdgeStep[] | null> {
      if (left === 0) {
        yield [...edges]
        return
      }
      for (const { edge, to } of onwards(at)) {
        if (++steps % STEPS_BETWEEN_LOOKS === 0) yield null
        const ends = to === this.#to
        if (onPath.has(to) || ends !== (left === 1) || this.#stepsToEnd(to) > left - 1) continue
        onPath.add(to)
        edges.push(edge)
        yield* walk.call(this, to, left - 1)
        edges.pop()
        onPath.delete(to)
      }
    }
    yield* walk.call(this, this.#from, length)
  }

  /** The fewest steps that can lie between an entity and the end: exact where the end's side has met it. */
  #stepsToEnd(id: string): number {
    return this.#back.distance.get(id) ?? this.#back.depth + 1
  }

  async #widen(side: Side): Promise<string | null> {
    const { kinds } = this.#filter
    if (side.frontier.length === 0) {
      side.depth += 1
      return null
    }
    const found = await this.#graph.touching(
      {
        ids: side.frontier,
        hops: [{ kinds, direction: side.direction }],
        limit: this.#spending.left + 1,
        ...claimsOf(this.#filter),
      },
      this.#signal,
    )
    const stopped = this.#spending.spendOn(side.frontier.length, found)
    const frontier = new Set(side.frontier)
    const met = found.edges.flatMap((edge) =>
      waysOver(edge, side.direction)
        .filter(([at]) => frontier.has(at))
        .map(([at, next]) => ({ edge, at, next })),
    )
    await this.#between.look(met.map(({ next }) => next))
    side.depth += 1
    const reached = new Set<string>()
    for (const { edge, at, next } of met) {
      if (this.#between.bars(next)) continue
      if (side === this.#ahead) this.#add(at, next, edge)
      else this.#add(next, at, edge)
      if (side.distance.has(next)) continue
      side.distance.set(next, side.depth)
      reached.add(next)
    }
    side.frontier = [...reached]
    return stopped
  }

  #add(start: string, to: string, edge: EdgeStep): void {
    const steps = this.#steps.get(start)
    if (steps) steps.set(edge.id, { edge, to })
    else this.#steps.set(start, new Map([[edge.id, { edge, to }]]))
  }
}

const byEntityThenEdge = (a: Onward, b: Onward): number =>
  a.to < b.to ? -1 : a.to > b.to ? 1 : a.edge.id < b.edge.id ? -1 : 1
