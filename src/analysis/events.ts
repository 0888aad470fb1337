import type { EdgeStep } from '../store/graph-store.ts'
import type { Hop, InstantPeriod } from '../store/read-plan.ts'
import { ADDRESSINGS, ARRIVALS, edgeKind, type Flow, OFFICES } from '../vocabulary/edge-kinds.ts'
import type { Spending } from './budget.ts'
import { claimsOf, type PathFilter, type PathGraph } from './path-graph.ts'

/** An edge carrying information from one entity to another, at some instant of its date. */
export interface Event {
  readonly edge: EdgeStep
  readonly from: string
  readonly to: string
  /** First and last instant; null where it happens whenever the information is there. */
  readonly earliest: number | null
  readonly latest: number | null
  /** The message at whose date it happens: all such events of one message are one. */
  readonly message: string | null
  /** True where it goes on from `earliest` to `latest`, and information passes at any time of that. */
  readonly lasts: boolean
  /** True where time was turned round. */
  readonly reversed: boolean
}

/** The same with time turned round: what was last is first. */
export const mirrored = ({ from, to, earliest, latest, reversed, ...event }: Event): Event => ({
  ...event,
  from: to,
  to: from,
  earliest: latest === null ? null : -latest,
  latest: earliest === null ? null : -earliest,
  reversed: !reversed,
})

/**
 * The events that lead away from some entities; with `backward` time is turned round, and they are those that led here.
 * An edge happens at its date; one of a message that has no date of its own (who bore it, who took it in) happens when
 * the information is there, and any other edge without a date carries nothing. A message reaches whom it was addressed
 * to at the date at which they received it, else at that of its delivery, else at its own.
 */
export async function eventsOf(
  graph: PathGraph,
  ids: readonly string[],
  filter: PathFilter,
  backward: boolean,
  spending: Spending,
  signal?: AbortSignal,
): Promise<Met> {
  const limit = spending.left + 1
  const along = (flows: readonly Flow[], direction: 'OUT' | 'IN'): Hop => ({
    kinds: filter.kinds.filter((kind) => flows.includes(edgeKind(kind).flow)),
    direction,
  })
  const hops = [
    along(['forward', 'both'], backward ? 'IN' : 'OUT'),
    along(['backward'], backward ? 'OUT' : 'IN'),
  ]
  const found = await graph.touching({ ids, hops, limit, ...claimsOf(filter) }, signal)
  const messages = new Set(
    found.edges.filter(({ kind }) => ADDRESSINGS.includes(kind)).map(({ from }) => from),
  )
  const arrivals = await graph.touching(
    { ids: [...messages], hops: [{ kinds: ARRIVALS, direction: 'IN' }], limit },
    signal,
  )
  const arrival = arrivalsBy(arrivals.edges)
  const events = found.edges.flatMap((edge) => eventsOver(edge, arrival(edge)))
  return {
    events: leaving(events, ids, backward),
    stopped: spending.spendOn(ids.length, found, arrivals),
  }
}

/** Of these events those that lead away from some entities, seen in time or in time turned round. */
function leaving(events: readonly Event[], ids: readonly string[], backward: boolean): readonly Event[] {
  const from = new Set(ids)
  return (backward ? events.map(mirrored) : events).filter((event) => from.has(event.from))
}

/** What a search met: the events, and why it must end, or null. */
export interface Met {
  readonly events: readonly Event[]
  readonly stopped: string | null
}

const NOTHING: Met = { events: [], stopped: null }

/**
 * The passages from these entities to their offices, or to their holders, where the filter lets information through
 * them; with `backward` as `eventsOf`: each lasts as long as the office is known to be held, within the period that the filter names.
 */
export async function passagesOf(
  graph: PathGraph,
  ids: readonly string[],
  { throughOffices, certainty, during }: PathFilter,
  backward: boolean,
  spending: Spending,
  signal?: AbortSignal,
): Promise<Met> {
  if (!throughOffices) return NOTHING
  const hop = { kinds: OFFICES, direction: 'ANY' } as const
  const limit = spending.left + 1
  const held = await graph.touching({ ids, hops: [hop], limit, ...(certainty && { certainty }) }, signal)
  const events = held.edges.flatMap((edge) => passagesOver(edge, during))
  return { events: leaving(events, ids, backward), stopped: spending.spendOn(0, held) }
}

/** Both ways over an office. One without a date says nothing of when it was held. */
function passagesOver(edge: EdgeStep, during: InstantPeriod | undefined): readonly Event[] {
  if (edge.earliest === null || edge.latest === null) return []
  const earliest = Math.max(edge.earliest, during?.from ?? Number.NEGATIVE_INFINITY)
  const latest = Math.min(edge.latest, during?.to ?? Number.POSITIVE_INFINITY)
  if (earliest > latest) return []
  const along = (from: string, to: string): Event => ({
    edge,
    from,
    to,
    earliest,
    latest,
    message: null,
    lasts: true,
    reversed: false,
  })
  return [along(edge.from, edge.to), along(edge.to, edge.from)]
}

type Dated = Pick<EdgeStep, 'earliest' | 'latest'>

/** When each addressing arrived, where that is known. */
function arrivalsBy(edges: readonly EdgeStep[]): (addressing: EdgeStep) => Dated | null {
  const known = new Map<string, EdgeStep>()
  for (const edge of edges) {
    if (edge.earliest === null) continue
    const one = edgeKind(edge.kind).arrival === 'own'
    const key = JSON.stringify(one ? [edge.to, edge.from] : [edge.to])
    const before = known.get(key)
    if (!before || edge.earliest < (before.earliest ?? 0)) known.set(key, edge)
  }
  return ({ kind, from, to }) =>
    ADDRESSINGS.includes(kind)
      ? (known.get(JSON.stringify([from, to])) ?? known.get(JSON.stringify([from])) ?? null)
      : null
}

function eventsOver(edge: EdgeStep, arrival: Dated | null): readonly Event[] {
  const { flow, message: anchor, datedBy } = edgeKind(edge.kind)
  const { earliest, latest } = arrival ?? edge
  const ofMessage = anchor === 'to' || anchor === 'from'
  if (earliest === null && !(ofMessage && datedBy === 'itself')) return []
  const message = anchor === 'to' ? edge.to : anchor === 'from' ? edge.from : edge.message
  const atItsDate = arrival === null && datedBy === 'message' && earliest !== null
  const along = (from: string, to: string): Event => ({
    edge,
    from,
    to,
    earliest,
    latest,
    message: atItsDate ? message : null,
    lasts: false,
    reversed: false,
  })
  switch (flow) {
    case 'forward':
      return [along(edge.from, edge.to)]
    case 'backward':
      return [along(edge.to, edge.from)]
    case 'both':
      return [along(edge.from, edge.to), along(edge.to, edge.from)]
    case 'none':
      return []
  }
}
