import type { LoadedEntity, LoadedRelationship } from '../../record/load.ts'
import { Edge, type EdgeKind } from '../../vocabulary/edge-kinds.ts'
import { Kind } from '../../vocabulary/node-kinds.ts'
import { FILE_ID } from './edition.ts'
import {
  type Action,
  type Letter,
  MENTIONS_OF_ACTORS,
  type Mention,
  type Pointer,
  type TeiDate,
} from './letter.ts'
import { ACTION, CONTEXT, KEY, MENTIONED, NOTE, RECEIVED_DATE, SENT_DATE } from './letter-record.ts'
import { AGAIN, mentionFrom, ONE_OF } from './named.ts'
import { type Headed, headedOf, type Remark, remarkOf, remarksOf } from './remarks.ts'
import { edtfOf, teiDateOf } from './tei-date.ts'

/** The vocabulary of CMIF, in which notes say what a letter mentions. */
const TERMS = 'https://lod.academy/cmif/vocab/terms#'

/** A message's own record: what it is, and its relationships with the entities that they lead to. */
export interface MessageRecord {
  readonly message: LoadedEntity
  readonly entities: ReadonlyMap<string, LoadedEntity>
  readonly relationships: readonly LoadedRelationship[]
}

/**
 * The letter as an edition would describe it. What reading kept as remarks takes its old place again, as long as it
 * still says what the message says: a date corrected since goes out corrected.
 * @param xmlIdOf what the file calls a source; undefined where it does not list it
 */
export function letterFrom(record: MessageRecord, xmlIdOf: (source: string) => string | undefined): Letter {
  const { message, relationships } = record
  const lines = headedOf(message.summary)
  const identifier = (scheme: string) =>
    message.identifiers?.find((text) => text.startsWith(`${scheme}:`))?.slice(scheme.length + 1) ?? null
  const actions = [
    action('sent', mentions(record, Edge.SENT), mentions(record, Edge.WRITTEN_AT), sentDates(message, lines)),
    action(
      'received',
      mentions(record, Edge.ADDRESSED_TO),
      mentions(record, Edge.DIRECTED_TO),
      receivedDates(relationships, lines),
    ),
    ...otherActions(record, lines),
  ]
  const noted = lines.filter(([heading]) => heading === NOTE).map(([, remarks]) => remarks)
  const isPointer = (remarks: readonly Remark[]) => remarks[0]?.[0] === 'type'
  return {
    key: identifier(KEY),
    xmlId: identifier(FILE_ID)?.split('#').at(-1) ?? null,
    ref: identifier('url'),
    sources: (message.sources ?? []).flatMap((source) => xmlIdOf(source) ?? []),
    actions: actions.filter((each) => each.actors.length + each.places.length + each.dates.length > 0),
    context: lines.filter(([heading]) => heading === CONTEXT).map(([, remarks]) => pointerFrom(remarks)),
    pointers: [...mentioned(record), ...noted.filter(isPointer).map(pointerFrom)],
    notes: noted.filter((remarks) => !isPointer(remarks)).map((remarks) => remarkOf(remarks, 'text') ?? ''),
  }
}

const action = (
  type: string,
  actors: readonly Mention[],
  places: readonly Mention[],
  dates: readonly TeiDate[],
): Action => ({ type, actors, places, dates })

/** The other ends of the message's edges of a kind, as the edges say that they are written. */
function mentions({ message, entities, relationships }: MessageRecord, kind: EdgeKind): readonly Mention[] {
  const found: Mention[] = []
  let alternatives: string | null = null
  for (const { relationship, from, to, note } of relationships) {
    if (relationship !== kind) continue
    const entity = entities.get(from === message.id ? to : from)
    if (!entity) continue
    const remarks = remarksOf(note)
    // Two edges to one or the other are one mention of both.
    const either = remarkOf(remarks, ONE_OF)
    if (either !== null && either === alternatives) {
      alternatives = null
      continue
    }
    alternatives = either
    for (const each of splitAt(AGAIN, remarks)) found.push(mentionFrom(entity, each))
  }
  return found
}

function splitAt(label: string, remarks: readonly Remark[]): readonly (readonly Remark[])[] {
  const parts: Remark[][] = [[]]
  for (const remark of remarks) {
    if (remark[0] === label) parts.push([])
    else parts.at(-1)?.push(remark)
  }
  return parts
}

function sentDates({ date }: LoadedEntity, lines: readonly Headed[]): readonly TeiDate[] {
  const written = lines.filter(([heading]) => heading === SENT_DATE).map(([, remarks]) => dateFrom(remarks))
  const [first, ...others] = written
  if (first && edtfOf(first).edtf === (date ?? null)) return written
  return date === undefined ? others : [teiDateOf(date), ...written]
}

function receivedDates(
  relationships: readonly LoadedRelationship[],
  lines: readonly Headed[],
): readonly TeiDate[] {
  const written = lines
    .filter(([heading]) => heading === RECEIVED_DATE)
    .map(([, remarks]) => dateFrom(remarks))
  const date = relationships.find(({ relationship, date }) => relationship === Edge.RECEIVED && date)?.date
  const [first] = written
  return date === undefined || (first && edtfOf(first).edtf === date)
    ? written
    : [teiDateOf(date), ...written]
}

const dateFrom = (remarks: readonly Remark[]): TeiDate => ({
  attributes: Object.fromEntries(
    remarks.flatMap(([name, text]) => (name === 'text' || !text ? [] : [[name, text]])),
  ),
  text: remarkOf(remarks, 'text') ?? '',
})

const pointerFrom = (remarks: readonly Remark[]): Pointer => ({
  type: remarkOf(remarks, 'type') ?? '',
  target: remarkOf(remarks, 'target') ?? '',
  text: remarkOf(remarks, 'text') ?? '',
})

/** What the summary tells of actions, and those who carried the letter where it tells of none. */
function otherActions(record: MessageRecord, lines: readonly Headed[]): readonly Action[] {
  const told = lines.filter(([heading]) => heading === ACTION).map(([, remarks]) => actionFrom(remarks))
  const carriers = mentions(record, Edge.DELIVERED)
  return told.length > 0 || carriers.length === 0 ? told : [action('transmitted', carriers, [], [])]
}

function actionFrom(remarks: readonly Remark[]): Action {
  const actors: Mention[] = []
  const places: Mention[] = []
  const dates: TeiDate[] = []
  const [type, ...rest] = remarks
  for (const [name, ...said] of thingsIn(rest)) {
    const [element, text = ''] = name
    if (element === 'date') dates.push({ attributes: Object.fromEntries(said), text })
    else {
      const mention: Mention = {
        element,
        text,
        ref: remarkOf(said, 'ref') ?? '',
        cert: remarkOf(said, 'cert'),
        evidence: remarkOf(said, 'evidence'),
      }
      if (element === 'placeName') places.push(mention)
      else actors.push(mention)
    }
  }
  const named = type?.[1] ?? ''
  return action(named, actors, places, dates)
}

const THINGS: readonly string[] = [...MENTIONS_OF_ACTORS, 'placeName', 'date']

/** Each element that remarks tell of, followed by what they say of it. */
function thingsIn(remarks: readonly Remark[]): readonly (readonly [Remark, ...Remark[]])[] {
  const things: [Remark, ...Remark[]][] = []
  for (const remark of remarks) {
    if (THINGS.includes(remark[0])) things.push([remark])
    else things.at(-1)?.push(remark)
  }
  return things
}

/** Those that the letter mentions, of the kinds that CMIF has a term for. */
function mentioned({ message, entities, relationships }: MessageRecord): readonly Pointer[] {
  return relationships.flatMap(({ relationship, from, to, note }): Pointer[] => {
    if (relationship !== Edge.MENTIONS || from !== message.id) return []
    const entity = entities.get(to)
    const term = Object.entries(MENTIONED).find(([, { kind }]) => kind === entity?.entity)?.[0]
    if (!entity || !term || entity.entity === Kind.MESSAGE) return []
    const remarks = remarksOf(note)
    const { text, ref } = mentionFrom(entity, remarks)
    return ref === '' ? [] : [{ type: remarkOf(remarks, 'type') ?? `${TERMS}${term}`, target: ref, text }]
  })
}
