import { Edge, PARTICIPATIONS } from '../../vocabulary/edge-kinds.ts'
import { ACTOR_KINDS } from '../../vocabulary/node-kinds.ts'
import { type ActorWhere, type EdgeWhere, type Hop, isAmong, type MessageWhere } from '../read-plan.ts'
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
  where: MessageWhere,
  withWords: ReadonlySet<string> | null,
): (message: TopologyNode) => boolean {
  const { forms, topic, participant, isPublic } = where
  return (message) =>
    (!forms || (message.form !== null && forms.includes(message.form))) &&
    isAmong(message, where) &&
    (isPublic === undefined || message.isPublic === isPublic) &&
    (!withWords || withWords.has(message.id)) &&
    (topic === undefined || leadsTo(message, { kinds: [Edge.ABOUT], direction: 'ANY' }, topic)) &&
    (participant === undefined || leadsTo(message, { kinds: PARTICIPATIONS, direction: 'ANY' }, participant))
}

/** What an edge must be to pass a filter, seen from one of its ends. */
export function edgeTest({ other, ...claims }: EdgeWhere) {
  return (edge: TopologyEdge, from: TopologyNode): boolean =>
    isAmong(edge, claims) && (other === undefined || farEnd(edge, from).id === other)
}

const MEMBERSHIP: Hop = { kinds: [Edge.MEMBER_OF], direction: 'OUT' }

/**
 * What an actor must be to pass a filter.
 * @param withWords the entities that have the filter's words, where it has any
 * @param withIdentifier the entities that have its identifier, where it has one
 */
export function actorTest(
  { kind, forms, memberOf, memberDuring, certainty }: ActorWhere,
  withWords: ReadonlySet<string> | null,
  withIdentifier: ReadonlySet<string> | null,
): (node: TopologyNode) => boolean {
  const kinds = kind === undefined ? ACTOR_KINDS : [kind]
  const membership =
    memberOf === undefined
      ? null
      : edgeTest({ other: memberOf, ...(memberDuring && { during: memberDuring }) })
  return (node) =>
    kinds.includes(node.kind) &&
    (!forms || (node.form !== null && forms.includes(node.form))) &&
    (!certainty || certainty.includes(node.certainty)) &&
    (!withWords || withWords.has(node.id)) &&
    (!withIdentifier || withIdentifier.has(node.id)) &&
    (!membership || [...edgesAt(node, MEMBERSHIP)].some((edge) => membership(edge, node)))
}
