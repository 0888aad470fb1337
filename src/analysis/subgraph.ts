import { Slices, sortedInSlices } from '../slices.ts'
import type { EdgeStep } from '../store/graph-store.ts'
import { seenBy } from './agency.ts'
import { Between } from './between.ts'
import { type SearchBudget, Spending } from './budget.ts'
import { claimsOf, type PathFilter, type PathGraph, waysOver } from './path-graph.ts'

export interface FoundSubgraph {
  /** In the order found: the entities asked for, then by distance and id. */
  readonly nodes: readonly string[]
  /** All edges between these entities that pass the filter, by id. */
  readonly edges: readonly EdgeStep[]
  /** Why there is more than this; null where this is all. */
  readonly reason: string | null
  /** The entities that `avoidHubs` kept out. */
  readonly leftOut: readonly string[]
}

/**
 * Everything within so many steps of some entities: a breadth-first search that takes the nearest entities first, and
 * among equally near ones those whose id comes first, so that a cut-off graph is always cut in the same way.
 */
export async function subgraph(
  graph: PathGraph,
  options: {
    readonly around: readonly string[]
    readonly depth: number
    readonly filter: PathFilter
    readonly maxNodes: number
  },
  budget: SearchBudget,
  signal?: AbortSignal,
): Promise<FoundSubgraph> {
  const { depth, filter, maxNodes } = options
  const seen = seenBy(graph, filter)
  const spending = new Spending(budget, signal)
  const slices = new Slices(signal)
  const around = [...new Set(options.around)]
  const between = new Between(seen, filter, around, signal)
  const nodes = new Set(around.slice(0, maxNodes))
  const edges = new Map<string, EdgeStep>()
  let reason = around.length > maxNodes ? `more than ${maxNodes} entities` : null
  let frontier = [...nodes]
  for (let step = 0; step <= depth && frontier.length > 0; step++) {
    const { kinds, direction } = filter
    const last = step === depth
    const hop = { kinds, direction: last ? 'ANY' : direction } as const
    const limit = spending.left + 1
    const found = await seen.touching({ ids: frontier, hops: [hop], limit, ...claimsOf(filter) }, signal)
    const stopped = spending.spendOn(frontier.length, found)
    const next = new Set<string>()
    const at = new Set(frontier)
    for (const edge of found.edges) {
      if (slices.isOver) await slices.next()
      edges.set(edge.id, edge)
      if (last) continue
      for (const [start, end] of waysOver(edge, direction))
        if (at.has(start) && !nodes.has(end)) next.add(end)
    }
    await between.look(next)
    const near = [...next].filter((id) => !between.bars(id)).sort()
    const room = maxNodes - nodes.size
    if (near.length > room) reason = `more than ${maxNodes} entities`
    frontier = near.slice(0, room)
    for (const id of frontier) nodes.add(id)
    if (stopped !== null) {
      reason = stopped
      break
    }
  }
  const within: EdgeStep[] = []
  for (const edge of edges.values()) {
    if (slices.isOver) await slices.next()
    if (nodes.has(edge.from) && nodes.has(edge.to)) within.push(edge)
  }
  return {
    nodes: [...nodes],
    edges: await sortedInSlices(within, (a, b) => (a.id < b.id ? -1 : 1), slices),
    reason,
    leftOut: between.leftOut,
  }
}
