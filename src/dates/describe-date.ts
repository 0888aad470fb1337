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

/** A date in plain English: "about 10 February 2022", "September 1648", "between April 1553 and June 1553". */
export function describeDate({ edtf }: Pick<UncertainDate, 'edtf'>): string {
  const slash = edtf.indexOf('/')
  if (slash < 0) return describeSingle(edtf)
  const [from, to] = [edtf.slice(0, slash), edtf.slice(slash + 1)]
  const open = (side: string): boolean => side === '' || side === '..'
  if (open(from)) return `not after ${describeSingle(to)}`
  if (open(to)) return `not before ${describeSingle(from)}`
  return `between ${describeSingle(from)} and ${describeSingle(to)}`
}

function describeSingle(edtf: string): string {
  const qualifier = /[~?%]$/u.exec(edtf)?.[0]
  const plain = describePlain(qualifier ? edtf.slice(0, -1) : edtf)
  const about = qualifier === '~' || qualifier === '%' ? `about ${plain}` : plain
  return qualifier === '?' || qualifier === '%' ? `${about} (uncertain)` : about
}

function describePlain(edtf: string): string {
  const [, year = '', month, day, time] =
    /^(Y?-?[\dX]+)(?:-([\dX]{2}))?(?:-([\dX]{2}))?(?:T(.*))?$/u.exec(edtf) ?? []
  const years = describeYear(year)
  if (month === undefined || month === 'XX') return years
  const season = SEASONS[month]
  if (season) return `${season} ${years}`
  const monthName = MONTHS[Number(month) - 1] ?? month
  if (day === undefined || day === 'XX') return `${monthName} ${years}`
  const date = `${Number(day)} ${monthName} ${years}`
  return time === undefined ? date : `${date}, ${time}`
}

function describeYear(year: string): string {
  if (year.endsWith('XX')) return `the ${year.slice(0, 2)}00s`
  if (year.endsWith('X')) return `the ${year.slice(0, 3)}0s`
  const number = Number(year.replace('Y', ''))
  return number <= 0 ? `${1 - number} BC` : String(number)
}
