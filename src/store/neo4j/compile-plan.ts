import { int } from 'neo4j-driver'
import { Edge, type EdgeKind, PARTICIPATIONS } from '../../vocabulary/edge-kinds.ts'
import { kindOfEdgeId } from '../../vocabulary/ids.ts'
import { type CypherText, cypher, EMPTY, join, name } from '../cypher-text.ts'
import type { Listing, LookUp } from '../graph-store.ts'
import { Parameters } from '../parameters.ts'
import type { ActorWhere, MessageWhere, OpenWhere, Read } from '../read-plan.ts'
import { SEARCH_SCORES } from '../search-text.ts'
import { claimsNear } from './claims.ts'
import { type CompiledRead, type PageSource, ReadCompiler } from './compile-read.ts'
import { actorConditions, dateSort, edgeInPeriod, messageConditions, phraseOf, types } from './conditions.ts'

/** A statement with its parameters, ready to run. */
export interface CompiledPlan {
  readonly text: string
  readonly parameters: Readonly<Record<string, unknown>>
}

interface Compiled {
  readonly read: CompiledRead
  readonly parameters: Parameters
}

/** What a read compiles to below a look-up: the same for every id, so it is made once a plan. */
const BELOW_LOOKUP = new WeakMap<Read, Compiled>()

function belowLookUp(read: Read, element: CypherText): Compiled {
  const known = BELOW_LOOKUP.get(read)
  if (known) return known
  const parameters = new Parameters('p')
  const compiled = { read: new ReadCompiler(parameters).row(read, element), parameters }
  BELOW_LOOKUP.set(read, compiled)
  return compiled
}

/** One row `[at, row]` for each id that is there; `at` is its place among the ids. */
export function compileLookUp(start: LookUp, read: Read): CompiledPlan {
  return start.by === 'entities' ? entities(start, read) : relationships(start.ids, read)
}

function entities({ ids, kinds }: Extract<LookUp, { by: 'entities' }>, read: Read): CompiledPlan {
  const { read: compiled, parameters } = belowLookUp(read, name('root'))
  return {
    text: join([
      cypher`UNWIND range(0, size($ids) - 1) AS at`,
      cypher`MATCH (root:Entity {id: $ids[at]})`,
      cypher`WHERE root.kind IN $kinds`,
      compiled.subqueries,
      cypher`RETURN at, ${compiled.row} AS row`,
    ]),
    parameters: { ...parameters.values, ids, kinds },
  }
}

/** An edge's id begins with its kind, so only the kinds that are asked for are searched, each by its own index. */
function relationships(ids: readonly string[], read: Read): CompiledPlan {
  const { read: compiled, parameters } = belowLookUp(read, name('root'))
  const byKind = new Map<EdgeKind, { at: unknown; id: string }[]>()
  for (const [at, id] of ids.entries()) {
    const kind = kindOfEdgeId(id)
    if (!kind) continue
    const asked = byKind.get(kind)
    if (asked) asked.push({ at: int(at), id })
    else byKind.set(kind, [{ at: int(at), id }])
  }
  const kinds = [...byKind.keys()].sort()
  const asked = Object.fromEntries(kinds.map((kind) => [`ids_${kind}`, byKind.get(kind)]))
  const found = kinds.map(
    (kind) => cypher`UNWIND $ids_${name(kind)} AS asked
MATCH ()-[root:${types([kind])} {id: asked.id}]->()
RETURN asked.at AS at, root`,
  )
  return {
    text: join([
      cypher`CALL () {\n${found.length === 0 ? cypher`UNWIND [] AS at RETURN at, null AS root` : join(found, '\nUNION ALL\n')}\n}`,
      compiled.subqueries,
      cypher`RETURN at, ${compiled.row} AS row`,
    ]),
    parameters: { ...parameters.values, ...asked },
  }
}

/** One row: `rows`, a list with one more than the page where there is more, and `total`. */
export function compileListing(start: Listing, read: Read): CompiledPlan {
  const parameters = new Parameters('s')
  const compiler = new ReadCompiler(parameters)
  const source = sourceOf(start, parameters)
  const none = cypher`null`
  const rows = start.rows
    ? cypher`CALL () {\n${compiler.page(source, start, read, name('rows'))}\n}`
    : cypher`WITH ${none} AS rows`
  const total = start.count ? cypher`CALL () {\n${compiler.count(source, name('total'))}\n}` : EMPTY
  return {
    text: join([rows, total, cypher`RETURN rows, ${start.count ? name('total') : none} AS total`]),
    parameters: parameters.values,
  }
}

function sourceOf(start: Listing, parameters: Parameters): PageSource {
  const element = name('root')
  switch (start.by) {
    case 'claims':
      return claimsNear(start.where, element, parameters)
    case 'messages':
      return {
        ...messages(start.where, element, parameters),
        sort: dateSort(element, start.descending),
        descending: start.descending,
      }
    case 'actors':
      return { ...actors(start.where, element, parameters), sort: cypher`root.name`, descending: false }
    case 'search': {
      const { words, kinds } = start.where
      const whole = parameters.add(` ${words.join(' ')} `)
      const begins = parameters.add(` ${words.join(' ')}`)
      const each = parameters.add(words.map((word) => ` ${word}`))
      const score = cypher`CASE
  WHEN root.nameKey = ${whole} THEN ${number(SEARCH_SCORES.whole)}
  WHEN root.nameKey STARTS WITH ${begins} THEN ${number(SEARCH_SCORES.start)}
  WHEN all(word IN ${each} WHERE root.nameKey CONTAINS word) THEN ${number(SEARCH_SCORES.name)}
  ELSE ${number(SEARCH_SCORES.text)} END`
      return {
        match: withWords(words, element, parameters),
        conditions: [cypher`root.kind IN ${parameters.add(kinds)}`],
        gather: cypher`WITH root, ${score} AS score`,
        element,
        sort: name('score'),
        descending: true,
        extra: [name('score')],
      }
    }
  }
}

const number = (value: number): CypherText => {
  const [whole, part] = value.toFixed(4).split('.')
  return cypher`${name(whole ?? '0')}.${name(part ?? '0')}`
}

/**
 * The messages that pass a filter, each at least once. Starts from what narrows most: a participant, a topic, words; else
 * from the index of messages by date.
 * @param element the variable `root`
 */
export function messages(filter: MessageWhere, element: CypherText, parameters: Parameters) {
  const { participant, topic, words, ...rest } = filter
  const { open } = rest
  if (open && (open.sender ?? open.debtor) !== undefined)
    return openMessages(filter, open, element, parameters)
  if (participant !== undefined) {
    return {
      match: cypher`MATCH (:Entity {id: ${parameters.add(participant)}})-[:${types(PARTICIPATIONS)}]-(root:Message)`,
      conditions: messageConditions(
        { ...rest, ...(topic !== undefined && { topic }), ...(words && { words }) },
        element,
        parameters,
      ),
      element,
    }
  }
  if (topic !== undefined) {
    return {
      match: cypher`MATCH (:Entity {id: ${parameters.add(topic)}})<-[:${types([Edge.ABOUT])}]-(root:Message)`,
      conditions: messageConditions({ ...rest, ...(words && { words }) }, element, parameters),
      element,
    }
  }
  if (words) {
    return {
      match: withWords(words, element, parameters),
      conditions: [cypher`root:Message`, ...messageConditions(rest, element, parameters)],
      element,
    }
  }
  return {
    match: cypher`MATCH (root:Message)`,
    conditions: [
      cypher`root.earliest IS NOT NULL`,
      cypher`root.id IS NOT NULL`,
      ...messageConditions(rest, element, parameters),
    ],
    element,
  }
}

/** The messages of one actor that wait for an answer: those that it sent, or else those addressed to it. */
function openMessages(
  filter: MessageWhere,
  { sender, debtor, ...open }: OpenWhere,
  element: CypherText,
  parameters: Parameters,
) {
  const sent = sender !== undefined
  const of = parameters.add(sent ? sender : debtor)
  const match = sent
    ? cypher`MATCH (:Entity {id: ${of}})-[:${types([Edge.SENT])}]->(root:Message)`
    : cypher`MATCH (:Entity {id: ${of}})<-[:${types([Edge.ADDRESSED_TO])}]-(root:Message)`
  const left = { ...filter, open: { ...open, ...(debtor !== undefined && { debtor }) } }
  return { match, conditions: messageConditions(left, element, parameters), element }
}

/** Starts from what narrows most: an identifier, a membership, words; else from the index of actors by name. */
function actors(filter: ActorWhere, element: CypherText, parameters: Parameters) {
  const { identifier, memberOf, memberDuring, words, ...rest } = filter
  const of = (match: CypherText, left: ActorWhere) => ({
    match,
    conditions: [
      cypher`root:Actor`,
      cypher`root.name IS NOT NULL`,
      cypher`root.id IS NOT NULL`,
      ...actorConditions(left, element, parameters),
    ],
    element,
  })
  const membership = { ...(memberOf !== undefined && { memberOf }), ...(memberDuring && { memberDuring }) }
  if (identifier !== undefined) {
    const match = cypher`CALL db.index.fulltext.queryNodes('entity_identifiers', ${parameters.add(phraseOf(identifier))}) YIELD node AS root
WITH root`
    return of(match, { ...rest, ...membership, ...(words && { words }), identifier })
  }
  if (memberOf !== undefined) {
    const held = memberDuring
      ? cypher` WHERE ${edgeInPeriod(name('membership'), memberDuring, parameters)}`
      : EMPTY
    const match = cypher`MATCH (:Entity {id: ${parameters.add(memberOf)}})<-[membership:${types([Edge.MEMBER_OF])}]-(root:Actor)${held}
WITH DISTINCT root`
    return of(match, { ...rest, ...(words && { words }) })
  }
  return of(words ? withWords(words, element, parameters) : cypher`MATCH (root:Actor)`, rest)
}

/** Entities with a word that begins with each of these, by the full-text index. */
const withWords = (words: readonly string[], element: CypherText, parameters: Parameters): CypherText => {
  const query = words.map((word) => `+(nameKey:${word}* textKey:${word}*)`).join(' ')
  return cypher`CALL db.index.fulltext.queryNodes('entity_words', ${parameters.add(query)}) YIELD node AS ${element}
WITH ${element}`
}
