import { EDGE_PROPERTY_NAMES } from '../../vocabulary/properties.ts'
import type { Listing, LookUp } from '../graph-store.ts'
import type { Follow, Read } from '../read-plan.ts'
import { UNDATED } from '../read-plan.ts'
import { descendingInstant, edgeFrom, layoutOf } from '../row-properties.ts'
import type { Answer, Contact, DateProperties, EntityProperties, Listed, PageOfRows, Row } from '../rows.ts'

type Values = readonly unknown[]

/** How many values of an edge stand in front of its answers: its kind, its ends and its properties. */
const EDGE_VALUES = 3 + EDGE_PROPERTY_NAMES.length

/** A row of the statement as a row of the plan. */
export function rowFrom(values: Values, read: Read): Row {
  if (read.of === 'relationship') {
    const answers = answersFrom(values, EDGE_VALUES, read)
    return { type: 'relationship', properties: edgeFrom(values), read, answers }
  }
  const { names, entity } = layoutOf(read)
  return {
    type: 'entity',
    properties: entity(values),
    read,
    answers: answersFrom(values, names.length, read),
  }
}

const NONE: readonly Answer[] = Object.freeze([])

const answersFrom = (values: Values, from: number, read: Read): readonly Answer[] =>
  read.follows.length === 0
    ? NONE
    : read.follows.map((follow, index) => answerFrom(values[from + index] as Values, follow))

function answerFrom(value: Values, follow: Follow): Answer {
  switch (follow.follow) {
    case 'sources':
      return value.map((row) => rowFrom(row as Values, follow.read))
    case 'end': {
      const [row] = value
      return row === undefined ? null : rowFrom(row as Values, follow.read)
    }
    default: {
      const [rows, total] = value as readonly [readonly Values[] | null, number | null]
      return pageFrom(rows ?? [], total, follow, (values) => listed(values, follow))
    }
  }
}

/** A page from the rows that came: one more than asked for says that there is more. */
function pageFrom(
  rows: readonly Values[],
  total: number | null,
  { page }: { readonly page: { readonly size: number; readonly backward: boolean } },
  list: (values: Values) => Listed,
): PageOfRows {
  const kept = rows.slice(0, page.size).map(list)
  return { rows: page.backward ? kept.reverse() : kept, more: rows.length > page.size, total }
}

type PagedFollow = Exclude<Follow, { follow: 'sources' | 'end' }>

function listed(values: Values, follow: PagedFollow): Listed {
  switch (follow.follow) {
    case 'neighbours': {
      const row = rowFrom(values, follow.read)
      return { row, key: keyBy(follow.order, row, follow.descending) }
    }
    case 'relationships': {
      const row = rowFrom(values, follow.read)
      return { row, key: keyBy('date', row, false) }
    }
    case 'supported':
    case 'principals': {
      const row = rowFrom(values, follow.read)
      return { row, key: ['', row.properties.id] }
    }
    case 'correspondents': {
      const [row, sent, received, meetings, conversations, first, last] = values as readonly [
        Values,
        number,
        number,
        number,
        number,
        Values | null,
        Values | null,
      ]
      const other = rowFrom(row, follow.read)
      const contact: Contact = {
        sent,
        received,
        meetings,
        conversations,
        first: contactDate(first),
        last: contactDate(last),
      }
      return { row: other, key: [sent + received + meetings + conversations, other.properties.id], contact }
    }
  }
}

/** A contact's date as the statement gives it: sorting instant, text, first and last instant. */
const contactDate = (value: Values | null): DateProperties | null =>
  value === null
    ? null
    : { date: value[1] as string, earliest: value[2] as number, latest: value[3] as number }

function keyBy(order: 'date' | 'id', { properties }: Row, descending: boolean): Listed['key'] {
  if (order === 'id') return ['', properties.id]
  return [
    descending ? descendingInstant(properties.earliest) : (properties.earliest ?? UNDATED),
    properties.id,
  ]
}

/** The rows of a look-up at the places of their ids. */
export function lookedUp(
  records: readonly { at: number; row: Values }[],
  start: LookUp,
  read: Read,
): (Row | null)[] {
  const rows: (Row | null)[] = start.ids.map(() => null)
  for (const { at, row } of records) rows[at] = rowFrom(row, read)
  return rows
}

/** The page of a listing. */
export function listedPage(
  rows: readonly Values[] | null,
  total: number | null,
  start: Listing,
  read: Read,
): PageOfRows {
  return pageFrom(rows ?? [], total, start, (values) => {
    switch (start.by) {
      case 'messages': {
        const row = rowFrom(values, read)
        return { row, key: keyBy('date', row, start.descending) }
      }
      case 'claims': {
        const row = rowFrom(values, read)
        return { row, key: ['', row.properties.id] }
      }
      case 'actors': {
        const row = rowFrom(values, read)
        return { row, key: [(row.properties as EntityProperties).name, row.properties.id] }
      }
      case 'search': {
        const [inner, score] = values as readonly [Values, number]
        const row = rowFrom(inner, read)
        return { row, key: [score, row.properties.id], hit: { score } }
      }
    }
  })
}
