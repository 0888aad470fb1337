import type { NodeKind } from './node-kinds.ts'

/** How a property is stored: both stores map each of these to a type of their own. */
export type PropertyType = 'text' | 'texts' | 'flag' | 'number' | 'instant'

export interface NodeProperty {
  readonly type: PropertyType
  /** The kinds that have it; absent means all. */
  readonly kinds?: readonly NodeKind[]
  /** The smallest set that it belongs to. */
  readonly set: Detail
}

/**
 * How much is read of a node: enough to name it and to sort it, to say what it is and when, or all. Each set holds the
 * one before. Three fixed sets keep the number of statement texts small: what is asked of a node hardly changes how it
 * is read.
 */
export type Detail = 'label' | 'brief' | 'full'

const DETAILS: readonly Detail[] = ['label', 'brief', 'full']

/** The larger of the two. */
export const moreDetail = (a: Detail, b: Detail): Detail => (DETAILS.indexOf(a) > DETAILS.indexOf(b) ? a : b)

/**
 * What a node stores, in the order in which rows carry it. A date is three properties: as written, and its first and
 * last possible instants in milliseconds since 1970 (UTC), with ±8.64e15 where it is open.
 */
export const NODE_PROPERTIES = {
  id: { type: 'text', set: 'label' },
  kind: { type: 'text', set: 'label' },
  name: { type: 'text', set: 'label' },
  form: { type: 'text', kinds: ['INSTITUTION', 'MESSAGE'], set: 'brief' },
  named: { type: 'flag', kinds: ['PERSON'], set: 'brief' },
  date: { type: 'text', kinds: ['MESSAGE', 'SOURCE'], set: 'brief' },
  earliest: { type: 'instant', kinds: ['MESSAGE', 'SOURCE'], set: 'label' },
  latest: { type: 'instant', kinds: ['MESSAGE', 'SOURCE'], set: 'brief' },
  aliases: { type: 'texts', set: 'full' },
  summary: { type: 'text', set: 'full' },
  identifiers: { type: 'texts', set: 'full' },
  sources: { type: 'texts', set: 'full' },
  certainty: { type: 'text', set: 'full' },
  /** Ids of actors that were merged into this one. */
  formerIds: { type: 'texts', kinds: ['PERSON', 'INSTITUTION'], set: 'full' },
  isPublic: { type: 'flag', kinds: ['MESSAGE'], set: 'full' },
  url: { type: 'text', kinds: ['SOURCE'], set: 'full' },
  author: { type: 'text', kinds: ['SOURCE'], set: 'full' },
  licence: { type: 'text', kinds: ['SOURCE'], set: 'full' },
  latitude: { type: 'number', kinds: ['PLACE'], set: 'full' },
  longitude: { type: 'number', kinds: ['PLACE'], set: 'full' },
} as const satisfies Record<string, NodeProperty>

export type NodePropertyName = keyof typeof NODE_PROPERTIES

/** What is stored beside a node's own properties so that search needs no text analysis in a store. */
export const SEARCH_PROPERTIES = { nameKey: { type: 'text' }, textKey: { type: 'text' } } as const

/**
 * What an edge stores, in the order in which rows carry it. `inherited` is true where the date is its message's, and
 * follows when that is corrected.
 */
export const EDGE_PROPERTIES = {
  id: { type: 'text' },
  date: { type: 'text' },
  earliest: { type: 'instant' },
  latest: { type: 'instant' },
  inherited: { type: 'flag' },
  role: { type: 'text' },
  note: { type: 'text' },
  message: { type: 'text' },
  certainty: { type: 'text' },
  sources: { type: 'texts' },
} as const satisfies Record<string, { readonly type: PropertyType }>

export type EdgePropertyName = keyof typeof EDGE_PROPERTIES

const names = Object.keys(NODE_PROPERTIES) as readonly NodePropertyName[]
export const NODE_PROPERTY_NAMES = names
/** The properties of a set, in the order in which rows carry them. */
export const namesIn = (detail: Detail): readonly NodePropertyName[] =>
  names.filter((name) => moreDetail(NODE_PROPERTIES[name].set, detail) === detail)
export const EDGE_PROPERTY_NAMES = Object.keys(EDGE_PROPERTIES) as readonly EdgePropertyName[]
