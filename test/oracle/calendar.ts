import type { Bar } from '../../src/analysis/timeline.ts'
import type { TimeUnit } from '../../src/dates/spans.ts'

const DAY = 86_400_000

/** A name that all days of one unit share, found by the calendar alone. */
function labelOf(unit: TimeUnit, day: number): string {
  const date = new Date(day * DAY)
  switch (unit) {
    case 'DAY':
      return date.toISOString().slice(0, -14)
    case 'MONTH':
      return date.toISOString().slice(0, -17)
    case 'YEAR':
      return date.toISOString().slice(0, -20)
    case 'WEEK':
      while (date.getUTCDay() !== 1) date.setUTCDate(date.getUTCDate() - 1)
      return date.toISOString()
  }
}

/** The unit that holds a day: walks from day to day to where the name changes. */
export function spanAround(unit: TimeUnit, day: number): { readonly from: number; readonly to: number } {
  const label = labelOf(unit, day)
  let [first, last] = [day, day]
  while (labelOf(unit, first - 1) === label) first--
  while (labelOf(unit, last + 1) === label) last++
  return { from: first * DAY, to: (last + 1) * DAY - 1 }
}

/** Days from one to another; null is open. */
export interface Days {
  readonly first: number | null
  readonly last: number | null
}

/** What a timeline says, found day by day: each date is a list of days, and each day is looked up. */
export function countedDayByDay(
  dates: readonly Days[],
  unit: TimeUnit,
): { readonly bars: readonly Bar[]; readonly spanning: number; readonly undated: number } {
  const found = new Map<string, Bar>()
  let [spanning, undated] = [0, 0]
  for (const { first, last } of dates) {
    if (first === null && last === null) undated++
    if ((first === null) !== (last === null)) spanning++
    if (first === null || last === null) continue
    const labels = new Map<string, number>()
    for (let day = first; day <= last; day++) labels.set(labelOf(unit, day), day)
    if (labels.size > 400) {
      spanning++
      continue
    }
    for (const [label, day] of labels) {
      const bar = found.get(label) ?? { ...spanAround(unit, day), certain: 0, possible: 0 }
      const certain = bar.certain + (labels.size === 1 ? 1 : 0)
      found.set(label, { ...bar, certain, possible: bar.possible + 1 })
    }
  }
  return { bars: [...found.values()].sort((a, b) => a.from - b.from), spanning, undated }
}

/** The days of a stored date, by the calendar. */
export function daysOf({
  earliest,
  latest,
}: {
  readonly earliest: number | null
  readonly latest: number | null
}): Days {
  const day = (instant: number | null): number | null =>
    instant === null || Math.abs(instant) === 8.64e15 ? null : new Date(instant).setUTCHours(0, 0, 0, 0) / DAY
  return { first: day(earliest), last: day(latest) }
}

/** How many days an answer took, and whether that is late: each day that the two dates can be is tried. */
export function wholeDays(letter: Stored, answer: Stored, limit: number | null) {
  const [sent, came] = [daysOf(letter), daysOf(answer)]
  const exact = [sent, came].every(({ first, last }) => first !== null && first === last)
  const delays = delaysBetween(sent, came)
  const late = delays.map((days) => days > (limit ?? 0))
  return {
    delayDays: exact ? (delays[0] ?? null) : null,
    late: limit === null || late.length === 0 || late.some((one) => one !== late[0]) ? null : late[0],
  }
}

/** All delays that there can be; an open end is tried far away. None where a date is missing. */
function delaysBetween(sent: Days, came: Days): readonly number[] {
  const each = ({ first, last }: Days): readonly number[] => {
    if (first === null && last === null) return []
    const [from, to] = [first ?? (last ?? 0) - 100_000, last ?? (first ?? 0) + 100_000]
    return first === null || last === null
      ? [from, to]
      : Array.from({ length: to - from + 1 }, (_, day) => from + day)
  }
  return each(sent).flatMap((day) => each(came).map((other) => other - day))
}

type Stored = Parameters<typeof daysOf>[0]
