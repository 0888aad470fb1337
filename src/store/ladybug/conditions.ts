import { Edge, type EdgeKind, PARTICIPATIONS } from '../../vocabulary/edge-kinds.ts'
import type { EdgeWhere, InstantPeriod, MessageWhere } from '../read-plan.ts'
import { edgesAt, farEnd, type TopologyEdge, type TopologyNode } from './topology.ts'

/** Whether a date lies in a period; none lies in no period. */
export function liesIn(
  { earliest, latest }: { readonly earliest: number | null; readonly latest: number | null },
  period: InstantPeriod,
): boolean {
  if (earliest === null || latest === null) return false
  const from = period.from ?? Number.NEGATIVE_INFINITY
  const to = period.to ?? Number.POSITIVE_INFINITY
  return period.match === 'CERTAIN' ? earliest >= from && latest <= to : earliest <= to && latest >= from
}

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
