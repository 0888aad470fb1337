import { type Adjacency, NONE } from '../adjacency/adjacency.ts'
import { NumberedBetween } from './between.ts'
import { fetchBetween, goingOn, meetInTime, type TimedEnds } from './both-ends.ts'
import { type SearchBudget, Spending } from './budget.ts'
import { type Event, Events, mirrored } from './events.ts'
import { type PathFilter, type PathGraph, type WalkedPath, walked } from './path-graph.ts'
import type { Found } from './path-outcome.ts'
import { searchSpace, slices } from './search-space.ts'
import type { SearchResult } from './shortest-paths.ts'
import { Spread } from './spread.ts'
import { told } from './steps.ts'
import {
  after,
  areOne,
  BEGINNING,
  type Rules,
  type TimeOptions,
  type Way,
  Ways,
  type Writable,
} from './ways.ts'

/** A path that respects time, with the instants at which information leaves and arrives. */
export interface TimedPath extends WalkedPath {
  /** Milliseconds since 1970; null for a path without steps. */
  readonly departure: number | null
  readonly arrival: number | null
}

export interface TimedQuestion {
  readonly from: string
  readonly to: string
  readonly filter: PathFilter
  readonly time: TimeOptions
}

/**
 * A way by which information can have come from one entity to another: each step no earlier than the one before, along
 * the flow that the vocabulary gives each kind of edge, and of those with the best time one with the fewest steps.
 *
 * Without a limit on waiting this is earliest arrival with zero travel times (Wu et al., "Efficient Algorithms for
 * Temporal Path Computation", IEEE TKDE 28(11), 2016), found step by step so that `maxLength` holds; where the graph is
 * not whole in memory, among the events that lie between the two (`both-ends.ts`). Latest departure is the same with
 * time turned round. With a limit an entity keeps all ways that none is better than in both respects, and
 * the result is a walk, which may come by an entity twice (Bentert et al., "Efficient computation of optimal temporal
 * walks under waiting-time constraints", Applied Network Science 5:73, 2020: paths without that are NP-hard).
 *
 * Uncertain dates are where this differs from both: a step happens at one instant of its date, which is chosen once for
 * the whole way (POSSIBLE), or the way holds whatever the instants are (CERTAIN). See `events.ts` for when a step
 * happens.
 */
export async function timeRespectingPath(
  graph: PathGraph,
  { from, to, filter, time }: TimedQuestion,
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
  const ends = await endsOf(graph, { from, to, filter, time }, budget, signal)
  const { space, between } = ends
  const { adjacency } = space
  const stoppedBefore = space.isWhole ? null : await fetchBetween(ends)
  const backward = time.prefer === 'LATEST_DEPARTURE'
  const [start, end] = backward ? [ends.to, ends.from] : [ends.from, ends.to]
  const ways = new Ways(time, adjacency)
  const spread = new Spread(
    ways,
    new Events(adjacency, filter),
    time,
    backward,
    (event, { ready }) =>
      !between.avoids(event.to) &&
      // Time turned round, a way does not begin with a step of which nobody knows when it was.
      !(backward && event.to === end && Number.isNaN(event.earliest)) &&
      ready <= ways.bestReady(end),
  )
  let frontier: readonly number[] = [ways.begin(start)]
  let stopped: string | null = null
  for (let step = 0; step < filter.maxLength && frontier.length > 0 && stopped === null; step++) {
    for (const slice of slices(frontier)) {
      if (space.isWhole) stopped = await space.openEvents(slice, backward)
      for (const way of slice) spread.on(way)
      if (stopped !== null) break
    }
    if (time.prefer === 'FEWEST_STEPS' && ways.lastTo(end) >= 0) break
    frontier = await goingOn(spread.take(), ways, end, between)
  }
  const best = bestTo(end, ways)
  const paths = best < 0 ? [] : [timed(from, eventsOn(best, ways, backward), adjacency, filter, time)]
  return { paths, more: false, stopped: stoppedBefore ?? stopped, leftOut: between.leftOut }
}

/** Whether there is any such way. @returns as a search that says no more than that */
export async function hasTimeRespectingPath(
  graph: PathGraph,
  question: TimedQuestion,
  budget: SearchBudget,
  signal?: AbortSignal,
): Promise<Found> {
  const { from, to, time } = question
  if (from === to) return { found: true, stopped: null }
  if (time.maxWait !== null) {
    const soonest = { ...question, time: { ...time, prefer: 'FEWEST_STEPS' } } as const
    const { paths, stopped } = await timeRespectingPath(graph, soonest, budget, signal)
    return { found: paths.length > 0, stopped }
  }
  const { meet, stopped } = await meetInTime(await endsOf(graph, question, budget, signal))
  return { found: meet, stopped }
}

async function endsOf(
  graph: PathGraph,
  { from, to, filter, time }: TimedQuestion,
  budget: SearchBudget,
  signal: AbortSignal | undefined,
): Promise<TimedEnds> {
  const space = await searchSpace(graph, filter, new Spending(budget, signal), signal)
  const between = new NumberedBetween(graph, space, filter, [from, to], signal)
  return { space, from: space.entity(from), to: space.entity(to), filter, rules: time, between }
}

/** The way to an entity that is ready first, and of several the one with the fewest steps; `NONE` where there is none. */
function bestTo(entity: number, ways: Ways): number {
  let best = NONE
  for (let way = ways.lastTo(entity); way >= 0; way = ways.otherTo(way))
    if (best < 0 || isBetter(way, best, ways)) best = way
  return best
}

function isBetter(way: number, than: number, ways: Ways): boolean {
  const order = ways.ready(way) - ways.ready(than) || ways.steps(way) - ways.steps(than)
  return order < 0 || (order === 0 && ways.comesFirst(ways.before[way] ?? NONE, ways.edge[way] ?? NONE, than))
}

/** The events of a way, in the order of time. */
function eventsOn(way: number, ways: Ways, backward: boolean): readonly Event[] {
  const events: Event[] = []
  for (let at = way; (ways.edge[at] ?? NONE) >= 0; at = ways.before[at] ?? NONE) {
    const before = ways.before[at] ?? NONE
    events.push({
      ...ways.happened(at),
      edge: ways.edge[at] ?? NONE,
      from: ways.entity[before] ?? NONE,
      to: ways.entity[at] ?? NONE,
    })
  }
  return backward ? events.map(mirrored) : events.reverse()
}

/** The path over these events, with when it leaves and arrives. */
function timed(
  from: string,
  events: readonly Event[],
  adjacency: Adjacency,
  filter: PathFilter,
  time: TimeOptions,
): TimedPath {
  const last = time.prefer === 'LATEST_DEPARTURE'
  const departure = last ? lastDeparture(events, time) : firstDeparture(events, time)
  const [first, ...rest] = events
  const leaving = first && (time.dates === 'POSSIBLE' ? { ...first, earliest: departure } : first)
  const arrival = leaving ? readyAfter([leaving, ...rest], time) : Number.NaN
  const steps = events.map(({ edge }) => told(adjacency, edge, filter))
  return { ...walked(from, steps), departure: known(departure), arrival: known(arrival) }
}

const known = (instant: number): number | null => (Number.isNaN(instant) ? null : instant)

/** When the last of these events is ready, one after the other; NaN where they cannot follow each other. */
function readyAfter(events: readonly Event[], rules: Rules): number {
  const way: Writable<Way> = { ...BEGINNING }
  for (const event of events) {
    const when = { ready: 0, until: 0 }
    if (!after(way, event, rules, when)) return Number.NaN
    const { message, earliest, latest } = event
    Object.assign(way, { ...when, begun: true, message, earliest, latest })
  }
  return way.ready
}

/** The last instant at which information can leave and still arrive over these events. */
const lastDeparture = (events: readonly Event[], rules: Rules): number =>
  -readyAfter(events.toReversed().map(mirrored), rules)

/** The first instant at which it can leave: later than the first event can be where what follows would be too late. */
function firstDeparture(events: readonly Event[], { dates, maxWait }: Rules): number {
  const [first] = events
  if (!first) return Number.NaN
  if (Number.isNaN(first.earliest) || dates === 'CERTAIN' || maxWait === null) return first.earliest
  let least = Number.NEGATIVE_INFINITY
  let next: Event | null = null
  for (const event of events.toReversed()) {
    const atOnce: boolean =
      next === null ||
      Number.isNaN(next.earliest) ||
      areOne(event, next) ||
      // Waiting is counted over what lasts, not from it, but where the way begins with it.
      (event.lasts && event !== first)
    const earliest = Number.isNaN(event.earliest) ? Number.NEGATIVE_INFINITY : event.earliest
    least = Math.max(earliest, atOnce ? least : least - maxWait)
    next = event
  }
  return least
}
