import type { LoadedEntity, LoadedRelationship } from '../record/load.ts'
import type { EdgeProperties, EntityProperties } from '../store/rows.ts'
import { Kind } from '../vocabulary/node-kinds.ts'
import type { ReadRecord } from './exchange-format.ts'

/** A graph as a store holds it: each list in the order of its ids, so that the same graph is written as the same bytes. */
export interface StoredGraph {
  readonly entities: AsyncIterable<EntityProperties> | Iterable<EntityProperties>
  readonly relationships: AsyncIterable<EdgeProperties> | Iterable<EdgeProperties>
}

/** A stored graph as the records that writers take: every entity, then every relationship. Holds one at a time. */
export async function* recordsOf({ entities, relationships }: StoredGraph): AsyncGenerator<ReadRecord> {
  let line = 0
  const place = (key: string) => ({ line: ++line, column: null, key })
  for await (const entity of entities)
    yield { kind: 'record', place: place(entity.id), entities: [givenEntity(entity)], relationships: [] }
  for await (const edge of relationships)
    yield { kind: 'record', place: place(edge.id), entities: [], relationships: [givenRelationship(edge)] }
}

/** All that is stored of an entity, as files give it: what it does not have is left out. */
export function givenEntity({ kind, date, earliest, latest, ...rest }: EntityProperties): LoadedEntity {
  const { id, name, certainty, ...more } = rest
  const dated = date === null ? {} : kind === Kind.SOURCE ? { publishedAt: date } : { date }
  return { entity: kind, id, name, certainty, ...present(more), ...dated }
}

/** All that is stored of a relationship, as files give it. Whether its date is its message's is always said. */
export function givenRelationship({ kind, earliest, latest, ...rest }: EdgeProperties): LoadedRelationship {
  const { id, from, to, certainty, inherited, ...more } = rest
  return { relationship: kind, id, from, to, certainty, inherited, ...present(more) }
}

type Present<T> = { readonly [K in keyof T]?: NonNullable<T[K]> }

/** The properties that have a value; an empty list is none. */
const present = <T extends object>(properties: T): Present<T> =>
  Object.fromEntries(
    Object.entries(properties).filter(
      ([, value]) => value !== null && !(Array.isArray(value) && value.length === 0),
    ),
  ) as Present<T>
