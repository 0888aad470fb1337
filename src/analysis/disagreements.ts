import type { EdgeStep, GraphStore, Touched } from '../store/graph-store.ts'
import { type InstantPeriod, liesIn } from '../store/read-plan.ts'
import { type EdgeKind, edgeKind } from '../vocabulary/edge-kinds.ts'
import { type SearchBudget, Spending } from './budget.ts'
import { groupedBy } from './grouped.ts'

/** What the search for disagreements needs of a graph. */
export type ClaimGraph = Pick<GraphStore, 'touching' | 'through' | 'contested'>

/**
 * By what sources are seen to disagree: a claim that is marked DISPUTED, or dates of one event that exclude each other.
 */
export type Sign = 'DISPUTED' | 'DATES'

/** What some sources say of a fact, all of them the same. */
export interface Side {
  /** By id; empty for claims that rest on no source. */
  readonly sources: readonly string[]
  /** By id. */
  readonly claims: readonly EdgeStep[]
}

/** Claims about one fact that do not go together. */
export interface Disagreement {
  /** Kind, sign and the entities that make the fact, apart by blanks: no id holds one. */
  readonly id: string
  readonly kind: EdgeKind
  readonly sign: Sign
  /** The message that the claims belong to; else where they start. */
  readonly subject: string
  /** The other end, where all claims have the same one. */
  readonly object: string | null
  /** One for all sources that say the same, by the first of them; claims without a source last. */
  readonly sides: readonly Side[]
}

export interface DisagreementQuestion {
  readonly kinds: readonly EdgeKind[]
  /** Only those in which this entity is the subject or an end of a claim. */
  readonly around?: string
  /** Only those with a claim dated in this period. */
  readonly during?: InstantPeriod
}

export interface FoundDisagreements {
  /** Each whole, by id. */
  readonly disagreements: readonly Disagreement[]
  /** Why there may be more; null where these are all. */
  readonly reason: string | null
}

/** Most relationships of an entity whose facts are looked into one by one. */
const MAX_NEAR = 1_000

/** Most contested claims that are looked into. */
const MAX_CONTESTED = 20_000

/** How many facts are looked into at once. */
const BATCH = 500

/**
 * Where sources disagree about one fact: see docs/provenance.md. Claims that others may stand against are found first,
 * then all others of the same facts; a search that ends before it is done leaves out facts, never some of their claims.
 */
export async function disagreements(
  graph: ClaimGraph,
  { kinds, around, during }: DisagreementQuestion,
  budget: SearchBudget,
  signal?: AbortSignal,
): Promise<FoundDisagreements> {
  const spending = new Spending(budget, signal)
  const near = around === undefined ? null : await claimsAround(graph, around, kinds, spending, signal)
  // About an entity with many relationships it is quicker to look through all that is contested.
  const begun = near ?? (await contestedClaims(graph, kinds, spending, signal))
  let reason = begun.reason
  const facts = [...new Map(begun.edges.map((edge) => [factOf(edge).id, factOf(edge)])).values()]
  const found: Disagreement[] = []
  for (let at = 0; at < facts.length; at += BATCH) {
    const asked = facts.slice(at, at + BATCH)
    const claims = await claimsOf(graph, asked, spending, signal)
    if (claims.whole) {
      for (const { id } of asked) found.push(...disagreementsIn(claims.edges.get(id) ?? []))
    }
    if (claims.stopped !== null && (!claims.whole || at + BATCH < facts.length)) {
      reason = claims.stopped
      break
    }
  }
  return {
    disagreements: found
      .filter(({ subject, sides }) => {
        const claims = sides.flatMap((side) => side.claims)
        return (
          (around === undefined ||
            subject === around ||
            claims.some(({ from, to }) => from === around || to === around)) &&
          (!during || claims.some((claim) => liesIn(claim, during)))
        )
      })
      .sort((a, b) => (a.id < b.id ? -1 : 1)),
    reason,
  }
}

interface Begun {
  readonly edges: readonly EdgeStep[]
  readonly reason: string | null
}

async function contestedClaims(
  graph: ClaimGraph,
  kinds: readonly EdgeKind[],
  spending: Spending,
  signal?: AbortSignal,
): Promise<Begun> {
  const found = await graph.contested({ kinds, limit: Math.min(MAX_CONTESTED, spending.left) }, signal)
  const stopped = spending.spend(found.edges.length)
  const reason = found.more
    ? `more than ${found.edges.length} claims may be contested, the most that are looked into; ask for some kinds, or around an entity`
    : stopped
  return { edges: found.edges, reason }
}

/** The claims that an entity is part of; null where they are many. */
async function claimsAround(
  graph: ClaimGraph,
  around: string,
  kinds: readonly EdgeKind[],
  spending: Spending,
  signal?: AbortSignal,
): Promise<Begun | null> {
  const limit = Math.min(MAX_NEAR, spending.left)
  const touched = await graph.touching({ ids: [around], hops: [{ kinds, direction: 'ANY' }], limit }, signal)
  const through = await graph.through({ messages: [around], kinds: throughAmong(kinds), limit }, signal)
  const edges = [...touched.edges, ...through.edges]
  const reason = spending.spend(edges.length, 1)
  return touched.more || through.more ? null : { edges, reason }
}

const throughAmong = (kinds: readonly EdgeKind[]): readonly EdgeKind[] =>
  kinds.filter((kind) => edgeKind(kind).message === 'property')

/** The message that a claim belongs to. */
function messageOf({ kind, from, to, message }: EdgeStep): string | null {
  switch (edgeKind(kind).message) {
    case 'from':
      return from
    case 'to':
      return to
    case 'property':
      return message
    case null:
      return null
  }
}

/** What claims are about: all of one kind that belong to one message, or that join the same two. */
interface Fact {
  readonly id: string
  readonly kind: EdgeKind
  readonly message: string | null
  readonly from: string
}

function factOf(edge: EdgeStep): Fact {
  const { kind, from, to } = edge
  const message = messageOf(edge)
  return { id: [kind, ...(message === null ? [from, to] : [message])].join(' '), kind, message, from }
}

interface GatheredClaims {
  /** By the id of their fact. */
  readonly edges: ReadonlyMap<string, readonly EdgeStep[]>
  readonly stopped: string | null
  /** Whether all claims of the facts are there. */
  readonly whole: boolean
}

/** All claims about some facts. */
async function claimsOf(
  graph: ClaimGraph,
  facts: readonly Fact[],
  spending: Spending,
  signal?: AbortSignal,
): Promise<GatheredClaims> {
  const limit = spending.left + 1
  const anchored = (anchor: 'from' | 'to' | 'property' | null): readonly Fact[] =>
    facts.filter(({ kind, message }) => (message === null ? null : edgeKind(kind).message) === anchor)
  const kindsOf = (some: readonly Fact[]): readonly EdgeKind[] => [...new Set(some.map(({ kind }) => kind))]
  const touching = (some: readonly Fact[], direction: 'OUT' | 'IN'): Promise<Touched> => {
    const ids = [...new Set(some.map(({ message, from }) => message ?? from))]
    return some.length === 0
      ? Promise.resolve({ edges: [], more: false })
      : graph.touching({ ids, hops: [{ kinds: kindsOf(some), direction }], limit, evidence: true }, signal)
  }
  const messages = anchored('property').flatMap(({ message }) => message ?? [])
  const found = [
    await touching(anchored('from'), 'OUT'),
    await touching(anchored('to'), 'IN'),
    await touching(anchored(null), 'OUT'),
    await graph.through({ messages, kinds: kindsOf(anchored('property')), limit, evidence: true }, signal),
  ]
  const claims = new Map<string, EdgeStep[]>(facts.map(({ id }) => [id, []]))
  for (const edge of new Map(found.flatMap(({ edges }) => edges).map((each) => [each.id, each])).values())
    claims.get(factOf(edge).id)?.push(edge)
  return {
    edges: claims,
    stopped: spending.spendOn(facts.length, ...found),
    whole: !found.some(({ more }) => more),
  }
}

/** Where the claims about a fact do not go together. */
function disagreementsIn(claims: readonly EdgeStep[]): readonly Disagreement[] {
  const [first] = claims
  if (!first) return []
  const { id, kind } = factOf(first)
  const found: Disagreement[] = []
  if (claims.some(({ certainty }) => certainty === 'DISPUTED'))
    found.push(disagreementOf(`${kind} DISPUTED${id.slice(kind.length)}`, 'DISPUTED', claims))
  if (messageOf(first) === null) return found
  for (const event of groupedBy(claims, ({ from, to }) => `${from} ${to}`).values()) {
    const apart = event.filter((claim) => event.some((other) => datesExclude(claim, other)))
    const [one] = apart
    if (!one) continue
    const ends = [one.from, one.to, ...(one.message === null ? [] : [one.message])]
    found.push(disagreementOf([kind, 'DATES', ...ends].join(' '), 'DATES', apart))
  }
  return found
}

/** Whether two claims of one event cannot both be right, and rest on sources none of which is the other's. */
const datesExclude = (one: EdgeStep, other: EdgeStep): boolean =>
  one.earliest !== null &&
  one.latest !== null &&
  other.earliest !== null &&
  other.latest !== null &&
  (one.latest < other.earliest || other.latest < one.earliest) &&
  one.sources.length > 0 &&
  other.sources.length > 0 &&
  !one.sources.some((source) => other.sources.includes(source))

function disagreementOf(id: string, sign: Sign, claims: readonly EdgeStep[]): Disagreement {
  const [first] = claims
  if (!first) throw new TypeError('a disagreement has claims')
  const subject = messageOf(first) ?? first.from
  const others = new Set(claims.map(otherEndOf))
  return {
    id,
    kind: first.kind,
    sign,
    subject,
    object: others.size === 1 ? otherEndOf(first) : null,
    sides: sidesOf(claims),
  }
}

/** The end of a claim that is not the message it starts at or ends at; else where it leads. */
export const otherEndOf = ({ kind, from, to }: EdgeStep): string =>
  edgeKind(kind).message === 'to' ? from : to

function sidesOf(claims: readonly EdgeStep[]): readonly Side[] {
  const saidBy = new Map<string, EdgeStep[]>()
  const sorted = claims.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  for (const claim of sorted) {
    for (const source of new Set(claim.sources)) {
      const said = saidBy.get(source)
      if (said) said.push(claim)
      else saidBy.set(source, [claim])
    }
  }
  const sides = new Map<string, { readonly sources: string[]; readonly claims: readonly EdgeStep[] }>()
  for (const [source, said] of [...saidBy].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const key = said.map(({ id }) => id).join(' ')
    const side = sides.get(key)
    if (side) side.sources.push(source)
    else sides.set(key, { sources: [source], claims: said })
  }
  const groundless = sorted.filter(({ sources }) => sources.length === 0)
  return [...sides.values(), ...(groundless.length > 0 ? [{ sources: [], claims: groundless }] : [])]
}
