import type { Between } from './between.ts'
import type { Spending } from './budget.ts'
import { type Event, eventsOf, mirrored, passagesOf } from './events.ts'
import type { PathFilter, PathGraph } from './path-graph.ts'
import { BEGINNING, type Frontier, type Label, onward, type Rules } from './ways.ts'

/** What lies between two entities. */
export interface EventsBetween {
  /** By the entity where each begins. */
  readonly from: ReadonlyMap<string, readonly Event[]>
  /** Why there may be more; null where this is all. */
  readonly stopped: string | null
}

/**
 * All events that can be on a way of at most `maxLength` steps from one entity to another: those of the first steps are
 * found from the one, going with time, and those of the last steps from the other, going against it, so that neither
 * side comes far. The smaller frontier goes first.
 */
export async function eventsBetween(
  graph: PathGraph,
  ends: { readonly from: string; readonly to: string },
  filter: PathFilter,
  time: Rules,
  between: Between,
  spending: Spending,
  signal?: AbortSignal,
): Promise<EventsBetween> {
  const found = new Map<string, Map<string, Event>>()
  const note = (event: Event): void => {
    // A meeting is an event each way.
    const key = `${event.to} ${event.edge.id}`
    const known = found.get(event.from)
    if (known) known.set(key, event)
    else found.set(event.from, new Map([[key, event]]))
  }
  const sides = [side(ends.from, ends.to, false), side(ends.to, ends.from, true)] as const
  let stopped: string | null = null
  const depth = (): number => sides[0].depth + sides[1].depth
  while (depth() < filter.maxLength && stopped === null) {
    const [ahead, back] = sides
    const near = ahead.frontier.size <= back.frontier.size ? ahead : back
    if (near.frontier.size === 0) break
    const ids = [...near.frontier.keys()]
    const met = await eventsOf(graph, ids, filter, near.backward, spending, signal)
    const passages = await passagesOf(graph, ids, filter, near.backward, spending, signal)
    stopped = met.stopped ?? passages.stopped
    const events = [...met.events, ...passages.events]
    for (const event of events) note(near.backward ? mirrored(event) : event)
    const reached = onward(near.frontier, events, near.known, time, (event) => !between.avoids(event.to))
    reached.delete(near.end)
    await between.look(reached.keys())
    near.frontier = new Map([...reached].filter(([id]) => !between.bars(id)))
    near.depth += 1
  }
  return { from: new Map([...found].map(([id, events]) => [id, [...events.values()]])), stopped }
}

/** One side of the search. */
interface Side {
  readonly end: string
  readonly backward: boolean
  readonly known: Map<string, readonly Label[]>
  frontier: Frontier
  depth: number
}

function side(start: string, end: string, backward: boolean): Side {
  const frontier: Frontier = new Map([[start, [BEGINNING]]])
  return { end, backward, known: new Map(frontier), frontier, depth: 0 }
}
