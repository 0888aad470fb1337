import { midnight } from './calendar-date.ts'
import { DAY_MS } from './uncertain-date.ts'

/** What time is counted by. A week is that of ISO 8601: it begins on Monday. */
export type TimeUnit = 'DAY' | 'WEEK' | 'MONTH' | 'YEAR'

/** A day, week, month or year, both ends inclusive, milliseconds since 1970 (UTC). */
export interface Span {
  readonly from: number
  readonly to: number
}

/** 1 January 1970 was a Thursday: its week began so many days before. */
const DAYS_FROM_MONDAY = 3

/**
 * The number of the day, week, month or year that holds a day: that of 1 January 1970 is 0, and the next one is one more.
 * @param day counted since 1970 (UTC), negative before
 */
export function unitOf(unit: TimeUnit, day: number): number {
  if (unit === 'DAY') return day
  if (unit === 'WEEK') return Math.floor((day + DAYS_FROM_MONDAY) / 7)
  const date = new Date(day * DAY_MS)
  const years = date.getUTCFullYear() - 1970
  return unit === 'YEAR' ? years : years * 12 + date.getUTCMonth()
}

/** The day, week, month or year that has this number: see `unitOf`. */
export const spanOf = (unit: TimeUnit, number: number): Span => ({
  from: beginningOf(unit, number),
  to: beginningOf(unit, number + 1) - 1,
})

function beginningOf(unit: TimeUnit, number: number): number {
  switch (unit) {
    case 'DAY':
      return number * DAY_MS
    case 'WEEK':
      return (number * 7 - DAYS_FROM_MONDAY) * DAY_MS
    case 'MONTH':
      return midnight([1970, number + 1, 1])
    case 'YEAR':
      return midnight([1970 + number, 1, 1])
  }
}
