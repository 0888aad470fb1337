import type { EdgeProperties, EntityProperties } from '../store/rows.ts'
import { type EdgeKind, edgeKind } from '../vocabulary/edge-kinds.ts'
import type { Certainty } from '../vocabulary/forms.ts'
import { type EntityId, edgeIdOf } from '../vocabulary/ids.ts'

/** What an edge takes over from whoever records it. */
export interface EdgeOrigin {
  readonly certainty: Certainty
  readonly sources: readonly EntityId[]
}

/** The edge that joins a message and another entity, dated by the message where its kind is. */
export function messageEdge(
  kind: EdgeKind,
  message: EntityProperties,
  other: EntityId,
  origin: EdgeOrigin,
): EdgeProperties {
  const [from, to] = edgeKind(kind).message === 'from' ? [message.id, other] : [other, message.id]
  return { ...bare(edgeIdOf(kind, from, to), kind, from, to, origin), ...datedBy(kind, message) }
}

/** The edge between two actors that happened through a message. */
export const edgeThrough = (
  kind: EdgeKind,
  message: EntityProperties,
  from: EntityId,
  to: EntityId,
  origin: EdgeOrigin,
): EdgeProperties => ({
  ...bare(edgeIdOf(kind, from, to, message.id), kind, from, to, origin),
  ...datedBy(kind, message),
  message: message.id,
})

/** An edge with nothing said of it yet. */
export const bare = (
  id: EdgeProperties['id'],
  kind: EdgeKind,
  from: EntityId,
  to: EntityId,
  origin: EdgeOrigin,
): EdgeProperties => ({
  id,
  kind,
  from,
  to,
  date: null,
  earliest: null,
  latest: null,
  inherited: false,
  role: null,
  note: null,
  message: null,
  ...origin,
})

/** The date that an edge takes from its message: none where its kind has dates of its own. */
export function datedBy(kind: EdgeKind, { date, earliest, latest }: EntityProperties) {
  return edgeKind(kind).datedBy === 'message' && date !== null
    ? { date, earliest, latest, inherited: true }
    : { date: null, earliest: null, latest: null, inherited: false }
}
