import { Edge, type EdgeKind, edgeKind, PARTICIPATIONS } from '../../vocabulary/edge-kinds.ts'
import { type CypherText, cypher, join, name } from '../cypher-text.ts'
import type { Parameters } from '../parameters.ts'
import {
  type EdgeWhere,
  type Hop,
  type InstantPeriod,
  type MessageWhere,
  type Page,
  UNDATED,
} from '../read-plan.ts'

/** The largest instant that a date can have, milliseconds since 1970. */
const LAST_INSTANT = 8.64e15

export const types = (kinds: readonly EdgeKind[]): CypherText => join(kinds.map(name), '|')

/** `WHERE` with all conditions, or nothing. */
export const where = (conditions: readonly CypherText[]): CypherText =>
  conditions.length === 0 ? cypher`` : cypher`WHERE ${join(conditions, ' AND ')}`

/** A hop as directed steps: kinds without a direction are taken both ways. */
export interface Leg {
  readonly kinds: readonly EdgeKind[]
  readonly outward: boolean
}

export function legsOf({ kinds, direction }: Hop): readonly Leg[] {
  const along = (outward: boolean): Leg => ({
    kinds: kinds.filter(
      (kind) => direction === 'ANY' || !edgeKind(kind).directed || outward === (direction === 'OUT'),
    ),
    outward,
  })
  return [along(true), along(false)].filter((leg) => leg.kinds.length > 0)
}

/** The pattern of a leg from the node in `from`, over the edge `r`, to `to`. */
export const legPattern = ({ kinds, outward }: Leg, from: CypherText, to: CypherText): CypherText =>
  outward ? cypher`${from}-[r:${types(kinds)}]->${to}` : cypher`${from}<-[r:${types(kinds)}]-${to}`

export function inPeriod(dated: CypherText, period: InstantPeriod, parameters: Parameters): CypherText {
  const from = parameters.add(period.from ?? -LAST_INSTANT)
  const to = parameters.add(period.to ?? LAST_INSTANT)
  return period.match === 'CERTAIN'
    ? cypher`${dated}.earliest >= ${from} AND ${dated}.latest <= ${to} AND ${dated}.earliest <= ${to}`
    : cypher`${dated}.earliest <= ${to} AND ${dated}.latest >= ${from}`
}

/** What a message must be: patterns that join `MATCH`, and conditions. */
export interface MessageFilter {
  /** Each begins with a comma. */
  readonly patterns: CypherText
  readonly conditions: readonly CypherText[]
}

/**
 * What must hold of the message in `node`. Neighbours are asked for as patterns, not with `EXISTS {}`, which in
 * LadybugDB 0.19.1 finds nothing when another condition stands beside it. A message may match more than once.
 */
export function messageFilter(filter: MessageWhere, node: CypherText, parameters: Parameters): MessageFilter {
  const { forms, during, topic, participant, words, isPublic } = filter
  return {
    patterns: join(
      [
        ...(topic === undefined
          ? []
          : [cypher`, (${node})-[:${types([Edge.ABOUT])}]->(t:Entity {id: ${parameters.add(topic)}})`]),
        ...(participant === undefined
          ? []
          : [
              cypher`, (${node})-[:${types(PARTICIPATIONS)}]-(p:Entity {id: ${parameters.add(participant)}})`,
            ]),
      ],
      ' ',
    ),
    conditions: [
      ...(forms ? [cypher`${node}.form IN ${parameters.add(forms)}`] : []),
      ...(during ? [inPeriod(node, during, parameters)] : []),
      ...(words ? wordConditions(words, node, parameters) : []),
      ...(isPublic === undefined ? [] : [cypher`${node}.isPublic = ${parameters.add(String(isPublic))}`]),
    ],
  }
}

/** That each word begins a word of the node's texts. */
export const wordConditions = (
  words: readonly string[],
  node: CypherText,
  parameters: Parameters,
): readonly CypherText[] =>
  words.map((word) => {
    const beginning = parameters.add(` ${word}`)
    return cypher`(${node}.nameKey CONTAINS ${beginning} OR ${node}.textKey CONTAINS ${beginning})`
  })

/** What must hold of the edge `r`, seen from one of its ends. */
export function edgeConditions(filter: EdgeWhere, leg: Leg, parameters: Parameters): readonly CypherText[] {
  const { during, undatedToo, other } = filter
  const r = name('r')
  const dated = during && inPeriod(r, during, parameters)
  return [
    ...(dated ? [undatedToo ? cypher`(r.earliest = ${UNDATED_TEXT} OR (${dated}))` : dated] : []),
    ...(other === undefined
      ? []
      : [cypher`${leg.outward ? cypher`r.dst` : cypher`r.src`} = ${parameters.add(other)}`]),
  ]
}

const UNDATED_TEXT = name(String(UNDATED))

/** By what a list by date is sorted: undated ones come last in either direction. */
export const dateSort = (instant: CypherText, descending: boolean): CypherText =>
  descending
    ? cypher`CASE WHEN ${instant} = ${UNDATED_TEXT} THEN -${UNDATED_TEXT} ELSE ${instant} END`
    : instant

const BEFORE = cypher`<`
const AFTER = cypher`>`

/** That a row lies beyond the page's cursor; see `orderOf` for the order meant. */
export function beyondPage(
  { beyond, backward }: Page,
  sort: CypherText | null,
  id: CypherText,
  descending: boolean,
  parameters: Parameters,
): readonly CypherText[] {
  if (!beyond) return []
  const [value, key] = beyond
  const nextId = cypher`${id} ${backward ? BEFORE : AFTER} ${parameters.add(key)}`
  if (sort === null) return [nextId]
  const next = backward === descending ? AFTER : BEFORE
  const at = parameters.add(value)
  return [cypher`(${sort} ${next} ${at} OR (${sort} = ${at} AND ${nextId}))`]
}

/** The order of a list: by value, then by rising id; a page that goes backward turns both round. */
export function orderOf(
  { backward }: Page,
  sort: CypherText | null,
  id: CypherText,
  descending: boolean,
): CypherText {
  const byId = backward ? cypher`${id} DESC` : id
  if (sort === null) return byId
  return backward === descending ? cypher`${sort}, ${byId}` : cypher`${sort} DESC, ${byId}`
}
