import { daysIn, type KnownBounds, midnight } from './calendar-date.ts'
import { DAY_MS, INSTANT_MAX, INSTANT_MIN } from './uncertain-date.ts'
import { quoted, type Refusal } from './why-not-edtf.ts'

const RELATIVE = /^(?:today|(?<count>[+-]\d{1,6})(?<unit>[dwmy]))$/u

/** Whether a text names a day reckoned from today: `today`, `-10d`, `-4w`, `-6m`, `-2y`, `+1w`. */
export const isRelative = (text: string): boolean => RELATIVE.test(text)

/**
 * The day that lies so many days, weeks, months or years before (`-`) or after (`+`) today, in UTC. A month or year on
 * is the same day of that month, or its last where it has no such day: a month before 31 March is the end of February.
 * @param text what `isRelative` holds for
 * @param now the present instant, milliseconds since 1970
 * @returns never throws; a day beyond the calendar is refused
 */
export function relativeBounds(text: string, now: number): KnownBounds | Refusal {
  const { count = '0', unit = 'd' } = RELATIVE.exec(text)?.groups ?? {}
  const earliest = beginningOf(Number(count), unit, now)
  const latest = earliest + DAY_MS - 1
  return earliest > INSTANT_MIN && latest < INSTANT_MAX
    ? { earliest, latest }
    : { reason: `${quoted(text)} lies beyond the years -271820 to 275759; write a shorter span, such as -2y` }
}

function beginningOf(count: number, unit: string, now: number): number {
  const today = Math.floor(now / DAY_MS) * DAY_MS
  if (unit === 'd') return today + count * DAY_MS
  if (unit === 'w') return today + count * 7 * DAY_MS
  const date = new Date(today)
  const months = date.getUTCFullYear() * 12 + date.getUTCMonth() + count * (unit === 'y' ? 12 : 1)
  const [year, month] = [Math.floor(months / 12), (((months % 12) + 12) % 12) + 1]
  return midnight([year, month, Math.min(date.getUTCDate(), daysIn(year, month))])
}
