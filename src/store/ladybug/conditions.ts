import { Edge, type EdgeKind, PARTICIPATIONS } from '../../vocabulary/edge-kinds.ts'
import { type EdgeWhere, liesIn, type MessageWhere } from '../read-plan.ts'
import { edgesAt, farEnd, type TopologyEdge, type TopologyNode } from './topology.ts'

/** Whether an edge of one of these kinds joins the two. */
function joined(node: TopologyNode, kinds: readonly EdgeKind[], other: string): boolean {
  for (const edge of edgesAt(node, { kinds, direction: 'ANY' })) {
    if (farEnd(edge, node).id === other) return true
  }
  return false
}

/**
 * What a message must be to pass a filter.
 * @param withWords the entities that have the filter's words, where it has any
 */
export function messageTest(
  { forms, during, topic, participant, isPublic }: MessageWhere,
  withWords: ReadonlySet<string> | null,
): (message: TopologyNode) => boolean {
  return (message) =>
    (!forms || (message.form !== null && forms.includes(message.form))) &&
    (!during || liesIn(message, during)) &&
    (isPublic === undefined || message.isPublic === isPublic) &&
    (!withWords || withWords.has(message.id)) &&
    (topic === undefined || joined(message, [Edge.ABOUT], topic)) &&
    (participant === undefined || joined(message, PARTICIPATIONS, participant))
}

/** What an edge must be to pass a filter, seen from one of its ends. */
export function edgeTest({ during, undatedToo, other }: EdgeWhere) {
  return (edge: TopologyEdge, from: TopologyNode): boolean =>
    (!during || liesIn(edge, during) || (undatedToo === true && edge.date === null)) &&
    (other === undefined || farEnd(edge, from).id === other)
}
