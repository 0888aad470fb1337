import type { LoadedEntity, LoadedRelationship } from '../../record/load.ts'
import { authorityId } from '../../vocabulary/authority-id.ts'
import { Edge, type EdgeKind } from '../../vocabulary/edge-kinds.ts'
import { Kind } from '../../vocabulary/node-kinds.ts'
import { actorsNamed, type Named, placeNamed } from '../cmif/named.ts'
import { idPart } from '../cmif/readable-id.ts'
import { cut, idOr, MAX_NAME, MAX_SUMMARY } from '../short-text.ts'
import { letterDate } from './letter-date.ts'
import type { Fields, Said } from './letter-fields.ts'
import { isForm, isSure, PARTIES, PARTY_NAMES, type Party } from './letter-mapping.ts'

/** A row of a table of letters as entities and relationships, and what its reader should look at. */
export interface LetterRow {
  readonly entities: readonly LoadedEntity[]
  readonly relationships: readonly LoadedRelationship[]
  readonly awaiting: readonly LoadedRelationship[]
  readonly warnings: readonly string[]
}

/** The id of the letter that a table calls by a key. */
export const letterId = (scope: string, key: string): string => idOr(`${scope}:letter:`, idPart(key))

/**
 * The letter of a row, or why it is none. Who is meant by a name is decided as for CMIF: somebody with an identifier, or
 * of that name within the table, or somebody unnamed of this row alone.
 * @param scope the id of the source that the table is, or comes from
 */
export function letterRow(fields: Fields, id: string, scope: string): LetterRow | string {
  const warnings: string[] = []
  const entities: LoadedEntity[] = []
  const relationships = new Map<string, LoadedRelationship>()
  const cited = fields('source').map(({ text }) => sourceNamed(text, scope))
  const sources = cited.length > 0 ? cited.map((source) => source.id) : [scope]
  const { date, written, reason } = letterDate(fields)
  if (reason !== null) warnings.push(`${reason}; the letter is taken as undated`)
  const join = (kind: EdgeKind, other: LoadedEntity, named?: Named): void => {
    entities.push(other)
    const ends =
      kind === Edge.SENT || kind === Edge.DELIVERED ? { from: other.id, to: id } : { from: id, to: other.id }
    const key = `${kind} ${other.id}`
    if (!relationships.has(key))
      relationships.set(key, {
        relationship: kind,
        ...ends,
        sources,
        certainty: named?.certainty ?? certaintyOf(fields),
      })
  }
  const names: Partial<Record<Party, readonly string[]>> = {}
  for (const party of PARTY_NAMES) {
    const mentions = mentionsOf(party, fields, warnings)
    if (typeof mentions === 'string') return mentions
    const named = mentions.flatMap((mention, at) =>
      whom(party, mention, { scope, own: `${id}:${party}:${at + 1}`, sources }),
    )
    names[party] = named.map(({ entity }) => entity.name)
    for (const each of named) join(PARTIES[party], each.entity, each)
  }
  if (entities.length === 0 && date === null && written === null)
    return 'the row names nobody, no place and no date'
  for (const { text } of fields('topic').filter(isGiven)) join(Edge.ABOUT, topicNamed(text, scope, sources))
  const letter = messageOf(fields, { id, date, written, sources, names })
  if (typeof letter === 'string') return letter
  const answered = fields('inReplyTo')
    .filter(isGiven)
    .map(({ text }) => letterId(scope, text))
    .filter((other) => other !== id)
  return {
    entities: [...cited, letter, ...entities],
    relationships: [...relationships.values()],
    awaiting: answered.map((to) => ({ relationship: Edge.IN_REPLY_TO, from: id, to, sources })),
    warnings,
  }
}

const isGiven = ({ text }: Said): boolean => text !== ''

const certaintyOf = (fields: Fields) => {
  const [said] = fields('certainty')
  return said && isSure(said.text) ? said.text : undefined
}

interface Mention {
  readonly text: string
  readonly ref: string
  readonly isInstitution: boolean
}

/** Names with the identifiers beside them, or why they do not stand beside each other. */
function mentionsOf(party: Party, fields: Fields, warnings: string[]): readonly Mention[] | string {
  const [names, ids] = [fields(party), fields(`${party}Id`)]
  if (names.length > 0 && ids.length > 0 && names.length !== ids.length) {
    return `column "${ids[0]?.column}": ${ids.length} identifiers stand beside ${names.length} names, and nobody knows whose they are`
  }
  const length = Math.max(names.length, ids.length)
  return Array.from({ length }, (_, at) => {
    const [name, id] = [names[at], ids[at]]
    const ref = id && id.text !== '' ? addressOf(id, warnings) : ''
    return { text: name?.text ?? '', ref, isInstitution: (name ?? id)?.how.kind === 'institution' }
  }).filter(({ text, ref }) => text !== '' || ref !== '')
}

/** The address of an identifier, which is one already or stands in a column of one scheme. */
function addressOf({ text, column, how: { scheme } }: Said, warnings: string[]): string {
  const known = (scheme === undefined ? null : authorityId(`${scheme}:${text}`)) ?? authorityId(text)
  if (known) return known.url
  warnings.push(`column "${column}": "${text}" is not an identifier that is understood, and is not kept`)
  return ''
}

function whom(
  party: Party,
  { text, ref, isInstitution }: Mention,
  standing: Parameters<typeof actorsNamed>[1],
): readonly Named[] {
  const element = isInstitution ? 'orgName' : 'persName'
  const mention = { element, text, ref, cert: null, evidence: null }
  if (party !== 'place' && party !== 'destination') return actorsNamed(mention, standing)
  const place = placeNamed({ ...mention, element: 'placeName' }, standing)
  return place ? [place] : []
}

const topicNamed = (name: string, scope: string, sources: readonly string[]): LoadedEntity => ({
  entity: Kind.TOPIC,
  id: idOr(`${scope}:topic:`, idPart(name)),
  name: cut(name, MAX_NAME),
  sources,
})

const sourceNamed = (name: string, scope: string): LoadedEntity => ({
  entity: Kind.SOURCE,
  id: idOr(`${scope}:source:`, idPart(name)),
  name: cut(name, MAX_NAME),
  sources: [scope],
})

interface Known {
  readonly id: string
  readonly date: string | null
  readonly written: string | null
  readonly sources: readonly string[]
  readonly names: Partial<Record<Party, readonly string[]>>
}

function messageOf(fields: Fields, { id, date, written, sources, names }: Known): LoadedEntity | string {
  const form = fields('form')[0]?.text ?? 'LETTER'
  if (!isForm(form)) return `column "${fields('form')[0]?.column}": no message has the form "${form}"`
  const [sure] = fields('certainty')
  if (sure && !isSure(sure.text)) return `column "${sure.column}": there is no certainty "${sure.text}"`
  const [key] = fields('key')
  const summary = [
    ...fields('summary').map(({ text }) => text),
    ...(written === null ? [] : [`Date as written: ${written}`]),
  ]
  return {
    entity: Kind.MESSAGE,
    id,
    name: cut(fields('title')[0]?.text || titleFrom(names), MAX_NAME),
    form,
    sources,
    certainty: certaintyOf(fields),
    ...(key && { identifiers: [`table-key:${key.text}`] }),
    ...(date !== null && { date }),
    ...(summary.length > 0 && { summary: cut(summary.join('\n'), MAX_SUMMARY) }),
  }
}

/** "Anna Bell to Karl Marx", as far as that is known. */
function titleFrom({ sender = [], addressee = [] }: Known['names']): string {
  const list = (of: readonly string[]): string => of.join(', ')
  if (sender.length === 0 && addressee.length === 0) return 'Letter without sender and addressee'
  return [list(sender) || 'Somebody', ...(addressee.length > 0 ? ['to', list(addressee)] : [])].join(' ')
}
