import type { Event } from './events.ts'

/** What time asks of a path. */
export interface TimeOptions {
  readonly prefer: 'EARLIEST_ARRIVAL' | 'LATEST_DEPARTURE' | 'FEWEST_STEPS'
  /** Whether each step possibly follows the one before, or certainly does, however uncertain the dates. */
  readonly dates: 'POSSIBLE' | 'CERTAIN'
  /** Longest time between two steps, in milliseconds; null for any. */
  readonly maxWait: number | null
}

/** What of it says whether one step can follow another. */
export type Rules = Omit<TimeOptions, 'prefer'>

/** The way by which information can first have come. */
export const AS_EARLY_AS_CAN_BE: TimeOptions = {
  prefer: 'EARLIEST_ARRIVAL',
  dates: 'POSSIBLE',
  maxWait: null,
}

/**
 * When the last step may have been, after all steps so far. POSSIBLE: at any instant from `ready` to `until`. CERTAIN:
 * it was over by `ready` and did not begin before `until`. Either way a smaller `ready` is better, and, where waiting is
 * limited, a larger `until`.
 */
export interface When {
  readonly ready: number
  readonly until: number
}

/** One way in which information came to an entity. */
export interface Label extends When {
  readonly over: Event | null
  readonly before: Label | null
}

/** Where information is from the start. */
export const BEGINNING: Label = {
  ready: Number.NEGATIVE_INFINITY,
  until: Number.POSITIVE_INFINITY,
  over: null,
  before: null,
}

/** When a step can have been that follows a way, or null where it was too early, or too late to be waited for. */
export function after(way: Label, event: Event, { dates, maxWait }: Rules): When | null {
  const { earliest, latest } = event
  if (earliest === null || latest === null || (way.over && areOne(way.over, event))) {
    // A first step without a date says nothing of when the way begins.
    return way.over || event.reversed ? { ready: way.ready, until: way.until } : null
  }
  if (event.lasts) {
    // What lasts has no instant of its own: waiting is counted from the step before it to the one behind.
    const ready = Math.max(way.ready, earliest)
    const until = Math.min(way.until, latest)
    const inTime = maxWait === null || ready - until <= maxWait
    return way.ready <= latest && inTime ? { ready, until } : null
  }
  if (dates === 'CERTAIN') {
    const inTime = maxWait === null || latest - way.until <= maxWait
    return way.ready <= earliest && inTime ? { ready: latest, until: earliest } : null
  }
  const ready = Math.max(earliest, way.ready)
  const until = maxWait === null ? latest : Math.min(latest, way.until + maxWait)
  return ready <= until ? { ready, until } : null
}

/** Whether two steps are parts of one event: of one message, at its date. */
export const areOne = (a: Event, b: Event): boolean =>
  a.message !== null && a.message === b.message && a.earliest === b.earliest && a.latest === b.latest

/**
 * The ways with one more, less those that it comes before and is as good as; null where one of them is as good as it.
 * One that was there before and is as early stays, since it has fewer steps.
 */
export function withBetter<Way extends Label>(
  ways: readonly Way[],
  way: Way,
  time: Rules,
): readonly Way[] | null {
  if (ways.some((other) => isAsGood(other, way, time))) return null
  return [...ways.filter((other) => way.ready >= other.ready || !isAsGood(way, other, time)), way]
}

/** Whether whatever can follow one way can follow the other at least as well. */
const isAsGood = (a: Label, b: Label, { dates, maxWait }: Rules): boolean =>
  a.ready <= b.ready &&
  (maxWait === null || a.until >= b.until) &&
  (dates === 'POSSIBLE' || !b.over?.message || !a.over || areOne(a.over, b.over))

/** Ways by the entity that they lead to. */
export type Frontier = ReadonlyMap<string, readonly Label[]>

/**
 * Takes each event from each way that leads to where it begins. What is better than what was known is noted.
 * @param admits whether a way may be noted at all
 * @returns the ways to go on from
 */
export function onward(
  frontier: Frontier,
  events: Iterable<Event>,
  known: Map<string, readonly Label[]>,
  time: Rules,
  admits: (event: Event, when: When) => boolean,
): Map<string, readonly Label[]> {
  const reached = new Map<string, Label[]>()
  for (const event of events) {
    for (const way of frontier.get(event.from) ?? []) {
      const when = after(way, event, time)
      if (!when || !admits(event, when)) continue
      const next = { ...when, over: event, before: way }
      const better = withBetter(known.get(event.to) ?? [], next, time)
      if (!better) continue
      known.set(event.to, better)
      const ways = reached.get(event.to)
      if (ways) ways.push(next)
      else reached.set(event.to, [next])
    }
  }
  return stillBest(reached, known)
}

/** Of the ways just found those that none found since is better than: what to go on from. */
export function stillBest<Way extends Label>(
  found: ReadonlyMap<string, readonly Way[]>,
  known: ReadonlyMap<string, readonly Way[]>,
): Map<string, readonly Way[]> {
  const best = new Map<string, readonly Way[]>()
  for (const [id, ways] of found) {
    const kept = ways.filter((way) => known.get(id)?.includes(way))
    if (kept.length > 0) best.set(id, kept)
  }
  return best
}
