import { calendarBounds, type KnownBounds } from './calendar-date.ts'
import { quoted, type Refusal, whyNotEdtf } from './why-not-edtf.ts'

const INSTANT =
  /^(?<day>-?\d{4}-\d{2}-\d{2})T(?<hour>\d{2}):(?<minute>\d{2}):(?<second>\d{2})(?:Z|(?<sign>[+-])(?<zoneHour>\d{2})(?::?(?<zoneMinute>\d{2}))?)?$/u

/** The farthest that a clock has been from UTC, in whole hours: Manila's was at -15:56 until 1844. */
const MAX_OFFSET_HOURS = 15

/**
 * Reads a date with a time of day. It lasts one second, as it is written to the second; without a zone it is taken as UTC.
 * @returns never throws
 */
export function instantBounds(text: string): KnownBounds | Refusal {
  const parts = INSTANT.exec(text)?.groups
  if (!parts) return whyNotEdtf(text)
  const date = calendarBounds(parts.day ?? '')
  if ('reason' in date) return date
  const [hours, minutes, seconds] = [Number(parts.hour), Number(parts.minute), Number(parts.second)]
  if (hours > 23 || minutes > 59 || seconds > 59) {
    return {
      reason: `${quoted(text)} has no such time of day: the last is 23:59:59, as in ${parts.day}T23:59:59Z`,
    }
  }
  const offset = offsetMinutes(parts.sign, Number(parts.zoneHour ?? 0), Number(parts.zoneMinute ?? 0))
  if (offset === null) {
    return {
      reason: `${quoted(text)} has no such offset from UTC: it is Z, or from -15:59 to +15:59, as in 2022-01-28T10:00:00+02:00`,
    }
  }
  const earliest = date.earliest + ((hours * 60 + minutes - offset) * 60 + seconds) * 1_000
  return { earliest, latest: earliest + 999 }
}

/** Minutes ahead of UTC, or null where no clock is. ISO 8601 writes no negative zero. */
function offsetMinutes(sign: string | undefined, hours: number, minutes: number): number | null {
  if (hours > MAX_OFFSET_HOURS || minutes > 59) return null
  const offset = hours * 60 + minutes
  if (sign === '-') return offset === 0 ? null : -offset
  return offset
}
