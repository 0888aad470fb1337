import { NONE } from '../adjacency/adjacency.ts'
import type { NumberedBetween } from './between.ts'
import { Events } from './events.ts'
import type { PathFilter } from './path-graph.ts'
import { type SearchSpace, slices } from './search-space.ts'
import { Spread } from './spread.ts'
import { areOne, BEGINNING, type Rules, type Way, Ways, type Writable } from './ways.ts'

/** One side of a search: ways that go with time from the one end, or against it from the other. */
interface Side {
  readonly start: number
  readonly backward: boolean
  readonly ways: Ways
  readonly spread: Spread
  frontier: readonly number[]
  depth: number
}

/** What a search from both ends is about. */
export interface TimedEnds {
  readonly space: SearchSpace
  readonly from: number
  readonly to: number
  readonly filter: PathFilter
  readonly rules: Rules
  readonly between: NumberedBetween
}

function sidesOf({ space, from, to, filter, rules, between }: TimedEnds): readonly [Side, Side] {
  const side = (start: number, backward: boolean): Side => {
    const ways = new Ways(rules, space.adjacency)
    const events = new Events(space.adjacency, filter)
    const spread = new Spread(ways, events, rules, backward, (event) => !between.avoids(event.to))
    return { start, backward, ways, spread, frontier: [ways.begin(start)], depth: 0 }
  }
  return [side(from, false), side(to, true)]
}

/** Takes one step from all of a side's frontier. @returns the ways found, and why the search must end, or null */
async function widen(near: Side, far: Side, { space, between }: TimedEnds) {
  let stopped: string | null = null
  for (const slice of slices(near.frontier)) {
    const entities = new Set(slice.map((way) => near.ways.entity[way] ?? NONE))
    stopped = await space.openEvents([...entities], near.backward)
    for (const way of slice) near.spread.on(way)
    if (stopped !== null) break
  }
  const found = near.spread.take()
  near.frontier = await goingOn(found, near.ways, far.start, between)
  near.depth += 1
  return { found, stopped }
}

/** The side to go on from: the smaller frontier; null where it leads no further, or where the ways are long enough. */
function nearest([ahead, back]: readonly [Side, Side], maxLength: number): readonly [Side, Side] | null {
  if (ahead.depth + back.depth >= maxLength) return null
  const near = ahead.frontier.length <= back.frontier.length ? ahead : back
  return near.frontier.length === 0 ? null : [near, near === ahead ? back : ahead]
}

/**
 * Makes known all events that can be on a way of at most `maxLength` steps from one entity to another: those of the
 * first steps are found from the one, going with time, and those of the last steps from the other, going against it, so
 * that neither side comes far.
 * @returns why there may be more; null where this is all
 */
export async function fetchBetween(ends: TimedEnds): Promise<string | null> {
  const sides = sidesOf(ends)
  for (let next = nearest(sides, ends.filter.maxLength); next; next = nearest(sides, ends.filter.maxLength)) {
    const { stopped } = await widen(...next, ends)
    if (stopped !== null) return stopped
  }
  return null
}

/**
 * Whether there is any way that respects time: from both ends until a way from the one and a way to the other fit
 * together where they meet. Only without a limit on waiting.
 */
export async function meetInTime(
  ends: TimedEnds,
): Promise<{ readonly meet: boolean; readonly stopped: string | null }> {
  const sides = sidesOf(ends)
  for (let next = nearest(sides, ends.filter.maxLength); next; next = nearest(sides, ends.filter.maxLength)) {
    const [near, far] = next
    const { found, stopped } = await widen(near, far, ends)
    const arrived = found.filter((way) => near.ways.entity[way] === far.start)
    if ([...arrived, ...near.frontier].some((way) => fitsAny(way, near, far, ends.rules)))
      return { meet: true, stopped: null }
    if (stopped !== null) return { meet: false, stopped }
  }
  return { meet: false, stopped: null }
}

/** Whether a way fits together with one of those that the other side has brought to the same entity. */
function fitsAny(way: number, near: Side, far: Side, rules: Rules): boolean {
  const [one, other]: [Writable<Way>, Writable<Way>] = [{ ...BEGINNING }, { ...BEGINNING }]
  near.ways.read(way, one)
  const entity = near.ways.entity[way] ?? NONE
  for (let met = far.ways.lastTo(entity); met >= 0; met = far.ways.otherTo(met)) {
    far.ways.read(met, other)
    if (near.backward ? fits(other, one, rules) : fits(one, other, rules)) return true
  }
  return false
}

/** Whether what leads on, found with time turned round, can follow a way. */
function fits(way: Way, onward: Way, { dates }: Rules): boolean {
  // A way does not begin with a step of which nobody knows when it was.
  if (!way.begun) return !Number.isNaN(onward.earliest)
  if (!onward.begun || way.ready <= -onward.ready) return true
  const { message, earliest, latest } = onward
  return dates === 'CERTAIN' && areOne(way, { message, earliest: -latest, latest: -earliest })
}

/** Of the ways just found those that may go on: not those that have come to the end, or to what no path may go through. */
export async function goingOn(
  found: readonly number[],
  ways: Ways,
  end: number,
  between: NumberedBetween,
): Promise<readonly number[]> {
  const entityOf = (way: number): number => ways.entity[way] ?? NONE
  const onwards = found.filter((way) => entityOf(way) !== end)
  await between.look(onwards.map(entityOf))
  return onwards.filter((way) => !between.bars(entityOf(way)))
}
