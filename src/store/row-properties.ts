import type { NodeKind } from '../vocabulary/node-kinds.ts'
import {
  NODE_PROPERTIES,
  NODE_PROPERTY_NAMES,
  type NodeProperty,
  type NodePropertyName,
  namesIn,
} from '../vocabulary/properties.ts'
import type { Read } from './read-plan.ts'
import { UNDATED } from './read-plan.ts'
import type { EdgeProperties, EntityProperties } from './rows.ts'

/** What a read takes of each node, and how a row's values become a node's properties. */
interface NodeLayout {
  /** In the order in which rows carry them. */
  readonly names: readonly NodePropertyName[]
  readonly entity: (values: readonly unknown[]) => EntityProperties
}

const LAYOUTS = new WeakMap<object, NodeLayout>()

/**
 * The properties that a read takes of each node: its fixed set, less those that none of the kinds to be met has, and
 * less the kind where there is but one.
 */
export function layoutOf(read: Pick<Read, 'detail' | 'kinds'>): NodeLayout {
  const known = LAYOUTS.get(read)
  if (known) return known
  const { detail, kinds } = read
  const [only, ...others] = kinds
  const kind = others.length === 0 ? only : undefined
  const names = namesIn(detail).filter((name) => hasAny(name, kinds) && (name !== 'kind' || !kind))
  const layout = { names, entity: entityReader(names, kind) }
  LAYOUTS.set(read, layout)
  return layout
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

/** A place that no row has; a negative one would be looked up as a name, which is slow. */
const NOWHERE = 10_000

/** What makes a node's properties of a row's values, which stand in the order of `names`. */
export function entityReader(
  names: readonly NodePropertyName[],
  kind?: NodeKind,
): (values: readonly unknown[]) => EntityProperties {
  // Beyond the end of a row is nothing, which is how all absent values are met.
  const at = Object.fromEntries(
    NODE_PROPERTY_NAMES.map((name) => [name, names.includes(name) ? names.indexOf(name) : NOWHERE]),
  ) as Record<NodePropertyName, number>
  return (values) =>
    ({
      id: values[at.id],
      kind: kind ?? values[at.kind],
      name: values[at.name],
      form: values[at.form] ?? null,
      named: values[at.named] ?? null,
      date: values[at.date] ?? null,
      earliest: instant(values[at.earliest]),
      latest: instant(values[at.latest]),
      aliases: values[at.aliases] ?? ABSENT.aliases,
      summary: values[at.summary] ?? null,
      identifiers: values[at.identifiers] ?? ABSENT.identifiers,
      sources: values[at.sources] ?? ABSENT.sources,
      certainty: values[at.certainty] ?? ABSENT.certainty,
      formerIds: values[at.formerIds] ?? ABSENT.formerIds,
      isPublic: values[at.isPublic] ?? null,
      url: values[at.url] ?? null,
      author: values[at.author] ?? null,
      licence: values[at.licence] ?? null,
      latitude: values[at.latitude] ?? null,
      longitude: values[at.longitude] ?? null,
    }) as EntityProperties
}

/** What has no date stands beyond all instants: see `storedDate`. */
const instant = (value: unknown): unknown =>
  value === undefined || value === UNDATED || value === -UNDATED ? null : value

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
