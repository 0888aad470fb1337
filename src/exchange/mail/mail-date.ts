import { parseEdtf } from '../../dates/edtf.ts'

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** The named zones of RFC 5322, hours from UTC. Any other name says nothing of the zone, and UTC is taken. */
const ZONES: Readonly<Record<string, string>> = {
  EST: '-05:00',
  EDT: '-04:00',
  CST: '-06:00',
  CDT: '-05:00',
  MST: '-07:00',
  MDT: '-06:00',
  PST: '-08:00',
  PDT: '-07:00',
}

/** `Fri, 28 Jan 2022 10:00:00 +0200`, and as old programs wrote it, `Fri Jan 28 10:00:00 2022`. */
const FORMS = [
  /^(?:[a-z]+\s*,?\s*)?(?<day>\d{1,2})[\s-]+(?<month>[a-z]{3})[a-z]*[\s-]+(?<year>\d{2,4})\s+(?<time>\d{1,2}:\d{2}(?::\d{2})?)(?:\s*(?<zone>[+-]\d{4}|[a-z]+))?$/iu,
  /^[a-z]{3}\s*,?\s+(?<month>[a-z]{3})\s+(?<day>\d{1,2})\s+(?<time>\d{1,2}:\d{2}(?::\d{2})?)(?:\s+(?<zone>[+-]\d{4}|[a-z]+))?\s+(?<year>\d{4})$/iu,
]

/** Mail is no older; an earlier date is that of a clock that was never set. */
const FIRST_YEAR = 1971

/**
 * The date of a mail's header in EDTF, in the zone in which it was written; null where it is no date, or one on which no
 * mail was sent.
 */
export function mailDate(written: string): string | null {
  const text = written.replaceAll(/\([^()]*\)/gu, ' ').trim()
  const parts = FORMS.map((form) => form.exec(text)?.groups).find((groups) => groups)
  if (!parts) return null
  const { day = '', time = '' } = parts
  const month = MONTHS.indexOf((parts.month ?? '').toLowerCase()) + 1
  const year = fullYear(parts.year ?? '')
  if (month === 0 || year < FIRST_YEAR) return null
  const [hour = '', minute = '', second = '00'] = time.split(':')
  const date = `${year}-${two(String(month))}-${two(day)}T${two(hour)}:${minute}:${second}${zoneOf(parts.zone)}`
  return parseEdtf(date).ok ? date : null
}

const two = (digits: string): string => digits.padStart(2, '0')

/** Years of two and three digits, as RFC 5322 has them. */
function fullYear(digits: string): number {
  const year = Number(digits)
  if (digits.length === 4) return year
  return digits.length === 2 && year < 50 ? 2_000 + year : 1_900 + year
}

function zoneOf(zone: string | undefined): string {
  if (zone === undefined || zone === '-0000') return 'Z'
  if (/^[+-]/u.test(zone)) return `${zone.slice(0, 3)}:${zone.slice(3)}`
  return ZONES[zone.toUpperCase()] ?? 'Z'
}
