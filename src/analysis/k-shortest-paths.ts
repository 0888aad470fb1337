import { NumberedBetween } from './between.ts'
import { type SearchBudget, Spending } from './budget.ts'
import { type PathFilter, type PathGraph, type WalkedPath, walked } from './path-graph.ts'
import { type SearchSpace, searchSpace, slices } from './search-space.ts'
import {
  Named,
  type SearchResult,
  type ShortestOptions,
  standingStill,
  type Taken,
} from './shortest-paths.ts'
import { Steps, told } from './steps.ts'

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
  const spending = new Spending(budget, signal)
  const space = await searchSpace(graph, filter, spending, signal)
  const { adjacency } = space
  const between = new NumberedBetween(graph, space, filter, [from, to], signal)
  const [start, end] = [space.entity(from), space.entity(to)]
  const explored = new Explored(space, start, end, filter, between)
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
      const steps = edges.map((edge) => told(adjacency, edge, filter))
      paths.push(walked(from, steps))
    }
  }
  return { paths, more: false, stopped, leftOut: between.leftOut }
}

/** One side of what was explored: how far each entity is from its end. */
interface Side {
  readonly backward: boolean
  readonly distance: Map<number, number>
  frontier: readonly number[]
  depth: number
}

const side = (end: number, backward: boolean): Side => ({
  backward,
  distance: new Map([[end, 0]]),
  frontier: [end],
  depth: 0,
})

/** How many steps are walked in vain before the budget is asked. */
const STEPS_BETWEEN_LOOKS = 4_096

/** What is known of the graph from both ends: all edges of all paths that are no longer than both depths together. */
class Explored {
  readonly #space: SearchSpace
  readonly #start: number
  readonly #end: number
  readonly #ahead: Side
  readonly #back: Side
  readonly #between: NumberedBetween
  readonly #steps: Steps
  readonly #named: Named

  constructor(space: SearchSpace, start: number, end: number, filter: PathFilter, between: NumberedBetween) {
    this.#space = space
    this.#start = start
    this.#end = end
    this.#between = between
    this.#steps = new Steps(space.adjacency, filter)
    this.#named = new Named(space, filter)
    this.#ahead = side(start, false)
    this.#back = side(end, true)
  }

  /** Whether one end was explored to where it leads no further, and the other end was not met. */
  get isApart(): boolean {
    const [ahead, back] = [this.#ahead, this.#back]
    return (
      (ahead.frontier.length === 0 && !ahead.distance.has(this.#end)) ||
      (back.frontier.length === 0 && !back.distance.has(this.#start))
    )
  }

  /** Explores until all edges of the paths of this length are known. @returns why it had to end before, or null */
  async reach(length: number): Promise<string | null> {
    const [ahead, back] = [this.#ahead, this.#back]
    while (ahead.depth + back.depth < length) {
      const near = ahead.frontier.length <= back.frontier.length ? ahead : back
      const stopped = await this.#widen(near)
      if (stopped !== null) return stopped
    }
    return null
  }

  /** Every path of this length, in the order of `comparePaths`; now and then null, to let the budget be asked. */
  *paths(length: number): Generator<readonly number[] | null> {
    const onPath = new Set([this.#start])
    const edges: number[] = []
    let steps = 0
    const sorted = new Map<string, readonly Taken[]>()
    const onwards = (at: number, left: number): readonly Taken[] => {
      const key = `${at} ${left}`
      let known = sorted.get(key)
      if (!known) {
        known = this.#leadingOn(at, left)
        sorted.set(key, known)
      }
      return known
    }
    const walk = function* (this: Explored, at: number, left: number): Generator<readonly number[] | null> {
      if (left === 0) {
        yield [...edges]
        return
      }
      for (const { edge, to } of onwards(at, left)) {
        if (++steps % STEPS_BETWEEN_LOOKS === 0) yield null
        if (onPath.has(to)) continue
        onPath.add(to)
        edges.push(edge)
        yield* walk.call(this, to, left - 1)
        edges.pop()
        onPath.delete(to)
      }
    }
    yield* walk.call(this, this.#start, length)
  }

  /** The steps from an entity after which the end can still be reached in the steps that are left. */
  #leadingOn(at: number, left: number): readonly Taken[] {
    const taken: Taken[] = []
    const steps = this.#steps
    steps.at(at, false)
    for (let place = 0; place < steps.count; place++) {
      const [edge, to] = [steps.edges[place] ?? 0, steps.ends[place] ?? 0]
      const ends = to === this.#end
      if (ends !== (left === 1) || this.#stepsToEnd(to) > left - 1 || this.#between.bars(to)) continue
      taken.push({ edge, to })
    }
    return taken.sort((a, b) => this.#named.compare(a, b))
  }

  /** The fewest steps that can lie between an entity and the end: exact where the end's side has met it. */
  #stepsToEnd(entity: number): number {
    return this.#back.distance.get(entity) ?? this.#back.depth + 1
  }

  async #widen(near: Side): Promise<string | null> {
    const met = new Set<number>()
    const steps = this.#steps
    let stopped: string | null = null
    for (const slice of slices(near.frontier)) {
      stopped = await this.#space.openSteps(slice, near.backward)
      for (const entity of slice) {
        steps.at(entity, near.backward)
        for (let at = 0; at < steps.count; at++) met.add(steps.ends[at] ?? 0)
      }
      if (stopped !== null) break
    }
    await this.#between.look(met)
    near.depth += 1
    const reached: number[] = []
    for (const entity of met) {
      if (near.distance.has(entity) || this.#between.bars(entity)) continue
      near.distance.set(entity, near.depth)
      reached.push(entity)
    }
    near.frontier = reached
    return stopped
  }
}
