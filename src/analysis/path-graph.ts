import type { Adjacency } from '../adjacency/adjacency.ts'
import type {
  EdgeStep,
  FoundPaths,
  ShortestPathQuestion,
  Through,
  Touched,
  Touching,
} from '../store/graph-store.ts'
import type { ActorWhere, Agency, Claims, Direction } from '../store/read-plan.ts'
import { type EdgeKind, edgeKind } from '../vocabulary/edge-kinds.ts'

/** What path searches need of the graph. A store is one. */
export interface PathGraph {
  touching(question: Touching, signal?: AbortSignal): Promise<Touched>
  through(question: Through, signal?: AbortSignal): Promise<Touched>
  degrees(
    ids: readonly string[],
    kinds: readonly EdgeKind[],
    signal?: AbortSignal,
  ): Promise<readonly number[]>
  actorsOutside(ids: readonly string[], where: ActorWhere, signal?: AbortSignal): Promise<readonly string[]>
  shortestPaths?(question: ShortestPathQuestion, signal?: AbortSignal): Promise<FoundPaths>
  adjacency?(signal?: AbortSignal): Promise<Adjacency | null>
}

/** Which paths count. */
export interface PathFilter extends Claims {
  readonly kinds: readonly EdgeKind[]
  readonly direction: Direction
  /** Most steps. */
  readonly maxLength: number
  /** Entities that no path may go through. */
  readonly avoid: readonly string[]
  /** Leave out entities between the ends with more relationships than this, of all kinds. */
  readonly avoidHubs?: number
  /** Only actors for whom this holds may stand between the ends; what is no actor may. */
  readonly between?: ActorWhere
  readonly agency: Agency
  /** Whether information may pass between an office and who holds it, while they hold it. */
  readonly throughOffices?: true
}

/** Which edges a filter lets through, as stores take it. */
export const claimsOf = ({ during, certainty }: PathFilter): Claims => ({
  ...(during && { during }),
  ...(certainty && { certainty }),
})

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
