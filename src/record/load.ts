import { BadInput, NotFound } from '../errors.ts'
import type { GraphTransaction } from '../store/graph-store.ts'
import { ABSENT } from '../store/row-properties.ts'
import type { EdgeProperties, EntityProperties } from '../store/rows.ts'
import { type EdgeKind, edgeKind, whyNotJoinable } from '../vocabulary/edge-kinds.ts'
import type { Certainty } from '../vocabulary/forms.ts'
import { type EdgeId, type EntityId, edgeIdOf, kindOfEdgeId } from '../vocabulary/ids.ts'
import type { NodeKind } from '../vocabulary/node-kinds.ts'
import { datedBy } from './message-edges.ts'
import { certaintyOf, chosenId, dateProperties, nameOf } from './recording.ts'

/** An entity as files give it: whole, what is left out is not there. */
export interface LoadedEntity {
  readonly entity: NodeKind
  readonly id: string
  readonly name: string
  readonly aliases?: readonly string[] | undefined
  readonly summary?: string | undefined
  readonly identifiers?: readonly string[] | undefined
  readonly sources?: readonly string[] | undefined
  readonly certainty?: Certainty | undefined
  readonly formerIds?: readonly string[] | undefined
  readonly named?: boolean | undefined
  readonly form?: string | undefined
  readonly date?: string | undefined
  readonly publishedAt?: string | undefined
  readonly isPublic?: boolean | undefined
  readonly url?: string | undefined
  readonly author?: string | undefined
  readonly licence?: string | undefined
  readonly latitude?: number | undefined
  readonly longitude?: number | undefined
}

/** A relationship as files give it. */
export interface LoadedRelationship {
  readonly relationship: EdgeKind
  readonly id?: string | undefined
  readonly from: string
  readonly to: string
  readonly date?: string | undefined
  /** Whether its date is its message's and follows that; without a word, where it has none of its own. */
  readonly inherited?: boolean | undefined
  readonly role?: string | undefined
  readonly note?: string | undefined
  readonly message?: string | undefined
  readonly certainty?: Certainty | undefined
  readonly sources?: readonly string[] | undefined
}

/** The entity as stored. @throws BadInput */
export function entityProperties({
  entity: kind,
  date,
  publishedAt,
  ...rest
}: LoadedEntity): EntityProperties {
  const sources = (rest.sources ?? []).map((id) => id as EntityId)
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined))
  return {
    ...ABSENT,
    ...given,
    id: chosenId(rest.id, 'id'),
    kind,
    name: nameOf(rest.name, 'name'),
    sources,
    formerIds: (rest.formerIds ?? []).map((id) => id as EntityId),
    certainty: certaintyOf(rest.certainty, sources),
    ...dateProperties(date ?? publishedAt ?? null, 'date'),
  }
}

/** Puts entities into the graph, each whole. */
export async function loadEntities(
  transaction: GraphTransaction,
  entities: readonly LoadedEntity[],
): Promise<void> {
  await transaction.putEntities(entities.map(entityProperties))
}

/**
 * Puts relationships into the graph, each whole; their ends and messages are there already.
 * @throws BadInput, NotFound naming the first that cannot be taken
 */
export async function loadRelationships(
  transaction: GraphTransaction,
  relationships: readonly LoadedRelationship[],
): Promise<void> {
  const ids = [
    ...new Set(relationships.flatMap(({ from, to, message }) => [from, to, ...(message ? [message] : [])])),
  ]
  const found = await transaction.entities(ids)
  const entities = new Map(ids.map((id, index) => [id, found[index] ?? null]))
  const entity = (id: string, argument: string): EntityProperties => {
    const known = entities.get(id)
    if (!known) throw new NotFound(argument, [id])
    return known
  }
  await transaction.putEdges(relationships.map((relationship) => edgeProperties(relationship, entity)))
}

function edgeProperties(
  { relationship: kind, ...given }: LoadedRelationship,
  entity: (id: string, argument: string) => EntityProperties,
): EdgeProperties {
  const [start, end] = [entity(given.from, 'from'), entity(given.to, 'to')]
  const problem = whyNotJoinable(kind, start.kind, end.kind)
  if (problem !== null) throw new BadInput('relationship', `from "${start.id}" to "${end.id}": ${problem}`)
  const [from, to] = edgeKind(kind).directed || start.id <= end.id ? [start, end] : [end, start]
  const through = given.message ? entity(given.message, 'message') : null
  const { message: anchor } = edgeKind(kind)
  const own = anchor === 'from' ? from : anchor === 'to' ? to : null
  const follows = given.inherited ?? given.date === undefined
  const apart = own ? [] : [through?.id, follows ? null : given.date, given.role]
  const id = given.id ?? edgeIdOf(kind, from.id, to.id, ...apart)
  if (kindOfEdgeId(id) !== kind)
    throw new BadInput('id', `"${id}" is not the id of a relationship of kind ${kind}`)
  const sources = (given.sources ?? []).map((source) => source as EntityId)
  const message = own ?? through
  return {
    id: id as EdgeId,
    kind,
    from: from.id,
    to: to.id,
    ...(follows && message
      ? datedBy(kind, message)
      : { ...dateProperties(given.date ?? null, 'date'), inherited: false }),
    role: given.role ?? null,
    note: given.note ?? null,
    message: through?.id ?? null,
    certainty: certaintyOf(given.certainty, sources),
    sources,
  }
}
