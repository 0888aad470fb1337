import { DAY_MS, INSTANT_MAX, INSTANT_MIN } from './uncertain-date.ts'
import { LEVEL_2, quoted, type Refusal, UNSPECIFIED_ELSEWHERE, whyNotEdtf } from './why-not-edtf.ts'

/** The first and the last instant of a date with both ends known, milliseconds since 1970 (UTC). */
export interface KnownBounds {
  readonly earliest: number
  readonly latest: number
}

const CALENDAR_DATE =
  /^(?!-0000)(?<year>-?(?:\d{4}|\d{3}X|\d{2}XX)|Y-?[1-9]\d{4,})(?:-(?<month>\d{2}|XX)(?:-(?<day>\d{2}|XX))?)?[~?%]?$/u

/** The months of the seasons of level 1, as in the north: spring is March to May, and winter ends in the next year. */
const SEASONS: Readonly<Record<string, readonly [first: number, last: number]>> = {
  '21': [3, 5],
  '22': [6, 8],
  '23': [9, 11],
  '24': [12, 14],
}

/**
 * Reads a year, month, season or day of EDTF (levels 0 and 1), with or without a qualifier; for text without `/` or `T`.
 * @returns never throws
 */
export function calendarBounds(text: string): KnownBounds | Refusal {
  const parts = CALENDAR_DATE.exec(text)?.groups
  if (!parts) return whyNotEdtf(text)
  const { year = '', month, day } = parts
  const { first, last } = yearsOf(year)
  if (month === undefined) return spanOf(text, [first, 1, 1], [last, 12, 31])
  if (year.startsWith('Y')) return whyNotEdtf(text)
  if (first !== last || (month === 'XX' && day !== undefined && day !== 'XX')) {
    return { reason: `${quoted(text)} ${UNSPECIFIED_ELSEWHERE}` }
  }
  if (month === 'XX') return spanOf(text, [first, 1, 1], [first, 12, 31])
  const season = SEASONS[month]
  if (season && day === undefined) return spanOf(text, [first, season[0], 1], [first, season[1] + 1, 0])
  return inMonth(text, year, month, day)
}

function inMonth(text: string, year: string, month: string, day: string | undefined): KnownBounds | Refusal {
  const [years, months] = [Number(year), Number(month)]
  if (months < 1 || months > 12) return { reason: whyNotMonth(text, year, months) }
  const length = daysIn(years, months)
  if (day === undefined || day === 'XX') return spanOf(text, [years, months, 1], [years, months, length])
  const date = Number(day)
  if (date < 1 || date > length) {
    const days = `${year}-${month} has the days 01 to ${length}`
    return { reason: `${quoted(text)} has no day ${day}: ${days}, such as ${year}-${month}-${length}` }
  }
  return spanOf(text, [years, months, date], [years, months, date])
}

function whyNotMonth(text: string, year: string, month: number): string {
  const [shown, months] = [quoted(text), `months are 01 to 12, such as ${year}-01`]
  if (month >= 21 && month <= 24) return `${shown} has a day behind a season; ${months}`
  if (month >= 25 && month <= 41)
    return `${shown} has a part of the year ${LEVEL_2}; seasons are 21 to 24, such as ${year}-21, and ${months}`
  return `${shown} has no month ${String(month).padStart(2, '0')}: ${months}, and seasons 21 to 24`
}

/**
 * The first and last year that a year of EDTF can be: 1560 and 1569 for `156X`, -1569 and -1560 for `-156X`.
 * There is no year -0000, so `-000X` ends with -1.
 */
export function yearsOf(year: string): { readonly first: number; readonly last: number } {
  if (!year.includes('X')) {
    const only = Number(year.startsWith('Y') ? year.slice(1) : year)
    return { first: only, last: only }
  }
  const [low, high] = [Number(year.replaceAll('X', '0')), Number(year.replaceAll('X', '9'))]
  return year.startsWith('-') ? { first: high, last: Math.min(low, -1) } : { first: low, last: high }
}

type Civil = readonly [year: number, month: number, day: number]

/** Midnight of a day (UTC), milliseconds since 1970; months and days beyond the calendar's count on. */
export const midnight = ([year, month, day]: Civil): number =>
  new Date(0).setUTCFullYear(year, month - 1, day)

/** How many days a month has, 1 for January. */
export const daysIn = (year: number, month: number): number =>
  new Date(midnight([year, month + 1, 0])).getUTCDate()

function spanOf(text: string, first: Civil, last: Civil): KnownBounds | Refusal {
  const [earliest, latest] = [midnight(first), midnight(last) + DAY_MS - 1]
  return earliest > INSTANT_MIN && latest < INSTANT_MAX
    ? { earliest, latest }
    : {
        reason: `${quoted(text)} lies outside the years -271820 to 275759, beyond which instants cannot be compared; write Y275759 at most`,
      }
}
