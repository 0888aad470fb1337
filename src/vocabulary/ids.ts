import { EDGE_KIND_NAMES, type EdgeKind } from './edge-kinds.ts'

/** Readable, stable, unique over all kinds of node: `sergey-lavrov`. */
export type EntityId = string & { readonly __brand: 'EntityId' }

/**
 * Begins with its kind, so that one table is read to find it: `met-with:joanneke-balfoort:vladimir-chizhov`.
 * The parts behind the kind are those it was first recorded with; a merge of actors does not change them.
 */
export type EdgeId = string & { readonly __brand: 'EdgeId' }

/** An id is at most this long. */
export const MAX_ID_LENGTH = 400

const slugOfKind = (kind: EdgeKind): string => kind.toLowerCase().replaceAll('_', '-')
const KIND_OF_SLUG = new Map(EDGE_KIND_NAMES.map((kind) => [slugOfKind(kind), kind]))

/** What the ids of edges of a kind begin with: `met-with:`. */
export const edgeIdPrefix = (kind: EdgeKind): string => `${slugOfKind(kind)}:`

/** The kind of the edge that `id` names, or null where it cannot be an edge's id. */
export function kindOfEdgeId(id: string): EdgeKind | null {
  const colon = id.indexOf(':')
  return colon < 0 ? null : (KIND_OF_SLUG.get(id.slice(0, colon)) ?? null)
}

/** True where `id` has the form of an edge's id. */
export const isEdgeId = (id: string): id is EdgeId => kindOfEdgeId(id) !== null

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const UNREADABLE = /[\s\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]/u

/** Why `text` cannot be an entity's id, or null where it can. */
export function whyNotEntityId(text: string): string | null {
  if (text.length === 0) return 'an id is not empty'
  if (text.length > MAX_ID_LENGTH) return `an id has at most ${MAX_ID_LENGTH} characters`
  if (UNREADABLE.test(text)) return 'an id holds no blanks and no control characters'
  if (!text.isWellFormed()) return 'an id is well-formed Unicode'
  if (isEdgeId(text))
    return `an id that begins with "${text.slice(0, text.indexOf(':') + 1)}" is a relationship's`
  return null
}

const part = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll(':', '%3A').replaceAll(/\s/gu, '_')

/**
 * The id of an edge from what makes it that edge: its kind, its ends and whatever tells it from its parallels (the
 * message it happened through, a date, a role).
 */
export function edgeIdOf(
  kind: EdgeKind,
  from: string,
  to: string,
  ...apart: readonly (string | null | undefined)[]
): EdgeId {
  const rest = apart.filter((text) => text !== null && text !== undefined && text !== '')
  return [slugOfKind(kind), from, to, ...(rest as string[])].map(part).join(':') as EdgeId
}

/** A part of an id as it stands there; most parts are the text itself. */
const asPart = (text: string): string => (text.includes(':') || text.includes('%') ? part(text) : text)

/**
 * Whether an edge's id says nothing but its kind and these parts, as `edgeIdOf` writes them: of the edges of one kind
 * that have the same parts no two have such an id.
 */
export const isEdgeIdOf = (id: string, ...parts: readonly string[]): boolean =>
  id.slice(id.indexOf(':') + 1) === parts.map(asPart).join(':')

const unpart = (text: string): string =>
  text.includes('%') ? text.replaceAll('%3A', ':').replaceAll('%25', '%') : text

/** The ends that an edge was first recorded with, as its id names them; null where it names none. */
export function edgeEndsOf(id: string): { readonly from: string; readonly to: string } | null {
  const [, from, to] = id.split(':')
  return from === undefined || to === undefined ? null : { from: unpart(from), to: unpart(to) }
}

/**
 * A readable id from a name: lower case, Latin letters without accents, other scripts as they are, hyphens between
 * words. Empty where the name has no letter and no digit.
 */
export function slug(name: string): string {
  return name
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/['’ʼ]/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '-')
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, 80)
    .replaceAll(/-+$/gu, '')
    .normalize('NFC')
}
