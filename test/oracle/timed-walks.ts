import type { PathFilter } from '../../src/analysis/path-graph.ts'
import type { TimeOptions } from '../../src/analysis/ways.ts'
import type { EdgeProperties } from '../../src/store/rows.ts'
import { edgeKind } from '../../src/vocabulary/edge-kinds.ts'
import { type Walk, walkableEdges } from './paths.ts'
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
}

/** Every way that respects time, of at most so many steps; with a limit on waiting it may come by an entity twice. */
export function timedWalks(
  graph: StoredGraph,
  from: string,
  to: string,
  filter: PathFilter,
  time: TimeOptions,
): readonly TimedWalk[] {
  const steps = walkableEdges(graph, filter).flatMap((edge) => stepsOver(edge, graph))
  const degree = (id: string): number =>
    graph.edges.filter((edge) => edge.from === id || edge.to === id).length
  const barred = (id: string): boolean =>
    filter.avoid.includes(id) ||
    (id !== to && filter.avoidHubs !== undefined && degree(id) > filter.avoidHubs)
  const actors = new Set<string>(graph.entities.filter(isActor).map(({ id }) => id))
  const found: TimedWalk[] = []
  const walk = (at: string, way: readonly Step[]): void => {
    const times = timesOf(way, time)
    if (way.length > 0 && !times) return
    if (at === to && times) {
      found.push({
        edges: way.map(({ edge }) => edge.id),
        hops: way.filter((step) => actors.has(step.to)).length,
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
  const step = (from: string, to: string): Step => ({ edge, from, to, dates, message })
  return [
    ...(flow === 'forward' || flow === 'both' ? [step(edge.from, edge.to)] : []),
    ...(flow === 'backward' || flow === 'both' ? [step(edge.to, edge.from)] : []),
  ]
}

/** The instants that steps at one instant share. */
function instantsOf(way: readonly Step[]): readonly (readonly [number, number])[] | null {
  const instants: (readonly [number, number])[] = []
  for (const [index, step] of way.entries()) {
    const before = way[index - 1]
    if (!step.dates) {
      if (!before) return null
      continue
    }
    const one = before?.dates && before.message !== null && before.message === step.message
    const same = one && before.dates?.[0] === step.dates[0] && before.dates[1] === step.dates[1]
    if (!same) instants.push(step.dates)
  }
  return instants
}

/** When a way leaves and arrives at its best, by narrowing the bounds of all its instants until nothing changes. */
function timesOf(way: readonly Step[], { dates, maxWait, prefer }: TimeOptions) {
  const instants = instantsOf(way)
  if (!instants || instants.length === 0) return null
  const wait = maxWait ?? Number.POSITIVE_INFINITY
  if (dates === 'CERTAIN') {
    for (const [index, [first, last]] of instants.entries()) {
      const before = instants[index - 1]
      if (before && (before[1] > first || last - before[0] > wait)) return null
    }
    return { departure: instants[0]?.[0] ?? 0, arrival: instants.at(-1)?.[1] ?? 0 }
  }
  const low = instants.map(([first]) => first)
  const high = instants.map(([, last]) => last)
  const narrow = (): boolean => {
    for (let round = 0; round < instants.length * 4; round++) {
      for (let i = 0; i + 1 < instants.length; i++) {
        const [a, b, c, d] = [low[i] ?? 0, low[i + 1] ?? 0, high[i] ?? 0, high[i + 1] ?? 0]
        low[i + 1] = Math.max(b, a)
        high[i] = Math.min(c, d)
        high[i + 1] = Math.min(d, c + wait)
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
