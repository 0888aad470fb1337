/** A second reckoning of dates, by counting: no `Date`, no code of `src/dates`. */

export interface Span {
  readonly earliest: number
  readonly latest: number
}

const DAY_MS = 86_400_000

const isLeap = (year: number): boolean => year % 400 === 0 || (year % 4 === 0 && year % 100 !== 0)

const monthLengths = (year: number): readonly number[] => [
  31,
  isLeap(year) ? 29 : 28,
  31,
  30,
  31,
  30,
  31,
  31,
  30,
  31,
  30,
  31,
]

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

/** Days from 1970-01-01 to a day, counted year by year and month by month within the cycle of 400 years. */
export function dayNumber(year: number, month: number, day: number): number {
  const cycles = Math.floor((year - 1970) / 400)
  let days = cycles * 146_097
  for (let passed = 1970 + cycles * 400; passed < year; passed++) days += isLeap(passed) ? 366 : 365
  return days + sum(monthLengths(year).slice(0, month - 1)) + day - 1
}

/** Every text that a text with X can be, a digit at a time. */
const expanded = (text: string): readonly string[] =>
  text.includes('X')
    ? Array.from({ length: 10 }, (_, digit) => expanded(text.replace('X', String(digit)))).flat()
    : [text]

/** The days that a text without X can be: first and last, or null where the calendar has none. */
function daysOf(text: string): readonly [first: number, last: number] | null {
  const negative = text.startsWith('-')
  const [digits = '', monthText, dayText] = (negative ? text.slice(1) : text).split('-')
  if (negative && Number(digits) === 0) return null
  const year = negative ? -Number(digits) : Number(digits)
  const month = monthText === undefined ? null : Number(monthText)
  if (month === null) return [dayNumber(year, 1, 1), dayNumber(year, 12, 31)]
  const length = monthLengths(year)[month - 1]
  if (length === undefined) return null
  if (dayText === undefined) return [dayNumber(year, month, 1), dayNumber(year, month, length)]
  const day = Number(dayText)
  return day >= 1 && day <= length ? [dayNumber(year, month, day), dayNumber(year, month, day)] : null
}

/** The span of a year, month or day, with X in any place and any qualifier; null where no day fits. */
export function spanOf(text: string): Span | null {
  const plain = text.replace(/[~?%]$/u, '').replace('Y', '')
  const days = expanded(plain).flatMap((candidate) => {
    const found = daysOf(candidate)
    return found ? [found] : []
  })
  if (days.length === 0) return null
  const first = days.reduce((least, [start]) => Math.min(least, start), Number.POSITIVE_INFINITY)
  const last = days.reduce((most, [, end]) => Math.max(most, end), Number.NEGATIVE_INFINITY)
  return { earliest: first * DAY_MS, latest: (last + 1) * DAY_MS - 1 }
}
