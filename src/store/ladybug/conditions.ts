import { Edge, PARTICIPATIONS } from '../../vocabulary/edge-kinds.ts'
import { type EdgeWhere, type Hop, liesIn, type MessageWhere } from '../read-plan.ts'
import { edgesAt, farEnd, type TopologyEdge, type TopologyNode } from './topology.ts'

/** Whether a hop leads from a node to another. */
export function leadsTo(node: TopologyNode, hop: Hop, other: string): boolean {
  for (const edge of edgesAt(node, hop)) {
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
    (topic === undefined || leadsTo(message, { kinds: [Edge.ABOUT], direction: 'ANY' }, topic)) &&
    (participant === undefined || leadsTo(message, { kinds: PARTICIPATIONS, direction: 'ANY' }, participant))
}

/** What an edge must be to pass a filter, seen from one of its ends. */
export function edgeTest({ during, undatedToo, other }: EdgeWhere) {
  return (edge: TopologyEdge, from: TopologyNode): boolean =>
    (!during || liesIn(edge, during) || (undatedToo === true && edge.date === null)) &&
    (other === undefined || farEnd(edge, from).id === other)
}
