import fc from 'fast-check'
import {
  entityProperties,
  type LoadedEntity,
  type LoadedRelationship,
  loadEntities,
  loadRelationships,
} from '../../src/record/load.ts'
import type { GraphStore, GraphTransaction } from '../../src/store/graph-store.ts'
import type { EdgeProperties, EntityProperties } from '../../src/store/rows.ts'
import { type EdgeKind, edgeKind } from '../../src/vocabulary/edge-kinds.ts'
import { ACTOR_KINDS } from '../../src/vocabulary/node-kinds.ts'

/** A small graph of actors and messages, as files give it; ids begin with a place holder for what tells graphs apart. */
export interface RandomGraph {
  readonly entities: readonly LoadedEntity[]
  readonly relationships: readonly LoadedRelationship[]
}

/** A random graph as it is stored. */
export interface StoredGraph {
  readonly entities: readonly EntityProperties[]
  readonly edges: readonly EdgeProperties[]
}

const ACTORS = 5
/** The last of the actors are institutions. */
const PERSONS = 3
const FORMS = ['STATE', 'MINISTRY'] as const
const MESSAGES = 4

/** Days, months and open spans that overlap in many ways; some messages have no date. */
const DATES = [
  '1600-01-01',
  '1600-01-02',
  '1600-01-05',
  '1600-01',
  '1600-02',
  '1600',
  '1600-01-02/1600-01-20',
  '../1600-01-03',
  '1600-01-04/..',
]

const actor = (number: number): string => `a${number}`
const message = (number: number): string => `m${number}`
const anActor = fc.nat(ACTORS - 1).map(actor)
const aPerson = fc.nat(PERSONS - 1).map(actor)
/** An institution of a random graph. */
export const anInstitution = fc.integer({ min: PERSONS, max: ACTORS - 1 }).map(actor)
const aMessage = fc.nat(MESSAGES - 1).map(message)
const aDate = fc.option(fc.constantFrom(...DATES), { nil: undefined, freq: 5 })

const SOURCES = ['s0', 's1']

/** Most claims are stated. */
const aCertainty = fc.constantFrom('STATED', 'STATED', 'LIKELY', 'DISPUTED')

const between = (
  kinds: readonly EdgeKind[],
  from: fc.Arbitrary<string>,
  to: fc.Arbitrary<string>,
  more: Partial<Record<'date' | 'message', fc.Arbitrary<string | undefined>>> = {},
): fc.Arbitrary<LoadedRelationship> =>
  fc.record({
    relationship: fc.constantFrom(...kinds),
    from,
    to,
    certainty: aCertainty,
    sources: fc.subarray(SOURCES),
    ...more,
  })

const aRelationship: fc.Arbitrary<LoadedRelationship> = fc.oneof(
  { weight: 4, arbitrary: between(['SENT'], anActor, aMessage) },
  { weight: 4, arbitrary: between(['ADDRESSED_TO', 'COPIED_TO'], aMessage, anActor) },
  { weight: 1, arbitrary: between(['DELIVERED', 'RECEIVED'], anActor, aMessage, { date: aDate }) },
  { weight: 1, arbitrary: between(['IN_REPLY_TO', 'FORWARDS'], aMessage, aMessage) },
  { weight: 2, arbitrary: between(['REPLIED_ON_BEHALF_OF'], anActor, anActor, { message: aMessage }) },
  { weight: 1, arbitrary: between(['HOLDS_OFFICE_AT'], aPerson, anInstitution, { date: aDate }) },
  { weight: 1, arbitrary: between(['MEMBER_OF'], anActor, anInstitution, { date: aDate }) },
  { weight: 3, arbitrary: between(['SPOKE_TO', 'MET_WITH', 'KNOWS'], anActor, anActor, { date: aDate }) },
)

export const aGraph: fc.Arbitrary<RandomGraph> = fc
  .tuple(
    fc.array(fc.record({ date: aDate, form: fc.constantFrom('LETTER', 'EMAIL'), certainty: aCertainty }), {
      minLength: MESSAGES,
      maxLength: MESSAGES,
    }),
    fc.array(aRelationship, { minLength: 3, maxLength: 16 }),
  )
  .map(([messages, relationships]) => ({
    entities: [
      ...SOURCES.map((id): LoadedEntity => ({ entity: 'SOURCE', id, name: `Source ${id}` })),
      ...Array.from(
        { length: ACTORS },
        (_, number): LoadedEntity => ({
          id: actor(number),
          name: `Actor ${number}`,
          ...(number < PERSONS
            ? { entity: 'PERSON' }
            : { entity: 'INSTITUTION', form: FORMS[number % FORMS.length] }),
        }),
      ),
      ...messages.map(
        ({ date, form, certainty }, number): LoadedEntity => ({
          entity: 'MESSAGE',
          id: message(number),
          name: `Message ${number}`,
          form,
          date,
          certainty,
        }),
      ),
    ],
    // A message does not answer or forward itself, and nobody meets themselves.
    relationships: relationships.filter(({ from, to }) => from !== to),
  }))

/** Mostly of a later message to one before. */
const aReply: fc.Arbitrary<LoadedRelationship> = fc.oneof(
  { weight: 1, arbitrary: between(['IN_REPLY_TO'], aMessage, aMessage) },
  ...Array.from({ length: MESSAGES - 1 }, (_, number) => ({
    weight: 1,
    arbitrary: between(
      ['IN_REPLY_TO'],
      fc.constant(message(number + 1)),
      fc.nat(number).map((before) => message(before)),
    ),
  })),
)

/** A graph with more of what answers are made of: letters that are addressed, replies to them and to replies, members. */
export const aCorrespondence: fc.Arbitrary<RandomGraph> = fc
  .record({
    graph: aGraph,
    sent: fc.array(between(['SENT'], anActor, aMessage), { minLength: 3, maxLength: 7 }),
    addressed: fc.array(between(['ADDRESSED_TO', 'COPIED_TO'], aMessage, anActor), {
      minLength: 3,
      maxLength: 9,
    }),
    replies: fc.array(aReply, { minLength: 2, maxLength: 6 }),
    spokenFor: fc.array(between(['REPLIED_ON_BEHALF_OF'], anActor, anActor, { message: aMessage }), {
      minLength: 1,
      maxLength: 5,
    }),
    members: fc.array(between(['MEMBER_OF'], anActor, anInstitution, { date: aDate }), { maxLength: 4 }),
  })
  .map(({ graph: { entities, relationships }, ...more }) => ({
    entities,
    relationships: [
      ...relationships,
      ...Object.values(more)
        .flat()
        .filter(({ from, to }) => from !== to),
    ],
  }))

/** Either end of a question about a random graph. */
export const anEnd: fc.Arbitrary<string> = fc.oneof(
  { weight: 4, arbitrary: anActor },
  { weight: 1, arbitrary: aMessage },
)

/** An actor of a random graph. */
export { aMessage, anActor }

/** Writes a graph under ids of its own. @returns what was stored */
export async function put(store: GraphStore, graph: RandomGraph, prefix: string): Promise<StoredGraph> {
  const [stored] = await putAll(store, [[prefix, graph]])
  if (!stored) throw new TypeError('a graph was stored')
  return stored
}

/** Writes several graphs at once, each under ids of its own: a transaction costs a server more than what is in it. */
export async function putAll(
  store: GraphStore,
  graphs: readonly (readonly [prefix: string, graph: RandomGraph])[],
): Promise<readonly StoredGraph[]> {
  const named = graphs.map(([prefix, graph]) => withPrefix(graph, prefix))
  const edges = new Map<string, EdgeProperties>()
  await store.transact(async (transaction) => {
    edges.clear()
    await loadEntities(
      transaction,
      named.flatMap(({ entities }) => entities),
    )
    await loadRelationships(
      remembering(transaction, edges),
      named.flatMap(({ relationships }) => relationships),
    )
  })
  return named.map(({ entities }) => {
    const ids = new Set(entities.map(({ id }) => id))
    return {
      entities: entities.map(entityProperties),
      edges: [...edges.values()].filter(({ from }) => ids.has(from)),
    }
  })
}

function withPrefix(graph: RandomGraph, prefix: string): RandomGraph {
  const own = (id: string): string => `${prefix}${id}`
  return {
    entities: graph.entities.map((entity) => ({ ...entity, id: own(entity.id) })),
    relationships: graph.relationships.map((relationship) => ({
      ...relationship,
      from: own(relationship.from),
      to: own(relationship.to),
      ...(relationship.sources && { sources: relationship.sources.map(own) }),
      ...(relationship.message !== undefined && { message: own(relationship.message) }),
    })),
  }
}

/** A transaction that tells which edges were put: the last of each id. */
function remembering(transaction: GraphTransaction, edges: Map<string, EdgeProperties>): GraphTransaction {
  return {
    entities: (ids) => transaction.entities(ids),
    edges: (ids) => transaction.edges(ids),
    edgesOf: (id, hop) => transaction.edgesOf(id, hop),
    edgesThrough: (id) => transaction.edgesThrough(id),
    citing: (id) => transaction.citing(id),
    putEntities: (entities) => transaction.putEntities(entities),
    putEdges: (put) => {
      for (const edge of put) edges.set(edge.id, edge)
      return transaction.putEdges(put)
    },
    removeEdges: (ids) => transaction.removeEdges(ids),
    removeEntities: (ids) => transaction.removeEntities(ids),
  }
}

/** How an edge can be walked: each way as where it starts and where it leads. */
export function waysOver(
  edge: EdgeProperties,
  direction: 'OUT' | 'IN' | 'ANY',
): readonly (readonly [string, string])[] {
  const free = direction === 'ANY' || !edgeKind(edge.kind).directed
  return [
    ...(free || direction === 'OUT' ? [[edge.from, edge.to] as const] : []),
    ...(free || direction === 'IN' ? [[edge.to, edge.from] as const] : []),
  ]
}

export const isActor = ({ kind }: EntityProperties): boolean => ACTOR_KINDS.includes(kind)
