import { EDGE_PROPERTY_NAMES } from '../../vocabulary/properties.ts'
import { UNDATED } from '../read-plan.ts'
import { ABSENT, storedDate } from '../row-properties.ts'
import type { EdgeProperties, EntityProperties } from '../rows.ts'
import { searchText } from '../search-text.ts'
import type { Columns } from './connection.ts'

/**
 * How rows are kept: what statements filter and sort by has a column of its own, and the whole stands beside it as one
 * JSON text, since reading a column costs as much as reading that text, and there are twenty of them. Lists that are
 * searched for a member are one text with a line feed around each.
 */
export const ENTITY_COLUMNS = {
  id: 'STRING',
  kind: 'STRING',
  name: 'STRING',
  nameKey: 'STRING',
  textKey: 'STRING',
  form: 'STRING',
  earliest: 'INT64',
  latest: 'INT64',
  isPublic: 'STRING',
  identifierLines: 'STRING',
  sourceLines: 'STRING',
  doc: 'STRING',
} as const

/** As for entities. The ends and their dates stand on the edge, so that a page of neighbours reads nothing else. */
export const EDGE_COLUMNS = {
  id: 'STRING',
  src: 'STRING',
  dst: 'STRING',
  srcAt: 'INT64',
  dstAt: 'INT64',
  earliest: 'INT64',
  latest: 'INT64',
  message: 'STRING',
  sourceLines: 'STRING',
  doc: 'STRING',
} as const

/** A list as one text, in which `lineOf(member)` is found where it has the member. */
const lines = (members: readonly string[]): string =>
  members.length === 0 ? '' : `\n${members.join('\n')}\n`

export const lineOf = (member: string): string => `\n${member}\n`

export function entityColumns(entity: EntityProperties): Columns {
  const { date: _, earliest, latest } = storedDate(entity)
  return {
    id: entity.id,
    kind: entity.kind,
    name: entity.name,
    ...searchText(entity),
    form: entity.form ?? '',
    earliest,
    latest,
    isPublic: String(entity.isPublic),
    identifierLines: lines(entity.identifiers),
    sourceLines: lines(entity.sources),
    doc: JSON.stringify(entity, (key, value) => (isDefault(key, value) ? undefined : value)),
  }
}

const DEFAULTS: Readonly<Record<string, unknown>> = ABSENT

const isDefault = (key: string, value: unknown): boolean =>
  key !== '' && key in DEFAULTS && (value === DEFAULTS[key] || (Array.isArray(value) && value.length === 0))

export const entityOf = (doc: unknown): EntityProperties => ({ ...ABSENT, ...JSON.parse(String(doc)) })

export function edgeColumns(edge: EdgeProperties): Columns {
  const { date: _, earliest, latest } = storedDate(edge)
  const { id, kind, from, to, message, sources } = edge
  const rest = Object.fromEntries(
    EDGE_PROPERTY_NAMES.map((name) => [name, edge[name]]).filter(([, value]) => value !== null),
  )
  return {
    id,
    src: from,
    dst: to,
    earliest,
    latest,
    message: message ?? '',
    sourceLines: lines(sources),
    doc: JSON.stringify({ ...rest, kind, from, to }),
  }
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

/** An instant as kept, where none stands for no date. */
export const instantOf = (value: unknown): number | null => {
  const instant = Number(value)
  return Math.abs(instant) === UNDATED ? null : instant
}
