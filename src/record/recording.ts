import { parseEdtf } from '../dates/edtf.ts'
import { toSortable } from '../dates/uncertain-date.ts'
import { BadInput, Conflict, NotFound } from '../errors.ts'
import type { GraphTransaction } from '../store/graph-store.ts'
import type { EdgeProperties, EntityProperties } from '../store/rows.ts'
import type { Certainty } from '../vocabulary/forms.ts'
import { type EntityId, whyNotEntityId } from '../vocabulary/ids.ts'
import { Kind, NODE_KINDS, type NodeKind } from '../vocabulary/node-kinds.ts'

/** What a change gives back: the id of what it left, and what its author ought to know. */
export interface Recorded<Id extends string = EntityId> {
  readonly id: Id
  readonly warnings: readonly string[]
}

/** A value that may be left out (leave what is there) or be null (clear it). */
export type Given<T> = T | null | undefined

/** The value given, or what there was where none was given. */
export const keep = <T>(given: Given<T>, known: T | null): T | null => (given === undefined ? known : given)

/** Longest name, in characters. */
const MAX_NAME_LENGTH = 1_000

/** Longest free text of any other kind, in characters. */
const MAX_TEXT_LENGTH = 100_000

/** The name as stored. @throws BadInput where it is empty, too long or not well-formed */
export function nameOf(name: string, argument = 'input.name'): string {
  const trimmed = name.trim()
  if (trimmed === '') throw new BadInput(argument, 'a name is not empty')
  if (trimmed.length > MAX_NAME_LENGTH)
    throw new BadInput(argument, `a name has at most ${MAX_NAME_LENGTH} characters`)
  return textOf(trimmed, argument)
}

/** A text as stored. @throws BadInput where it is too long, has a NUL or lone surrogates */
export function textOf(text: string, argument: string): string {
  if (text.length > MAX_TEXT_LENGTH)
    throw new BadInput(argument, `a text has at most ${MAX_TEXT_LENGTH} characters`)
  if (text.includes('\u0000') || !text.isWellFormed()) throw new BadInput(argument, 'is not well-formed text')
  return text
}

/** As `textOf`, for a text that may be missing. */
export const givenText = (text: Given<string>, argument: string): Given<string> =>
  typeof text === 'string' ? textOf(text, argument) : text

/** Each text once, in the order given, blanks around it removed and empty ones left out. */
export const distinctTexts = (texts: readonly string[], argument: string): readonly string[] => [
  ...new Set(texts.map((text) => textOf(text.trim(), argument)).filter((text) => text !== '')),
]

/** A date with its bounds as stored, or three nulls. @throws BadInput where it is not EDTF */
export function dateProperties(edtf: string | null, argument: string) {
  if (edtf === null) return { date: null, earliest: null, latest: null }
  const parsed = parseEdtf(edtf)
  if (!parsed.ok) throw new BadInput(argument, parsed.reason)
  return { date: edtf, ...toSortable(parsed.date) }
}

/** What a claim's certainty is where its author does not say: stated where it cites a source. */
export const certaintyOf = (given: Given<Certainty>, sources: readonly string[]): Certainty =>
  given ?? (sources.length > 0 ? 'STATED' : 'UNKNOWN')

/** An id that a client chose. @throws BadInput where it cannot be an entity's id */
export function chosenId(id: string, argument: string): EntityId {
  const problem = whyNotEntityId(id)
  if (problem !== null) throw new BadInput(argument, problem)
  return id as EntityId
}

/** Entities that must be there. @throws NotFound naming those that are not */
export async function existing(
  transaction: GraphTransaction,
  ids: readonly string[],
  argument: string,
): Promise<readonly EntityProperties[]> {
  const unique = [...new Set(ids)]
  const found = await transaction.entities(unique)
  const missing = unique.filter((_, index) => !found[index])
  if (missing.length > 0) throw new NotFound(argument, missing)
  return found.flatMap((entity) => entity ?? [])
}

/** Sources that must be there. @throws NotFound, BadInput where an id is of another kind */
export async function citedSources(
  transaction: GraphTransaction,
  ids: readonly string[],
  argument = 'input.sources',
): Promise<readonly EntityId[]> {
  for (const source of await existing(transaction, ids, argument)) {
    if (source.kind !== Kind.SOURCE)
      throw new BadInput(argument, `"${source.id}" is a ${nounOf(source.kind)}, not a source`)
  }
  return [...new Set(ids)].map((id) => id as EntityId)
}

export const nounOf = (kind: NodeKind): string => NODE_KINDS[kind].noun

/** @throws Conflict where an entity is not of the kind that it is to be saved as */
export function requireKind(entity: EntityProperties, kind: NodeKind): void {
  if (entity.kind !== kind) {
    throw new Conflict(`"${entity.id}" is a ${nounOf(entity.kind)} and cannot be saved as a ${nounOf(kind)}`)
  }
}

/** Whether two stored things are the same, property by property. */
export const isSame = (a: EntityProperties | EdgeProperties, b: EntityProperties | EdgeProperties): boolean =>
  JSON.stringify(Object.entries(a).sort()) === JSON.stringify(Object.entries(b).sort())
