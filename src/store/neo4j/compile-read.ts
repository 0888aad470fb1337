import { int } from 'neo4j-driver'
import { ADDRESSINGS, CONVERSATIONS, Edge, MEETINGS, REPRESENTATIONS } from '../../vocabulary/edge-kinds.ts'
import { EDGE_PROPERTY_NAMES } from '../../vocabulary/properties.ts'
import { type CypherText, cypher, EMPTY, join, name } from '../cypher-text.ts'
import type { Parameters } from '../parameters.ts'
import { type Follow, type Paged, type Read, rowsFor } from '../read-plan.ts'
import { layoutOf } from '../row-properties.ts'
import {
  claimConditions,
  dateSort,
  edgeConditions,
  hopPattern,
  inPeriod,
  messageConditions,
  types,
  where,
} from './conditions.ts'

type FollowOf<F extends Follow['follow']> = Extract<Follow, { follow: F }>

/** The rows of a read as a statement: the subqueries that follow from each row, and the list that is the row. */
export interface CompiledRead {
  readonly subqueries: CypherText
  readonly row: CypherText
}

/** A list of nodes or relationships to take one page of. */
export interface PageSource {
  /** The clauses that find them, up to the conditions. */
  readonly match: CypherText
  readonly conditions: readonly CypherText[]
  /** The variable of what is listed; each is listed once. */
  readonly element: CypherText
  /** What the list is sorted by before the id; empty where by id alone. */
  readonly sort: CypherText
  readonly descending: boolean
  /** What a row carries in front of the element's own values. */
  readonly extra?: readonly CypherText[]
  /** Clauses between the conditions and the page, such as an aggregation that gives `sort` and `extra`. */
  readonly gather?: CypherText
}

const DESCENDING = cypher` DESC`
const BEFORE = cypher`<`
const AFTER = cypher`>`

/** What is read of an edge, in the order in which rows carry it. */
export const edgeValues = (edge: CypherText): readonly CypherText[] => [
  cypher`type(${edge})`,
  cypher`startNode(${edge}).id`,
  cypher`endNode(${edge}).id`,
  ...EDGE_PROPERTY_NAMES.map((property) => cypher`${edge}.${name(property)}`),
]

/** Compiles reads to nested subqueries. Variables and parameters are named by place alone: equal shapes, equal texts. */
export class ReadCompiler {
  readonly #parameters: Parameters
  #variables = 0

  constructor(parameters: Parameters) {
    this.#parameters = parameters
  }

  /** A fresh variable. */
  variable(prefix: 'n' | 'e' | 'a' | 'x'): CypherText {
    return name(`${prefix}${this.#variables++}`)
  }

  /** What is read of the node or relationship in a variable. */
  row(read: Read, element: CypherText): CompiledRead {
    const own =
      read.of === 'entity'
        ? layoutOf(read).names.map((property) => cypher`${element}.${name(property)}`)
        : edgeValues(element)
    const answers = read.follows.map((follow) => this.#follow(follow, element))
    return {
      subqueries: join(answers.map(({ subquery }) => subquery)),
      row: cypher`[${join([...own, ...answers.map(({ answer }) => answer)], ', ')}]`,
    }
  }

  /** The clauses that give one page as `AS answer`: a list of rows, one more than asked for where there is more. */
  page(source: PageSource, paged: Paged, read: Read, answer: CypherText): CypherText {
    const { match, conditions, element, sort, descending, extra, gather } = source
    const id = cypher`${element}.id`
    const falling = paged.page.backward !== descending
    const beyond = this.#beyond(paged, sort, id, falling)
    const { subqueries, row } = this.row(read, element)
    const byId = cypher`${id}${paged.page.backward ? DESCENDING : EMPTY}`
    const sorted = sort === EMPTY ? byId : cypher`${sort}${falling ? DESCENDING : EMPTY}, ${byId}`
    return join([
      match,
      where(gather ? conditions : [...conditions, ...beyond]),
      gather ?? EMPTY,
      gather ? cypher`WITH * ${where(beyond)}\nWITH *` : cypher`WITH DISTINCT ${element}`,
      cypher`ORDER BY ${sorted} LIMIT ${this.#parameters.add(int(rowsFor(paged)))}`,
      subqueries,
      cypher`RETURN collect(${extra ? cypher`[${join([row, ...extra], ', ')}]` : row}) AS ${answer}`,
    ])
  }

  /** The clauses that give the length of a whole list as `AS answer`. */
  count({ match, conditions, element }: PageSource, answer: CypherText): CypherText {
    return join([match, where(conditions), cypher`RETURN count(DISTINCT ${element}) AS ${answer}`])
  }

  /** Ids rise within equal values, whichever way the values go; a page that goes backward turns both round. */
  #beyond({ page }: Paged, sort: CypherText, id: CypherText, falling: boolean): readonly CypherText[] {
    if (!page.beyond) return []
    const [value, key] = page.beyond
    const nextId = cypher`${id} ${page.backward ? BEFORE : AFTER} ${this.#parameters.add(key)}`
    if (sort === EMPTY) return [nextId]
    const next = falling ? BEFORE : AFTER
    const at = this.#parameters.add(typeof value === 'number' && Number.isInteger(value) ? int(value) : value)
    return [cypher`${sort} ${next}= ${at} AND (${sort} ${next} ${at} OR ${nextId})`]
  }

  #follow(follow: Follow, from: CypherText): { readonly subquery: CypherText; readonly answer: CypherText } {
    switch (follow.follow) {
      case 'neighbours':
        return this.#paged(follow, from, this.#neighbours(follow, from))
      case 'relationships':
        return this.#paged(follow, from, this.#relationships(follow, from))
      case 'principals':
        return this.#paged(follow, from, this.#principals(from))
      case 'supported':
        return this.#paged(follow, from, this.#supported(follow, from))
      case 'correspondents':
        return this.#paged(follow, from, this.#correspondents(follow, from))
      case 'sources':
        return this.#sources(follow.read, from)
      case 'end':
        return this.#end(follow, from)
    }
  }

  /** A page and its count as subqueries of the row; each only where it was asked for. */
  #paged(paged: Paged & { readonly read: Read }, from: CypherText, source: PageSource) {
    const none = cypher`null`
    const rows = paged.rows ? this.variable('a') : none
    const total = paged.count ? this.variable('a') : none
    const subquery = join([
      paged.rows ? cypher`CALL (${from}) {\n${this.page(source, paged, paged.read, rows)}\n}` : EMPTY,
      paged.count ? cypher`CALL (${from}) {\n${this.count(source, total)}\n}` : EMPTY,
    ])
    return { subquery, answer: cypher`[${rows}, ${total}]` }
  }

  #neighbours(follow: FollowOf<'neighbours'>, from: CypherText): PageSource {
    const node = this.variable('n')
    const { pattern, conditions } = hopPattern(follow.hop, from, this.variable('e'), node)
    return {
      match: cypher`MATCH ${pattern}`,
      conditions: [...conditions, ...messageConditions(follow.where, node, this.#parameters)],
      element: node,
      sort: follow.order === 'date' ? dateSort(node, follow.descending) : EMPTY,
      descending: follow.descending,
    }
  }

  #relationships(follow: FollowOf<'relationships'>, from: CypherText): PageSource {
    const [edge, other] = [this.variable('e'), this.variable('n')]
    const { pattern, conditions } = hopPattern(follow.hop, from, edge, other)
    return {
      match: cypher`MATCH ${pattern}`,
      conditions: [...conditions, ...edgeConditions(follow.where, edge, other, this.#parameters)],
      element: edge,
      sort: dateSort(edge, false),
      descending: false,
    }
  }

  #principals(from: CypherText): PageSource {
    const node = this.variable('n')
    return {
      match: cypher`MATCH ()-[:${types(REPRESENTATIONS)} {message: ${from}.id}]->(${node})`,
      conditions: [],
      element: node,
      sort: EMPTY,
      descending: false,
    }
  }

  #supported({ where: claims }: FollowOf<'supported'>, from: CypherText): PageSource {
    const edge = this.variable('e')
    const phrase = cypher`'"' + replace(replace(${from}.id, '\\\\', '\\\\\\\\'), '"', '\\\\"') + '"'`
    return {
      match: cypher`CALL db.index.fulltext.queryRelationships('edge_sources', ${phrase}) YIELD relationship AS ${edge}
WITH ${edge}`,
      conditions: claimConditions(edge, claims, this.#parameters),
      element: edge,
      sort: EMPTY,
      descending: false,
    }
  }

  #sources(read: Read, from: CypherText) {
    const [node, at, answer] = [this.variable('n'), this.variable('x'), this.variable('a')]
    const { subqueries, row } = this.row(read, node)
    const subquery = cypher`CALL (${from}) {
UNWIND ${from}.sources AS ${at}
MATCH (${node}:Entity {id: ${at}})
${subqueries}
RETURN collect(${row}) AS ${answer}
}`
    return { subquery, answer }
  }

  #end(follow: FollowOf<'end'>, from: CypherText) {
    const [node, answer] = [this.variable('n'), this.variable('a')]
    const { subqueries, row } = this.row(follow.read, node)
    const found =
      follow.end === 'message'
        ? cypher`MATCH (${node}:Entity {id: ${from}.message})`
        : cypher`WITH ${follow.end === 'from' ? cypher`startNode` : cypher`endNode`}(${from}) AS ${node}`
    const subquery = cypher`CALL (${from}) {\n${join([found, subqueries])}\nRETURN collect(${row}) AS ${answer}\n}`
    return { subquery, answer }
  }

  /**
   * Contacts of an actor, each as one row (the other, what kind of contact, its dates), then counted per other. A
   * message counts once for each correspondent, however many edges say that it was sent or addressed.
   */
  #correspondents({ where: claims, agency }: FollowOf<'correspondents'>, from: CypherText): PageSource {
    const [other, message, edge, contact] = [
      this.variable('n'),
      this.variable('n'),
      this.variable('e'),
      this.variable('x'),
    ]
    const [sending, addressing] = [this.variable('e'), this.variable('e')]
    const { during, certainty } = claims
    const sure = (edges: readonly CypherText[]): readonly CypherText[] =>
      certainty ? edges.flatMap((one) => claimConditions(one, { certainty }, this.#parameters)) : []
    const through: Through = (match, kind, what, edges) =>
      join([
        match,
        where([
          cypher`${other} <> ${from}`,
          ...(during ? [inPeriod(what, during, this.#parameters)] : []),
          ...sure(edges),
        ]),
        cypher`WITH DISTINCT ${other}, ${what}`,
        cypher`RETURN ${other}, ['${kind}', ${what}.earliest, ${what}.latest, ${what}.date] AS ${contact}`,
      ])
    const spoken = (actor: CypherText): CypherText =>
      cypher`(${actor})-[${sending}:${types([Edge.SENT])}]->(${message})`
    const addressed = (actor: CypherText): CypherText =>
      cypher`(${message})-[${addressing}:${types(ADDRESSINGS)}]->(${actor})`
    const represented = cypher`:${types(REPRESENTATIONS)} {message: ${message}.id}`
    const own = cypher`NOT EXISTS { ()-[${represented}]->() }`
    const literal = agency === 'LITERAL'
    const contacts = [
      through(
        cypher`MATCH ${spoken(from)}${literal ? EMPTY : cypher` WHERE ${own} WITH ${from}, ${sending}, ${message}`}
MATCH ${addressed(other)}`,
        name('sent'),
        message,
        [sending, addressing],
      ),
      through(
        cypher`MATCH ${addressed(from)}
MATCH ${spoken(other)}${literal ? EMPTY : cypher` WHERE ${own} WITH *`}`,
        name('received'),
        message,
        [sending, addressing],
      ),
      ...(literal
        ? []
        : [
            through(
              cypher`MATCH (${from})<-[${edge}:${types(REPRESENTATIONS)}]-()
MATCH (${message}:Entity {id: ${edge}.message})
MATCH ${addressed(other)}`,
              name('sent'),
              message,
              [edge, addressing],
            ),
            through(
              cypher`MATCH ${addressed(from)}
MATCH ()-[${edge}${represented}]->(${other})`,
              name('received'),
              message,
              [edge, addressing],
            ),
          ]),
      through(cypher`MATCH (${from})-[${edge}:${types(MEETINGS)}]-(${other})`, name('meetings'), edge, [
        edge,
      ]),
      through(
        cypher`MATCH (${from})-[${edge}:${types(CONVERSATIONS)}]-(${other})`,
        name('conversations'),
        edge,
        [edge],
      ),
    ]
    const counted = (kind: CypherText): CypherText =>
      cypher`sum(CASE ${contact}[0] WHEN '${kind}' THEN 1 ELSE 0 END) AS ${kind}`
    const date = (aggregate: CypherText, by: CypherText): CypherText =>
      cypher`${aggregate}(CASE WHEN ${contact}[3] IS NULL THEN null ELSE [${by}, ${contact}[3], ${contact}[1], ${contact}[2]] END)`
    const kinds = [name('sent'), name('received'), name('meetings'), name('conversations')]
    return {
      match: cypher`CALL (${from}) {\n${join(contacts, '\nUNION ALL\n')}\n}`,
      conditions: [],
      gather: cypher`WITH ${other}, ${join(kinds.map(counted), ', ')}, ${date(cypher`min`, cypher`${contact}[1]`)} AS first, ${date(cypher`max`, cypher`${contact}[2]`)} AS last
WITH *, sent + received + meetings + conversations AS contacts`,
      element: other,
      sort: cypher`contacts`,
      descending: true,
      extra: [...kinds, cypher`first`, cypher`last`],
    }
  }
}

/** Contacts of one kind: what finds them, their name, what dates them, and the edges that show them. */
type Through = (
  match: CypherText,
  kind: CypherText,
  what: CypherText,
  edges: readonly CypherText[],
) => CypherText
