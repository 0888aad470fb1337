import { seenBy } from './agency.ts'
import { Between } from './between.ts'
import { eventsBetween } from './both-ends.ts'
import { type SearchBudget, Spending } from './budget.ts'
import { type Event, mirrored } from './events.ts'
import { type PathFilter, type PathGraph, type WalkedPath, walked } from './path-graph.ts'
import type { SearchResult } from './shortest-paths.ts'
import {
  after,
  areOne,
  BEGINNING,
  type Frontier,
  type Label,
  onward,
  type Rules,
  type TimeOptions,
  type When,
} from './ways.ts'

/** A path that respects time, with the instants at which information leaves and arrives. */
export interface TimedPath extends WalkedPath {
  /** Milliseconds since 1970; null for a path without steps. */
  readonly departure: number | null
  readonly arrival: number | null
}

/**
 * A way by which information can have come from one entity to another: each step no earlier than the one before, along
 * the flow that the vocabulary gives each kind of edge, and of those with the best time one with the fewest steps.
 *
 * Without a limit on waiting this is earliest arrival with zero travel times (Wu et al., "Efficient Algorithms for
 * Temporal Path Computation", IEEE TKDE 28(11), 2016), found step by step so that `maxLength` holds, among the events
 * that lie between the two (`both-ends.ts`); latest departure is
 * the same with time turned round. With a limit an entity keeps all ways that none is better than in both respects, and
 * the result is a walk, which may come by an entity twice (Bentert et al., "Efficient computation of optimal temporal
 * walks under waiting-time constraints", Applied Network Science 5:73, 2020: paths without that are NP-hard).
 *
 * Uncertain dates are where this differs from both: a step happens at one instant of its date, which is chosen once for
 * the whole way (POSSIBLE), or the way holds whatever the instants are (CERTAIN). See `events.ts` for when a step
 * happens.
 */
export async function timeRespectingPath(
  graph: PathGraph,
  {
    from,
    to,
    filter,
    time,
  }: {
    readonly from: string
    readonly to: string
    readonly filter: PathFilter
    readonly time: TimeOptions
  },
  budget: SearchBudget,
  signal?: AbortSignal,
): Promise<SearchResult<TimedPath>> {
  if (from === to) {
    return {
      paths: [{ ...walked(from, []), departure: null, arrival: null }],
      more: false,
      stopped: null,
      leftOut: [],
    }
  }
  const seen = seenBy(graph, filter)
  const backward = time.prefer === 'LATEST_DEPARTURE'
  const [start, end] = backward ? [to, from] : [from, to]
  const between = new Between(seen, filter, [from, to], signal)
  const spending = new Spending(budget, signal)
  const { from: leaving, stopped } = await eventsBetween(
    seen,
    { from, to },
    filter,
    time,
    between,
    spending,
    signal,
  )
  const leadingOn = backward ? turnedRound(leaving) : leaving
  const known = new Map<string, readonly Label[]>([[start, [BEGINNING]]])
  let frontier: Frontier = new Map(known)
  for (let step = 0; step < filter.maxLength && frontier.size > 0; step++) {
    const events = [...frontier.keys()].flatMap((id) => leadingOn.get(id) ?? [])
    const reached = onward(
      frontier,
      events,
      known,
      time,
      (event, when) =>
        !between.avoids(event.to) &&
        // Time turned round, a way does not begin with a step of which nobody knows when it was.
        !(backward && event.to === end && event.earliest === null) &&
        when.ready <= bestOf(known.get(end)).ready,
    )
    if (time.prefer === 'FEWEST_STEPS' && known.has(end)) break
    reached.delete(end)
    frontier = new Map([...reached].filter(([id]) => !between.bars(id)))
  }
  const best = bestOf(known.get(end))
  const paths = best.over ? [timed(from, eventsOn(best, backward), time)] : []
  return { paths, more: false, stopped, leftOut: between.leftOut }
}

/** Events by where they begin, with time turned round. */
function turnedRound(leaving: ReadonlyMap<string, readonly Event[]>): ReadonlyMap<string, readonly Event[]> {
  const events = new Map<string, Event[]>()
  for (const event of [...leaving.values()].flat().map(mirrored)) {
    const known = events.get(event.from)
    if (known) known.push(event)
    else events.set(event.from, [event])
  }
  return events
}

const NEVER: Label = { ...BEGINNING, ready: Number.POSITIVE_INFINITY }

const bestOf = (ways: readonly Label[] = []): Label =>
  ways.reduce((best, way) => (way.ready < best.ready ? way : best), NEVER)

/** The events of a way, in the order of time. */
function eventsOn(way: Label, backward: boolean): readonly Event[] {
  const events: Event[] = []
  for (let at: Label | null = way; at?.over; at = at.before) events.push(at.over)
  return backward ? events.map(mirrored) : events.reverse()
}

/** The path over these events, with when it leaves and arrives. */
function timed(from: string, events: readonly Event[], time: TimeOptions): TimedPath {
  const last = time.prefer === 'LATEST_DEPARTURE'
  const departure = last ? lastDeparture(events, time) : firstDeparture(events, time)
  const [first, ...rest] = events
  const leaving = first && (time.dates === 'POSSIBLE' ? { ...first, earliest: departure } : first)
  const arrival = leaving ? whenOver([leaving, ...rest], time)?.ready : null
  return {
    ...walked(
      from,
      events.map(({ edge }) => edge),
    ),
    departure,
    arrival: arrival ?? null,
  }
}

/** When the last of these events can be, one after the other. */
function whenOver(events: readonly Event[], time: Rules): When | null {
  let way: Label | null = BEGINNING
  for (const event of events) {
    const when: When | null = way && after(way, event, time)
    way = when && { ...when, over: event, before: null }
  }
  return way
}

/** The last instant at which information can leave and still arrive over these events. */
function lastDeparture(events: readonly Event[], time: Rules): number | null {
  const when = whenOver(events.toReversed().map(mirrored), time)
  return when && -when.ready
}

/** The first instant at which it can leave: later than the first event can be where what follows would be too late. */
function firstDeparture(events: readonly Event[], { dates, maxWait }: Rules): number | null {
  const [first] = events
  if (!first || first.earliest === null || dates === 'CERTAIN' || maxWait === null)
    return first?.earliest ?? null
  let least = Number.NEGATIVE_INFINITY
  let next: Event | null = null
  for (const event of events.toReversed()) {
    const atOnce: boolean =
      next === null ||
      next.earliest === null ||
      areOne(event, next) ||
      // Waiting is counted over what lasts, not from it, but where the way begins with it.
      (event.lasts && event !== first)
    least = Math.max(event.earliest ?? Number.NEGATIVE_INFINITY, atOnce ? least : least - maxWait)
    next = event
  }
  return least
}
