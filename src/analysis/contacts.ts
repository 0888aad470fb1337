import type { EdgeStep } from '../store/graph-store.ts'
import type { Claims } from '../store/read-plan.ts'
import { ADDRESSINGS, CONVERSATIONS, Edge, type EdgeKind, MEETINGS } from '../vocabulary/edge-kinds.ts'
import type { Spending } from './budget.ts'
import type { PathGraph } from './path-graph.ts'

/** What two actors had to do with each other, with what shows it. */
export interface Contact {
  /** The messages that one sent to the other, each with the edges by which it went. */
  readonly messages: ReadonlyMap<string, readonly EdgeStep[]>
  readonly meetings: readonly EdgeStep[]
  readonly conversations: readonly EdgeStep[]
}

/** Contacts by actor, and by the other. */
export type Contacts = ReadonlyMap<string, ReadonlyMap<string, Contact>>

/** The edges that a contact rests on. */
export const evidenceOf = ({ messages, meetings, conversations }: Contact): readonly EdgeStep[] => [
  ...[...messages.values()].flat(),
  ...meetings,
  ...conversations,
]

/** The sources that a contact rests on, by id. */
export const sourcesOf = (contact: Contact): readonly string[] =>
  [...new Set(evidenceOf(contact).flatMap(({ sources }) => sources))].sort()

/** The kinds of edge that make contacts. */
const FROM_ACTORS: readonly EdgeKind[] = [Edge.SENT, ...CONVERSATIONS, ...MEETINGS]

/**
 * Whom some actors were in contact with: by a message that one sent to the other, addressed or copied, a meeting or a
 * conversation. Two addressees of one message are not in contact through it. All edges of a contact are among the
 * claims that count.
 */
export async function contactsOf(
  graph: PathGraph,
  ids: readonly string[],
  claims: Claims,
  spending: Spending,
  signal?: AbortSignal,
): Promise<{ readonly contacts: Contacts; readonly stopped: string | null }> {
  const step = (of: readonly string[], kinds: readonly EdgeKind[], direction: 'OUT' | 'IN' | 'ANY') =>
    graph.touching(
      { ids: of, hops: [{ kinds, direction }], limit: spending.left + 1, evidence: true, ...claims },
      signal,
    )
  const out = await step(ids, FROM_ACTORS, 'ANY')
  const addressed = await step(ids, ADDRESSINGS, 'IN')
  const sent = out.edges.filter(({ kind }) => kind === Edge.SENT)
  const stopped = spending.spendOn(ids.length, out, addressed)
  const found = new Gathered(new Set(ids))
  for (const edge of out.edges) if (edge.kind !== Edge.SENT) found.met(edge)
  if (stopped !== null) return { contacts: found.contacts, stopped }

  const [sentIds, receivedIds] = [distinct(sent, 'to'), distinct(addressed.edges, 'from')]
  const onward = await step(sentIds, ADDRESSINGS, 'OUT')
  const senders = await step(receivedIds, [Edge.SENT], 'IN')
  found.messages(sent, onward.edges)
  found.messages(senders.edges, addressed.edges)
  const after = spending.spendOn(sentIds.length + receivedIds.length, onward, senders)
  return { contacts: found.contacts, stopped: after }
}

const distinct = (edges: readonly EdgeStep[], end: 'from' | 'to'): readonly string[] => [
  ...new Set(edges.map((edge) => edge[end])),
]

interface Gathering {
  readonly messages: Map<string, Set<EdgeStep>>
  readonly meetings: Set<EdgeStep>
  readonly conversations: Set<EdgeStep>
}

/** The contacts found so far of some actors. */
class Gathered {
  readonly #of: ReadonlySet<string>
  readonly #found = new Map<string, Map<string, Gathering>>()

  constructor(of: ReadonlySet<string>) {
    this.#of = of
  }

  /** A meeting or a conversation. */
  met(edge: EdgeStep): void {
    for (const contact of this.#between(edge.from, edge.to)) {
      contact[MEETINGS.includes(edge.kind) ? 'meetings' : 'conversations'].add(edge)
    }
  }

  /** Messages, by their sendings and their addressings. */
  messages(sendings: readonly EdgeStep[], addressings: readonly EdgeStep[]): void {
    const sentBy = new Map<string, EdgeStep[]>()
    for (const sending of sendings) {
      const known = sentBy.get(sending.to)
      if (known) known.push(sending)
      else sentBy.set(sending.to, [sending])
    }
    for (const addressing of addressings) {
      const message = addressing.from
      for (const sending of sentBy.get(message) ?? []) {
        for (const { messages } of this.#between(sending.from, addressing.to)) {
          const edges = messages.get(message)
          if (edges) edges.add(sending).add(addressing)
          else messages.set(message, new Set([sending, addressing]))
        }
      }
    }
  }

  get contacts(): Contacts {
    return new Map([...this.#found].map(([id, others]) => [id, new Map([...others].map(asContact))]))
  }

  /** What is gathered of two actors, at each of them that was asked for. */
  #between(one: string, other: string): readonly Gathering[] {
    if (one === other) return []
    return [this.#at(one, other), this.#at(other, one)].flatMap((gathering) => gathering ?? [])
  }

  #at(id: string, other: string): Gathering | null {
    if (!this.#of.has(id)) return null
    let others = this.#found.get(id)
    if (!others) {
      others = new Map()
      this.#found.set(id, others)
    }
    let gathering = others.get(other)
    if (!gathering) {
      gathering = { messages: new Map(), meetings: new Set(), conversations: new Set() }
      others.set(other, gathering)
    }
    return gathering
  }
}

/** Edges stand apart by id: one message can be met from both its ends. */
const asContact = ([other, gathering]: [string, Gathering]): [string, Contact] => [
  other,
  {
    messages: new Map([...gathering.messages].map(([message, edges]) => [message, byId(edges)])),
    meetings: byId(gathering.meetings),
    conversations: byId(gathering.conversations),
  },
]

const byId = (edges: Iterable<EdgeStep>): readonly EdgeStep[] =>
  [...new Map([...edges].map((edge) => [edge.id, edge])).values()].sort((a, b) => (a.id < b.id ? -1 : 1))
