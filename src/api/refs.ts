import type { EdgeRow, EntityRow, Listed } from '../store/rows.ts'
import { builder } from './builder.ts'
import type { Connection } from './paging.ts'

/** A hit with the words it was found by. */
export interface SearchHitValue {
  readonly entity: EntityRow
  readonly score: number
  readonly words: readonly string[]
}

/**
 * The types that refer to each other. They are named here and described in their own files, so that no two files need
 * each other.
 */
export const Person = builder.objectRef<EntityRow>('Person')
export const Institution = builder.objectRef<EntityRow>('Institution')
export const Message = builder.objectRef<EntityRow>('Message')
export const Topic = builder.objectRef<EntityRow>('Topic')
export const Place = builder.objectRef<EntityRow>('Place')
export const Source = builder.objectRef<EntityRow>('Source')
export const Relationship = builder.objectRef<EdgeRow>('Relationship')
export const Actor = builder.interfaceRef<EntityRow>('Actor')
export const Correspondent = builder.objectRef<Listed>('Correspondent')
export const SearchHit = builder.objectRef<SearchHitValue>('SearchHit')

/**
 * The `nodes` of a page, as they are: most queries ask for them alone, and an edge made for each would cost more than
 * its row.
 */
export const nodesOf = <Node>(connection: object): Node[] => (connection as Connection<Node>).nodes

export const NODES = 'The page, its rows without cursors.'

export const MessageConnection = builder.connectionObject(
  {
    type: Message,
    name: 'MessageConnection',
    description: 'A page of messages.',
    fields: (t) => ({ nodes: t.field({ type: [Message], description: NODES, resolve: nodesOf<EntityRow> }) }),
  },
  { name: 'MessageEdge', description: 'A message in a list.' },
)

export const RelationshipConnection = builder.connectionObject(
  {
    type: Relationship,
    name: 'RelationshipConnection',
    description: 'A page of relationships.',
    fields: (t) => ({
      nodes: t.field({ type: [Relationship], description: NODES, resolve: nodesOf<EdgeRow> }),
    }),
  },
  { name: 'RelationshipEdge', description: 'A relationship in a list.' },
)

export const CorrespondentConnection = builder.connectionObject(
  {
    type: Correspondent,
    name: 'CorrespondentConnection',
    description: 'A page of correspondents.',
    fields: (t) => ({
      nodes: t.field({ type: [Correspondent], description: NODES, resolve: nodesOf<Listed> }),
    }),
  },
  { name: 'CorrespondentEdge', description: 'A correspondent in a list.' },
)

export const ActorConnection = builder.connectionObject(
  {
    type: Actor,
    name: 'ActorConnection',
    description: 'A page of actors.',
    fields: (t) => ({ nodes: t.field({ type: [Actor], description: NODES, resolve: nodesOf<EntityRow> }) }),
  },
  { name: 'ActorEdge', description: 'An actor in a list.' },
)

export const SearchConnection = builder.connectionObject(
  {
    type: SearchHit,
    name: 'SearchConnection',
    description: 'A page of search hits.',
    fields: (t) => ({
      nodes: t.field({ type: [SearchHit], description: NODES, resolve: nodesOf<SearchHitValue> }),
    }),
  },
  { name: 'SearchEdge', description: 'A hit in a list.' },
)
