import type {
  EdgeStep,
  FoundPaths,
  ShortestPathQuestion,
  Through,
  Touched,
  Touching,
} from '../store/graph-store.ts'
import type { Agency, Direction, InstantPeriod } from '../store/read-plan.ts'
import { EDGE_KIND_NAMES, type EdgeKind, edgeKind } from '../vocabulary/edge-kinds.ts'

/** What path searches need of the graph. A store is one. */
export interface PathGraph {
  touching(question: Touching, signal?: AbortSignal): Promise<Touched>
  through(question: Through, signal?: AbortSignal): Promise<Touched>
  degrees(
    ids: readonly string[],
    kinds: readonly EdgeKind[],
    signal?: AbortSignal,
  ): Promise<readonly number[]>
  shortestPaths?(question: ShortestPathQuestion, signal?: AbortSignal): Promise<FoundPaths>
}

/** Which paths count. */
export interface PathFilter {
  readonly kinds: readonly EdgeKind[]
  readonly direction: Direction
  readonly during?: InstantPeriod
  /** Most steps. */
  readonly maxLength: number
  /** Entities that no path may go through. */
  readonly avoid: readonly string[]
  /** Leave out entities between the ends with more relationships than this, of all kinds. */
  readonly avoidHubs?: number
  readonly agency: Agency
}

/** A step of a path as it was walked: `edge` may have been taken against its direction. */
export interface WalkedStep {
  readonly edge: EdgeStep
  readonly from: string
  readonly to: string
}

/** A way from one entity to another. No steps where the two are the same. */
export interface WalkedPath {
  readonly nodes: readonly string[]
  readonly steps: readonly WalkedStep[]
}

/** How an edge is taken by a search in this direction: where each way begins and where it leads. */
export function waysOver(
  { kind, from, to }: EdgeStep,
  direction: Direction,
): readonly (readonly [string, string])[] {
  const free = direction === 'ANY' || !edgeKind(kind).directed
  const ways: (readonly [string, string])[] = []
  if (free || direction === 'OUT') ways.push([from, to])
  if (free || direction === 'IN') ways.push([to, from])
  return ways
}

/** The direction of a search that comes from the other end. */
export const opposite = { OUT: 'IN', IN: 'OUT', ANY: 'ANY' } as const satisfies Record<Direction, Direction>

/** Which of these have more relationships than the filter lets entities between the ends have. */
export async function hubsAmong(
  graph: PathGraph,
  ids: readonly string[],
  { avoidHubs }: PathFilter,
  signal?: AbortSignal,
): Promise<ReadonlySet<string>> {
  if (avoidHubs === undefined) return new Set()
  const degrees = await graph.degrees(ids, EDGE_KIND_NAMES, signal)
  return new Set(ids.filter((_, index) => (degrees[index] ?? 0) > avoidHubs))
}

/** The path that walks these edges in order, beginning at `from`. */
export function walked(from: string, edges: readonly EdgeStep[]): WalkedPath {
  const nodes = [from]
  const steps: WalkedStep[] = []
  let at = from
  for (const edge of edges) {
    const to = edge.from === at ? edge.to : edge.from
    steps.push({ edge, from: at, to })
    nodes.push(to)
    at = to
  }
  return { nodes, steps }
}

/** Orders paths by length, then step by step by the id of the entity reached and that of the edge: a total order. */
export function comparePaths(a: WalkedPath, b: WalkedPath): number {
  if (a.steps.length !== b.steps.length) return a.steps.length - b.steps.length
  for (const [index, { to, edge }] of a.steps.entries()) {
    const other = b.steps[index]
    if (!other) return 1
    if (to !== other.to) return to < other.to ? -1 : 1
    if (edge.id !== other.edge.id) return edge.id < other.edge.id ? -1 : 1
  }
  return 0
}
