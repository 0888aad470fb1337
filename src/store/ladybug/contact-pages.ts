import {
  ADDRESSINGS,
  CONVERSATIONS,
  Edge,
  type EdgeKind,
  MEETINGS,
  REPRESENTATIONS,
} from '../../vocabulary/edge-kinds.ts'
import { type FoundPage, pageOf } from '../page.ts'
import { type Claims, type Direction, type Follow, isAmong, liesIn } from '../read-plan.ts'
import type { Contact, DateProperties } from '../rows.ts'
import { edgesAt, farEnd, principalsOf, type TopologyEdge, type TopologyNode } from './topology.ts'

type Correspondents = Extract<Follow, { follow: 'correspondents' }>
type ContactKind = 'sent' | 'received' | 'meetings' | 'conversations'

/** Somebody an actor was in contact with, and how often. */
export interface FoundContact {
  readonly id: string
  readonly contact: Contact
}

const contactsIn = ({ contact: { sent, received, meetings, conversations } }: FoundContact): number =>
  sent + received + meetings + conversations

/** What a contact with one other was by: a message, a meeting, a conversation. Each counts once. */
type Occasion = TopologyNode | TopologyEdge
type Contacts = Readonly<Record<ContactKind, Set<Occasion>>>

/** One page of an actor's correspondents: most contacts first, then by id. */
export function contactPage(actor: TopologyNode, follow: Correspondents): FoundPage<FoundContact> {
  const { where, agency } = follow
  const others = new Map<TopologyNode, Contacts>()
  const count = (kind: ContactKind, other: TopologyNode, by: Occasion): void => {
    if (other === actor || (where.during && !liesIn(by, where.during))) return
    let contacts = others.get(other)
    if (!contacts) {
      contacts = { sent: new Set(), received: new Set(), meetings: new Set(), conversations: new Set() }
      others.set(other, contacts)
    }
    contacts[kind].add(by)
  }
  const { certainty } = where
  const edges = new SureEdges(certainty ? { certainty } : {})
  const literal = agency === 'LITERAL'
  for (const message of literal ? edges.far(actor, [Edge.SENT], 'OUT') : edges.spokenBy(actor)) {
    for (const other of edges.far(message, ADDRESSINGS, 'OUT')) count('sent', other, message)
  }
  for (const message of edges.far(actor, ADDRESSINGS, 'IN')) {
    for (const other of literal ? edges.far(message, [Edge.SENT], 'IN') : edges.speakersOf(message))
      count('received', other, message)
  }
  for (const [kind, kinds] of [
    ['meetings', MEETINGS],
    ['conversations', CONVERSATIONS],
  ] as const) {
    for (const edge of edges.at(actor, kinds, 'ANY')) count(kind, farEnd(edge, actor), edge)
  }
  const found = [...others].map(([other, contacts]) => ({ id: other.id, contact: counted(contacts) }))
  return pageOf(found, { value: contactsIn, descending: true }, follow)
}

/** The edges that are as sure as asked. Whom a message was sent for does not depend on how sure it is. */
class SureEdges {
  readonly #claims: Claims

  constructor(claims: Claims) {
    this.#claims = claims
  }

  at(node: TopologyNode, kinds: readonly EdgeKind[], direction: Direction): readonly TopologyEdge[] {
    return [...edgesAt(node, { kinds, direction })].filter((edge) => isAmong(edge, this.#claims))
  }

  far(node: TopologyNode, kinds: readonly EdgeKind[], direction: 'OUT' | 'IN'): readonly TopologyNode[] {
    return this.at(node, kinds, direction).map((edge) => farEnd(edge, node))
  }

  /** Whose word a message is: those on whose behalf it was sent, else those who sent it. */
  speakersOf(message: TopologyNode): readonly TopologyNode[] {
    if (principalsOf(message).size === 0) return this.far(message, [Edge.SENT], 'IN')
    return message.through
      .filter((edge) => REPRESENTATIONS.includes(edge.kind) && isAmong(edge, this.#claims))
      .map(({ to }) => to)
  }

  /** The messages that are an actor's word: those sent for it, and those it sent for nobody else. */
  spokenBy(actor: TopologyNode): ReadonlySet<TopologyNode> {
    const own = this.far(actor, [Edge.SENT], 'OUT').filter((message) => principalsOf(message).size === 0)
    const represented = this.at(actor, REPRESENTATIONS, 'IN')
    return new Set([...own, ...represented.flatMap(({ message }) => message ?? [])])
  }
}

function counted({ sent, received, meetings, conversations }: Contacts): Contact {
  let [first, last]: [DateProperties | null, DateProperties | null] = [null, null]
  for (const { date, earliest, latest } of [...sent, ...received, ...meetings, ...conversations]) {
    if (date === null || earliest === null || latest === null) continue
    const dated = { date, earliest, latest }
    if (!first || comparedBy(dated, first, 'earliest', 'latest') < 0) first = dated
    if (!last || comparedBy(dated, last, 'latest', 'earliest') > 0) last = dated
  }
  return {
    sent: sent.size,
    received: received.size,
    meetings: meetings.size,
    conversations: conversations.size,
    first,
    last,
  }
}

/** Which date comes first: by one end, then as written, then by the other end. */
function comparedBy(
  a: DateProperties,
  b: DateProperties,
  by: 'earliest' | 'latest',
  then: 'earliest' | 'latest',
): number {
  return a[by] - b[by] || (a.date < b.date ? -1 : a.date > b.date ? 1 : 0) || a[then] - b[then]
}
