import { edgeKind } from '../vocabulary/edge-kinds.ts'
import { ACTOR_KINDS } from '../vocabulary/node-kinds.ts'
import { seenBy } from './agency.ts'
import { Between } from './between.ts'
import { type SearchBudget, Spending } from './budget.ts'
import { type Event, eventsOf, passagesOf } from './events.ts'
import type { PathFilter, PathGraph } from './path-graph.ts'
import { after, BEGINNING, type Label, type Rules, stillBest, withBetter } from './ways.ts'

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

/** A way to an entity, with the actors on it. */
interface Way extends Label {
  readonly hops: number
  readonly via: string
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
  const { of, backward, maxHops } = question
  const spread = new Spread(graph, question, new Spending(budget, signal), signal)
  let actors = spread.start
  for (let hop = 0; actors.size > 0 && spread.stopped === null; hop++) {
    actors = await spread.passOn(actors)
    if (hop === maxHops) break
    actors = await spread.contact(actors)
  }
  const found = [...spread.best].map(([id, { ready, hops, via }]) => ({
    id,
    at: backward ? -ready : ready,
    hops,
    via,
  }))
  return {
    reached: found.filter(({ id }) => id !== of),
    stopped: spread.stopped,
    leftOut: spread.leftOut,
  }
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

type Frontier = ReadonlyMap<string, readonly Way[]>

/** Information spreading from an actor, contact by contact. */
class Spread {
  readonly start: Frontier
  /** The best way to each actor. */
  readonly best = new Map<string, Way>()
  stopped: string | null = null
  readonly #graph: PathGraph
  readonly #question: ReachQuestion
  readonly #spending: Spending
  readonly #signal: AbortSignal | undefined
  readonly #between: Between
  readonly #known: Map<string, readonly Way[]>

  constructor(
    graph: PathGraph,
    question: ReachQuestion,
    spending: Spending,
    signal: AbortSignal | undefined,
  ) {
    const { of, filter } = question
    this.#graph = seenBy(graph, filter)
    this.#question = question
    this.#spending = spending
    this.#signal = signal
    this.#between = new Between(this.#graph, filter, [of], signal)
    this.start = new Map([[of, [{ ...BEGINNING, hops: 0, via: of }]]])
    this.#known = new Map(this.start)
  }

  get leftOut(): readonly string[] {
    return this.#between.leftOut
  }

  /** These, and whom information passes on to from them without a contact: over offices, one after the other. */
  async passOn(actors: Frontier): Promise<Frontier> {
    const all = new Map(actors)
    let frontier = actors
    while (frontier.size > 0 && this.stopped === null) {
      const { actors: held } = this.#over(await this.#met(passagesOf, frontier), frontier, 0)
      frontier = await this.#onward(held)
      for (const id of frontier.keys()) all.set(id, this.#known.get(id) ?? [])
    }
    return all
  }

  /** Whom information comes to from these by one contact, in which it may go from message to message. */
  async contact(actors: Frontier): Promise<Frontier> {
    const next = new Map<string, readonly Way[]>()
    let frontier = actors
    while (frontier.size > 0 && this.stopped === null) {
      const reached = this.#over(await this.#met(eventsOf, frontier), frontier, 1)
      for (const [id, ways] of reached.actors) next.set(id, [...(next.get(id) ?? []), ...ways])
      frontier = await this.#onward(reached.messages)
    }
    return this.#onward(next)
  }

  /** The events, or the passages, that lead on from a frontier. */
  async #met(find: typeof eventsOf, frontier: Frontier): Promise<readonly Event[]> {
    const { filter, backward } = this.#question
    const ids = [...frontier.keys()]
    const met = await find(this.#graph, ids, filter, backward, this.#spending, this.#signal)
    this.stopped = met.stopped
    return met.events
  }

  /** Takes each event from each way that leads to where it begins; from an actor that is so many contacts more. */
  #over(events: readonly Event[], frontier: Frontier, contacts: 0 | 1) {
    const { time } = this.#question
    const actors = new Map<string, Way[]>()
    const messages = new Map<string, Way[]>()
    for (const event of events) {
      if (this.#between.avoids(event.to)) continue
      const toActor = isActorAt(event.to, event)
      const fromActor = isActorAt(event.from, event)
      for (const way of frontier.get(event.from) ?? []) {
        const when = after(way, event, time)
        if (!when) continue
        const hops = fromActor ? way.hops + contacts : way.hops
        const onward: Way = {
          ...when,
          over: event,
          before: way,
          hops,
          via: fromActor ? event.from : way.via,
        }
        if (toActor) this.#note(event, way, onward)
        const better = withBetter(this.#known.get(event.to) ?? [], onward, time)
        if (!better) continue
        this.#known.set(event.to, better)
        const reached = toActor ? actors : messages
        reached.set(event.to, [...(reached.get(event.to) ?? []), onward])
      }
    }
    return { actors, messages }
  }

  /** A way does not begin with a step of which nobody knows when it was, nor with a round to give it a date. */
  #note(event: Event, before: Way, way: Way): void {
    if (this.#question.backward && (event.earliest === null || leadsBy(before, event.to))) return
    const known = this.best.get(event.to)
    if (!known || way.ready < known.ready) this.best.set(event.to, way)
  }

  /** Of what was reached, what information may go on from. */
  async #onward(reached: Frontier): Promise<Frontier> {
    const still = stillBest(reached, this.#known)
    await this.#between.look(still.keys())
    return new Map([...still].filter(([id]) => !this.#between.bars(id)))
  }
}

/** Whether a way comes by this entity. */
function leadsBy(way: Label, id: string): boolean {
  for (let at: Label | null = way; at?.over; at = at.before) if (at.over.to === id) return true
  return false
}

/** Whether an end of an event is an actor: each kind of edge that carries information says so for each of its ends. */
function isActorAt(id: string, { edge }: Event): boolean {
  const { from, to } = edgeKind(edge.kind)
  const kinds = edge.from === id ? from : to
  return kinds.every((kind) => ACTOR_KINDS.includes(kind))
}
