import type { LoadedEntity, LoadedRelationship } from '../../record/load.ts'
import { authorityId } from '../../vocabulary/authority-id.ts'
import { Edge, type EdgeKind } from '../../vocabulary/edge-kinds.ts'
import { Kind } from '../../vocabulary/node-kinds.ts'
import type { AwaitingRelationship } from '../exchange-format.ts'
import { certaintyOfMention } from './certainty.ts'
import { type Edition, FILE_ID } from './edition.ts'
import type { Action, Letter, Mention, TeiDate } from './letter.ts'
import { AGAIN, actorsNamed, meaningOf, type Named, placeNamed } from './named.ts'
import type { Occurrences } from './occurrences.ts'
import { digest, idPart } from './readable-id.ts'
import { type Headed, type Remark, remarked, summarised } from './remarks.ts'
import { edtfOf, isSameDate, teiDateOf } from './tei-date.ts'

/** The scheme of the key that an edition gives a letter. */
export const KEY = 'cmif-key'

/** Headings of the lines in a letter's summary. */
export const SENT_DATE = 'Date in the edition'
export const RECEIVED_DATE = 'Received'
export const ACTION = 'Action'
export const CONTEXT = 'Context'
export const NOTE = 'Note'

/** Actions in which somebody carries the letter on. */
export const CARRYING: readonly string[] = ['forwarded', 'transmitted']

/** What the types of CMIF's vocabulary say that a letter mentions, by the end of their address. */
export const MENTIONED = {
  mentionsPerson: { element: 'persName', kind: Kind.PERSON },
  mentionsOrg: { element: 'orgName', kind: Kind.INSTITUTION },
  mentionsPlace: { element: 'placeName', kind: Kind.PLACE },
} as const

const ANSWERS = /^(?:is)?(?:in)?(?:reply|answer|response)to$/u
const ANSWERED_BY = /^(?:is)?(?:replied|answered)(?:to)?by$|^has(?:reply|answer|response)$/u

/** A letter in Parley's own shapes, or why it cannot be taken. */
export interface LetterRecord {
  readonly entities: readonly LoadedEntity[]
  readonly relationships: readonly LoadedRelationship[]
  readonly awaiting: readonly AwaitingRelationship[]
  readonly warnings: readonly string[]
  readonly refused: string | null
}

/** The longest name that anything is given. */
const MAX_NAME = 1_000

/** What a letter's description says, as a message with its actors, places and edges. */
export function recordOf(letter: Letter, edition: Edition, seen: Occurrences): LetterRecord {
  const draft = new Draft(letter, edition, seen)
  const refused = whyNotTaken(letter)
  return refused === null
    ? draft.record()
    : { entities: [], relationships: [], awaiting: [], warnings: [], refused }
}

function whyNotTaken({ actions }: Letter): string | null {
  const mentions = actions.flatMap(({ actors, places }) => [...actors, ...places])
  if (mentions.length === 0 && actions.every(({ dates }) => dates.length === 0))
    return 'the letter names nobody, no place and no date'
  const long = mentions.find(({ text }) => text.length > MAX_NAME)
  return long ? `a name has more than ${MAX_NAME} characters: ${long.text.slice(0, 40)}…` : null
}

class Draft {
  readonly #letter: Letter
  readonly #edition: Edition
  readonly #sources: readonly string[]
  readonly #scope: string
  readonly #id: string
  readonly #entities = new Map<string, LoadedEntity>()
  readonly #edges = new Map<string, LoadedRelationship & { remarks: Remark[] }>()
  readonly #lines: Headed[] = []
  readonly #warnings: string[] = []

  constructor(letter: Letter, edition: Edition, seen: Occurrences) {
    this.#letter = letter
    this.#edition = edition
    this.#sources = this.#cited()
    this.#scope = this.#sources[0] ?? edition.file.id
    this.#id = this.#idOf(seen)
  }

  record(): LetterRecord {
    const { key, xmlId, ref, actions, notes } = this.#letter
    const of = (type: string) => actions.filter((action) => action.type.toLowerCase() === type)
    const [sent, received] = [of('sent'), of('received')]
    const senders = this.#actors(Edge.SENT, sent, 'sender')
    const addressees = this.#actors(Edge.ADDRESSED_TO, received, 'addressee')
    this.#places(Edge.WRITTEN_AT, sent)
    this.#places(Edge.DIRECTED_TO, received)
    const date = this.#sentDate(sent.flatMap(({ dates }) => dates))
    this.#receivedDate(
      received.flatMap(({ dates }) => dates),
      addressees,
    )
    for (const action of actions)
      if (!sent.includes(action) && !received.includes(action)) this.#other(action)
    this.#mentions()
    const awaiting = this.#context()
    for (const note of notes) this.#lines.push([NOTE, [['text', note]]])

    const message: LoadedEntity = {
      entity: Kind.MESSAGE,
      id: this.#id,
      form: 'LETTER',
      name: nameOf(senders, addressees, date),
      date: date ?? undefined,
      summary: summarised(this.#lines),
      identifiers: [
        ...(key === null ? [] : [`${KEY}:${key}`]),
        ...(xmlId === null ? [] : [`${FILE_ID}:${this.#edition.file.id}#${xmlId}`]),
        ...(ref === null ? [] : [`url:${ref}`]),
      ],
      sources: this.#sources,
    }
    const relationships = [...this.#edges.values()].map(({ remarks, ...edge }) => ({
      ...edge,
      note: remarked(remarks),
    }))
    return {
      entities: [message, ...this.#entities.values()],
      relationships,
      awaiting,
      warnings: this.#warnings,
      refused: null,
    }
  }

  /** The editions that the letter names, or the only one that is listed; else the file. */
  #cited(): readonly string[] {
    const { listed, file } = this.#edition
    const named = this.#letter.sources.flatMap((xmlId) => {
      const source = listed.get(xmlId)
      if (!source) this.#warnings.push(`no edition of the file has the id "${xmlId}"`)
      return source?.id ?? []
    })
    if (named.length > 0) return [...new Set(named)]
    const [only, ...others] = listed.values()
    return [only && others.length === 0 ? only.id : file.id]
  }

  /** By its key within its edition; without one by what the file calls it, its address, or all that it says. */
  #idOf(seen: Occurrences): string {
    const { key, xmlId, ref } = this.#letter
    const part =
      key !== null
        ? idPart(key)
        : xmlId !== null
          ? `id-${idPart(xmlId)}`
          : ref !== null
            ? `at-${digest(ref)}`
            : digest(meaningOfActions(this.#letter.actions), 12)
    const id = `${this.#scope}:letter:${part}`
    const times = seen.met(id)
    if (times > 1) {
      const what = key !== null ? `key "${key}"` : ref !== null ? `address ${ref}` : 'description'
      this.#warnings.push(
        `the ${what} is that of ${times - 1} letters before: they are taken for different ones`,
      )
    }
    return times === 1 ? id : `${id}:${times}`
  }

  #actors(kind: EdgeKind, actions: readonly Action[], role: string): readonly Named[] {
    const mentions = actions.flatMap(({ actors }) => actors)
    let place = 1
    return mentions.flatMap((mention) => {
      const standing = { scope: this.#scope, own: `${this.#id}:${role}:${place}`, sources: this.#sources }
      const named = actorsNamed(mention, standing)
      if (named.length === 0) this.#warnings.push(`an empty ${mention.element} names nobody`)
      else place += 1
      for (const each of named) this.#join(kind, each)
      return named
    })
  }

  #places(kind: EdgeKind, actions: readonly Action[]): void {
    for (const mention of actions.flatMap(({ places }) => places)) {
      const place = placeNamed(mention, { scope: this.#scope, own: '', sources: this.#sources })
      if (place) this.#join(kind, place)
      else this.#warnings.push('an empty placeName names no place')
    }
  }

  /** Joins the message and what is named. The same one twice is one edge, and what it is called is kept. */
  #join(kind: EdgeKind, { entity, remarks, certainty }: Named, more: Partial<LoadedRelationship> = {}): void {
    this.#entities.set(entity.id, this.#entities.get(entity.id) ?? entity)
    const known = this.#edges.get(`${kind} ${entity.id}`)
    if (known) {
      this.#warnings.push(`${entity.name} is named twice`)
      known.remarks.push([AGAIN], ...remarks)
      return
    }
    const leaves = kind !== Edge.SENT && kind !== Edge.RECEIVED && kind !== Edge.DELIVERED
    const [from, to] = leaves ? [this.#id, entity.id] : [entity.id, this.#id]
    this.#edges.set(`${kind} ${entity.id}`, {
      relationship: kind,
      from,
      to,
      certainty,
      sources: this.#sources,
      remarks: [...remarks],
      ...more,
    })
  }

  #sentDate([first, ...others]: readonly TeiDate[]): string | null {
    const edtf = first ? this.#read(first) : null
    if (first && !(edtf !== null && isSameDate(first, teiDateOf(edtf))))
      this.#lines.push([SENT_DATE, dateRemarks(first)])
    for (const other of others) {
      this.#warnings.push('a further date of sending is kept in the summary')
      this.#lines.push([SENT_DATE, dateRemarks(other)])
    }
    return edtf
  }

  /** The date on which it was received says when it came to those whom it was addressed to. It is no date of sending. */
  #receivedDate(dates: readonly TeiDate[], addressees: readonly Named[]): void {
    const [first] = dates
    const edtf = first ? this.#read(first) : null
    const to = addressees.filter(
      ({ entity }, index) => addressees.findIndex((a) => a.entity.id === entity.id) === index,
    )
    if (first && edtf !== null) {
      const { cert = null, evidence = null } = first.attributes
      for (const { entity, certainty } of to)
        this.#join(
          Edge.RECEIVED,
          { entity, remarks: [], certainty: certainty ?? certaintyOfMention({ cert, evidence }) },
          { date: edtf },
        )
    }
    for (const [index, date] of dates.entries()) {
      const told = index === 0 && to.length > 0 && edtf !== null && isSameDate(date, teiDateOf(edtf))
      if (!told) this.#lines.push([RECEIVED_DATE, dateRemarks(date)])
    }
  }

  #read(date: TeiDate): string | null {
    const { edtf, warnings } = edtfOf(date)
    this.#warnings.push(...warnings)
    if (edtf === null && warnings.length === 0) this.#warnings.push('the date has no value')
    return edtf
  }

  /** What else was done with it: told in the summary; who forwarded it handed it on. */
  #other(action: Action): void {
    const type = action.type || 'without a type'
    this.#lines.push([ACTION, [['type', type], ...actionRemarks(action)]])
    if (!CARRYING.includes(type.toLowerCase())) {
      this.#warnings.push(`the action "${type}" has no counterpart: it is kept in the summary`)
      return
    }
    for (const [index, mention] of action.actors.entries()) {
      const standing = {
        scope: this.#scope,
        own: `${this.#id}:${idPart(type)}:${index + 1}`,
        sources: this.#sources,
      }
      for (const named of actorsNamed(mention, standing))
        this.#join(
          Edge.DELIVERED,
          { ...named, certainty: named.certainty ?? 'LIKELY' },
          { role: type.toLowerCase() },
        )
    }
  }

  #mentions(): void {
    for (const pointer of this.#letter.pointers) {
      const type = pointer.type.split('#').at(-1) ?? ''
      const mentioned = Object.hasOwn(MENTIONED, type) ? MENTIONED[type as keyof typeof MENTIONED] : null
      const standing = { scope: this.#scope, own: '', sources: this.#sources }
      const mention: Mention = {
        element: mentioned?.element ?? '',
        text: pointer.text,
        ref: pointer.target,
        cert: null,
        evidence: null,
      }
      const [named] =
        mentioned && authorityId(pointer.target)
          ? mentioned.kind === Kind.PLACE
            ? [placeNamed(mention, standing)]
            : actorsNamed(mention, standing)
          : []
      if (named && named.entity.id !== '')
        this.#join(Edge.MENTIONS, { ...named, remarks: [...named.remarks, ['type', pointer.type]] })
      else this.#lines.push([NOTE, pointerRemarks(pointer)])
    }
  }

  /** Neighbours in the correspondence are told in the summary; only what is called a reply is one. */
  #context(): readonly AwaitingRelationship[] {
    return this.#letter.context.flatMap((pointer): AwaitingRelationship[] => {
      this.#lines.push([CONTEXT, pointerRemarks(pointer)])
      const type = pointer.type.toLowerCase().replaceAll(/[^a-z]/gu, '')
      const other = pointer.target.startsWith('#')
        ? `${FILE_ID}:${this.#edition.file.id}${pointer.target}`
        : /^https?:\/\//iu.test(pointer.target)
          ? `url:${pointer.target}`
          : null
      if (other === null) return []
      const edge = { relationship: Edge.IN_REPLY_TO, sources: this.#sources }
      if (ANSWERS.test(type)) return [{ ...edge, from: this.#id, to: other, byIdentifier: 'to' }]
      if (ANSWERED_BY.test(type)) return [{ ...edge, from: other, to: this.#id, byIdentifier: 'from' }]
      return []
    })
  }
}

/** Who sent it to whom, when and where: what tells letters apart that an edition does not number. */
const meaningOfActions = (actions: readonly Action[]): string =>
  JSON.stringify(
    actions
      .map(({ type, actors, places, dates }) => [
        type.toLowerCase(),
        [...actors, ...places].filter(({ text, ref }) => text !== '' || ref !== '').map(meaningOf),
        dates.map((date) => edtfOf(date).edtf?.replaceAll('?', '') ?? date.text),
      ])
      .sort(([a], [b]) => String(a).localeCompare(String(b), 'en')),
  )

function nameOf(senders: readonly Named[], addressees: readonly Named[], date: string | null): string {
  const list = (named: readonly Named[]): string => {
    const names = [...new Set(named.map(({ entity }) => entity.name))]
    if (names.length <= 3) return names.join(' and ')
    return `${names.slice(0, 2).join(', ')} and ${names.length - 2} others`
  }
  const [from, to] = [list(senders), list(addressees)]
  const parties =
    from && to ? `${from} to ${to}` : from ? `Letter from ${from}` : to ? `Letter to ${to}` : 'Letter'
  const name = date === null ? parties : `${parties}, ${date}`
  return name.length <= MAX_NAME ? name : `${name.slice(0, MAX_NAME - 1)}…`
}

const dateRemarks = ({ attributes, text }: TeiDate): readonly Remark[] => {
  const said: Remark[] = Object.entries(attributes)
  return text === '' && said.length > 0 ? said : [...said, ['text', text]]
}

const pointerRemarks = ({
  type,
  target,
  text,
}: {
  type: string
  target: string
  text: string
}): readonly Remark[] => [
  ['type', type],
  ...(target === '' ? [] : [['target', target] as const]),
  ...(text === '' ? [] : [['text', text] as const]),
]

/** An action in words, one thing after the other, each followed by what is said of it. */
function actionRemarks({ actors, places, dates }: Action): readonly Remark[] {
  const mention = ({ element, text, ref, cert, evidence }: Mention): readonly Remark[] => [
    [element, text],
    ...(ref === '' ? [] : [['ref', ref] as const]),
    ...(cert === null ? [] : [['cert', cert] as const]),
    ...(evidence === null ? [] : [['evidence', evidence] as const]),
  ]
  return [
    ...[...actors, ...places].flatMap(mention),
    ...dates.flatMap((date): Remark[] => [['date', date.text], ...Object.entries(date.attributes)]),
  ]
}
