import type { EdgeStep } from '../store/graph-store.ts'
import { EDGE_KIND_NAMES, type EdgeKind } from '../vocabulary/edge-kinds.ts'
import { CERTAINTIES, type Certainty } from '../vocabulary/forms.ts'
import { edgeEndsOf, edgeIdOf } from '../vocabulary/ids.ts'
import { Dates } from './dates.ts'
import { withRoom } from './growing.ts'
import { IdTable } from './id-table.ts'

/** Stands for "none" where the number of an entity or an edge must stand. */
export const NONE = -1

/** The kind of an edge that was removed. */
const REMOVED = 255

/** What an edge is made of, but for what it rests on. */
export interface AddedEdge extends Omit<EdgeStep, 'id' | 'sources'> {
  /** Null where it is what `edgeIdOf` makes of kind and ends. */
  readonly id: string | null
}

const CODES = new Map(EDGE_KIND_NAMES.map((kind, code) => [kind, code]))
const CERTAINTY_NAMES = Object.keys(CERTAINTIES) as readonly Certainty[]
const CERTAINTY_CODES = new Map(CERTAINTY_NAMES.map((certainty, code) => [certainty, code]))

/** The number by which an adjacency has a kind. */
export const codeOf = (kind: EdgeKind): number => CODES.get(kind) ?? REMOVED

/** What is kept of an edge, one number after the other. Lists lead on to an edge's number and one; 0 ends them. */
const FIELDS = 6
const FROM = 0
const TO = 1
const DATE = 2
const NEXT_OUT = 3
const NEXT_INTO = 4
/** The code of its kind, and that of its certainty 8 bits higher. */
const CLAIM = 5

/** The same of an entity: the heads of its lists, how long they are, and which kinds of edge they may have. */
const ENTITY_FIELDS = 6
const FIRST_OUT = 0
const FIRST_INTO = 1
const OUT_DEGREE = 2
const INTO_DEGREE = 3
const OUT_KINDS = 4
const INTO_KINDS = 5

/** A set of kinds as bits; with more kinds than bits some share one. */
export const kindBit = (code: number): number => 1 << (code & 31)

/**
 * Who is joined to whom, as numbers: 24 bytes an edge and 24 an entity beside its id. Each entity has a list of the edges
 * that start at it and one of those that end there, linked from edge to edge, so that edges come and go without moving
 * others; all that is kept of an edge stands together, so that looking at it reads memory once.
 *
 * A number stays what it is as long as the adjacency does. Lists are newest first.
 */
export class Adjacency {
  readonly #ids = new IdTable()
  readonly #dates = new Dates()
  #data: Int32Array = new Int32Array(FIELDS * 16)
  #heads: Int32Array = new Int32Array(ENTITY_FIELDS * 16)
  /** The messages that edges between actors happened through, and these edges by message. */
  readonly #messages = new Map<number, number>()
  readonly #through = new Map<number, number[]>()
  /** Ids that do not follow from kind and ends alone. */
  readonly #named = new Map<number, string>()
  /** Edges whose ids name other ends than they have, since an actor of theirs was merged. */
  readonly #moved = new Map<string, number>()
  #places = 0
  #edges = 0

  /** How many entities it has numbers for. */
  get entities(): number {
    return this.#ids.size
  }

  /** How many edges there are. */
  get edges(): number {
    return this.#edges
  }

  /** The entity's number; `NONE` where no edge has touched it. */
  find(id: string): number {
    return this.#ids.find(id)
  }

  /** The entity's number, which it gets where it has none. */
  enter(id: string): number {
    return this.#ids.add(id)
  }

  /** The id of an entity. */
  idOf(entity: number): string {
    return this.#ids.id(entity)
  }

  /** The first edge that starts at an entity; `nextOut` leads on, `NONE` ends. */
  firstOut(entity: number): number {
    return (this.#heads[entity * ENTITY_FIELDS + FIRST_OUT] ?? 0) - 1
  }

  nextOut(edge: number): number {
    return (this.#data[edge * FIELDS + NEXT_OUT] ?? 0) - 1
  }

  /** The first edge that ends at an entity; `nextInto` leads on, `NONE` ends. */
  firstInto(entity: number): number {
    return (this.#heads[entity * ENTITY_FIELDS + FIRST_INTO] ?? 0) - 1
  }

  nextInto(edge: number): number {
    return (this.#data[edge * FIELDS + NEXT_INTO] ?? 0) - 1
  }

  /** Whether edges of some kinds (`kindBit`) may start at an entity; false where none does. */
  mayStart(entity: number, bits: number): boolean {
    return ((this.#heads[entity * ENTITY_FIELDS + OUT_KINDS] ?? 0) & bits) !== 0
  }

  /** Whether edges of some kinds may end there. */
  mayEnd(entity: number, bits: number): boolean {
    return ((this.#heads[entity * ENTITY_FIELDS + INTO_KINDS] ?? 0) & bits) !== 0
  }

  /** How many edges touch an entity. */
  degree(entity: number): number {
    return (
      (this.#heads[entity * ENTITY_FIELDS + OUT_DEGREE] ?? 0) +
      (this.#heads[entity * ENTITY_FIELDS + INTO_DEGREE] ?? 0)
    )
  }

  /** The entity at which an edge starts. */
  from(edge: number): number {
    return this.#data[edge * FIELDS + FROM] ?? NONE
  }

  /** The entity to which it leads. */
  to(edge: number): number {
    return this.#data[edge * FIELDS + TO] ?? NONE
  }

  /** The code of its kind. */
  kind(edge: number): number {
    return (this.#data[edge * FIELDS + CLAIM] ?? REMOVED) & 255
  }

  isDated(edge: number): boolean {
    return (this.#data[edge * FIELDS + DATE] ?? NONE) >= 0
  }

  /** The message that an edge between actors happened through; `NONE` where it names none. */
  message(edge: number): number {
    return this.#messages.get(edge) ?? NONE
  }

  /** The edges that happened through a message. */
  through(message: number): readonly number[] {
    return this.#through.get(message) ?? NO_EDGES
  }

  /** The first possible instant of an edge; NaN without a date. */
  earliest(edge: number): number {
    return this.#dates.earliest(this.#data[edge * FIELDS + DATE] ?? NONE)
  }

  /** The last possible instant of an edge; NaN without a date. */
  latest(edge: number): number {
    return this.#dates.latest(this.#data[edge * FIELDS + DATE] ?? NONE)
  }

  kindOf(edge: number): EdgeKind {
    const kind = EDGE_KIND_NAMES[this.kind(edge)]
    if (kind === undefined) throw new TypeError('an edge that is read has not been removed')
    return kind
  }

  certaintyOf(edge: number): Certainty {
    return CERTAINTY_NAMES[(this.#data[edge * FIELDS + CLAIM] ?? 0) >> 8] ?? 'UNKNOWN'
  }

  edgeIdOf(edge: number): string {
    return (
      this.#named.get(edge) ??
      edgeIdOf(this.kindOf(edge), this.idOf(this.from(edge)), this.idOf(this.to(edge)))
    )
  }

  /** The edge as algorithms over the port know it; what it rests on is not here. */
  step(edge: number): EdgeStep {
    const dated = this.isDated(edge)
    const message = this.message(edge)
    return {
      id: this.edgeIdOf(edge),
      kind: this.kindOf(edge),
      from: this.idOf(this.from(edge)),
      to: this.idOf(this.to(edge)),
      earliest: dated ? this.earliest(edge) : null,
      latest: dated ? this.latest(edge) : null,
      message: message < 0 ? null : this.idOf(message),
      certainty: this.certaintyOf(edge),
      sources: [],
    }
  }

  /** The number of the edge that has this id; `NONE` where there is none. */
  findEdge(id: string): number {
    const moved = this.#moved.get(id)
    if (moved !== undefined) return moved
    const ends = edgeEndsOf(id)
    if (!ends) return NONE
    const [from, to] = [this.find(ends.from), this.find(ends.to)]
    if (from < 0 || to < 0) return NONE
    const outDegree = this.#heads[from * ENTITY_FIELDS + OUT_DEGREE] ?? 0
    if (outDegree <= (this.#heads[to * ENTITY_FIELDS + INTO_DEGREE] ?? 0)) {
      for (let edge = this.firstOut(from); edge >= 0; edge = this.nextOut(edge))
        if (this.to(edge) === to && this.edgeIdOf(edge) === id) return edge
    } else {
      for (let edge = this.firstInto(to); edge >= 0; edge = this.nextInto(edge))
        if (this.from(edge) === from && this.edgeIdOf(edge) === id) return edge
    }
    return NONE
  }

  /** Adds an edge whose id none has. @returns its number */
  add({ id, kind, from, to, earliest, latest, message, certainty }: AddedEdge): number {
    const edge = this.#places++
    this.#edges++
    const [start, end] = [this.enter(from), this.enter(to)]
    const through = message === null ? NONE : this.enter(message)
    this.#data = withRoom(this.#data, this.#places * FIELDS)
    this.#heads = withRoom(this.#heads, this.entities * ENTITY_FIELDS)
    const [at, code] = [edge * FIELDS, codeOf(kind)]
    this.#data[at + FROM] = start
    this.#data[at + TO] = end
    this.#data[at + DATE] = this.#dates.add(earliest, latest)
    this.#data[at + CLAIM] = code | ((CERTAINTY_CODES.get(certainty) ?? CERTAINTY_NAMES.length) << 8)
    this.#link(edge, code, start, end)
    if (through >= 0) {
      this.#messages.set(edge, through)
      const others = this.#through.get(through)
      if (others) others.push(edge)
      else this.#through.set(through, [edge])
    }
    if (id !== null && id !== edgeIdOf(kind, from, to)) {
      this.#named.set(edge, id)
      const ends = edgeEndsOf(id)
      if (ends?.from !== from || ends.to !== to) this.#moved.set(id, edge)
    }
    return edge
  }

  /** Puts an edge in the place of the one that has its id. */
  put(edge: AddedEdge & { readonly id: string }): void {
    this.removeEdge(edge.id)
    this.add(edge)
  }

  /** Removes the edge that has this id, where there is one. */
  removeEdge(id: string): void {
    const edge = this.findEdge(id)
    if (edge >= 0) this.#drop(edge, id)
  }

  /** Removes all edges that touch an entity; its number stays. */
  removeEntity(id: string): void {
    const entity = this.find(id)
    if (entity < 0) return
    for (let edge = this.firstOut(entity); edge >= 0; edge = this.firstOut(entity))
      this.#drop(edge, this.edgeIdOf(edge))
    for (let edge = this.firstInto(entity); edge >= 0; edge = this.firstInto(entity))
      this.#drop(edge, this.edgeIdOf(edge))
  }

  #link(edge: number, code: number, start: number, end: number): void {
    const [data, heads] = [this.#data, this.#heads]
    const [out, into] = [start * ENTITY_FIELDS, end * ENTITY_FIELDS]
    data[edge * FIELDS + NEXT_OUT] = heads[out + FIRST_OUT] ?? 0
    heads[out + FIRST_OUT] = edge + 1
    heads[out + OUT_DEGREE] = (heads[out + OUT_DEGREE] ?? 0) + 1
    heads[out + OUT_KINDS] = (heads[out + OUT_KINDS] ?? 0) | kindBit(code)
    data[edge * FIELDS + NEXT_INTO] = heads[into + FIRST_INTO] ?? 0
    heads[into + FIRST_INTO] = edge + 1
    // One from an entity to itself touches it once.
    if (start !== end) heads[into + INTO_DEGREE] = (heads[into + INTO_DEGREE] ?? 0) + 1
    heads[into + INTO_KINDS] = (heads[into + INTO_KINDS] ?? 0) | kindBit(code)
  }

  #drop(edge: number, id: string): void {
    const [start, end] = [this.from(edge), this.to(edge)]
    this.#unlink(edge, start * ENTITY_FIELDS + FIRST_OUT, NEXT_OUT)
    this.#unlink(edge, end * ENTITY_FIELDS + FIRST_INTO, NEXT_INTO)
    const heads = this.#heads
    const [out, into] = [start * ENTITY_FIELDS + OUT_DEGREE, end * ENTITY_FIELDS + INTO_DEGREE]
    heads[out] = (heads[out] ?? 0) - 1
    if (start !== end) heads[into] = (heads[into] ?? 0) - 1
    const through = this.message(edge)
    const others = this.#through.get(through)?.filter((other) => other !== edge)
    if (others?.length) this.#through.set(through, others)
    else this.#through.delete(through)
    this.#messages.delete(edge)
    this.#named.delete(edge)
    if (this.#moved.get(id) === edge) this.#moved.delete(id)
    this.#data[edge * FIELDS + CLAIM] = REMOVED
    this.#edges--
  }

  /** Takes an edge out of the list that begins at a head. */
  #unlink(edge: number, head: number, next: number): void {
    const [data, heads] = [this.#data, this.#heads]
    const after = data[edge * FIELDS + next] ?? 0
    if (heads[head] === edge + 1) {
      heads[head] = after
      return
    }
    for (let at = (heads[head] ?? 0) - 1; at >= 0; at = (data[at * FIELDS + next] ?? 0) - 1) {
      if (data[at * FIELDS + next] !== edge + 1) continue
      data[at * FIELDS + next] = after
      return
    }
  }
}

const NO_EDGES: readonly number[] = Object.freeze([])
