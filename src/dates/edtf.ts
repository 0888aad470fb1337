import { INSTANT_MAX, INSTANT_MIN, type UncertainDate } from './uncertain-date.ts'

/** A date, or why the text is none. */
export type ParsedDate =
  | { readonly ok: true; readonly date: UncertainDate }
  | { readonly ok: false; readonly reason: string }

/** The longest text that can be a date. */
const MAX_LENGTH = 100

const SINGLE =
  /^(?<year>-?\d{4}|\d{3}X|\d{2}XX|Y-?\d{5,})(?:-(?<month>\d{2}|XX)(?:-(?<day>\d{2}|XX))?)?(?<qualifier>[~?%])?$/u
const INSTANT =
  /^(?<day>-?\d{4}-\d{2}-\d{2})T(?<hour>\d{2}):(?<minute>\d{2}):(?<second>\d{2})(?<zone>Z|[+-]\d{2}(?::?\d{2})?)?$/u

/** The months of the seasons of level 1, as in the north: spring is March to May, and winter ends in the next year. */
const SEASONS: Readonly<Record<string, readonly [first: number, last: number]>> = {
  '21': [3, 5],
  '22': [6, 8],
  '23': [9, 11],
  '24': [12, 14],
}

/** The bounds of one side of a date, or why it has none. */
type Bounds = { readonly earliest: number; readonly latest: number } | { readonly reason: string }

/**
 * Reads a date in EDTF (ISO 8601-2:2019), levels 0 and 1. The qualifiers `~` (about), `?` (uncertain) and `%` (both) are
 * kept as written and do not widen the bounds: nobody says by how much. A time without a zone is taken as UTC.
 * @returns never throws; the reason says what is wrong and shows a right form
 */
export function parseEdtf(text: string): ParsedDate {
  if (text.length > MAX_LENGTH) return refused(`a date has at most ${MAX_LENGTH} characters`)
  const slash = text.indexOf('/')
  const bounds =
    slash < 0 ? boundsOf(text) : intervalBounds(text.slice(0, slash), text.slice(slash + 1), text)
  return 'reason' in bounds ? refused(bounds.reason) : { ok: true, date: { edtf: text, ...bounds } }
}

const refused = (reason: string): ParsedDate => ({ ok: false, reason })

function intervalBounds(
  from: string,
  to: string,
  text: string,
): Bounds | { earliest: number | null; latest: number | null } {
  const open = (side: string): boolean => side === '' || side === '..'
  if (open(from) && open(to)) return { reason: `"${text}" is open on both sides and says nothing` }
  const first = open(from) ? null : boundsOf(from)
  const last = open(to) ? null : boundsOf(to)
  if (first && 'reason' in first) return first
  if (last && 'reason' in last) return last
  if (first && last && first.earliest > last.latest) {
    return { reason: `"${text}" ends with ${to} before it begins with ${from}` }
  }
  return { earliest: first?.earliest ?? null, latest: last?.latest ?? null }
}

function boundsOf(text: string): Bounds {
  const instant = INSTANT.exec(text)?.groups
  if (instant) return instantBounds(text, instant)
  const parts = SINGLE.exec(text)?.groups
  if (!parts) return { reason: whyNot(text) }
  const { year = '', month, day } = parts
  const years = yearsOf(year)
  if (month === undefined) return spanOf(text, [years.first, 1, 1], [years.last, 12, 31])
  if (year.includes('X') || year.startsWith('Y')) {
    return {
      reason: `"${text}" has a month or day behind a year that has none; write a whole year, such as 1560-04`,
    }
  }
  const season = SEASONS[month]
  if (season && day === undefined) {
    return spanOf(text, [years.first, season[0], 1], [years.first, season[1] + 1, 0])
  }
  if (month === 'XX') {
    if (day !== undefined && day !== 'XX')
      return { reason: `"${text}" has a day of an unknown month; write ${year}-XX-XX` }
    return spanOf(text, [years.first, 1, 1], [years.first, 12, 31])
  }
  const number = Number(month)
  if (number < 1 || number > 12) return { reason: `"${text}" has no month ${month}; months are 01 to 12` }
  const length = daysIn(years.first, number)
  if (day === undefined || day === 'XX')
    return spanOf(text, [years.first, number, 1], [years.first, number, length])
  const date = Number(day)
  if (date < 1 || date > length)
    return { reason: `"${text}": ${year}-${month} has the days 01 to ${length}, not ${day}` }
  return spanOf(text, [years.first, number, date], [years.first, number, date])
}

/** The first and last year that a year can be: `156X` is 1560 to 1569. */
function yearsOf(year: string): { readonly first: number; readonly last: number } {
  const plain = year.replace('Y', '')
  return { first: Number(plain.replaceAll('X', '0')), last: Number(plain.replaceAll('X', '9')) }
}

type Civil = readonly [year: number, month: number, day: number]

/** Midnight of a day (UTC), milliseconds since 1970; months and days beyond the calendar's count on. */
const midnight = ([year, month, day]: Civil): number => new Date(0).setUTCFullYear(year, month - 1, day)

const daysIn = (year: number, month: number): number => new Date(midnight([year, month + 1, 0])).getUTCDate()

const DAY_MS = 86_400_000

function spanOf(text: string, first: Civil, last: Civil): Bounds {
  const [earliest, latest] = [midnight(first), midnight(last) + DAY_MS - 1]
  if (!(earliest > INSTANT_MIN && latest < INSTANT_MAX)) {
    return { reason: `"${text}" lies outside the years -271820 to 275759` }
  }
  return { earliest, latest }
}

function instantBounds(text: string, parts: Readonly<Record<string, string | undefined>>): Bounds {
  const { day = '', hour, minute, second, zone } = parts
  const date = boundsOf(day)
  if ('reason' in date) return date
  const [hours, minutes, seconds] = [Number(hour), Number(minute), Number(second)]
  if (hours > 23 || minutes > 59 || seconds > 59)
    return { reason: `"${text}" has no such time of day; write 23:59:59 at most` }
  const [, sign, zoneHours = '0', zoneMinutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/u.exec(zone ?? '') ?? []
  const offset = (sign === '-' ? -1 : 1) * (Number(zoneHours) * 60 + Number(zoneMinutes)) * 60_000
  const earliest = date.earliest + ((hours * 60 + minutes) * 60 + seconds) * 1_000 - offset
  return { earliest, latest: earliest + 999 }
}

/** What a text that is no date is instead, as far as that can be told. */
function whyNot(text: string): string {
  const shown = `"${text}"`
  const example = 'write 2022-01-28, 1648-09, 1553-04/1553-06, 2022-02-10~ or ../1544-04-10'
  if (text === '') return `a date is not empty; ${example}`
  if (/^[[{]/u.test(text)) return `${shown} is a set of dates, which EDTF has at level 2 only; ${example}`
  if (/^[~?%]|[~?%]-|\^|S\d+$|^\d+E\d+$/u.test(text))
    return `${shown} is EDTF of level 2, of which levels 0 and 1 are known; ${example}`
  return `${shown} is not a date in EDTF; ${example}`
}
