import type { GraphTransaction } from '../store/graph-store.ts'
import { ABSENT } from '../store/row-properties.ts'
import type { EntityProperties } from '../store/rows.ts'
import type { Certainty } from '../vocabulary/forms.ts'
import type { NodeKind } from '../vocabulary/node-kinds.ts'
import { derivedId } from './derived-id.ts'
import {
  certaintyOf,
  chosenId,
  citedSources,
  dateProperties,
  distinctTexts,
  type Given,
  givenText,
  isSame,
  keep,
  nameOf,
  nounOf,
  type Recorded,
  requireKind,
} from './recording.ts'

/** An entity to save. What is left out stays as it is; null clears it. */
export interface EntityInput {
  readonly id?: Given<string>
  readonly name: string
  readonly aliases?: Given<readonly string[]>
  readonly summary?: Given<string>
  /** As stored: `scheme:value`. */
  readonly identifiers?: Given<readonly string[]>
  readonly sources?: Given<readonly string[]>
  readonly certainty?: Given<Certainty>
  readonly named?: Given<boolean>
  readonly form?: Given<string>
  /** A source's date of publication. */
  readonly publishedAt?: Given<string>
  readonly url?: Given<string>
  readonly author?: Given<string>
  readonly licence?: Given<string>
}

/**
 * Creates an entity that is not a message, or updates the one that has its id. Without an id it is derived from the
 * name, and the same input finds the same entity again.
 * @throws BadInput, NotFound, Conflict where the id is an entity's of another kind
 */
export async function saveEntity(
  transaction: GraphTransaction,
  kind: NodeKind,
  input: EntityInput,
): Promise<Recorded> {
  const name = nameOf(input.name)
  const identifiers = input.identifiers && distinctTexts(input.identifiers, 'input.identifiers')
  const { id, known } = await target(transaction, kind, name, input, identifiers ?? [])
  const sources = input.sources && (await citedSources(transaction, input.sources))
  const citing = keep(sources, known?.sources ?? []) ?? []
  const entity: EntityProperties = {
    ...ABSENT,
    ...known,
    id,
    kind,
    name,
    aliases: keep(input.aliases && distinctTexts(input.aliases, 'input.aliases'), known?.aliases ?? []) ?? [],
    summary: keep(givenText(input.summary, 'input.summary'), known?.summary ?? null),
    identifiers: keep(identifiers, known?.identifiers ?? []) ?? [],
    sources: citing,
    certainty: known && !input.certainty ? known.certainty : certaintyOf(input.certainty, citing),
    named: keep(input.named, known?.named ?? null),
    form: keep(input.form, known?.form ?? null),
    url: keep(givenText(input.url, 'input.url'), known?.url ?? null),
    author: keep(givenText(input.author, 'input.author'), known?.author ?? null),
    licence: keep(givenText(input.licence, 'input.licence'), known?.licence ?? null),
    ...(input.publishedAt === undefined ? {} : dateProperties(input.publishedAt, 'input.publishedAt')),
  }
  if (known && isSame(known, entity)) return { id, warnings: [] }
  await transaction.putEntities([entity])
  const found = known && !input.id
  return {
    id,
    warnings: found
      ? [`the ${nounOf(kind)} "${id}" was there and has been updated; to record another one, give an id`]
      : [],
  }
}

async function target(
  transaction: GraphTransaction,
  kind: NodeKind,
  name: string,
  input: EntityInput,
  identifiers: readonly string[],
) {
  if (!input.id) return derivedId(transaction, kind, name, (known) => agrees(known, input, identifiers))
  const id = chosenId(input.id, 'input.id')
  const [known = null] = await transaction.entities([id])
  if (known) requireKind(known, kind)
  return { id, known }
}

/** Whether nothing says that the input is about somebody else of the same name. */
function agrees(known: EntityProperties, input: EntityInput, identifiers: readonly string[]): boolean {
  const schemeOf = (identifier: string): string => identifier.slice(0, identifier.indexOf(':'))
  const contradicts = identifiers.some(
    (identifier) =>
      !known.identifiers.includes(identifier) &&
      known.identifiers.some((other) => schemeOf(other) === schemeOf(identifier)) &&
      !known.identifiers.some((other) => identifiers.includes(other)),
  )
  return !contradicts && (!input.form || known.form === input.form)
}
