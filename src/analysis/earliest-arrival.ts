import type { EdgeStep } from '../store/graph-store.ts'
import { EDGE_KIND_NAMES, edgeKind } from '../vocabulary/edge-kinds.ts'
import { asPrincipals } from './agency.ts'
import { type SearchBudget, Spending } from './budget.ts'
import { type PathFilter, type PathGraph, type WalkedPath, walked } from './path-graph.ts'
import type { SearchResult } from './shortest-paths.ts'

/** A path that respects time, with the instants at which information can first have left and arrived. */
export interface TimedPath extends WalkedPath {
  /** Milliseconds since 1970; null for a path without steps. */
  readonly departure: number | null
  readonly arrival: number | null
}

/** How information first came to an entity within so many steps. */
interface Label {
  readonly arrival: number
  readonly over: EdgeStep | null
  readonly before: Label | null
}

/**
 * The way by which information can first have come from one entity to another: each step no earlier than the one
 * before, along the flow that the vocabulary gives each kind of edge. Among ways that arrive at the same instant, one
 * with the fewest steps.
 *
 * This is earliest arrival with zero travel times (Wu et al., "Efficient Algorithms for Temporal Path Computation",
 * IEEE TKDE 28(11), 2016), found step by step so that `maxLength` holds. An uncertain date is taken at its most
 * favourable: a step dated from a to b can follow information that is there at t when t ≤ b, and then arrives at
 * max(t, a). An edge of a message that has no date of its own (who bore it, who took it in) happens when the
 * information is there; any other edge without a date is not walked.
 */
export async function earliestArrival(
  graph: PathGraph,
  { from, to, filter }: { readonly from: string; readonly to: string; readonly filter: PathFilter },
  budget: SearchBudget,
  signal?: AbortSignal,
): Promise<SearchResult<TimedPath>> {
  if (from === to) {
    return { paths: [{ ...walked(from, []), departure: null, arrival: null }], more: false, stopped: null }
  }
  const seen = filter.agency === 'PRINCIPAL' ? asPrincipals(graph) : graph
  const kinds = filter.kinds.filter((kind) => edgeKind(kind).flow !== 'none')
  const barred = new Set(filter.avoid)
  const spending = new Spending(budget, signal)
  const best = new Map<string, Label>([
    [from, { arrival: Number.NEGATIVE_INFINITY, over: null, before: null }],
  ])
  let frontier = new Map(best)
  let stopped: string | null = null
  for (let step = 0; step < filter.maxLength && frontier.size > 0 && stopped === null; step++) {
    const hop = { kinds, direction: 'ANY' } as const
    const limit = spending.left + 1
    const { during } = filter
    const { edges, more } = await seen.touching(
      { ids: [...frontier.keys()], hop, limit, ...(during && { during }) },
      signal,
    )
    stopped =
      spending.spend(edges.length) ?? (more ? 'the search met more relationships than it may look at' : null)
    const bound = best.get(to)?.arrival ?? Number.POSITIVE_INFINITY
    const improved = new Map<string, Label>()
    for (const edge of edges) {
      for (const [at, next] of waysOver(edge)) {
        const label = frontier.get(at)
        if (!label || barred.has(next)) continue
        const arrival = arrivalOver(edge, label.arrival)
        const known = improved.get(next) ?? best.get(next)
        if (arrival === null || arrival > bound || (known && known.arrival <= arrival)) continue
        improved.set(next, { arrival, over: edge, before: label })
      }
    }
    for (const [id, label] of improved) best.set(id, label)
    improved.delete(to)
    frontier = await withoutHubs(graph, improved, filter, signal)
  }
  const label = best.get(to)
  return { paths: label ? [pathOf(from, label)] : [], more: false, stopped }
}

/** The ways in which an edge carries information, each from an entity to another. */
function waysOver({ kind, from, to }: EdgeStep): readonly (readonly [string, string])[] {
  switch (edgeKind(kind).flow) {
    case 'forward':
      return [[from, to]]
    case 'backward':
      return [[to, from]]
    case 'both':
      return [
        [from, to],
        [to, from],
      ]
    case 'none':
      return []
  }
}

/** When information that is there at `at` arrives over an edge, or null where the edge was earlier. */
function arrivalOver({ kind, earliest, latest }: EdgeStep, at: number): number | null {
  if (earliest === null || latest === null) {
    const { message, datedBy } = edgeKind(kind)
    const ofMessage = message === 'to' || message === 'from'
    return ofMessage && datedBy === 'itself' && Number.isFinite(at) ? at : null
  }
  return at <= latest ? Math.max(at, earliest) : null
}

async function withoutHubs(
  graph: PathGraph,
  labels: Map<string, Label>,
  { avoidHubs }: PathFilter,
  signal?: AbortSignal,
): Promise<Map<string, Label>> {
  if (avoidHubs === undefined) return labels
  const ids = [...labels.keys()]
  const degrees = await graph.degrees(ids, EDGE_KIND_NAMES, signal)
  for (const [index, id] of ids.entries()) if ((degrees[index] ?? 0) > avoidHubs) labels.delete(id)
  return labels
}

function pathOf(from: string, label: Label): TimedPath {
  const edges: EdgeStep[] = []
  let departure = label.arrival
  for (let at: Label | null = label; at?.over; at = at.before) {
    edges.unshift(at.over)
    departure = at.arrival
  }
  return { ...walked(from, edges), departure, arrival: label.arrival }
}
