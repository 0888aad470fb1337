import type { EdgeStep, Touched, Touching } from '../store/graph-store.ts'
import { isAmong } from '../store/read-plan.ts'
import { Edge, REPRESENTATIONS } from '../vocabulary/edge-kinds.ts'
import type { PathFilter, PathGraph } from './path-graph.ts'

/** The graph as a search with this filter sees it. */
export const seenBy = (graph: PathGraph, { agency }: Pick<PathFilter, 'agency'>): PathGraph =>
  agency === 'PRINCIPAL' ? asPrincipals(graph) : graph

/**
 * The graph as it is when a message is the word of those on whose behalf it was sent: where a message has principals,
 * each of them leads to it instead of its senders. The edge that says so, and names the message, then stands for the
 * sending, from the principal to the message; as an edge between two actors it is not walked.
 */
function asPrincipals(graph: PathGraph): PathGraph {
  const touching = async (question: Touching, signal?: AbortSignal): Promise<Touched> => {
    const { limit, ids, evidence } = question
    const most = { limit, ...(evidence && { evidence }) }
    const hops = question.hops.map(({ kinds, direction }) => ({
      kinds: kinds.filter((kind) => !REPRESENTATIONS.includes(kind)),
      direction,
    }))
    const literal = await graph.touching({ ...question, hops }, signal)
    const sending = hops.filter(({ kinds }) => kinds.includes(Edge.SENT))
    if (sending.length === 0) return literal
    const [toActors, toMessages] = (['OUT', 'IN'] as const).map((way) =>
      sending.some(({ direction }) => direction !== way),
    )

    const sent = literal.edges.flatMap(({ kind, to }) => (kind === Edge.SENT ? [to] : []))
    const messages = toActors ? [...sent, ...ids] : sent
    const spoken = await graph.through({ messages, kinds: REPRESENTATIONS, ...most }, signal)
    const spokenFor = new Set(spoken.edges.map(({ message }) => message))

    const asked = new Set(ids)
    const own = literal.edges.filter(({ kind, to }) => kind !== Edge.SENT || !spokenFor.has(to))
    const words = toActors ? spoken.edges.filter(({ message }) => asked.has(message ?? '')) : []
    const answeredFor = toMessages ? await represented(graph, ids, most, signal) : NONE
    const found = new Map(own.map((edge) => [edge.id, edge]))
    for (const edge of [...words, ...answeredFor.edges]) {
      if (edge.message !== null && isAmong(edge, question)) found.set(edge.id, wordOf(edge, edge.message))
    }
    return { edges: [...found.values()].sort(byId), more: literal.more || spoken.more || answeredFor.more }
  }
  return {
    touching,
    through: (question, signal) => graph.through(question, signal),
    degrees: (ids, kinds, signal) => graph.degrees(ids, kinds, signal),
    actorsOutside: (ids, where, signal) => graph.actorsOutside(ids, where, signal),
  }
}

/** The edges by which somebody spoke for these. */
const represented = (
  graph: PathGraph,
  ids: readonly string[],
  most: Pick<Touching, 'limit' | 'evidence'>,
  signal?: AbortSignal,
): Promise<Touched> =>
  graph.touching({ ids, hops: [{ kinds: REPRESENTATIONS, direction: 'IN' }], ...most }, signal)

/** The sending that such an edge stands for. */
const wordOf = (edge: EdgeStep, message: string): EdgeStep => ({
  ...edge,
  kind: Edge.SENT,
  from: edge.to,
  to: message,
  message: null,
})

const NONE: Touched = { edges: [], more: false }

const byId = (a: EdgeStep, b: EdgeStep): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
