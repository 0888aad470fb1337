import { type Adjacency, NONE } from '../adjacency/adjacency.ts'
import { withRoom } from '../adjacency/growing.ts'
import { kindTable } from '../adjacency/kind-tables.ts'
import { ACTOR_KINDS, type NodeKind } from '../vocabulary/node-kinds.ts'
import { NumberedBetween } from './between.ts'
import { goingOn } from './both-ends.ts'
import { type SearchBudget, Spending } from './budget.ts'
import { type Event, Events } from './events.ts'
import type { PathFilter, PathGraph } from './path-graph.ts'
import { type SearchSpace, searchSpace, slices } from './search-space.ts'
import { after, BEGINNING, type Rules, type Way, Ways, type When, type Writable } from './ways.ts'

/** An actor whom information from another can have reached, or from whom it can have come. */
export interface Reached {
  /** The actor's id. */
  readonly id: string
  /** When it can first have arrived; for sources, when it can last have left. Milliseconds since 1970. */
  readonly at: number
  /** How many contacts lie between, 1 or more. */
  readonly hops: number
  /** The actor next to this one on the way; the one asked about where there is none between. */
  readonly via: string
}

export interface ReachResult {
  /** Each actor once, in no order. */
  readonly reached: readonly Reached[]
  /** Why there may be more; null where this is all. */
  readonly stopped: string | null
  /** The entities that `avoidHubs` kept information from going through, as far as the search met them. */
  readonly leftOut: readonly string[]
}

/**
 * Everybody whom information from an actor can have reached within so many contacts, each by the earliest arrival; or,
 * with `backward`, everybody from whom it can have come, each by the latest departure. A contact is a message, whatever
 * its steps, a meeting or a conversation; passing between an office and its holder is none. Time is respected as by
 * `timeRespectingPath`.
 */
export async function reach(
  graph: PathGraph,
  question: ReachQuestion,
  budget: SearchBudget,
  signal?: AbortSignal,
): Promise<ReachResult> {
  const { of, backward, maxHops, filter } = question
  const space = await searchSpace(graph, filter, new Spending(budget, signal), signal)
  const { adjacency } = space
  const between = new NumberedBetween(graph, space, filter, [of], signal)
  const rumour = new Rumour(space, question, between)
  let actors = rumour.begin(space.entity(of))
  for (let hop = 0; actors.length > 0 && rumour.stopped === null; hop++) {
    actors = await rumour.passOn(actors)
    if (hop === maxHops) break
    actors = await rumour.contact(actors)
  }
  const reached: Reached[] = []
  for (const [entity, { ready, hops, via }] of rumour.best) {
    const id = adjacency.idOf(entity)
    if (id !== of) reached.push({ id, at: backward ? -ready : ready, hops, via: adjacency.idOf(via) })
  }
  return { reached, stopped: rumour.stopped, leftOut: between.leftOut }
}

export interface ReachQuestion {
  /** The actor whose information it is. */
  readonly of: string
  /** From whom it can have come, rather than whom it can have reached. */
  readonly backward: boolean
  /** Most contacts, 1 or more. */
  readonly maxHops: number
  readonly filter: PathFilter
  readonly time: Rules
}

interface Came {
  readonly ready: number
  readonly hops: number
  readonly via: number
}

/** Information spreading from an actor, contact by contact. Ways have the numbers that `Ways` gives them. */
class Rumour {
  /** How information first came to each actor. */
  readonly best = new Map<number, Came>()
  stopped: string | null = null
  readonly #space: SearchSpace
  readonly #question: ReachQuestion
  readonly #between: NumberedBetween
  readonly #events: Events
  readonly #ways: Ways
  /** By way: how many contacts it has, and the actor before its last one. */
  #hops: Uint8Array = new Uint8Array(256)
  #via: Int32Array = new Int32Array(256)

  constructor(space: SearchSpace, question: ReachQuestion, between: NumberedBetween) {
    this.#space = space
    this.#question = question
    this.#between = between
    this.#events = new Events(space.adjacency, question.filter)
    this.#ways = new Ways(question.time, space.adjacency)
  }

  begin(entity: number): readonly number[] {
    const way = this.#ways.begin(entity)
    this.#remember(way, 0, entity)
    return [way]
  }

  /** These, and whom information passes on to from them without a contact: over offices, one after the other. */
  async passOn(actors: readonly number[]): Promise<readonly number[]> {
    if (!this.#question.filter.throughOffices) return actors
    const all = [...actors]
    let frontier = actors
    while (frontier.length > 0 && this.stopped === null) {
      frontier = await this.#onward((await this.#over(frontier, 0)).actors)
      all.push(...frontier)
    }
    return all.filter((way) => this.#ways.isBest(way))
  }

  /** Whom information comes to from these by one contact, in which it may go from message to message. */
  async contact(actors: readonly number[]): Promise<readonly number[]> {
    const next: number[] = []
    let frontier = actors
    while (frontier.length > 0 && this.stopped === null) {
      const reached = await this.#over(frontier, 1)
      next.push(...reached.actors)
      frontier = await this.#onward(reached.messages)
    }
    return this.#onward(next)
  }

  /** Takes each event, or each passage, from each way; from an actor that is so many contacts more. */
  async #over(frontier: readonly number[], contacts: 0 | 1) {
    const { backward, time } = this.#question
    const [actors, messages]: [number[], number[]] = [[], []]
    const end: Writable<Way> = { ...BEGINNING }
    const when: Writable<When> = { ready: 0, until: 0 }
    let before = NONE
    const visit = (event: Event): void => {
      if (this.#between.avoids(event.to) || !after(end, event, time, when)) return
      const fromActor = this.#isActorAt(event.from, event)
      const toActor = this.#isActorAt(event.to, event)
      const way = this.#ways.note(event, when, before)
      const hops = (this.#hops[before] ?? 0) + (fromActor ? contacts : 0)
      const via = fromActor ? event.from : (this.#via[before] ?? NONE)
      if (toActor) this.#note(event, before, { ready: when.ready, hops, via })
      if (way < 0) return
      this.#remember(way, hops, via)
      if (toActor) actors.push(way)
      else messages.push(way)
    }
    for (const slice of slices(frontier)) {
      const entities = [...new Set(slice.map((way) => this.#ways.entity[way] ?? NONE))]
      this.stopped ??= await this.#space.openEvents(entities, backward)
      for (const way of slice) {
        this.#ways.read(way, end)
        before = way
        const entity = this.#ways.entity[way] ?? NONE
        if (contacts === 0) this.#events.passagesAt(entity, backward, visit)
        else this.#events.at(entity, backward, visit)
      }
      if (this.stopped !== null) break
    }
    return { actors, messages }
  }

  /** A way does not begin with a step of which nobody knows when it was, nor with a round to give it a date. */
  #note({ earliest, to }: Event, before: number, came: Came): void {
    if (this.#question.backward && (Number.isNaN(earliest) || this.#leadsBy(before, to))) return
    const known = this.best.get(to)
    if (known === undefined || this.#isBetter(came, known)) this.best.set(to, came)
  }

  /** Earlier, or over fewer contacts, or by who comes first by id. */
  #isBetter(came: Came, known: Came): boolean {
    const order = came.ready - known.ready || came.hops - known.hops
    const { adjacency } = this.#space
    return order < 0 || (order === 0 && adjacency.idOf(came.via) < adjacency.idOf(known.via))
  }

  /** Whether a way comes by this entity. */
  #leadsBy(way: number, entity: number): boolean {
    for (let at = way; (this.#ways.edge[at] ?? NONE) >= 0; at = this.#ways.before[at] ?? NONE)
      if (this.#ways.entity[at] === entity) return true
    return false
  }

  /** Of what was reached, what information may go on from. */
  #onward(reached: readonly number[]): Promise<readonly number[]> {
    const still = reached.filter((way) => this.#ways.isBest(way))
    // Nobody is the end at which information comes to rest.
    return goingOn(still, this.#ways, NONE, this.#between)
  }

  #remember(way: number, hops: number, via: number): void {
    this.#hops = withRoom(this.#hops, way + 1)
    this.#via = withRoom(this.#via, way + 1)
    this.#hops[way] = hops
    this.#via[way] = via
  }

  #isActorAt(entity: number, { edge }: Event): boolean {
    return isActorAt(entity, edge, this.#space.adjacency)
  }
}

const areActors = (kinds: readonly NodeKind[]): boolean => kinds.every((kind) => ACTOR_KINDS.includes(kind))
const STARTS_AT_ACTOR = kindTable(({ from }) => areActors(from))
const LEADS_TO_ACTOR = kindTable(({ to }) => areActors(to))

/** Whether an end of an event is an actor: each kind of edge that carries information says so for each of its ends. */
function isActorAt(entity: number, edge: number, adjacency: Adjacency): boolean {
  const kind = adjacency.kind(edge)
  if (adjacency.from(edge) === entity) return STARTS_AT_ACTOR[kind] === 1
  // Whose word a message is, is told by an edge between actors that names it.
  return adjacency.to(edge) === entity && LEADS_TO_ACTOR[kind] === 1
}
