import type { EdgeKind } from '../../vocabulary/edge-kinds.ts'
import { Kind } from '../../vocabulary/node-kinds.ts'
import { type CypherText, cypher, join, name } from '../cypher-text.ts'
import type { Listing } from '../graph-store.ts'
import { type FoundPage, pageOf } from '../page.ts'
import { Parameters } from '../parameters.ts'
import { type ActorWhere, isAmong, type MessageWhere } from '../read-plan.ts'
import { SEARCH_SCORES } from '../search-text.ts'
import { actorTest, messageTest } from './conditions.ts'
import type { Run } from './connection.ts'
import type { Documents } from './documents.ts'
import { BY_ID, instantKey } from './neighbour-pages.ts'
import { edgesAt, type Topology, type TopologyEdge, type TopologyNode } from './topology.ts'

type ListingBy<B extends Listing['by']> = Extract<Listing, { by: B }>

/** A listing of entities. */
export type EntityListing = Exclude<Listing, { by: 'claims' }>

const NODE = name('e')

/** One page of a listing: what it filters and sorts by is in memory, but for words and identifiers. */
export async function listingPage(
  start: EntityListing,
  topology: Topology,
  documents: Documents,
  run: Run,
): Promise<FoundPage<TopologyNode>> {
  switch (start.by) {
    case 'messages':
      return messages(start, topology, run)
    case 'actors':
      return actors(start, topology, documents, run)
    case 'search':
      return search(start, topology, run)
  }
}

/** One page of the claims that pass a filter, by id: all that it asks of is in memory. */
export function claimPage(start: ListingBy<'claims'>, topology: Topology): FoundPage<TopologyEdge> {
  const { kinds, around, source, minSources, maxSources } = start.where
  const wanted = new Set(kinds)
  const passes = (edge: TopologyEdge): boolean =>
    wanted.has(edge.kind) &&
    isAmong(edge, start.where) &&
    (minSources === undefined || edge.sources.length >= minSources) &&
    (maxSources === undefined || edge.sources.length <= maxSources) &&
    (source === undefined || edge.sources.some((cited) => cited === source))
  const among = around === undefined ? topology.edges() : edgesAround(topology, around, kinds)
  return pageOf(those(among, passes), BY_ID, start)
}

function edgesAround(topology: Topology, id: string, kinds: readonly EdgeKind[]): Iterable<TopologyEdge> {
  const node = topology.node(id)
  return node ? edgesAt(node, { kinds, direction: 'ANY' }) : []
}

function* those<T>(all: Iterable<T>, passes: (one: T) => boolean): Generator<T> {
  for (const one of all) if (passes(one)) yield one
}

/** The messages that pass a filter, in no order. */
export async function messagesThat(
  where: MessageWhere,
  topology: Topology,
  run: Run,
): Promise<readonly TopologyNode[]> {
  return [...messagesNear(where, topology)].filter(await messagePassing(where, run))
}

async function messages(start: ListingBy<'messages'>, topology: Topology, run: Run) {
  const { where, descending } = start
  const order = { value: (message: TopologyNode) => instantKey(message, descending), descending }
  return pageOf(messagesNear(where, topology), order, start, await messagePassing(where, run))
}

/** The messages among which those of a filter are: those of an entity that it names, or else all. */
function* messagesNear(where: MessageWhere, topology: Topology): Generator<TopologyNode> {
  const one = where.participant ?? where.topic ?? where.open?.sender ?? where.open?.debtor
  const among = one === undefined ? topology.nodes() : neighbours(topology, one)
  for (const node of among) if (node.kind === Kind.MESSAGE) yield node
}

const messagePassing = async (where: MessageWhere, run: Run): Promise<(message: TopologyNode) => boolean> =>
  messageTest(where, where.words ? await withWords(where.words, run) : null)

function neighbours(topology: Topology, id: string): ReadonlySet<TopologyNode> {
  const node = topology.node(id)
  return new Set(node ? [...node.out.map(({ to }) => to), ...node.into.map(({ from }) => from)] : [])
}

async function actors(start: ListingBy<'actors'>, topology: Topology, documents: Documents, run: Run) {
  const passes = await actorsPassing(start.where, documents, run)
  const listed = [...topology.nodes()].filter(passes)
  return pageOf(listed, { value: ({ name }) => name, descending: false }, start)
}

/** What an actor must be to pass a filter; what it asks of texts is looked up beforehand. */
export async function actorsPassing(
  where: ActorWhere,
  documents: Documents,
  run: Run,
): Promise<(node: TopologyNode) => boolean> {
  const { words, identifier } = where
  const worded = words ? await withWords(words, run) : null
  const identified =
    identifier === undefined
      ? null
      : await documents.entitiesWith(identifier, (entity) => entity.identifiers.includes(identifier), run)
  return actorTest(where, worded, identified && new Set(identified.map(({ id }) => id)))
}

async function search(start: ListingBy<'search'>, topology: Topology, run: Run) {
  const { words, kinds } = start.where
  const parameters = new Parameters('p')
  const whole = parameters.add(` ${words.join(' ')} `)
  const begins = parameters.add(` ${words.join(' ')}`)
  const inName = words.map((word) => cypher`e.nameKey CONTAINS ${parameters.add(` ${word}`)}`)
  const { whole: best, start: good, name: fair, text: least } = SEARCH_SCORES
  const found = await run(
    cypher`MATCH (e:Entity)
WHERE e.kind IN ${parameters.add(kinds)} AND ${wordConditions(words, parameters)}
RETURN e.id AS id, CASE WHEN e.nameKey = ${whole} THEN ${decimal(best)}
  WHEN e.nameKey STARTS WITH ${begins} THEN ${decimal(good)}
  WHEN ${join(inName, ' AND ')} THEN ${decimal(fair)}
  ELSE ${decimal(least)} END AS score`,
    parameters.values,
  )
  const scores = new Map(found.map((row) => [String(row.id), Number(row.score)]))
  const listed = [...scores.keys()].flatMap((id) => topology.node(id) ?? [])
  return pageOf(listed, { value: ({ id }) => scores.get(id) ?? 0, descending: true }, start)
}

/** The entities that have, for each word, a word that begins with it. */
export async function withWords(words: readonly string[], run: Run): Promise<ReadonlySet<string>> {
  const parameters = new Parameters('p')
  const found = await run(
    cypher`MATCH (e:Entity) WHERE ${wordConditions(words, parameters)} RETURN e.id AS id`,
    parameters.values,
  )
  return new Set(found.map(({ id }) => String(id)))
}

const wordConditions = (words: readonly string[], parameters: Parameters): CypherText =>
  join(
    words.map((word) => {
      const beginning = parameters.add(` ${word}`)
      return cypher`(${NODE}.nameKey CONTAINS ${beginning} OR ${NODE}.textKey CONTAINS ${beginning})`
    }),
    ' AND ',
  )

const decimal = (value: number): CypherText => {
  const [whole, part] = value.toFixed(4).split('.')
  return cypher`${name(whole ?? '0')}.${name(part ?? '0')}`
}
