import { Kind } from '../../vocabulary/node-kinds.ts'
import type { Action, Mention, Pointer, TeiDate } from './letter.ts'
import type { Remark } from './remarks.ts'

/** The scheme of the key that an edition gives a letter. */
export const KEY = 'cmif-key'

/** Headings of the lines in a letter's summary. */
export const SENT_DATE = 'Date in the edition'
export const RECEIVED_DATE = 'Received'
export const ACTION = 'Action'
export const CONTEXT = 'Context'
export const NOTE = 'Note'

/** What the types of CMIF's vocabulary say that a letter mentions, by the end of their address. */
export const MENTIONED = {
  mentionsPerson: { element: 'persName', kind: Kind.PERSON },
  mentionsOrg: { element: 'orgName', kind: Kind.INSTITUTION },
  mentionsPlace: { element: 'placeName', kind: Kind.PLACE },
} as const

/** A `date` element as remarks: each attribute by its name, and what is printed in it. */
export const dateRemarks = ({ attributes, text }: TeiDate): readonly Remark[] => {
  const said: Remark[] = Object.entries(attributes)
  return text === '' && said.length > 0 ? said : [...said, ['text', text]]
}

/** A pointer as remarks. */
export const pointerRemarks = ({ type, target, text }: Pointer): readonly Remark[] => [
  ['type', type],
  ...(target === '' ? [] : [['target', target] as const]),
  ...(text === '' ? [] : [['text', text] as const]),
]

/** An action in words, one thing after the other, each followed by what is said of it. */
export function actionRemarks({ actors, places, dates }: Action): readonly Remark[] {
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
