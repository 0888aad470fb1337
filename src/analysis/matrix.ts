import type { TimeUnit } from '../dates/spans.ts'
import type { DayCount, EdgeStep } from '../store/graph-store.ts'
import { type Agency, type Claims, dayOf } from '../store/read-plan.ts'
import { ADDRESSINGS, CONVERSATIONS, Edge, MEETINGS } from '../vocabulary/edge-kinds.ts'
import { seenBy } from './agency.ts'
import { type SearchBudget, Spending } from './budget.ts'
import { byBeginning, firstOf, lastOf } from './dated-edges.ts'
import { type PathGraph, waysOver } from './path-graph.ts'
import { type Bar, timeline } from './timeline.ts'

/** Only claims that count make contacts: a message counts by the date of its sending. */
export interface MatrixQuestion extends Claims {
  /** The ids of the actors; one given twice counts once. */
  readonly among: readonly string[]
  readonly agency: Agency
  /** Count contacts by this as well; null: do not. */
  readonly by: TimeUnit | null
}

/** What went from one actor to another: at least one contact. */
export interface MatrixCell {
  readonly from: string
  readonly to: string
  /** Messages addressed or copied to the second; each counts once. */
  readonly messages: number
  readonly conversations: number
  readonly meetings: number
  /** The edge that dates the first contact, and the last; null where no contact has a date. */
  readonly first: EdgeStep | null
  readonly last: EdgeStep | null
  /** The contacts by time; empty where that was not asked for. */
  readonly periods: readonly Bar[]
}

export interface Matrix {
  /** By `from`, then by `to`. */
  readonly cells: readonly MatrixCell[]
  /** Why there may be more; null where this is all. */
  readonly stopped: string | null
}

/** Most periods of all cells together. */
const MAX_PERIODS = 20_000

/** For how many actors and messages the store is asked at once. */
const ACTORS_AT_ONCE = 25
const MESSAGES_AT_ONCE = 5_000

/** The contacts of a cell, each as the edge that dates it; messages by id. */
interface Contacts {
  readonly messages: Map<string, EdgeStep>
  readonly conversations: EdgeStep[]
  readonly meetings: EdgeStep[]
}

/**
 * Who of some actors was in contact with whom: who sent to whom, spoke to whom, met whom. A meeting is in the cells of
 * both directions, and nobody has a cell with themselves. A search that ends early has the contacts from the first
 * actors by id.
 */
export async function matrix(
  graph: PathGraph,
  question: MatrixQuestion,
  budget: SearchBudget,
  signal?: AbortSignal,
): Promise<Matrix> {
  const spending = new Spending(budget, signal)
  const seen = seenBy(graph, question)
  const among = [...new Set(question.among)].sort()
  const found = new Gathered(among)
  let stopped: string | null = null
  for (let at = 0; at < among.length && stopped === null; at += ACTORS_AT_ONCE) {
    const actors = among.slice(at, at + ACTORS_AT_ONCE)
    stopped = await gather(seen, actors, question, found, spending, signal)
  }
  return withPeriods(found.cells(), question.by, stopped)
}

/** Adds what went out from some actors. @returns why the search must end, or null */
async function gather(
  graph: PathGraph,
  ids: readonly string[],
  { during, certainty }: MatrixQuestion,
  found: Gathered,
  spending: Spending,
  signal?: AbortSignal,
): Promise<string | null> {
  const sure = certainty ? { certainty } : {}
  const outward = await graph.touching(
    {
      ids,
      hops: [{ kinds: [Edge.SENT, ...CONVERSATIONS, ...MEETINGS], direction: 'OUT' }],
      limit: spending.left + 1,
      ...sure,
      ...(during && { during }),
    },
    signal,
  )
  const sendings = new Map<string, EdgeStep[]>()
  for (const edge of outward.edges) {
    if (edge.kind === Edge.SENT) {
      const known = sendings.get(edge.to)
      if (known) known.push(edge)
      else sendings.set(edge.to, [edge])
      continue
    }
    for (const [from, to] of waysOver(edge, 'OUT')) if (ids.includes(from)) found.addMet(from, to, edge)
  }
  let stopped = spending.spendOn(ids.length, outward)
  const messages = [...sendings.keys()]
  for (let at = 0; at < messages.length && stopped === null; at += MESSAGES_AT_ONCE) {
    const addressed = await graph.touching(
      {
        ids: messages.slice(at, at + MESSAGES_AT_ONCE),
        hops: [{ kinds: ADDRESSINGS, direction: 'OUT' }],
        limit: spending.left + 1,
        ...sure,
      },
      signal,
    )
    for (const { from: message, to } of addressed.edges) {
      for (const sending of sendings.get(message) ?? []) found.addSent(to, sending)
    }
    stopped = spending.spendOn(Math.min(MESSAGES_AT_ONCE, messages.length - at), addressed)
  }
  return stopped
}

/** The contacts found so far, by who they went from and to. */
class Gathered {
  readonly #among: ReadonlySet<string>
  readonly #contacts = new Map<string, Map<string, Contacts>>()

  constructor(among: readonly string[]) {
    this.#among = new Set(among)
  }

  /** A meeting or a conversation. */
  addMet(from: string, to: string, edge: EdgeStep): void {
    const contacts = this.#between(from, to)
    if (MEETINGS.includes(edge.kind)) contacts?.meetings.push(edge)
    else contacts?.conversations.push(edge)
  }

  /** A message to an actor. Sent by one actor twice, it is dated by the first sending. */
  addSent(to: string, sending: EdgeStep): void {
    const messages = this.#between(sending.from, to)?.messages
    const known = messages?.get(sending.to)
    if (!known || byBeginning(sending, known) < 0) messages?.set(sending.to, sending)
  }

  cells(): readonly (readonly [from: string, to: string, contacts: Contacts])[] {
    const cells = [...this.#contacts].flatMap(([from, others]) =>
      [...others].map(([to, contacts]) => [from, to, contacts] as const),
    )
    return cells.sort((a, b) => compare(a[0], b[0]) || compare(a[1], b[1]))
  }

  #between(from: string, to: string): Contacts | null {
    if (from === to || !this.#among.has(from) || !this.#among.has(to)) return null
    let others = this.#contacts.get(from)
    if (!others) {
      others = new Map()
      this.#contacts.set(from, others)
    }
    let contacts = others.get(to)
    if (!contacts) {
      contacts = { messages: new Map(), conversations: [], meetings: [] }
      others.set(to, contacts)
    }
    return contacts
  }
}

function withPeriods(
  found: ReturnType<Gathered['cells']>,
  by: TimeUnit | null,
  stoppedBefore: string | null,
): Matrix {
  let [left, stopped] = [MAX_PERIODS, stoppedBefore]
  const cells = found.map(([from, to, { messages, conversations, meetings }]): MatrixCell => {
    const contacts = [...messages.values(), ...conversations, ...meetings]
    const { bars, more } = by
      ? timeline(contacts.map(asDays), by, left)
      : { bars: [] satisfies Bar[], more: false }
    left -= bars.length
    if (more) stopped ??= `there are more than ${MAX_PERIODS} periods; ask for a longer unit or fewer actors`
    return {
      from,
      to,
      messages: messages.size,
      conversations: conversations.length,
      meetings: meetings.length,
      first: firstOf(contacts),
      last: lastOf(contacts),
      periods: bars,
    }
  })
  return { cells, stopped }
}

const asDays = ({ earliest, latest }: EdgeStep): DayCount => ({
  first: dayOf(earliest),
  last: dayOf(latest),
  count: 1,
})

const compare = <T extends string | number>(one: T, other: T): number =>
  one < other ? -1 : one > other ? 1 : 0
