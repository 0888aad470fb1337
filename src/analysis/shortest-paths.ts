import { TimedOut } from '../errors.ts'
import type { EdgeStep } from '../store/graph-store.ts'
import type { Direction } from '../store/read-plan.ts'
import { edgeKind } from '../vocabulary/edge-kinds.ts'
import { seenBy } from './agency.ts'
import { Between } from './between.ts'
import { type SearchBudget, Spending, tookTooLong } from './budget.ts'
import {
  claimsOf,
  comparePaths,
  opposite,
  type PathFilter,
  type PathGraph,
  type WalkedPath,
  walked,
  waysOver,
} from './path-graph.ts'

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
 * The shortest ways from one entity to another: by the store where it can, else by a breadth-first search from both
 * ends, which always widens the smaller frontier (Pohl 1971, "Bi-directional search").
 */
export async function shortestPaths(
  graph: PathGraph,
  options: ShortestOptions,
  budget: SearchBudget,
  signal?: AbortSignal,
): Promise<SearchResult> {
  const { from, to, filter } = options
  if (from === to) return standingStill(from)
  if (graph.shortestPaths && storeCan(filter))
    return byStore(graph.shortestPaths.bind(graph), options, budget, signal)
  const seen = seenBy(graph, filter)
  return meetInTheMiddle(seen, options, new Spending(budget, signal), signal)
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

/** One side of the search: how far each entity is from its end, and over which edges the next one towards it lies. */
interface Side {
  readonly direction: Direction
  readonly distance: Map<string, number>
  readonly towards: Map<string, EdgeStep[]>
  frontier: readonly string[]
  depth: number
}

const side = (end: string, direction: Direction): Side => ({
  direction,
  distance: new Map([[end, 0]]),
  towards: new Map(),
  frontier: [end],
  depth: 0,
})

async function meetInTheMiddle(
  graph: PathGraph,
  { from, to, filter, all, limit }: ShortestOptions,
  spending: Spending,
  signal?: AbortSignal,
): Promise<SearchResult> {
  const ahead = side(from, filter.direction)
  const back = side(to, opposite[filter.direction])
  const between = new Between(graph, filter, [from, to], signal)
  const result = (paths: readonly WalkedPath[], more: boolean, stopped: string | null): SearchResult => ({
    paths,
    more,
    stopped,
    leftOut: between.leftOut,
  })
  const none = (stopped: string | null): SearchResult => result([], false, stopped)
  while (ahead.depth + back.depth < filter.maxLength) {
    const nearer = ahead.frontier.length <= back.frontier.length ? ahead : back
    const other = nearer === ahead ? back : ahead
    if (nearer.frontier.length === 0) return none(null)
    const stopped = await widen(graph, nearer, filter, between, spending, signal)
    const meeting = nearer.frontier.filter((id) => other.distance.has(id))
    if (meeting.length > 0) {
      const paths = joined(meeting, ahead, back, from, all ? limit + 1 : 1)
      return result(paths.slice(0, limit), paths.length > limit, stopped)
    }
    if (stopped) return none(stopped)
  }
  return none(null)
}

/** Takes one step from all of a side's frontier. @returns why the search must end, or null */
async function widen(
  graph: PathGraph,
  near: Side,
  filter: PathFilter,
  between: Between,
  spending: Spending,
  signal?: AbortSignal,
): Promise<string | null> {
  const hop = { kinds: filter.kinds, direction: near.direction }
  const limit = spending.left + 1
  const met = await graph.touching({ ids: near.frontier, hops: [hop], limit, ...claimsOf(filter) }, signal)
  const stopped = spending.spendOn(near.frontier.length, met)
  const frontier = new Set(near.frontier)
  const reached = new Map<string, EdgeStep[]>()
  for (const edge of met.edges) {
    for (const [at, next] of waysOver(edge, near.direction)) {
      if (!frontier.has(at) || near.distance.has(next)) continue
      const over = reached.get(next)
      if (over) over.push(edge)
      else reached.set(next, [edge])
    }
  }
  await between.look(reached.keys())
  for (const id of reached.keys()) if (between.bars(id)) reached.delete(id)
  near.depth += 1
  for (const [id, over] of reached) {
    near.distance.set(id, near.depth)
    near.towards.set(id, over)
  }
  near.frontier = [...reached.keys()]
  return stopped
}

/** The paths through the entities where both sides met: the first `limit` of them in the order of `comparePaths`. */
function joined(
  meeting: readonly string[],
  ahead: Side,
  back: Side,
  from: string,
  limit: number,
): WalkedPath[] {
  const onwards = new Map<string, Map<string, EdgeStep>>()
  const lead = (at: string, edge: EdgeStep): void => {
    const edges = onwards.get(at)
    if (edges) edges.set(edge.id, edge)
    else onwards.set(at, new Map([[edge.id, edge]]))
  }
  spread(meeting, ahead, (_, next, edge) => lead(next, edge))
  spread(meeting, back, (at, _, edge) => lead(at, edge))
  const length = ahead.depth + back.depth
  const paths: WalkedPath[] = []
  for (const edges of waysFrom(from, length, onwards)) {
    paths.push(walked(from, edges))
    if (paths.length >= limit) break
  }
  return paths
}

/** Visits the edges that lead from some entities to the end of a side, each once, with the entities they join. */
function spread(
  from: readonly string[],
  { towards }: Side,
  visit: (at: string, next: string, edge: EdgeStep) => void,
): void {
  const seen = new Set(from)
  for (const at of seen) {
    for (const edge of towards.get(at) ?? []) {
      const next = edge.from === at ? edge.to : edge.from
      visit(at, next, edge)
      seen.add(next)
    }
  }
}

/** Every way of this many steps, lazily, in the order of `comparePaths`. */
function* waysFrom(
  at: string,
  length: number,
  onwards: ReadonlyMap<string, ReadonlyMap<string, EdgeStep>>,
): Generator<readonly EdgeStep[]> {
  if (length === 0) {
    yield []
    return
  }
  const next = [...(onwards.get(at)?.values() ?? [])].map((edge) => ({
    edge,
    to: edge.from === at ? edge.to : edge.from,
  }))
  next.sort((a, b) => (a.to < b.to ? -1 : a.to > b.to ? 1 : a.edge.id < b.edge.id ? -1 : 1))
  for (const { edge, to } of next) for (const rest of waysFrom(to, length - 1, onwards)) yield [edge, ...rest]
}
