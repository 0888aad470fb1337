import { interval, type ParsedDate, parseEdtf } from '../../dates/edtf.ts'
import type { Fields, Said } from './letter-fields.ts'

/** The date of a letter in EDTF, or what was written instead and why it is none; both null where nothing is. */
export interface LetterDate {
  readonly date: string | null
  readonly written: string | null
  readonly reason: string | null
}

const WRITTEN = /^(\d{1,2})[./-]\s?(\d{1,2})[./-]\s?(\d{4})$/u

/** The date that a row gives, in one column or in two between which it lies. */
export function letterDate(fields: Fields): LetterDate {
  const [on] = fields('date')
  if (on) return told(parseEdtf(inEdtf(on)), on.text, on.column)
  const [after, before] = [fields('notBefore')[0], fields('notAfter')[0]]
  if (!after && !before) return { date: null, written: null, reason: null }
  const sides = [after, before].map((side) => (side ? inEdtf(side) : null))
  const written = `${after?.text ?? ''}/${before?.text ?? ''}`
  return told(interval(sides[0] ?? null, sides[1] ?? null), written, (after ?? before)?.column ?? null)
}

function told(parsed: ParsedDate, written: string, column: string | null): LetterDate {
  if (parsed.ok) return { date: parsed.date.edtf, written: null, reason: null }
  return { date: null, written, reason: `column "${column}": ${parsed.reason}` }
}

/** As written, or from the order that the mapping gives for its column. */
function inEdtf({ text, how: { order } }: Said): string {
  const parts = order === undefined ? null : WRITTEN.exec(text)
  if (!parts) return text
  const [, first = '', second = '', year] = parts
  const [day, month] = order === 'dmy' ? [first, second] : [second, first]
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
}
