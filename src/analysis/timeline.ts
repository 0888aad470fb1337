import { type Span, spanOf, type TimeUnit, unitOf } from '../dates/spans.ts'
import type { DayCount } from '../store/graph-store.ts'

/** How much happened in one day, week, month or year. */
export interface Bar extends Span {
  /** How much was in it for certain: the whole uncertain date lies within. */
  readonly certain: number
  /** How much can have been in it: some of the date does. Never less than `certain`. */
  readonly possible: number
}

export interface Timeline {
  /** In order; those in which nothing can have been are left out. */
  readonly bars: readonly Bar[]
  /** Whether there are more bars than were asked for. */
  readonly more: boolean
  /** How much has a date without a beginning or without an end, or one that takes more than `MAX_SPAN` bars. */
  readonly spanning: number
  /** How much has no date. */
  readonly undated: number
  /** All that was counted: what is in bars, spanning and undated. */
  readonly total: number
}

/** Most bars of one timeline. */
export const MAX_BARS = 5_000

/** A date that can lie in more bars than this says too little of when, and is counted apart. */
export const MAX_SPAN = 400

/**
 * Counts dates by day, week, month or year.
 * @param most how many bars to give; the first ones where there are more
 */
export function timeline(dates: Iterable<DayCount>, unit: TimeUnit, most = MAX_BARS): Timeline {
  const certain = new Map<number, number>()
  // By how much the number of those possible rises or falls where a bar begins.
  const changes = new Map<number, number>()
  let [spanning, undated, total] = [0, 0, 0]
  for (const { first, last, count } of dates) {
    total += count
    if (first === null && last === null) undated += count
    else if (first === null || last === null) spanning += count
    else {
      const [from, to] = [unitOf(unit, first), unitOf(unit, last)]
      if (to - from >= MAX_SPAN) {
        spanning += count
        continue
      }
      if (from === to) add(certain, from, count)
      add(changes, from, count)
      add(changes, to + 1, -count)
    }
  }
  return { ...barsOf(unit, changes, certain, most), spanning, undated, total }
}

function add(counts: Map<number, number>, at: number, count: number): void {
  counts.set(at, (counts.get(at) ?? 0) + count)
}

function barsOf(
  unit: TimeUnit,
  changes: ReadonlyMap<number, number>,
  certain: ReadonlyMap<number, number>,
  most: number,
): Pick<Timeline, 'bars' | 'more'> {
  const bars: Bar[] = []
  const turns = [...changes].sort(([one], [other]) => one - other)
  let possible = 0
  for (const [index, [from, change]] of turns.entries()) {
    possible += change
    // Nothing is possible behind the last turn.
    const next = turns[index + 1]?.[0] ?? from
    for (let at = from; at < next && possible > 0; at++) {
      if (bars.length === most) return { bars, more: true }
      bars.push({ ...spanOf(unit, at), certain: certain.get(at) ?? 0, possible })
    }
  }
  return { bars, more: false }
}
