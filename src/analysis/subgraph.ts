import { Slices, sortedInSlices } from '../slices.ts'
import type { EdgeStep } from '../store/graph-store.ts'
import { NumberedBetween } from './between.ts'
import { type SearchBudget, Spending } from './budget.ts'
import type { PathFilter, PathGraph } from './path-graph.ts'
import { slices as parts, type SearchSpace, searchSpace } from './search-space.ts'
import { endsOf, Steps, told } from './steps.ts'

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

/** The same by number. */
export interface NumberedSubgraph {
  readonly space: SearchSpace
  readonly nodes: readonly number[]
  /** In no order. */
  readonly edges: readonly number[]
  readonly reason: string | null
  readonly leftOut: readonly string[]
}

export interface SubgraphOptions {
  readonly around: readonly string[]
  readonly depth: number
  readonly filter: PathFilter
  readonly maxNodes: number
}

/**
 * Everything within so many steps of some entities: a breadth-first search that takes the nearest entities first, and
 * among equally near ones those whose id comes first, so that a cut-off graph is always cut in the same way.
 */
export async function subgraph(
  graph: PathGraph,
  options: SubgraphOptions,
  budget: SearchBudget,
  signal?: AbortSignal,
): Promise<FoundSubgraph> {
  const slices = new Slices(signal)
  const { space, nodes, edges, ...found } = await numberedSubgraph(graph, options, budget, signal)
  const steps: EdgeStep[] = []
  for (const edge of edges) {
    if (slices.isOver) await slices.next()
    steps.push(told(space.adjacency, edge, options.filter))
  }
  return {
    ...found,
    nodes: nodes.map((node) => space.idOf(node)),
    edges: await sortedInSlices(steps, (a, b) => (a.id < b.id ? -1 : 1), slices),
  }
}

export async function numberedSubgraph(
  graph: PathGraph,
  options: SubgraphOptions,
  budget: SearchBudget,
  signal?: AbortSignal,
): Promise<NumberedSubgraph> {
  const { depth, filter, maxNodes } = options
  const slices = new Slices(signal)
  // All edges between what is found belong to it, whichever way they go.
  const eitherWay: PathFilter = { ...filter, direction: 'ANY' }
  const space = await searchSpace(graph, eitherWay, new Spending(budget, signal), signal)
  const { adjacency } = space
  const around = [...new Set(options.around)]
  const between = new NumberedBetween(graph, space, filter, around, signal)
  const [onward, either] = [new Steps(adjacency, filter), new Steps(adjacency, eitherWay)]
  const nodes = new Set(around.slice(0, maxNodes).map((id) => space.entity(id)))
  const edges = new Set<number>()
  let reason = around.length > maxNodes ? `more than ${maxNodes} entities` : null
  let frontier: readonly number[] = [...nodes]
  for (let step = 0; step <= depth && frontier.length > 0; step++) {
    const next = new Set<number>()
    let stopped: string | null = null
    for (const part of parts(frontier)) {
      stopped = await space.openSteps(part, false)
      for (const node of part) {
        if (slices.isOver) await slices.next()
        either.at(node, false)
        for (let at = 0; at < either.count; at++) edges.add(either.edges[at] ?? 0)
        if (step === depth) continue
        onward.at(node, false)
        for (let at = 0; at < onward.count; at++) next.add(onward.ends[at] ?? 0)
      }
      if (stopped !== null) break
    }
    const fresh = [...next].filter((node) => !nodes.has(node))
    await between.look(fresh)
    const near = fresh.filter((node) => !between.bars(node))
    const room = maxNodes - nodes.size
    if (near.length > room) reason = `more than ${maxNodes} entities`
    const named = near.map((node) => ({ node, id: adjacency.idOf(node) }))
    const sorted = await sortedInSlices(named, (a, b) => (a.id < b.id ? -1 : 1), slices)
    frontier = sorted.slice(0, room).map(({ node }) => node)
    for (const node of frontier) nodes.add(node)
    if (stopped !== null) {
      reason = stopped
      break
    }
  }
  const within: number[] = []
  for (const edge of edges) {
    if (slices.isOver) await slices.next()
    const { from, to } = endsOf(adjacency, edge, filter)
    if (nodes.has(from) && nodes.has(to)) within.push(edge)
  }
  return { space, nodes: [...nodes], edges: within, reason, leftOut: between.leftOut }
}
