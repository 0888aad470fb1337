import { type Adjacency, codeOf, kindBit, NONE } from '../adjacency/adjacency.ts'
import { bitsOf, kindTable, tableOf } from '../adjacency/kind-tables.ts'
import { ADDRESSINGS, ARRIVALS, Edge, OFFICES, REPRESENTATIONS } from '../vocabulary/edge-kinds.ts'
import { claimsOf, type PathFilter } from './path-graph.ts'
import { Counted, hasPrincipals, IS_REPRESENTATION } from './steps.ts'
import type { Happening } from './ways.ts'

/** An edge carrying information from one entity to another, at some instant of its date. */
export interface Event extends Happening {
  readonly edge: number
  readonly from: number
  readonly to: number
}

/** The same with time turned round: what was last is first. */
export const mirrored = ({ from, to, earliest, latest, reversed, ...event }: Event): Event => ({
  ...event,
  from: to,
  to: from,
  earliest: -latest,
  latest: -earliest,
  reversed: !reversed,
})

const SENT = codeOf(Edge.SENT)
const CARRIES_ON = kindTable(({ flow }) => flow === 'forward' || flow === 'both')
const CARRIES_BACK = kindTable(({ flow }) => flow === 'backward' || flow === 'both')
const IS_ADDRESSING = tableOf(ADDRESSINGS)
const IS_ARRIVAL = tableOf(ARRIVALS)
const IS_OWN_ARRIVAL = kindTable(({ arrival }) => arrival === 'own')
const IS_OFFICE = tableOf(OFFICES)
/** Kinds of a message's edges that have dates of their own or none. */
const DATES_ITSELF = kindTable(
  ({ datedBy, message }) => datedBy === 'itself' && (message === 'from' || message === 'to'),
)
const DATED_BY_MESSAGE = kindTable(({ datedBy }) => datedBy === 'message')
const ARRIVAL_BITS = bitsOf(ARRIVALS)
const REPRESENTATION_BITS = bitsOf(REPRESENTATIONS)
/** Which message each kind belongs to. */
const AT_FROM = kindTable(({ message }) => message === 'from')
const AT_TO = kindTable(({ message }) => message === 'to')

/**
 * The events that lead away from an entity; with `backward` time is turned round, and they are those that led here.
 * An edge happens at its date; one of a message that has no date of its own (who bore it, who took it in) happens when
 * the information is there, and any other edge without a date carries nothing. A message reaches whom it was addressed
 * to at the date at which they received it, else at that of its delivery, else at its own.
 *
 * They are seen one after the other: `visit` gets the one object that stands for them all.
 */
export class Events {
  readonly #adjacency: Adjacency
  readonly #filter: PathFilter
  readonly #counted: Counted
  readonly #held: Counted
  readonly #principal: boolean
  readonly #wanted = new Uint8Array(256)
  /** The kinds wanted that carry information along their direction, and against it. */
  #onBits = 0
  #backBits = 0
  readonly #event = {
    edge: NONE,
    from: NONE,
    to: NONE,
    earliest: Number.NaN,
    latest: Number.NaN,
    message: NONE,
    lasts: false,
    reversed: false,
  }

  constructor(adjacency: Adjacency, filter: PathFilter) {
    this.#adjacency = adjacency
    this.#filter = filter
    this.#counted = new Counted(adjacency, claimsOf(filter))
    const { during, certainty } = filter
    // As of a date an office counts as it was held then; in a period, for as much of it as lies there.
    this.#held = new Counted(adjacency, {
      ...(during?.held && { during }),
      ...(certainty && { certainty }),
    })
    this.#principal = filter.agency === 'PRINCIPAL'
    for (const kind of filter.kinds) {
      const code = codeOf(kind)
      this.#wanted[code] = 1
      if (CARRIES_ON[code] === 1) this.#onBits |= kindBit(code)
      if (CARRIES_BACK[code] === 1) this.#backBits |= kindBit(code)
    }
  }

  /** The events over edges. */
  at(entity: number, backward: boolean, visit: (event: Event) => void): void {
    const adjacency = this.#adjacency
    const principal = this.#principal
    const [outward, inward] = backward ? [CARRIES_BACK, CARRIES_ON] : [CARRIES_ON, CARRIES_BACK]
    const [outBits, inBits] = backward ? [this.#backBits, this.#onBits] : [this.#onBits, this.#backBits]
    if (adjacency.mayStart(entity, outBits)) {
      for (let edge = adjacency.firstOut(entity); edge >= 0; edge = adjacency.nextOut(edge)) {
        const kind = adjacency.kind(edge)
        if (outward[kind] !== 1 || !this.#counts(edge, kind)) continue
        const to = adjacency.to(edge)
        if (principal && kind === SENT && hasPrincipals(adjacency, to)) continue
        this.#happens(edge, kind, entity, to, backward, visit)
      }
    }
    if (adjacency.mayEnd(entity, principal ? inBits | REPRESENTATION_BITS : inBits)) {
      for (let edge = adjacency.firstInto(entity); edge >= 0; edge = adjacency.nextInto(edge)) {
        const kind = adjacency.kind(edge)
        if (principal && !backward && IS_REPRESENTATION[kind] === 1)
          this.#word(edge, entity, adjacency.message(edge), backward, visit)
        if (inward[kind] !== 1 || !this.#counts(edge, kind)) continue
        if (principal && kind === SENT && hasPrincipals(adjacency, entity)) continue
        this.#happens(edge, kind, entity, adjacency.from(edge), backward, visit)
      }
    }
    if (!principal || !backward) return
    for (const edge of adjacency.through(entity))
      if (IS_REPRESENTATION[adjacency.kind(edge)] === 1)
        this.#word(edge, entity, adjacency.to(edge), backward, visit)
  }

  /**
   * The passages from an entity to its offices, or to their holders, where the filter lets information through them:
   * each lasts as long as the office is known to be held, within the period that the filter names. One without a date
   * says nothing of when it was held.
   */
  passagesAt(entity: number, backward: boolean, visit: (event: Event) => void): void {
    if (!this.#filter.throughOffices) return
    const adjacency = this.#adjacency
    for (let edge = adjacency.firstOut(entity); edge >= 0; edge = adjacency.nextOut(edge))
      if (IS_OFFICE[adjacency.kind(edge)] === 1)
        this.#passes(edge, entity, adjacency.to(edge), backward, visit)
    for (let edge = adjacency.firstInto(entity); edge >= 0; edge = adjacency.nextInto(edge))
      if (IS_OFFICE[adjacency.kind(edge)] === 1)
        this.#passes(edge, entity, adjacency.from(edge), backward, visit)
  }

  #counts(edge: number, kind: number): boolean {
    return this.#wanted[kind] === 1 && this.#counted.has(edge)
  }

  /** The sending by which a principal's word came to be a message: see `agency.ts`. */
  #word(edge: number, entity: number, far: number, backward: boolean, visit: (event: Event) => void): void {
    const adjacency = this.#adjacency
    const message = adjacency.message(edge)
    if (message < 0 || !this.#counts(edge, SENT) || !adjacency.isDated(edge)) return
    const event = this.#along(edge, entity, far)
    event.message = message
    this.#tell(adjacency.earliest(edge), adjacency.latest(edge), backward, visit)
  }

  #happens(
    edge: number,
    kind: number,
    entity: number,
    far: number,
    backward: boolean,
    visit: (event: Event) => void,
  ): void {
    const adjacency = this.#adjacency
    const arrival = IS_ADDRESSING[kind] === 1 ? this.#arrivalOf(edge) : NONE
    const dating = arrival >= 0 ? arrival : edge
    const dated = adjacency.isDated(dating)
    if (!dated && DATES_ITSELF[kind] !== 1) return
    const event = this.#along(edge, entity, far)
    if (dated && arrival < 0 && DATED_BY_MESSAGE[kind] === 1) {
      event.message =
        AT_TO[kind] === 1
          ? adjacency.to(edge)
          : AT_FROM[kind] === 1
            ? adjacency.from(edge)
            : adjacency.message(edge)
    }
    this.#tell(adjacency.earliest(dating), adjacency.latest(dating), backward, visit)
  }

  #passes(edge: number, entity: number, far: number, backward: boolean, visit: (event: Event) => void): void {
    const adjacency = this.#adjacency
    if (!adjacency.isDated(edge) || !this.#held.has(edge)) return
    const { during } = this.#filter
    const earliest = Math.max(adjacency.earliest(edge), during?.from ?? Number.NEGATIVE_INFINITY)
    const latest = Math.min(adjacency.latest(edge), during?.to ?? Number.POSITIVE_INFINITY)
    if (earliest > latest) return
    const event = this.#along(edge, entity, far)
    event.lasts = true
    this.#tell(earliest, latest, backward, visit)
  }

  /** The dated edge that says when what an addressing says arrived: at this actor, else at all; the first of each. */
  #arrivalOf(addressing: number): number {
    const adjacency = this.#adjacency
    const message = adjacency.from(addressing)
    if (!adjacency.mayEnd(message, ARRIVAL_BITS)) return NONE
    const addressee = adjacency.to(addressing)
    let own = NONE
    let all = NONE
    for (let edge = adjacency.firstInto(message); edge >= 0; edge = adjacency.nextInto(edge)) {
      const kind = adjacency.kind(edge)
      if (IS_ARRIVAL[kind] !== 1 || !adjacency.isDated(edge)) continue
      if (IS_OWN_ARRIVAL[kind] !== 1) {
        if (all < 0 || adjacency.earliest(edge) < adjacency.earliest(all)) all = edge
      } else if (adjacency.from(edge) === addressee) {
        if (own < 0 || adjacency.earliest(edge) < adjacency.earliest(own)) own = edge
      }
    }
    return own >= 0 ? own : all
  }

  /** The object that stands for an event over this edge, as one that happens at once and is no message's. */
  #along(edge: number, from: number, to: number) {
    const event = this.#event
    event.edge = edge
    event.from = from
    event.to = to
    event.message = NONE
    event.lasts = false
    return event
  }

  #tell(earliest: number, latest: number, backward: boolean, visit: (event: Event) => void): void {
    const event = this.#event
    event.earliest = backward ? -latest : earliest
    event.latest = backward ? -earliest : latest
    event.reversed = backward
    visit(event)
  }
}
