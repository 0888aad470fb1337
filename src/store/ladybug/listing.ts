import { Edge, PARTICIPATIONS } from '../../vocabulary/edge-kinds.ts'
import { ACTOR_KINDS, Kind } from '../../vocabulary/node-kinds.ts'
import { type CypherText, cypher, name } from '../cypher-text.ts'
import type { Listing } from '../graph-store.ts'
import { Parameters } from '../parameters.ts'
import { rowsFor } from '../read-plan.ts'
import { SEARCH_SCORES } from '../search-text.ts'
import { beyondPage, dateSort, messageFilter, orderOf, types, where, wordConditions } from './conditions.ts'
import { lineOf } from './stored-rows.ts'

/** A listing as statements: one that gives `id, at` a row in the order of paging, and one that gives `total`. */
export interface CompiledListing {
  readonly rows: string
  readonly total: string
  readonly parameters: Readonly<Record<string, unknown>>
}

/** What a listing lists: nodes in `m` that match, by a value and their id. */
interface Source {
  readonly match: CypherText
  readonly conditions: readonly CypherText[]
  readonly sort: CypherText
  readonly descending: boolean
}

export function compileListing(start: Listing): CompiledListing {
  const parameters = new Parameters('p')
  const { match, conditions, sort, descending } = sourceOf(start, parameters)
  const all = where(conditions)
  const total = cypher`${match} ${all} RETURN count(DISTINCT m.id) AS total`
  const counted = { ...parameters.values }
  const id = cypher`m.id`
  const beyond = beyondPage(start.page, sort, id, descending, parameters)
  const order = orderOf(start.page, name('at'), name('id'), descending)
  const rows = cypher`${match} ${where([...conditions, ...beyond])}
RETURN DISTINCT ${id} AS id, ${sort} AS at ORDER BY ${order} LIMIT ${parameters.add(rowsFor(start))}`
  return start.rows
    ? { rows, total, parameters: parameters.values }
    : { rows: '', total, parameters: counted }
}

/** The parameters that a statement's text names: the engine refuses others. */
export const parametersIn = (text: string, parameters: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    [...new Set(text.match(/\$\w+/gu) ?? [])].map((parameter) => [
      parameter.slice(1),
      parameters[parameter.slice(1)],
    ]),
  )

function sourceOf(start: Listing, parameters: Parameters): Source {
  const m = name('m')
  switch (start.by) {
    case 'messages': {
      const { participant, ...rest } = start.where
      const sort = dateSort(cypher`m.earliest`, start.descending)
      const begin =
        participant === undefined
          ? cypher`MATCH (m:Entity)`
          : cypher`MATCH (p:Entity {id: ${parameters.add(participant)}})-[:${types(PARTICIPATIONS)}]-(m:Entity)`
      const { patterns, conditions } = messageFilter(rest, m, parameters)
      return {
        match: cypher`${begin}${patterns}`,
        conditions: [cypher`m.kind = ${parameters.add(Kind.MESSAGE)}`, ...conditions],
        sort,
        descending: start.descending,
      }
    }
    case 'actors': {
      const { kind, forms, memberOf, words, identifier } = start.where
      return {
        match:
          memberOf === undefined
            ? cypher`MATCH (m:Entity)`
            : cypher`MATCH (p:Entity {id: ${parameters.add(memberOf)}})<-[:${types([Edge.MEMBER_OF])}]-(m:Entity)`,
        conditions: [
          cypher`m.kind IN ${parameters.add(kind === undefined ? ACTOR_KINDS : [kind])}`,
          ...(forms ? [cypher`m.form IN ${parameters.add(forms)}`] : []),
          ...(words ? wordConditions(words, m, parameters) : []),
          ...(identifier === undefined
            ? []
            : [cypher`m.identifierLines CONTAINS ${parameters.add(lineOf(identifier))}`]),
        ],
        sort: cypher`m.name`,
        descending: false,
      }
    }
    case 'search': {
      const { words, kinds } = start.where
      const whole = parameters.add(` ${words.join(' ')} `)
      const begins = parameters.add(` ${words.join(' ')}`)
      const inName = words.map((word) => cypher`m.nameKey CONTAINS ${parameters.add(` ${word}`)}`)
      const { whole: best, start: good, name: fair, text: least } = SEARCH_SCORES
      return {
        match: cypher`MATCH (m:Entity)`,
        conditions: [cypher`m.kind IN ${parameters.add(kinds)}`, ...wordConditions(words, m, parameters)],
        sort: cypher`CASE WHEN m.nameKey = ${whole} THEN ${decimal(best)}
  WHEN m.nameKey STARTS WITH ${begins} THEN ${decimal(good)}
  WHEN ${join(inName)} THEN ${decimal(fair)}
  ELSE ${decimal(least)} END`,
        descending: true,
      }
    }
  }
}

const join = (conditions: readonly CypherText[]): CypherText =>
  conditions.reduce((all, condition) => (all === '' ? condition : cypher`${all} AND ${condition}`), cypher``)

const decimal = (value: number): CypherText => {
  const [whole, part] = value.toFixed(4).split('.')
  return cypher`${name(whole ?? '0')}.${name(part ?? '0')}`
}
