import { edgeKind } from '../vocabulary/edge-kinds.ts'
import { ACTOR_KINDS } from '../vocabulary/node-kinds.ts'
import { seenBy } from './agency.ts'
import { type SearchBudget, Spending } from './budget.ts'
import { type Event, eventsOf, mirrored } from './events.ts'
import { hubsAmong, type PathFilter, type PathGraph } from './path-graph.ts'
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
}

/** A way to an entity, with the actors on it. */
interface Way extends Label {
  readonly hops: number
  readonly via: string
}

/**
 * Everybody whom information from an actor can have reached within so many contacts, each by the earliest arrival; or,
 * with `backward`, everybody from whom it can have come, each by the latest departure. A contact is a message, whatever
 * its steps, a meeting or a conversation. Time is respected as by `timeRespectingPath`.
 */
export async function reach(
  graph: PathGraph,
  options: {
    readonly of: string
    readonly backward: boolean
    readonly maxHops: number
    readonly filter: PathFilter
    readonly time: Rules
  },
  budget: SearchBudget,
  signal?: AbortSignal,
): Promise<ReachResult> {
  const { of, backward, maxHops, filter, time } = options
  const seen = seenBy(graph, filter)
  const spending = new Spending(budget, signal)
  const barred = new Set(filter.avoid)
  const start: Way = { ...BEGINNING, hops: 0, via: of }
  const known = new Map<string, readonly Way[]>([[of, [start]]])
  const best = new Map<string, Way>()
  let actors = new Map<string, readonly Way[]>(known)
  let stopped: string | null = null
  for (let hop = 1; hop <= maxHops && actors.size > 0 && stopped === null; hop++) {
    const next = new Map<string, readonly Way[]>()
    let frontier = actors
    // Within one contact information may pass from message to message.
    while (frontier.size > 0 && stopped === null) {
      const met = await eventsOf(seen, [...frontier.keys()], filter, spending, signal)
      stopped = met.stopped
      const messages = new Map<string, readonly Way[]>()
      for (const forward of met.events) {
        const event = backward ? mirrored(forward) : forward
        if (barred.has(event.to)) continue
        const toActor = isActorAt(event.to, event)
        for (const way of frontier.get(event.from) ?? []) {
          const when = after(way, event, time)
          if (!when) continue
          const via = isActorAt(event.from, event) ? event.from : way.via
          const onward: Way = { ...when, over: event, before: way, hops: hop, via }
          // A way does not begin with a step of which nobody knows when it was, nor with a round to give it a date.
          const isWhole = toActor && (!backward || (event.earliest !== null && !leadsBy(way, event.to)))
          if (isWhole && onward.ready < (best.get(event.to)?.ready ?? Number.POSITIVE_INFINITY))
            best.set(event.to, onward)
          const better = withBetter(known.get(event.to) ?? [], onward, time)
          if (!better) continue
          known.set(event.to, better)
          const reached = toActor ? next : messages
          reached.set(event.to, [...(reached.get(event.to) ?? []), onward])
        }
      }
      frontier = stillBest(messages, known)
    }
    actors = stillBest(next, known)
    for (const hub of await hubsAmong(graph, [...actors.keys()], filter, signal)) actors.delete(hub)
  }
  best.delete(of)
  const found = [...best].map(([id, { ready, hops, via }]) => ({
    id,
    at: backward ? -ready : ready,
    hops,
    via,
  }))
  return { reached: found, stopped }
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
