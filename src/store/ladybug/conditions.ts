import { Edge, type EdgeKind, PARTICIPATIONS } from '../../vocabulary/edge-kinds.ts'
import { ACTOR_KINDS } from '../../vocabulary/node-kinds.ts'
import {
  type ActorWhere,
  canBeSentBy,
  type EdgeWhere,
  type Hop,
  isAmong,
  liesIn,
  type MessageWhere,
  type OpenWhere,
} from '../read-plan.ts'
import { edgesAt, farEnd, principalsOf, type TopologyEdge, type TopologyNode } from './topology.ts'

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
  const { forms, topic, participant, isPublic, open } = where
  const waits = open && openTest(open)
  return (message) =>
    (!forms || (message.form !== null && forms.includes(message.form))) &&
    isAmong(message, where) &&
    (isPublic === undefined || message.isPublic === isPublic) &&
    (!withWords || withWords.has(message.id)) &&
    (topic === undefined || leadsTo(message, { kinds: [Edge.ABOUT], direction: 'ANY' }, topic)) &&
    (participant === undefined ||
      leadsTo(message, { kinds: PARTICIPATIONS, direction: 'ANY' }, participant)) &&
    (!waits || waits(message))
}

/** Whether a message waits for an answer. */
function openTest({ asOf, until, sender, debtor }: OpenWhere): (message: TopologyNode) => boolean {
  const certainly = until === null ? null : ({ from: null, to: until, match: 'CERTAIN' } as const)
  const sent = (message: TopologyNode, by: (actor: TopologyNode) => boolean): boolean =>
    some(message.into, Edge.SENT, ({ from }) => by(from))
  const answeredBy = (message: TopologyNode, who: TopologyNode): boolean =>
    some(
      message.into,
      Edge.IN_REPLY_TO,
      ({ from: reply }) =>
        canBeSentBy(reply, asOf) &&
        (sent(reply, (by) => by === who) || (principalsOf(reply).has(who) && sent(reply, () => true))),
    )
  return (message) =>
    canBeSentBy(message, asOf) &&
    (!certainly || liesIn(message, certainly)) &&
    (sender === undefined || sent(message, ({ id }) => id === sender)) &&
    some(
      message.out,
      Edge.ADDRESSED_TO,
      ({ to }) => (debtor === undefined || to.id === debtor) && !answeredBy(message, to),
    )
}

/** Whether one of the edges of a kind passes. */
const some = (
  edges: readonly TopologyEdge[],
  kind: EdgeKind,
  passes: (edge: TopologyEdge) => boolean,
): boolean => edges.some((edge) => edge.kind === kind && passes(edge))

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
