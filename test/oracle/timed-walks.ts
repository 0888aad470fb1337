import type { PathFilter } from '../../src/analysis/path-graph.ts'
import type { TimeOptions } from '../../src/analysis/ways.ts'
import type { EdgeProperties } from '../../src/store/rows.ts'
import { edgeKind } from '../../src/vocabulary/edge-kinds.ts'
import { barredBetween, type Walk, walkableEdges } from './paths.ts'
import { liesIn } from './periods.ts'
import { isActor, type StoredGraph } from './random-graph.ts'

/** A way by which information can have travelled, and when. */
export interface TimedWalk {
  readonly edges: readonly string[]
  /** How many of its steps lead to an actor. */
  readonly hops: number
  readonly departure: number
  readonly arrival: number
}

interface Step extends Walk {
  /** Null where it happens as soon as what came before. */
  readonly dates: readonly [first: number, last: number] | null
  /** The message at whose date it happens. */
  readonly message: string | null
  /** Whether it goes on over all its dates, so that information passes at any time of them. */
  readonly lasts: boolean
}

/** Every way that respects time, of at most so many steps; with a limit on waiting it may come by an entity twice. */
export function timedWalks(
  graph: StoredGraph,
  from: string,
  to: string,
  filter: PathFilter,
  time: TimeOptions,
): readonly TimedWalk[] {
  const steps = [
    ...walkableEdges(graph, filter).flatMap((edge) => stepsOver(edge, graph)),
    ...(filter.throughOffices ? passages(graph, filter) : []),
  ]
  const barred = barredBetween(graph, to, filter)
  const actors = new Set<string>(graph.entities.filter(isActor).map(({ id }) => id))
  const found: TimedWalk[] = []
  const walk = (at: string, way: readonly Step[]): void => {
    const times = timesOf(way, time)
    if (way.length > 0 && !times) return
    if (at === to && times) {
      found.push({
        edges: way.map(({ edge }) => edge.id),
        hops: way.filter((step) => actors.has(step.to) && !step.lasts).length,
        ...times,
      })
      return
    }
    if (way.length === filter.maxLength) return
    for (const step of steps) {
      const seen = step.to === from || way.some((earlier) => earlier.to === step.to)
      if (step.from === at && !barred(step.to) && !(seen && time.maxWait === null))
        walk(step.to, [...way, step])
    }
  }
  walk(from, [])
  return found
}

function stepsOver(edge: EdgeProperties, { edges }: StoredGraph): readonly Step[] {
  const { flow, message: anchor, datedBy } = edgeKind(edge.kind)
  const toAddressee = edge.kind === 'ADDRESSED_TO' || edge.kind === 'COPIED_TO'
  const dated = edges.filter(
    ({ earliest, kind, to }) => earliest !== null && toAddressee && to === edge.from && kind !== 'SENT',
  )
  const first = (a: EdgeProperties, b: EdgeProperties): number => (a.earliest ?? 0) - (b.earliest ?? 0)
  const [receipt] = dated.filter(({ kind, from }) => kind === 'RECEIVED' && from === edge.to).sort(first)
  const [delivery] = dated.filter(({ kind }) => kind === 'DELIVERED').sort(first)
  const arrival = receipt ?? delivery
  const { earliest, latest } = arrival ?? edge
  const dates = earliest === null || latest === null ? null : ([earliest, latest] as const)
  if (!dates && !((anchor === 'to' || anchor === 'from') && datedBy === 'itself')) return []
  const of = anchor === 'to' ? edge.to : anchor === 'from' ? edge.from : edge.message
  const message = !arrival && datedBy === 'message' && dates ? of : null
  const step = (from: string, to: string): Step => ({ edge, from, to, dates, message, lasts: false })
  return [
    ...(flow === 'forward' || flow === 'both' ? [step(edge.from, edge.to)] : []),
    ...(flow === 'backward' || flow === 'both' ? [step(edge.to, edge.from)] : []),
  ]
}

/** Information passing between offices and who holds them, both ways, as long as they do and within the period. */
function passages({ edges }: StoredGraph, { during, certainty }: PathFilter): readonly Step[] {
  return edges.flatMap((edge) => {
    if (edge.kind !== 'HOLDS_OFFICE_AT' || edge.earliest === null || edge.latest === null) return []
    if (certainty && !certainty.includes(edge.certainty)) return []
    if (during?.held && !liesIn(edge, during)) return []
    const dates = [
      Math.max(edge.earliest, during?.from ?? edge.earliest),
      Math.min(edge.latest, during?.to ?? edge.latest),
    ] as const
    if (dates[0] > dates[1]) return []
    const step = { edge, dates, message: null, lasts: true }
    return [
      { ...step, from: edge.from, to: edge.to },
      { ...step, from: edge.to, to: edge.from },
    ]
  })
}

/** When something of a way is: an instant of some dates, or any time of them. */
interface Instant {
  readonly first: number
  readonly last: number
  readonly lasts: boolean
}

/** The instants that steps at one instant share. */
function instantsOf(way: readonly Step[]): readonly Instant[] | null {
  const instants: Instant[] = []
  for (const [index, step] of way.entries()) {
    const before = way[index - 1]
    if (!step.dates) {
      if (!before) return null
      continue
    }
    const one = before?.dates && before.message !== null && before.message === step.message
    const same = one && before.dates?.[0] === step.dates[0] && before.dates[1] === step.dates[1]
    if (!same) instants.push({ first: step.dates[0], last: step.dates[1], lasts: step.lasts })
  }
  return instants
}

/** When a way leaves and arrives at its best; null where its steps cannot follow each other. */
function timesOf(way: readonly Step[], time: TimeOptions) {
  const instants = instantsOf(way)
  if (!instants || instants.length === 0) return null
  return time.dates === 'CERTAIN' ? certainTimes(instants, time) : possibleTimes(instants, time)
}

/** Pairs between which waiting is counted: neighbours, and those that only lasting steps stand between. */
function waits(instants: readonly Instant[]): readonly (readonly [number, number])[] {
  return instants.flatMap((_, at) =>
    instants.flatMap((_, next) => {
      const between = instants.slice(at + 1, next)
      return next > at && between.every(({ lasts }) => lasts) ? [[at, next] as const] : []
    }),
  )
}

/** By choosing the worst instants of all that has one; what lasts is passed as soon, or as late, as can be. */
function certainTimes(instants: readonly Instant[], { maxWait, prefer }: TimeOptions) {
  const wait = maxWait ?? Number.POSITIVE_INFINITY
  /** When each is over at the latest, as early as what lasts lets it be; and when it begins at the earliest. */
  const over: number[] = []
  const begun: number[] = []
  for (const [at, { first, last, lasts }] of instants.entries()) {
    const before = over[at - 1] ?? Number.NEGATIVE_INFINITY
    if (before > (lasts ? last : first)) return null
    over.push(lasts ? Math.max(before, first) : last)
    begun.push(lasts ? Math.min(begun[at - 1] ?? last, last) : first)
    if (at > 0 && (over[at] ?? 0) - (begun[at - 1] ?? 0) > wait) return null
  }
  const arrival = over.at(-1) ?? 0
  const [start] = instants
  if (prefer !== 'LATEST_DEPARTURE' || !start?.lasts) return { departure: start?.first ?? 0, arrival }
  const ahead = instants.findIndex(({ lasts }) => !lasts)
  const held = ahead < 0 ? instants : instants.slice(0, ahead)
  const next = instants[ahead]?.first ?? Number.POSITIVE_INFINITY
  return { departure: Math.min(next, ...held.map(({ last }) => last)), arrival }
}

/** By narrowing the bounds of all instants until nothing changes. */
function possibleTimes(instants: readonly Instant[], { maxWait, prefer }: TimeOptions) {
  const wait = maxWait ?? Number.POSITIVE_INFINITY
  const pairs = waits(instants)
  const low = instants.map(({ first }) => first)
  const high = instants.map(({ last }) => last)
  const narrow = (): boolean => {
    for (let round = 0; round < instants.length * 4; round++) {
      for (const [i, j] of pairs) {
        const [a, b, c, d] = [low[i] ?? 0, low[j] ?? 0, high[i] ?? 0, high[j] ?? 0]
        low[j] = Math.max(b, a)
        high[i] = Math.min(c, d)
        high[j] = Math.min(d, c + wait)
        low[i] = Math.max(a, b - wait)
      }
    }
    return low.every((first, index) => first <= (high[index] ?? 0))
  }
  if (!narrow()) return null
  if (prefer === 'LATEST_DEPARTURE') {
    low[0] = high[0] ?? 0
    if (!narrow()) return null
  }
  return { departure: low[0] ?? 0, arrival: low.at(-1) ?? 0 }
}
