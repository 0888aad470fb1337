import type { EdgeRow, EntityRow, Listed } from '../store/rows.ts'
import { builder } from './builder.ts'

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

export const MessageConnection = builder.connectionObject(
  { type: Message, name: 'MessageConnection', description: 'A page of messages.' },
  { name: 'MessageEdge', description: 'A message in a list.' },
)

export const RelationshipConnection = builder.connectionObject(
  { type: Relationship, name: 'RelationshipConnection', description: 'A page of relationships.' },
  { name: 'RelationshipEdge', description: 'A relationship in a list.' },
)

export const CorrespondentConnection = builder.connectionObject(
  { type: Correspondent, name: 'CorrespondentConnection', description: 'A page of correspondents.' },
  { name: 'CorrespondentEdge', description: 'A correspondent in a list.' },
)

export const ActorConnection = builder.connectionObject(
  { type: Actor, name: 'ActorConnection', description: 'A page of actors.' },
  { name: 'ActorEdge', description: 'An actor in a list.' },
)

export const SearchConnection = builder.connectionObject(
  { type: SearchHit, name: 'SearchConnection', description: 'A page of search hits.' },
  { name: 'SearchEdge', description: 'A hit in a list.' },
)
