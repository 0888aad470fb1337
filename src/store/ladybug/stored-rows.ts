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

/** How relationships are kept. */
export const RELATIONSHIP_COLUMNS = { id: 'STRING', doc: 'STRING' } as const

/** A text as it stands in a stored row, to find the rows that have it. */
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
  return { id, doc: JSON.stringify({ ...rest, kind, from, to }) }
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
