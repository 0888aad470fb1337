import { childrenOf, textOf, within, type XmlElement } from './xml-trees.ts'

/** The namespace of TEI. */
export const TEI = 'http://www.tei-c.org/ns/1.0'

/** The elements that name somebody. `name` and `rs` leave open what kind of somebody. */
export const MENTIONS_OF_ACTORS = ['persName', 'orgName', 'name', 'rs'] as const

/** A person, an organisation or a place as a letter's description names it. */
export interface Mention {
  readonly element: string
  readonly text: string
  /** One address or several with blanks between; empty where there is none. */
  readonly ref: string
  readonly cert: string | null
  readonly evidence: string | null
}

/** A `date` element: its attributes as they are, and what is printed in it. */
export interface TeiDate {
  readonly attributes: Readonly<Record<string, string>>
  readonly text: string
}

/** What was done with the letter: sent, received, or something else that TEI or the edition has a name for. */
export interface Action {
  readonly type: string
  readonly actors: readonly Mention[]
  readonly places: readonly Mention[]
  readonly dates: readonly TeiDate[]
}

/** A pointer to another letter, or to something that the letter is said to mention. */
export interface Pointer {
  readonly type: string
  readonly target: string
  readonly text: string
}

/** What a `correspDesc` says, before it is asked what that means here. */
export interface Letter {
  readonly key: string | null
  readonly xmlId: string | null
  readonly ref: string | null
  /** The `xml:id`s of the editions it is in. */
  readonly sources: readonly string[]
  readonly actions: readonly Action[]
  readonly context: readonly Pointer[]
  /** From notes: pointers of types of the CMIF vocabulary. */
  readonly pointers: readonly Pointer[]
  /** What else notes say. */
  readonly notes: readonly string[]
}

/** Reads a `correspDesc`. */
export function letterOf(element: XmlElement): Letter {
  const { key, ref, source, 'xml:id': xmlId } = element.attributes
  const notes = childrenOf(element, 'note')
  return {
    key: filled(key),
    xmlId: filled(xmlId),
    ref: filled(ref),
    sources: (source ?? '')
      .split(/\s+/u)
      .filter((id) => id !== '')
      .map((id) => id.replace(/^#/u, '')),
    actions: childrenOf(element, 'correspAction').map(actionOf),
    context: childrenOf(element, 'correspContext').flatMap((context) =>
      within(context, 'ref', 'ptr').map(pointerOf),
    ),
    pointers: notes.flatMap((note) => within(note, 'ref', 'ptr').map(pointerOf)),
    notes: notes
      .filter((note) => within(note, 'ref', 'ptr').length === 0)
      .flatMap((note) => filled(textOf(note)) ?? []),
  }
}

const filled = (text: string | undefined): string | null => {
  const trimmed = text?.replaceAll(/\s+/gu, ' ').trim() ?? ''
  return trimmed === '' ? null : trimmed
}

const actionOf = (element: XmlElement): Action => ({
  type: filled(element.attributes.type) ?? '',
  actors: within(element, ...MENTIONS_OF_ACTORS).map(mentionOf),
  places: within(element, 'placeName').map(mentionOf),
  dates: within(element, 'date').map((date) => ({
    attributes: Object.fromEntries(
      Object.entries(date.attributes).flatMap(([name, value]) => {
        const trimmed = filled(value)
        return trimmed === null ? [] : [[name, trimmed]]
      }),
    ),
    text: textOf(date),
  })),
})

const mentionOf = (element: XmlElement): Mention => ({
  element: element.name,
  text: textOf(element),
  ref: filled(element.attributes.ref) ?? '',
  cert: filled(element.attributes.cert),
  evidence: filled(element.attributes.evidence),
})

const pointerOf = (element: XmlElement): Pointer => ({
  type: filled(element.attributes.type) ?? '',
  target: filled(element.attributes.target) ?? '',
  text: textOf(element),
})
