import { LimitExceeded } from '../errors.ts'
import { ADDRESSINGS, CONVERSATIONS, Edge, type EdgeKind, MEETINGS } from '../vocabulary/edge-kinds.ts'

/** The kinds of edge that a contact is made of. */
export const CONTACT_KINDS: readonly EdgeKind[] = [Edge.SENT, ...ADDRESSINGS, ...MEETINGS, ...CONVERSATIONS]

/** How an entity is named: by its id, or by a number that stands for it. */
type Name = string | number

/** As much of an edge as contacts are made of. */
export interface ContactEdge<Id extends Name = string> {
  readonly kind: EdgeKind
  readonly from: Id
  readonly to: Id
}

/** Two actors in contact. */
export interface PairInContact<Id extends Name = string> {
  /** The one whose name comes first. */
  readonly one: Id
  readonly other: Id
  /** How many contacts they had: messages, meetings and conversations, 1 or more. */
  readonly weight: number
}

/** The ends of an edge of a contact that are actors. */
export function actorsOf<Id extends Name>({ kind, from, to }: ContactEdge<Id>): readonly Id[] {
  if (kind === Edge.SENT) return [from]
  return ADDRESSINGS.includes(kind) ? [to] : [from, to]
}

/**
 * Who is in contact with whom: one sent a message that was addressed or copied to the other, or they met, or one spoke
 * to the other. Two addressees of one message are not in contact by it, and nobody is with themselves. A message is one
 * contact of two actors however often it names them; each edge of a meeting or a conversation is one. Edges of other
 * kinds count for nothing.
 * @returns each pair once, by the name of the one and then of the other
 * @throws LimitExceeded where there are more than `most` pairs
 */
export function contactsAmong<Id extends Name>(
  edges: Iterable<ContactEdge<Id>>,
  most = Number.POSITIVE_INFINITY,
): readonly PairInContact<Id>[] {
  const weights = new Map<Id, Map<Id, number>>()
  let pairs = 0
  const met = (a: Id, b: Id): void => {
    if (a === b) return
    const [one, other]: readonly [Id, Id] = a < b ? [a, b] : [b, a]
    const ofOne = entryOf(weights, one, () => new Map<Id, number>())
    const before = ofOne.get(other) ?? 0
    ofOne.set(other, before + 1)
    if (before === 0 && ++pairs > most)
      throw new LimitExceeded(`more than ${most} pairs of actors in contact`)
  }
  const messages = new Map<Id, Parties<Id>>()
  const partiesOf = (message: Id): Parties<Id> =>
    entryOf(messages, message, () => ({ senders: new Set<Id>(), recipients: new Set<Id>() }))
  for (const { kind, from, to } of edges) {
    if (kind === Edge.SENT) partiesOf(to).senders.add(from)
    else if (ADDRESSINGS.includes(kind)) partiesOf(from).recipients.add(to)
    else if (CONTACT_KINDS.includes(kind)) met(from, to)
  }
  for (const { senders, recipients } of messages.values()) {
    for (const sender of senders) {
      for (const recipient of recipients) {
        const mutual = senders.has(recipient) && recipients.has(sender)
        // Each of two senders wrote to the other, and it is still one message.
        if (!mutual || sender < recipient) met(sender, recipient)
      }
    }
  }
  return [...weights]
    .flatMap(([one, ofOne]) => [...ofOne].map(([other, weight]) => ({ one, other, weight })))
    .sort((a, b) => compare(a.one, b.one) || compare(a.other, b.other))
}

/** Some actors and the contacts between them. */
export interface Neighbourhood<Id extends Name = string> {
  /** By name. */
  readonly actors: readonly Id[]
  readonly contacts: readonly PairInContact<Id>[]
}

/** The actors within so many contacts of some, these among them, and all contacts between any two of them. */
export function neighbourhood<Id extends Name>(
  contacts: readonly PairInContact<Id>[],
  around: Iterable<Id>,
  depth: number,
): Neighbourhood<Id> {
  const neighbours = new Map<Id, Id[]>()
  for (const { one, other } of contacts) {
    entryOf(neighbours, one, () => []).push(other)
    entryOf(neighbours, other, () => []).push(one)
  }
  const actors = new Set(around)
  let frontier = [...actors]
  for (let hop = 1; hop <= depth && frontier.length > 0; hop++) {
    const next: Id[] = []
    for (const actor of frontier) {
      for (const neighbour of neighbours.get(actor) ?? []) {
        if (actors.has(neighbour)) continue
        actors.add(neighbour)
        next.push(neighbour)
      }
    }
    frontier = next
  }
  return {
    actors: [...actors].sort(compare),
    contacts: contacts.filter(({ one, other }) => actors.has(one) && actors.has(other)),
  }
}

interface Parties<Id> {
  readonly senders: Set<Id>
  readonly recipients: Set<Id>
}

const compare = (a: Name, b: Name): number => (a < b ? -1 : a > b ? 1 : 0)

function entryOf<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  let value = map.get(key)
  if (value === undefined) {
    value = make()
    map.set(key, value)
  }
  return value
}
