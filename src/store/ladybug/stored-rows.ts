import { EDGE_PROPERTY_NAMES } from '../../vocabulary/properties.ts'
import { ABSENT } from '../row-properties.ts'
import type { EdgeProperties, EntityProperties } from '../rows.ts'
import { searchText } from '../search-text.ts'
import type { Columns } from './connection.ts'

/**
 * How entities are kept: by their id, the whole as one JSON text, and beside it what search looks through. A look-up
 * costs more with every column that the table has, so what lists filter and sort by is in memory: see `topology.ts`.
 */
export const ENTITY_COLUMNS = {
  id: 'STRING',
  kind: 'STRING',
  nameKey: 'STRING',
  textKey: 'STRING',
  doc: 'STRING',
} as const

/** How relationships are kept: as entities, and beside the whole what memory holds of it, see `linkFrom`. */
export const RELATIONSHIP_COLUMNS = { id: 'STRING', link: 'STRING', doc: 'STRING' } as const

/** A text as it stands in a stored row, to find the rows that may have it: it can stand there in other places too. */
export const inDoc = (text: string): string => JSON.stringify(text)

export const entityColumns = (entity: EntityProperties): Columns => ({
  id: entity.id,
  kind: entity.kind,
  ...searchText(entity),
  doc: JSON.stringify(entity, (key, value) => (isDefault(key, value) ? undefined : value)),
})

const DEFAULTS: Readonly<Record<string, unknown>> = ABSENT

const isDefault = (key: string, value: unknown): boolean =>
  key !== '' && key in DEFAULTS && (value === DEFAULTS[key] || (Array.isArray(value) && value.length === 0))

export const entityOf = (doc: unknown): EntityProperties => ({ ...ABSENT, ...JSON.parse(String(doc)) })

export function relationshipColumns(edge: EdgeProperties): Columns {
  const { id, kind, from, to } = edge
  const rest = Object.fromEntries(
    EDGE_PROPERTY_NAMES.map((name) => [name, edge[name]]).filter(([, value]) => value !== null),
  )
  return { id, link: linkText(edge), doc: JSON.stringify({ ...rest, kind, from, to }) }
}

const BARE_EDGE = {
  date: null,
  earliest: null,
  latest: null,
  inherited: false,
  role: null,
  note: null,
  message: null,
  sources: [],
}

export const edgeOf = (doc: unknown): EdgeProperties => ({ ...BARE_EDGE, ...JSON.parse(String(doc)) })

/** What of a relationship is in memory. */
export type Link = Pick<
  EdgeProperties,
  'id' | 'kind' | 'from' | 'to' | 'date' | 'earliest' | 'latest' | 'message' | 'certainty' | 'sources'
>

/**
 * Neither an id nor a date holds a tab, and no id a blank: a row of fields is read in a fraction of the time that JSON
 * takes.
 */
export const linkText = (edge: Link): string => {
  const { kind, from, to, date, earliest, latest, message, certainty, sources } = edge
  return [
    kind,
    from,
    to,
    date ?? '',
    earliest ?? '',
    latest ?? '',
    message ?? '',
    certainty,
    sources.join(' '),
  ].join('\t')
}

/** A relationship's link from its columns. */
export function linkFrom({ id, link }: Columns): Link {
  const [kind, from, to, date, earliest, latest, message, certainty, sources] = String(link).split('\t')
  return {
    id,
    kind,
    from,
    to,
    date: date || null,
    earliest: date ? Number(earliest) : null,
    latest: date ? Number(latest) : null,
    message: message || null,
    certainty: certainty || ABSENT.certainty,
    sources: sources ? sources.split(' ') : [],
  } as unknown as Link
}

/** An entity in brief from its stored text, which leaves out what is absent. */
export function briefFrom({ doc }: Columns): Brief {
  const { id, kind, name, form, named, isPublic, date, earliest, latest, certainty } = JSON.parse(
    String(doc),
  ) as Partial<EntityProperties>
  return {
    id,
    kind,
    name,
    form: form ?? null,
    named: named ?? null,
    isPublic: isPublic ?? null,
    date: date ?? null,
    earliest: earliest ?? null,
    latest: latest ?? null,
    certainty: certainty ?? ABSENT.certainty,
  } as Brief
}

/** What of an entity is in memory. */
export type Brief = Pick<
  EntityProperties,
  'id' | 'kind' | 'name' | 'form' | 'named' | 'isPublic' | 'date' | 'earliest' | 'latest' | 'certainty'
>

/** Whether an entity or a relationship cites a source. */
export const cites = ({ sources }: EntityProperties | EdgeProperties, source: string): boolean =>
  sources.some((cited) => cited === source)
