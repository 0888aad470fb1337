import { type Adjacency, NONE } from '../adjacency/adjacency.ts'
import { withRoom } from '../adjacency/growing.ts'

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

/** When something happens. */
export interface Happening {
  /** First and last instant; NaN where it happens whenever the information is there. */
  readonly earliest: number
  readonly latest: number
  /** The message at whose date it happens: all such events of one message are one. `NONE` where there is none. */
  readonly message: number
  /** True where it goes on from `earliest` to `latest`, and information passes at any time of that. */
  readonly lasts: boolean
  /** True where time was turned round. */
  readonly reversed: boolean
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

/** One way in which information came to an entity: its end, as far as it decides what can follow. */
export interface Way extends When {
  /** Whether it has a step. */
  readonly begun: boolean
  /** The last step's message and date, as of `Happening`. */
  readonly message: number
  readonly earliest: number
  readonly latest: number
}

export type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

/** Where information is from the start. */
export const BEGINNING: Way = {
  ready: Number.NEGATIVE_INFINITY,
  until: Number.POSITIVE_INFINITY,
  begun: false,
  message: NONE,
  earliest: Number.NaN,
  latest: Number.NaN,
}

/**
 * Finds out when a step can have been that follows a way.
 * @param when gets the answer
 * @returns false where the step was too early, or too late to be waited for
 */
export function after(way: Way, event: Happening, { dates, maxWait }: Rules, when: Writable<When>): boolean {
  const { earliest, latest } = event
  if (Number.isNaN(earliest) || (way.begun && areOne(way, event))) {
    when.ready = way.ready
    when.until = way.until
    // A first step without a date says nothing of when the way begins.
    return way.begun || event.reversed
  }
  if (event.lasts) {
    // What lasts has no instant of its own: waiting is counted from the step before it to the one behind.
    when.ready = Math.max(way.ready, earliest)
    when.until = Math.min(way.until, latest)
    return way.ready <= latest && (maxWait === null || when.ready - when.until <= maxWait)
  }
  if (dates === 'CERTAIN') {
    when.ready = latest
    when.until = earliest
    return way.ready <= earliest && (maxWait === null || latest - way.until <= maxWait)
  }
  when.ready = Math.max(earliest, way.ready)
  when.until = maxWait === null ? latest : Math.min(latest, way.until + maxWait)
  return when.ready <= when.until
}

/** Whether two steps are parts of one event: of one message, at its date. */
export const areOne = (
  a: Pick<Happening, 'message' | 'earliest' | 'latest'>,
  b: Pick<Happening, 'message' | 'earliest' | 'latest'>,
): boolean => a.message >= 0 && a.message === b.message && a.earliest === b.earliest && a.latest === b.latest

/** A step to be noted, and the entity that it leads to. */
interface Led extends Happening {
  readonly edge: number
  readonly to: number
}

const DEAD = 1

/**
 * The ways found by one search, as numbers in the order found, which is that of their steps. Of those to one entity none
 * is as good as another: the one with fewer steps stays, and of as many steps the one that comes first by the ids of the
 * first entity, or else edge, in which they differ. So which one is found does not depend on the order of looking.
 */
export class Ways {
  readonly #rules: Rules
  readonly #adjacency: Adjacency
  /** By entity: the last of its ways, and one. */
  #last: Int32Array = new Int32Array(1_024)
  /** By way. */
  #size = 0
  #other: Int32Array = new Int32Array(256)
  #dead: Uint8Array = new Uint8Array(256)
  #ready: Float64Array = new Float64Array(256)
  #until: Float64Array = new Float64Array(256)
  #earliest: Float64Array = new Float64Array(256)
  #latest: Float64Array = new Float64Array(256)
  #message: Int32Array = new Int32Array(256)
  entity: Int32Array = new Int32Array(256)
  edge: Int32Array = new Int32Array(256)
  before: Int32Array = new Int32Array(256)
  #steps: Int32Array = new Int32Array(256)
  #flags: Uint8Array = new Uint8Array(256)

  constructor(rules: Rules, adjacency: Adjacency) {
    this.#rules = rules
    this.#adjacency = adjacency
  }

  /** How many ways were found: they have the numbers below this. */
  get size(): number {
    return this.#size
  }

  /** Notes where information is from the start. @returns the number of that way */
  begin(entity: number): number {
    return this.#add(entity, BEGINNING, { ...BEGINNING, lasts: false, reversed: false }, NONE, NONE)
  }

  /** Notes a way where none that was found is as good. @returns its number, or `NONE` */
  note(event: Led, when: When, before: number): number {
    const { to } = event
    for (let way = this.lastTo(to); way >= 0; way = this.otherTo(way))
      if (this.#isAsGood(way, when, event) && !this.#givesWay(way, when, event, before)) return NONE
    let previous = NONE
    for (let way = this.lastTo(to); way >= 0; way = this.otherTo(way)) {
      const earlier = when.ready < (this.#ready[way] ?? 0)
      if (this.#isOutdone(way, when, event) && (earlier || this.#givesWay(way, when, event, before)))
        this.#leave(to, way, previous)
      else previous = way
    }
    return this.#add(to, when, event, event.edge, before)
  }

  /** One of the ways to an entity; `otherTo` leads on to the rest; `NONE` where there is none. */
  lastTo(entity: number): number {
    return (this.#last[entity] ?? 0) - 1
  }

  otherTo(way: number): number {
    return (this.#other[way] ?? 0) - 1
  }

  /** Whether none that was found since is better. */
  isBest(way: number): boolean {
    return this.#dead[way] !== DEAD
  }

  ready(way: number): number {
    return this.#ready[way] ?? Number.NaN
  }

  /** The earliest `ready` of all ways to an entity; without one infinite. */
  bestReady(entity: number): number {
    let best = Number.POSITIVE_INFINITY
    for (let way = this.lastTo(entity); way >= 0; way = this.otherTo(way))
      best = Math.min(best, this.ready(way))
    return best
  }

  /** The end of a way. @param into gets it */
  read(way: number, into: Writable<Way>): void {
    into.ready = this.#ready[way] ?? 0
    into.until = this.#until[way] ?? 0
    into.begun = (this.edge[way] ?? NONE) >= 0
    into.message = this.#message[way] ?? NONE
    into.earliest = this.#earliest[way] ?? 0
    into.latest = this.#latest[way] ?? 0
  }

  /** The step that ends a way. */
  happened(way: number): Happening {
    return {
      earliest: this.#earliest[way] ?? Number.NaN,
      latest: this.#latest[way] ?? Number.NaN,
      message: this.#message[way] ?? NONE,
      lasts: ((this.#flags[way] ?? 0) & 1) !== 0,
      reversed: ((this.#flags[way] ?? 0) & 2) !== 0,
    }
  }

  /** Whether a way by which an entity is known is as good as another: whatever can follow that can follow it at least as well. */
  #isAsGood(way: number, when: When, event: Happening): boolean {
    const { dates, maxWait } = this.#rules
    return (
      (this.#ready[way] ?? 0) <= when.ready &&
      (maxWait === null || (this.#until[way] ?? 0) >= when.until) &&
      (dates === 'POSSIBLE' || event.message < 0 || (this.edge[way] ?? NONE) < 0 || this.#isOne(way, event))
    )
  }

  /** The same the other way round. */
  #isOutdone(way: number, when: When, event: Happening): boolean {
    const { dates, maxWait } = this.#rules
    return (
      when.ready <= (this.#ready[way] ?? 0) &&
      (maxWait === null || when.until >= (this.#until[way] ?? 0)) &&
      (dates === 'POSSIBLE' || (this.#message[way] ?? NONE) < 0 || this.#isOne(way, event))
    )
  }

  /** Whether a way that is as good as another, of as many steps, comes behind it. */
  #givesWay(way: number, when: When, event: Led, before: number): boolean {
    return (
      this.#steps[way] === (this.#steps[before] ?? 0) + 1 &&
      this.#isOutdone(way, when, event) &&
      this.comesFirst(before, event.edge, way)
    )
  }

  /** Whether a way on from another, over an edge, comes before one of as many steps to the same entity. */
  comesFirst(before: number, edge: number, than: number): boolean {
    let [one, other] = [before, this.before[than] ?? NONE]
    if (one === other) return this.#edgeId(edge) < this.#edgeId(this.edge[than] ?? NONE)
    while (this.before[one] !== this.before[other]) {
      one = this.before[one] ?? NONE
      other = this.before[other] ?? NONE
    }
    const [entity, otherEntity] = [this.entity[one] ?? NONE, this.entity[other] ?? NONE]
    return entity === otherEntity
      ? this.#edgeId(this.edge[one] ?? NONE) < this.#edgeId(this.edge[other] ?? NONE)
      : this.#adjacency.idOf(entity) < this.#adjacency.idOf(otherEntity)
  }

  /** How many steps a way has. */
  steps(way: number): number {
    return this.#steps[way] ?? 0
  }

  #edgeId(edge: number): string {
    return this.#adjacency.edgeIdOf(edge)
  }

  #isOne(way: number, event: Happening): boolean {
    const message = this.#message[way] ?? NONE
    return (
      message >= 0 &&
      message === event.message &&
      this.#earliest[way] === event.earliest &&
      this.#latest[way] === event.latest
    )
  }

  #leave(entity: number, way: number, previous: number): void {
    this.#dead[way] = DEAD
    if (previous < 0) this.#last[entity] = this.#other[way] ?? 0
    else this.#other[previous] = this.#other[way] ?? 0
  }

  #add(entity: number, when: When, event: Happening, edge: number, before: number): number {
    const way = this.#size++
    if (way >= this.#other.length) this.#grow()
    this.#last = withRoom(this.#last, entity + 1)
    this.#other[way] = this.#last[entity] ?? 0
    this.#last[entity] = way + 1
    this.#ready[way] = when.ready
    this.#until[way] = when.until
    this.#earliest[way] = event.earliest
    this.#latest[way] = event.latest
    this.#message[way] = event.message
    this.#flags[way] = (event.lasts ? 1 : 0) | (event.reversed ? 2 : 0)
    this.entity[way] = entity
    this.edge[way] = edge
    this.before[way] = before
    this.#steps[way] = before < 0 ? 0 : (this.#steps[before] ?? 0) + 1
    return way
  }

  #grow(): void {
    const size = this.#size * 2
    this.#other = withRoom(this.#other, size)
    this.#dead = withRoom(this.#dead, size)
    this.#ready = withRoom(this.#ready, size)
    this.#until = withRoom(this.#until, size)
    this.#earliest = withRoom(this.#earliest, size)
    this.#latest = withRoom(this.#latest, size)
    this.#message = withRoom(this.#message, size)
    this.#flags = withRoom(this.#flags, size)
    this.#steps = withRoom(this.#steps, size)
    this.entity = withRoom(this.entity, size)
    this.edge = withRoom(this.edge, size)
    this.before = withRoom(this.before, size)
  }
}
