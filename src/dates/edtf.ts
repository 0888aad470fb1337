import { calendarBounds } from './calendar-date.ts'
import { instantBounds } from './instant.ts'
import { isRelative } from './relative-date.ts'
import type { Bounds, UncertainDate } from './uncertain-date.ts'
import { quoted, type Refusal, whyNotEdtf } from './why-not-edtf.ts'

declare const edtfText: unique symbol

/** Text that `parseEdtf` has read as a date. */
export type EdtfText = string & { readonly [edtfText]: true }

/** A date, or why the text is none: a clause that says what is wrong and shows a right form. */
export type ParsedDate =
  | { readonly ok: true; readonly date: UncertainDate & { readonly edtf: EdtfText } }
  | { readonly ok: false; readonly reason: string }

/** The longest text that can be a date, in UTF-16 units. */
const MAX_LENGTH = 100

const RECKONED_FROM_TODAY =
  'is reckoned from today, as only a question can be; write the date itself, such as 2022-01-28'

const OPEN = '..'
const UNKNOWN: Bounds = { earliest: null, latest: null }

/**
 * Reads a date in EDTF (ISO 8601-2:2019), levels 0 and 1. The qualifiers `~` (about), `?` (uncertain) and `%` (both) are
 * kept as written and do not widen the bounds: nobody says by how much. Seasons are those of the north, and a time
 * without a zone is taken as UTC. A side that is open (`..`), missing or `XXXX` is null; a date without any bound is
 * none, since what is unknown is left out.
 * More than level 1 is taken where its bounds are plain: qualified decades (`156X~`) and seasons, and every single date
 * as the side of an interval.
 * @returns never throws. An interval that ends before it begins is refused, with both sides named
 */
export function parseEdtf(text: string): ParsedDate {
  if (text.length > MAX_LENGTH)
    return { ok: false, reason: `a date has at most ${MAX_LENGTH} characters, such as 2022-01-28` }
  if (isRelative(text)) return { ok: false, reason: `${quoted(text)} ${RECKONED_FROM_TODAY}` }
  const slash = text.indexOf('/')
  const bounds =
    slash < 0
      ? singleBounds(text)
      : text.includes('/', slash + 1)
        ? whyNotEdtf(text)
        : intervalBounds(text.slice(0, slash), text.slice(slash + 1))
  if ('reason' in bounds) return { ok: false, reason: bounds.reason }
  if (bounds.earliest === null && bounds.latest === null) {
    return {
      ok: false,
      reason: `${quoted(text)} says nothing of when; leave an unknown date out, or write 2022-01-28`,
    }
  }
  return { ok: true, date: { edtf: text as EdtfText, earliest: bounds.earliest, latest: bounds.latest } }
}

/**
 * The date that lies between two others, as editions give it in two fields ("not before", "not after"); null is open.
 * The same date twice is that date.
 * @returns what `parseEdtf` says of it: never throws, and reversed sides are refused
 */
export function interval(from: string | null, to: string | null): ParsedDate {
  const span = [from, to].find((side) => side?.includes('/'))
  if (span != null)
    return { ok: false, reason: `${quoted(span)} is a span already; write one date a side, such as 1553-04` }
  return parseEdtf(from && from === to ? from : `${from ?? OPEN}/${to ?? OPEN}`)
}

function singleBounds(text: string): Bounds | Refusal {
  if (text === OPEN || /^XXXX(?:-XX){0,2}[~?%]?$/u.test(text)) return UNKNOWN
  return text.includes('T') ? instantBounds(text) : calendarBounds(text)
}

function intervalBounds(from: string, to: string): Bounds | Refusal {
  const first = from === '' ? UNKNOWN : singleBounds(from)
  if ('reason' in first) return first
  const last = to === '' ? UNKNOWN : singleBounds(to)
  if ('reason' in last) return last
  if (first.earliest !== null && last.latest !== null && first.earliest > last.latest) {
    const [shown, right] = [quoted(`${from}/${to}`), `${to}/${from}`]
    return {
      reason: `${shown} ends with ${to} before it begins with ${from}; write the earlier first, ${right}`,
    }
  }
  return { earliest: first.earliest, latest: last.latest }
}
