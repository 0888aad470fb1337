import type { NodeKind } from '../vocabulary/node-kinds.ts'
import {
  BRIEF_PROPERTY_NAMES,
  NODE_PROPERTIES,
  NODE_PROPERTY_NAMES,
  type NodeProperty,
  type NodePropertyName,
} from '../vocabulary/properties.ts'
import type { Read } from './read-plan.ts'
import { UNDATED } from './read-plan.ts'
import type { EdgeProperties, EntityProperties } from './rows.ts'

const SETS = new Map<string, readonly NodePropertyName[]>()

/**
 * The properties that a read takes of each node, in the order in which rows carry them: its fixed set, less those that
 * none of the kinds to be met has.
 */
export function propertyNames({
  detail,
  kinds,
}: Pick<Read, 'detail' | 'kinds'>): readonly NodePropertyName[] {
  const key = `${detail} ${kinds.join()}`
  const known = SETS.get(key)
  if (known) return known
  const names = (detail === 'brief' ? BRIEF_PROPERTY_NAMES : NODE_PROPERTY_NAMES).filter((name) =>
    hasAny(name, kinds),
  )
  SETS.set(key, names)
  return names
}

function hasAny(name: NodePropertyName, kinds: readonly NodeKind[]): boolean {
  const property: NodeProperty = NODE_PROPERTIES[name]
  return (
    property.kinds === undefined || kinds.length === 0 || property.kinds.some((kind) => kinds.includes(kind))
  )
}

/** What a property is where a row does not carry it. */
export const ABSENT = Object.freeze({
  form: null,
  named: null,
  date: null,
  earliest: null,
  latest: null,
  aliases: [],
  summary: null,
  identifiers: [],
  sources: [],
  certainty: 'UNKNOWN',
  formerIds: [],
  isPublic: null,
  url: null,
  author: null,
  licence: null,
  latitude: null,
  longitude: null,
} satisfies Partial<EntityProperties>)

const LISTS: ReadonlySet<string> = new Set(['aliases', 'identifiers', 'sources', 'formerIds'])

/** A node's properties from the values of a row, which stand in the order of `names`. */
export function entityFrom(names: readonly NodePropertyName[], values: readonly unknown[]): EntityProperties {
  const properties: Record<string, unknown> = { ...ABSENT }
  for (const [index, name] of names.entries())
    properties[name] = values[index] ?? (LISTS.has(name) ? [] : null)
  if (properties.date === null) {
    properties.earliest = null
    properties.latest = null
  }
  if (properties.certainty === null) properties.certainty = 'UNKNOWN'
  return properties as unknown as EntityProperties
}

/** An edge's values in the order in which rows carry them: kind, ends, then `EDGE_PROPERTY_NAMES`. */
export function edgeFrom(values: readonly unknown[]): EdgeProperties {
  const [kind, from, to, id, date, earliest, latest, inherited, role, note, message, certainty, sources] =
    values
  const dated = date !== null && date !== undefined
  return {
    id,
    kind,
    from,
    to,
    date: date ?? null,
    earliest: dated ? earliest : null,
    latest: dated ? latest : null,
    inherited: inherited ?? false,
    role: role ?? null,
    note: note ?? null,
    message: message ?? null,
    certainty: certainty ?? 'UNKNOWN',
    sources: sources ?? [],
  } as EdgeProperties
}

/** How a store keeps a date: what has none stands beyond all instants, in no period and behind all that is dated. */
export const storedDate = ({
  date,
  earliest,
  latest,
}: {
  date: string | null
  earliest: number | null
  latest: number | null
}) =>
  date === null || earliest === null || latest === null
    ? { date: null, earliest: UNDATED, latest: -UNDATED }
    : { date, earliest, latest }

/** What stands for an instant in lists by date, newest first: undated ones stand last there too. */
export const descendingInstant = (earliest: number | null): number => earliest ?? -UNDATED
