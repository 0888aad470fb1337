import { NONE } from '../adjacency/adjacency.ts'
import { withRoom } from '../adjacency/growing.ts'
import { TimedOut } from '../errors.ts'
import { edgeKind } from '../vocabulary/edge-kinds.ts'
import { NumberedBetween } from './between.ts'
import { type SearchBudget, Spending, tookTooLong } from './budget.ts'
import {
  claimsOf,
  comparePaths,
  type PathFilter,
  type PathGraph,
  type WalkedPath,
  walked,
} from './path-graph.ts'
import { type SearchSpace, searchSpace, slices } from './search-space.ts'
import { Steps, told } from './steps.ts'

/** What a search found, and why it ended early, if it did. */
export interface SearchResult<P extends WalkedPath = WalkedPath> {
  readonly paths: readonly P[]
  /** Whether there are more than were asked for. */
  readonly more: boolean
  /** Why the search ended before it was done; null where it was done. */
  readonly stopped: string | null
  /** The entities that `avoidHubs` kept out, as far as the search met them. */
  readonly leftOut: readonly string[]
}

/** What is found from an entity to itself: one path without steps. */
export const standingStill = (from: string): SearchResult => ({
  paths: [walked(from, [])],
  more: false,
  stopped: null,
  leftOut: [],
})

export interface ShortestOptions {
  readonly from: string
  readonly to: string
  readonly filter: PathFilter
  /** Every shortest path, at most `limit` of them in the order of `comparePaths`; or any one. */
  readonly all: boolean
  readonly limit: number
}

/**
 * The shortest ways from one entity to another: where the graph is not whole in memory by the store, if it can, else by
 * a breadth-first search from both ends, which always widens the smaller frontier (Pohl 1971, "Bi-directional search").
 */
export async function shortestPaths(
  graph: PathGraph,
  options: ShortestOptions,
  budget: SearchBudget,
  signal?: AbortSignal,
): Promise<SearchResult> {
  const { from, to, filter } = options
  if (from === to) return standingStill(from)
  const spending = new Spending(budget, signal)
  const space = await searchSpace(graph, filter, spending, signal)
  if (!space.isWhole && graph.shortestPaths && storeCan(filter))
    return byStore(graph.shortestPaths.bind(graph), options, budget, signal)
  return meetInTheMiddle(graph, space, options, signal)
}

async function byStore(
  search: NonNullable<PathGraph['shortestPaths']>,
  { from, to, filter, all, limit }: ShortestOptions,
  { milliseconds }: SearchBudget,
  signal?: AbortSignal,
): Promise<SearchResult> {
  const { kinds, direction, maxLength, avoid } = filter
  const hop = { kinds, direction }
  try {
    const found = await search(
      { from, to, hop, maxLength, avoid, all, limit, milliseconds, ...claimsOf(filter) },
      signal,
    )
    const paths = found.paths.map((edges) => walked(from, edges)).sort(comparePaths)
    return { paths, more: found.more, stopped: null, leftOut: [] }
  } catch (error) {
    if (!(error instanceof TimedOut)) throw error
    return { paths: [], more: false, stopped: tookTooLong(milliseconds), leftOut: [] }
  }
}

/** A store walks one direction for all kinds, so it cannot mix those with and those without one. */
const storeCan = ({ agency, avoidHubs, between, direction, kinds }: PathFilter): boolean =>
  agency === 'LITERAL' &&
  avoidHubs === undefined &&
  between === undefined &&
  (direction === 'ANY' || kinds.every((kind) => edgeKind(kind).directed))

/** A step as it was taken: over an edge, to an entity. */
export interface Taken {
  readonly edge: number
  readonly to: number
}

/** One side of the search. */
interface Side {
  readonly backward: boolean
  /** By entity: how many steps it is from the side's end, and one; 0 where the search has not met it. */
  distance: Uint8Array
  frontier: readonly number[]
  depth: number
}

function side(end: number, backward: boolean, entities: number): Side {
  const distance = new Uint8Array(Math.max(entities, end + 1))
  distance[end] = 1
  return { backward, distance, frontier: [end], depth: 0 }
}

async function meetInTheMiddle(
  graph: PathGraph,
  space: SearchSpace,
  { from, to, filter, all, limit }: ShortestOptions,
  signal?: AbortSignal,
): Promise<SearchResult> {
  const { adjacency } = space
  const [start, end] = [space.entity(from), space.entity(to)]
  const ahead = side(start, false, adjacency.entities)
  const back = side(end, true, adjacency.entities)
  const between = new NumberedBetween(graph, space, filter, [from, to], signal)
  const steps = new Steps(adjacency, filter)
  const result = (paths: readonly WalkedPath[], more: boolean, stopped: string | null): SearchResult => ({
    paths,
    more,
    stopped,
    leftOut: between.leftOut,
  })
  while (ahead.depth + back.depth < filter.maxLength) {
    const nearer = ahead.frontier.length <= back.frontier.length ? ahead : back
    const other = nearer === ahead ? back : ahead
    if (nearer.frontier.length === 0) return result([], false, null)
    const stopped = await widen(space, nearer, steps, between)
    const meeting = nearer.frontier.filter((entity) => (other.distance[entity] ?? 0) > 0)
    if (meeting.length > 0) {
      const ways = joined(meeting, [ahead, back], start, steps, new Named(space, filter), all ? limit + 1 : 1)
      const paths = ways.map((edges) =>
        walked(
          from,
          edges.map((edge) => told(adjacency, edge, filter)),
        ),
      )
      return result(paths.slice(0, limit), paths.length > limit, stopped)
    }
    if (stopped !== null) return result([], false, stopped)
  }
  return result([], false, null)
}

/** Takes one step from all of a side's frontier. @returns why the search must end, or null */
async function widen(
  space: SearchSpace,
  near: Side,
  steps: Steps,
  between: NumberedBetween,
): Promise<string | null> {
  const reached: number[] = []
  let stopped: string | null = null
  near.depth += 1
  for (const slice of slices(near.frontier)) {
    stopped = await space.openSteps(slice, near.backward)
    near.distance = withRoom(near.distance, space.adjacency.entities)
    for (const entity of slice) {
      steps.at(entity, near.backward)
      for (let at = 0; at < steps.count; at++) {
        const next = steps.ends[at] ?? NONE
        if (near.distance[next] !== 0 || between.bars(next)) continue
        near.distance[next] = near.depth + 1
        reached.push(next)
      }
    }
    if (stopped !== null) break
  }
  await between.look(reached)
  near.frontier = reached.filter((entity) => !between.bars(entity))
  for (const entity of reached) if (between.bars(entity)) near.distance[entity] = 0
  return stopped
}

/** Orders steps as `comparePaths` does, by ids, each of which is spelled once. */
export class Named {
  readonly #space: SearchSpace
  readonly #filter: PathFilter
  readonly #entities = new Map<number, string>()
  readonly #edges = new Map<number, string>()

  constructor(space: SearchSpace, filter: PathFilter) {
    this.#space = space
    this.#filter = filter
  }

  compare(a: Taken, b: Taken): number {
    if (a.to !== b.to) return this.#entity(a.to) < this.#entity(b.to) ? -1 : 1
    return this.#edge(a.edge) < this.#edge(b.edge) ? -1 : 1
  }

  #entity(entity: number): string {
    return spelled(this.#entities, entity, () => this.#space.adjacency.idOf(entity))
  }

  #edge(edge: number): string {
    return spelled(this.#edges, edge, () => told(this.#space.adjacency, edge, this.#filter).id)
  }
}

function spelled(known: Map<number, string>, number: number, spell: () => string): string {
  let id = known.get(number)
  if (id === undefined) {
    id = spell()
    known.set(number, id)
  }
  return id
}

/** The ways through the entities where both sides met: the first `limit` of them in the order of `comparePaths`. */
function joined(
  meeting: readonly number[],
  [ahead, back]: readonly [Side, Side],
  start: number,
  steps: Steps,
  named: Named,
  limit: number,
): readonly (readonly number[])[] {
  const onwards = new Map<number, Taken[]>()
  const lead = (at: number, step: Taken): void => {
    const known = onwards.get(at)
    if (known) known.push(step)
    else onwards.set(at, [step])
  }
  spread(meeting, ahead, steps, (at, { edge, to }) => lead(to, { edge, to: at }))
  spread(meeting, back, steps, lead)
  for (const taken of onwards.values()) taken.sort((a, b) => named.compare(a, b))
  const ways: (readonly number[])[] = []
  for (const way of waysFrom(start, ahead.depth + back.depth, onwards)) {
    ways.push(way)
    if (ways.length >= limit) break
  }
  return ways
}

/** Visits the steps by which a side came to some entities, back to its end, each once. */
function spread(
  from: readonly number[],
  { backward, distance }: Side,
  steps: Steps,
  visit: (at: number, step: Taken) => void,
): void {
  const seen = new Set(from)
  for (const at of seen) {
    const nearer = (distance[at] ?? 0) - 1
    if (nearer === 0) continue
    steps.at(at, !backward)
    for (let place = 0; place < steps.count; place++) {
      const [edge, to] = [steps.edges[place] ?? NONE, steps.ends[place] ?? NONE]
      if (distance[to] !== nearer) continue
      visit(at, { edge, to })
      seen.add(to)
    }
  }
}

/** Every way of this many steps as its edges, lazily, in the order of `comparePaths`. */
function* waysFrom(
  at: number,
  length: number,
  onwards: ReadonlyMap<number, readonly Taken[]>,
): Generator<readonly number[]> {
  if (length === 0) {
    yield []
    return
  }
  for (const { edge, to } of onwards.get(at) ?? [])
    for (const rest of waysFrom(to, length - 1, onwards)) yield [edge, ...rest]
}
