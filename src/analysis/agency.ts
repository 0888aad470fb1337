import type { EdgeStep, Touched, Touching } from '../store/graph-store.ts'
import { Edge, type EdgeKind, REPRESENTATIONS } from '../vocabulary/edge-kinds.ts'
import type { PathGraph } from './path-graph.ts'

/**
 * The graph as it is when a message is the word of those on whose behalf it was sent: where a message has principals,
 * each of them leads to it instead of its sender. The edge that says so, and names the message,
 * then stands for the sending, from the principal to the message; as an edge between two actors it is not walked.
 */
export function asPrincipals(graph: PathGraph): PathGraph {
  const representations = (
    ids: readonly string[],
    direction: 'OUT' | 'IN',
    limit: number,
    signal?: AbortSignal,
  ) => graph.touching({ ids, hop: { kinds: REPRESENTATIONS, direction }, limit }, signal)

  const touching = async (question: Touching, signal?: AbortSignal): Promise<Touched> => {
    const { hop, limit, ids } = question
    const kinds = hop.kinds.filter((kind) => !REPRESENTATIONS.includes(kind))
    const literal = await graph.touching({ ...question, hop: { ...hop, kinds } }, signal)
    if (!hop.kinds.includes(Edge.SENT)) return literal

    const sendings = literal.edges.filter(({ kind }) => kind === Edge.SENT)
    const spoken = await representations([...new Set(sendings.map(({ from }) => from))], 'OUT', limit, signal)
    const throughMessage = byMessage(spoken.edges)
    const wordOf = (edge: EdgeStep): EdgeStep => ({
      ...edge,
      from: edge.to,
      to: edge.message ?? edge.to,
      message: null,
    })
    const asked = new Set(ids)
    const found = new Map<string, EdgeStep>()
    for (const edge of literal.edges) {
      const principals = edge.kind === Edge.SENT ? throughMessage.get(edge.to) : undefined
      if (!principals) found.set(edge.id, edge)
      else if (asked.has(edge.to) && hop.direction !== 'OUT')
        for (const p of principals) found.set(p.id, wordOf(p))
    }
    const answeredFor = hop.direction === 'IN' ? EMPTY : await representations(ids, 'IN', limit, signal)
    for (const edge of answeredFor.edges) if (edge.message !== null) found.set(edge.id, wordOf(edge))
    return { edges: [...found.values()].sort(byId), more: literal.more || spoken.more || answeredFor.more }
  }
  return {
    touching,
    degrees: (ids: readonly string[], kinds: readonly EdgeKind[], signal?: AbortSignal) =>
      graph.degrees(ids, kinds, signal),
  }
}

function byMessage(edges: readonly EdgeStep[]): ReadonlyMap<string, readonly EdgeStep[]> {
  const groups = new Map<string, EdgeStep[]>()
  for (const edge of edges) {
    if (edge.message === null) continue
    const group = groups.get(edge.message)
    if (group) group.push(edge)
    else groups.set(edge.message, [edge])
  }
  return groups
}

const EMPTY: Touched = { edges: [], more: false }

const byId = (a: EdgeStep, b: EdgeStep): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
