import { yearsOf } from './calendar-date.ts'
import { parseEdtf } from './edtf.ts'
import type { UncertainDate } from './uncertain-date.ts'

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const

const SEASONS: Readonly<Record<string, string>> = {
  '21': 'spring',
  '22': 'summer',
  '23': 'autumn',
  '24': 'winter',
}

/** The parts of a text that is known to be a date. */
const DATE =
  /^(?<year>Y?-?[\dX]+)(?:-(?<month>[\dX]{2}))?(?:-(?<day>[\dX]{2}))?(?:T(?<time>[\d:]+)(?<zone>Z|[+-][\d:]+)?)?(?<qualifier>[~?%])?$/u

/**
 * A date in plain English, for sentences and labels: "28 January 2022", "about 10 February 2022" (`~`),
 * "10 February 2022 (uncertain)" (`?`), both for `%`, "September 1648", "spring 2001", "the 1560s",
 * "between April 1553 and June 1553", "not after 10 April 1544" and "not before 1544" for an open side. Years before 1 are BC.
 * @returns never throws; text that `parseEdtf` refuses is given back as it is
 */
export function describeDate({ edtf }: Pick<UncertainDate, 'edtf'>): string {
  if (!parseEdtf(edtf).ok) return edtf
  const slash = edtf.indexOf('/')
  const [from, to] = slash < 0 ? [edtf, edtf] : [edtf.slice(0, slash), edtf.slice(slash + 1)]
  if (isUnknown(from)) return `not after ${describeSingle(to)}`
  if (slash < 0) return describeSingle(edtf)
  if (isUnknown(to)) return `not before ${describeSingle(from)}`
  return `between ${describeSingle(from)} and ${describeSingle(to)}`
}

const isUnknown = (side: string): boolean => side === '' || side === '..' || side.startsWith('XXXX')

function describeSingle(text: string): string {
  const parts = DATE.exec(text)?.groups ?? {}
  const { qualifier } = parts
  const plain = describePlain(parts)
  const about = qualifier === '~' || qualifier === '%' ? `about ${plain}` : plain
  return qualifier === '?' || qualifier === '%' ? `${about} (uncertain)` : about
}

function describePlain({ year = '', month, day, time, zone = '' }: Partial<Record<string, string>>): string {
  const years = describeYear(year)
  if (month === undefined || month === 'XX') return years
  const months = `${MONTHS[Number(month) - 1] ?? SEASONS[month] ?? month} ${years}`
  if (day === undefined || day === 'XX') return months
  const days = `${Number(day)} ${months}`
  return time === undefined ? days : `${days}, ${time}${zone && ` UTC${zone === 'Z' ? '' : zone}`}`
}

/** "1560", "the 1560s" and "the 1500s"; where that could be misread, both ends: "1500–1509", "10–19", "1570–1561 BC". */
function describeYear(year: string): string {
  const { first, last } = yearsOf(year)
  if (first === last) return first > 0 ? String(first) : `${1 - first} BC`
  if (first >= 100 && (last - first === 99 || first % 100 !== 0)) return `the ${first}s`
  if (last <= 0) return `${1 - first}–${1 - last} BC`
  return first > 0 ? `${first}–${last}` : `${1 - first} BC–${last}`
}
