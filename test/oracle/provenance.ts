import type { InstantPeriod } from '../../src/store/read-plan.ts'
import type { EdgeProperties } from '../../src/store/rows.ts'
import { liesIn } from './periods.ts'
import type { StoredGraph } from './random-graph.ts'

/** Which kinds belong to which message: said once more, apart from the vocabulary. */
const MESSAGE_STARTS = ['ADDRESSED_TO', 'COPIED_TO', 'IN_REPLY_TO', 'FORWARDS', 'MENTIONS', 'ABOUT']
const MESSAGE_ENDS = ['SENT', 'DELIVERED', 'RECEIVED']

const messageOf = ({ kind, from, to, message }: EdgeProperties): string | null =>
  MESSAGE_STARTS.includes(kind) ? from : MESSAGE_ENDS.includes(kind) ? to : message

/** A disagreement as ids alone. */
export interface PlainDisagreement {
  readonly kind: string
  readonly sign: string
  readonly subject: string
  readonly sides: readonly { readonly sources: readonly string[]; readonly claims: readonly string[] }[]
}

const text = (value: unknown): string => JSON.stringify(value)

/** All disagreements of a graph, by comparing every claim with every other. */
export function allDisagreements(
  { edges }: StoredGraph,
  {
    kinds,
    around,
    during,
  }: {
    readonly kinds: readonly string[]
    readonly around?: string | undefined
    readonly during?: InstantPeriod | undefined
  },
): readonly PlainDisagreement[] {
  const asked = edges.filter(({ kind }) => kinds.includes(kind))
  const found = new Map<string, PlainDisagreement>()
  const add = (sign: string, one: EdgeProperties, claims: readonly EdgeProperties[]): void => {
    const subject = messageOf(one) ?? one.from
    const touches = claims.some(({ from, to }) => from === around || to === around) || subject === around
    if (around !== undefined && !touches) return
    if (during && !claims.some((claim) => liesIn(claim, during))) return
    const disagreement = { kind: one.kind, sign, subject, sides: sidesOf(claims) }
    found.set(text(disagreement), disagreement)
  }
  for (const one of asked) {
    const sameMessage = (other: EdgeProperties): boolean =>
      other.kind === one.kind && messageOf(other) === messageOf(one)
    const sameEnds = (other: EdgeProperties): boolean => other.from === one.from && other.to === one.to
    if (one.certainty === 'DISPUTED') {
      const beside = asked.filter(
        (other) => sameMessage(other) && (messageOf(one) !== null || sameEnds(other)),
      )
      add('DISPUTED', one, beside)
    }
    if (messageOf(one) === null) continue
    const parallel = asked.filter((other) => sameMessage(other) && sameEnds(other))
    const apart = parallel.filter((a) => parallel.some((b) => exclude(a, b)))
    if (apart.length > 0) add('DATES', one, apart)
  }
  return [...found.values()].sort((a, b) => (text(a) < text(b) ? -1 : 1))
}

/** Whether no instant can be that of both, and no source makes both claims. */
function exclude(a: EdgeProperties, b: EdgeProperties): boolean {
  if (a.earliest === null || a.latest === null || b.earliest === null || b.latest === null) return false
  const together = Math.max(a.earliest, b.earliest) <= Math.min(a.latest, b.latest)
  const common = new Set([...a.sources, ...b.sources]).size < a.sources.length + b.sources.length
  return !together && !common && a.sources.length > 0 && b.sources.length > 0
}

function sidesOf(claims: readonly EdgeProperties[]): PlainDisagreement['sides'] {
  const said = (source: string | null): readonly string[] =>
    claims
      .filter(({ sources }) => (source === null ? sources.length === 0 : sources.some((id) => id === source)))
      .map(({ id }) => id)
      .sort()
  const sources = [...new Set(claims.flatMap((claim): readonly string[] => claim.sources))].sort()
  const sides: { sources: string[]; claims: readonly string[] }[] = []
  for (const source of sources) {
    const same = sides.find((side) => text(side.claims) === text(said(source)))
    if (same) same.sources.push(source)
    else sides.push({ sources: [source], claims: said(source) })
  }
  return said(null).length > 0 ? [...sides, { sources: [], claims: said(null) }] : sides
}
