import { type Adjacency, codeOf } from '../adjacency/adjacency.ts'
import { withRoom } from '../adjacency/growing.ts'
import { bitsOf, tableOf } from '../adjacency/kind-tables.ts'
import type { EdgeStep } from '../store/graph-store.ts'
import { type Claims, isAmong } from '../store/read-plan.ts'
import { Edge, type EdgeKind, edgeKind, REPRESENTATIONS } from '../vocabulary/edge-kinds.ts'
import type { Certainty } from '../vocabulary/forms.ts'
import { claimsOf, type PathFilter } from './path-graph.ts'

/** An edge may be taken from the end where it starts to the other, and the other way. */
const ALONG = 1
const AGAINST = 2

const SENT = codeOf(Edge.SENT)
/** By the code of a kind. */
export const IS_REPRESENTATION = tableOf(REPRESENTATIONS)

/** Which edges are among the claims that count, by number. */
export class Counted {
  readonly #adjacency: Adjacency
  readonly #claims: Claims
  readonly #all: boolean
  /** The edge looked at: one object for all of them. */
  readonly #edge: { kind: EdgeKind; earliest: number | null; latest: number | null; certainty: Certainty } = {
    kind: Edge.SENT,
    earliest: null,
    latest: null,
    certainty: 'UNKNOWN',
  }

  constructor(adjacency: Adjacency, claims: Claims) {
    this.#adjacency = adjacency
    this.#claims = claims
    this.#all = Object.keys(claims).length === 0
  }

  has(edge: number): boolean {
    if (this.#all) return true
    const looked = this.#edge
    const dated = this.#adjacency.isDated(edge)
    looked.kind = this.#adjacency.kindOf(edge)
    looked.earliest = dated ? this.#adjacency.earliest(edge) : null
    looked.latest = dated ? this.#adjacency.latest(edge) : null
    looked.certainty = this.#adjacency.certaintyOf(edge)
    return isAmong(looked, this.#claims)
  }
}

/** Whether somebody spoke for others through a message. */
export function hasPrincipals(adjacency: Adjacency, message: number): boolean {
  for (const edge of adjacency.through(message))
    if (IS_REPRESENTATION[adjacency.kind(edge)] === 1) return true
  return false
}

/** The kind and the ends of an edge, by number, as searches with this agency take it: see `told`. */
export function endsOf(
  adjacency: Adjacency,
  edge: number,
  { agency }: Pick<PathFilter, 'agency'>,
): { readonly kind: EdgeKind; readonly from: number; readonly to: number } {
  const message = adjacency.message(edge)
  return agency === 'PRINCIPAL' && message >= 0 && IS_REPRESENTATION[adjacency.kind(edge)] === 1
    ? { kind: Edge.SENT, from: adjacency.to(edge), to: message }
    : { kind: adjacency.kindOf(edge), from: adjacency.from(edge), to: adjacency.to(edge) }
}

/**
 * The edge as searches with this agency tell of it. Where a message is the word of its principals, the edge that says so
 * stands for the sending, from the principal to the message.
 */
export function told(adjacency: Adjacency, edge: number, { agency }: Pick<PathFilter, 'agency'>): EdgeStep {
  const step = adjacency.step(edge)
  if (agency === 'LITERAL' || IS_REPRESENTATION[adjacency.kind(edge)] !== 1) return step
  return { ...step, kind: Edge.SENT, from: step.to, to: step.message ?? step.from, message: null }
}

/**
 * The steps that a search with a filter takes from an entity, or (backward) those that lead to it: `edges` and `ends` up to
 * `count`, until it is asked again. Agency PRINCIPAL is as in `agency.ts`.
 */
export class Steps {
  edges: Int32Array = new Int32Array(64)
  ends: Int32Array = new Int32Array(64)
  count = 0
  readonly #adjacency: Adjacency
  readonly #counted: Counted
  readonly #ways = new Uint8Array(256)
  readonly #principal: boolean
  /** The kinds that lead on at all. */
  readonly #bits: number

  constructor(adjacency: Adjacency, filter: PathFilter) {
    this.#adjacency = adjacency
    this.#counted = new Counted(adjacency, claimsOf(filter))
    this.#principal = filter.agency === 'PRINCIPAL'
    const { direction } = filter
    for (const kind of filter.kinds) {
      if (this.#principal && REPRESENTATIONS.includes(kind)) continue
      const free = direction === 'ANY' || !edgeKind(kind).directed
      this.#ways[codeOf(kind)] =
        (free || direction === 'OUT' ? ALONG : 0) | (free || direction === 'IN' ? AGAINST : 0)
    }
    this.#bits = bitsOf([...filter.kinds, ...(this.#principal ? REPRESENTATIONS : [])])
  }

  /** Looks at an entity. */
  at(entity: number, backward: boolean): void {
    this.count = 0
    const adjacency = this.#adjacency
    const [leaving, coming] = backward ? [AGAINST, ALONG] : [ALONG, AGAINST]
    const ways = this.#ways
    if (adjacency.mayStart(entity, this.#bits)) {
      for (let edge = adjacency.firstOut(entity); edge >= 0; edge = adjacency.nextOut(edge)) {
        const kind = adjacency.kind(edge)
        if (((ways[kind] ?? 0) & leaving) === 0 || !this.#counted.has(edge)) continue
        const to = adjacency.to(edge)
        if (this.#principal && kind === SENT && hasPrincipals(adjacency, to)) continue
        this.#add(edge, to)
      }
    }
    if (adjacency.mayEnd(entity, this.#bits)) {
      for (let edge = adjacency.firstInto(entity); edge >= 0; edge = adjacency.nextInto(edge)) {
        const kind = adjacency.kind(edge)
        if (this.#principal && IS_REPRESENTATION[kind] === 1) {
          const message = adjacency.message(edge)
          const leads = message >= 0 && ((ways[SENT] ?? 0) & leaving) !== 0
          if (leads && this.#counted.has(edge)) this.#add(edge, message)
          continue
        }
        if (((ways[kind] ?? 0) & coming) === 0 || !this.#counted.has(edge)) continue
        if (this.#principal && kind === SENT && hasPrincipals(adjacency, entity)) continue
        const from = adjacency.from(edge)
        const takenAlready = from === entity && ((ways[kind] ?? 0) & leaving) !== 0
        if (!takenAlready) this.#add(edge, from)
      }
    }
    if (!this.#principal || ((ways[SENT] ?? 0) & coming) === 0) return
    for (const edge of adjacency.through(entity)) {
      if (IS_REPRESENTATION[adjacency.kind(edge)] === 1 && this.#counted.has(edge))
        this.#add(edge, adjacency.to(edge))
    }
  }

  #add(edge: number, end: number): void {
    this.edges = withRoom(this.edges, this.count + 1)
    this.ends = withRoom(this.ends, this.count + 1)
    this.edges[this.count] = edge
    this.ends[this.count] = end
    this.count += 1
  }
}
