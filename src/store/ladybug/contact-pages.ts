import {
  ADDRESSINGS,
  CONVERSATIONS,
  Edge,
  type EdgeKind,
  MEETINGS,
  REPRESENTATIONS,
} from '../../vocabulary/edge-kinds.ts'
import { type FoundPage, pageOf } from '../page.ts'
import { type Follow, liesIn } from '../read-plan.ts'
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
  const { during, agency } = follow
  const others = new Map<TopologyNode, Contacts>()
  const count = (kind: ContactKind, other: TopologyNode, by: Occasion): void => {
    if (other === actor || (during && !liesIn(by, during))) return
    let contacts = others.get(other)
    if (!contacts) {
      contacts = { sent: new Set(), received: new Set(), meetings: new Set(), conversations: new Set() }
      others.set(other, contacts)
    }
    contacts[kind].add(by)
  }
  for (const message of agency === 'LITERAL' ? sentBy(actor) : spokenBy(actor)) {
    for (const other of addresseesOf(message)) count('sent', other, message)
  }
  for (const message of receivedBy(actor)) {
    for (const other of agency === 'LITERAL' ? sendersOf(message) : speakersOf(message))
      count('received', other, message)
  }
  for (const [kind, kinds] of [
    ['meetings', MEETINGS],
    ['conversations', CONVERSATIONS],
  ] as const) {
    for (const edge of edgesAt(actor, { kinds, direction: 'ANY' })) count(kind, farEnd(edge, actor), edge)
  }
  const found = [...others].map(([other, contacts]) => ({ id: other.id, contact: counted(contacts) }))
  return pageOf(found, { value: contactsIn, descending: true }, follow)
}

const far = (
  node: TopologyNode,
  kinds: readonly EdgeKind[],
  direction: 'OUT' | 'IN',
): readonly TopologyNode[] => [...edgesAt(node, { kinds, direction })].map((edge) => farEnd(edge, node))

const sentBy = (actor: TopologyNode) => far(actor, [Edge.SENT], 'OUT')
const receivedBy = (actor: TopologyNode) => far(actor, ADDRESSINGS, 'IN')
const sendersOf = (message: TopologyNode) => far(message, [Edge.SENT], 'IN')
const addresseesOf = (message: TopologyNode) => far(message, ADDRESSINGS, 'OUT')

/** Whose word a message is: those on whose behalf it was sent, else those who sent it. */
function speakersOf(message: TopologyNode): readonly TopologyNode[] {
  const principals = [...principalsOf(message)]
  return principals.length > 0 ? principals : sendersOf(message)
}

/** The messages that are an actor's word: those sent for it, and those it sent for nobody else. */
function spokenBy(actor: TopologyNode): ReadonlySet<TopologyNode> {
  const represented = [...edgesAt(actor, { kinds: REPRESENTATIONS, direction: 'IN' })]
  return new Set([
    ...sentBy(actor).filter((message) => principalsOf(message).size === 0),
    ...represented.flatMap(({ message }) => message ?? []),
  ])
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
