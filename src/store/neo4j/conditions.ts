import { int } from 'neo4j-driver'
import {
  EDGE_KIND_NAMES,
  Edge,
  type EdgeKind,
  edgeKind,
  LASTING,
  PARTICIPATIONS,
  REPRESENTATIONS,
} from '../../vocabulary/edge-kinds.ts'
import { type CypherText, cypher, EMPTY, join, name } from '../cypher-text.ts'
import type { Parameters } from '../parameters.ts'
import {
  type ActorWhere,
  type Claims,
  type EdgeWhere,
  type Hop,
  type InstantPeriod,
  LAST_INSTANT,
  type MessageWhere,
  type OpenWhere,
  UNDATED,
} from '../read-plan.ts'

const UNDATED_TEXT = name(String(UNDATED))

/** Relationship types as a pattern names them: `A|B`. */
export const types = (kinds: readonly EdgeKind[]): CypherText => join(kinds.map(name), '|')

/** A list of types as an expression: `['A', 'B']`. */
const typeList = (kinds: readonly EdgeKind[]): CypherText =>
  cypher`[${join(
    kinds.map((kind) => cypher`'${name(kind)}'`),
    ', ',
  )}]`

/** A text as a Lucene phrase: quoted, so that nothing in it is an operator. */
export const phraseOf = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`

/** `WHERE` with all conditions, or nothing. */
export const where = (conditions: readonly CypherText[]): CypherText =>
  conditions.length === 0 ? EMPTY : cypher`WHERE ${join(conditions, ' AND ')}`

/**
 * The pattern from a node over a hop, and what must hold besides: kinds without a direction are taken both ways, so a
 * hop that mixes them with directed ones is matched both ways and narrowed.
 */
export function hopPattern(
  hop: Hop,
  from: CypherText,
  edge: CypherText,
  to: CypherText,
): { readonly pattern: CypherText; readonly conditions: readonly CypherText[] } {
  const all = hop.kinds.length === EDGE_KIND_NAMES.length
  const typed = cypher`[${edge}${all ? EMPTY : cypher`:${types(hop.kinds)}`}]`
  const free = hop.kinds.filter((kind) => !edgeKind(kind).directed)
  if (hop.direction === 'ANY' || free.length === hop.kinds.length) {
    return { pattern: cypher`(${from})-${typed}-(${to})`, conditions: [] }
  }
  if (free.length === 0) {
    const pattern =
      hop.direction === 'OUT' ? cypher`(${from})-${typed}->(${to})` : cypher`(${from})<-${typed}-(${to})`
    return { pattern, conditions: [] }
  }
  const end = hop.direction === 'OUT' ? cypher`startNode(${edge})` : cypher`endNode(${edge})`
  return {
    pattern: cypher`(${from})-${typed}-(${to})`,
    conditions: [cypher`(${end} = ${from} OR type(${edge}) IN ${typeList(free)})`],
  }
}

/** That something dated lies in a period, as the period says. */
export function inPeriod(dated: CypherText, period: InstantPeriod, parameters: Parameters): CypherText {
  const from = parameters.add(int(period.from ?? -LAST_INSTANT))
  const to = parameters.add(int(period.to ?? LAST_INSTANT))
  return period.match === 'CERTAIN'
    ? cypher`${dated}.earliest >= ${from} AND ${dated}.latest <= ${to} AND ${dated}.earliest <= ${to}`
    : cypher`${dated}.earliest <= ${to} AND ${dated}.latest >= ${from}`
}

/** That an edge lies in a period, or held in it, as the period asks: see `liesIn`. */
export function edgeInPeriod(edge: CypherText, period: InstantPeriod, parameters: Parameters): CypherText {
  if (!period.held) return inPeriod(edge, period, parameters)
  const from = parameters.add(int(period.from ?? -LAST_INSTANT))
  const to = parameters.add(int(period.to ?? LAST_INSTANT))
  const lasts = cypher`type(${edge}) IN ${typeList(LASTING)}`
  const possible = cypher`${edge}.earliest <= ${to} AND ${edge}.latest >= ${from}`
  return period.match === 'POSSIBLE'
    ? cypher`((${possible}) OR (${edge}.earliest = ${UNDATED_TEXT} AND ${lasts}))`
    : cypher`${possible} AND CASE WHEN ${lasts} THEN ${edge}.earliest <= ${from} AND ${edge}.latest >= ${to} ELSE ${edge}.earliest >= ${from} AND ${edge}.latest <= ${to} END`
}

const isOneOf = (
  claim: CypherText,
  certainty: Claims['certainty'],
  parameters: Parameters,
): readonly CypherText[] => (certainty ? [cypher`${claim}.certainty IN ${parameters.add(certainty)}`] : [])

/** That an edge is among the claims that count. */
export const claimConditions = (
  edge: CypherText,
  { during, certainty }: Claims,
  parameters: Parameters,
): readonly CypherText[] => [
  ...(during ? [edgeInPeriod(edge, during, parameters)] : []),
  ...isOneOf(edge, certainty, parameters),
]

export function messageConditions(
  filter: MessageWhere,
  node: CypherText,
  parameters: Parameters,
): readonly CypherText[] {
  const { forms, during, certainty, topic, participant, words, isPublic, open } = filter
  return [
    ...(forms ? [cypher`${node}.form IN ${parameters.add(forms)}`] : []),
    ...(during ? [inPeriod(node, during, parameters)] : []),
    ...isOneOf(node, certainty, parameters),
    ...(topic === undefined
      ? []
      : [cypher`EXISTS { (${node})-[:${types([Edge.ABOUT])}]->(:Entity {id: ${parameters.add(topic)}}) }`]),
    ...(participant === undefined
      ? []
      : [
          cypher`EXISTS { (${node})-[:${types(PARTICIPATIONS)}]-(:Entity {id: ${parameters.add(participant)}}) }`,
        ]),
    ...(words ? [hasWords(node, words, parameters)] : []),
    ...(isPublic === undefined ? [] : [cypher`${node}.isPublic = ${parameters.add(isPublic)}`]),
    ...(open ? openConditions(open, node, parameters) : []),
  ]
}

/**
 * That a message waits for an answer. Whether it has addressees and replies at all is asked first: the counts of a
 * node's relationships tell, and most messages need no more.
 */
function openConditions(
  { asOf, until, sender, debtor }: OpenWhere,
  node: CypherText,
  parameters: Parameters,
): readonly CypherText[] {
  const [who, reply] = [name('who'), name('reply')]
  const [sent, addressed, answers] = [name(Edge.SENT), name(Edge.ADDRESSED_TO), name(Edge.IN_REPLY_TO)]
  const now = parameters.add(int(asOf))
  const canBe = (message: CypherText): CypherText =>
    cypher`NOT (${now} < ${message}.earliest AND ${message}.earliest < ${UNDATED_TEXT})`
  const whom =
    debtor === undefined ? cypher`(${who})` : cypher`(${who}:Entity {id: ${parameters.add(debtor)}})`
  const answered = cypher`EXISTS {
  MATCH (${node})<-[:${answers}]-(${reply})
  WHERE ${canBe(reply)} AND (
    EXISTS { (${who})-[:${sent}]->(${reply}) }
    OR EXISTS { (${reply})<-[:${sent}]-() } AND EXISTS { ()-[:${types(REPRESENTATIONS)} {message: ${reply}.id}]->(${who}) }
  )
}`
  return [
    canBe(node),
    ...(until === null ? [] : [inPeriod(node, { from: null, to: until, match: 'CERTAIN' }, parameters)]),
    ...(sender === undefined
      ? []
      : [cypher`EXISTS { (${node})<-[:${sent}]-(:Entity {id: ${parameters.add(sender)}}) }`]),
    cypher`EXISTS { (${node})-[:${addressed}]->() }`,
    cypher`(${debtor === undefined ? cypher`NOT EXISTS { (${node})<-[:${answers}]-() } OR ` : EMPTY}EXISTS {
  MATCH (${node})-[:${addressed}]->${whom}
  WHERE NOT ${answered}
})`,
  ]
}

/** That each word begins a word of the node's texts. */
export const hasWords = (node: CypherText, words: readonly string[], parameters: Parameters): CypherText =>
  cypher`all(word IN ${parameters.add(words.map((word) => ` ${word}`))} WHERE ${node}.nameKey CONTAINS word OR ${node}.textKey CONTAINS word)`

/** What of an actor is asked, but for its words where an index found them already. */
export function actorConditions(
  filter: ActorWhere,
  node: CypherText,
  parameters: Parameters,
): readonly CypherText[] {
  const { kind, forms, memberOf, memberDuring, words, identifier, certainty } = filter
  const membership = name('membership')
  return [
    ...(kind === undefined ? [] : [cypher`${node}.kind = ${parameters.add(kind)}`]),
    ...(forms ? [cypher`${node}.form IN ${parameters.add(forms)}`] : []),
    ...(memberOf === undefined
      ? []
      : [
          cypher`EXISTS { (${node})-[${membership}:${types([Edge.MEMBER_OF])}]->(:Entity {id: ${parameters.add(memberOf)}})${
            memberDuring ? cypher` WHERE ${edgeInPeriod(membership, memberDuring, parameters)}` : EMPTY
          } }`,
        ]),
    ...(words ? [hasWords(node, words, parameters)] : []),
    ...(identifier === undefined ? [] : [cypher`${parameters.add(identifier)} IN ${node}.identifiers`]),
    ...isOneOf(node, certainty, parameters),
  ]
}

export function edgeConditions(
  filter: EdgeWhere,
  edge: CypherText,
  other: CypherText,
  parameters: Parameters,
): readonly CypherText[] {
  const { other: id, ...claims } = filter
  return [
    ...claimConditions(edge, claims, parameters),
    ...(id === undefined ? [] : [cypher`${other}.id = ${parameters.add(id)}`]),
  ]
}

/** By what a list by date is sorted: undated ones come last in either direction. */
export const dateSort = (dated: CypherText, descending: boolean): CypherText =>
  descending
    ? cypher`CASE ${dated}.earliest WHEN ${UNDATED_TEXT} THEN -${UNDATED_TEXT} ELSE ${dated}.earliest END`
    : cypher`${dated}.earliest`
