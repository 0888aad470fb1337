import { ACTOR_KINDS, NODE_KIND_NAMES, type NodeKind } from './node-kinds.ts'

/**
 * Where an edge carries information: along its direction, against it, both ways, or nowhere.
 * Time-respecting paths follow this and nothing else.
 */
export type Flow = 'forward' | 'backward' | 'both' | 'none'

/**
 * Which message an edge belongs to: the one it starts at, the one it ends at, or the one that its property `message`
 * names. Edges of no message say null.
 */
export type MessageAnchor = 'from' | 'to' | 'property'

/** A list of a message's neighbours that the API shows as a field of `Message`. */
export interface MessageField {
  /** The field of `Message`, and of `RecordMessageInput`: one name for reading and writing. */
  readonly name: string
  readonly meaning: string
}

/** One kind of edge, whole: adding an entry to `EDGE_KINDS` is all that a new kind takes. */
export interface EdgeKindEntry {
  /** The kinds it may start from. */
  readonly from: readonly NodeKind[]
  /** The kinds it may lead to. */
  readonly to: readonly NodeKind[]
  /** Without a direction, `from` and `to` are interchangeable and stored in the order of their ids. */
  readonly directed: boolean
  readonly flow: Flow
  readonly message: MessageAnchor | null
  /** An edge dated by its message takes the message's date where it has none of its own. */
  readonly datedBy: 'itself' | 'message'
  /** Its date says when its message reached this actor, or all to whom it was addressed. */
  readonly arrival?: 'own' | 'all'
  /** True where it says that an actor belongs to an institution, for a time. */
  readonly affiliation?: true
  /** True where the first end holds the second as an office: while it lasts, what reaches one can reach the other. */
  readonly office?: true
  /** True where it makes its actor a participant of its message. */
  readonly participation?: true
  /** True where its first actor spoke for its second, the principal, through the message it names. */
  readonly representation?: true
  /** True where both ends were in one place, or in one conversation, without a message. */
  readonly contact?: 'meeting' | 'conversation'
  /** The field of `Message` that lists the other ends. */
  readonly messageField?: MessageField
  /** Reads "<from> <verb> <to>". */
  readonly verb: string
  /** Reads "<to> <passive> <from>". */
  readonly passive: string
  readonly meaning: string
}

const MESSAGE = ['MESSAGE'] as const
const INSTITUTION = ['INSTITUTION'] as const
const PLACE = ['PLACE'] as const

export const EDGE_KINDS = {
  SENT: {
    from: ACTOR_KINDS,
    to: MESSAGE,
    directed: true,
    flow: 'forward',
    message: 'to',
    datedBy: 'message',
    participation: true,
    messageField: { name: 'senders', meaning: 'Who sent it. A bearer is not a sender.' },
    verb: 'sent',
    passive: 'was sent by',
    meaning: 'An actor wrote or spoke the message.',
  },
  ADDRESSED_TO: {
    from: MESSAGE,
    to: ACTOR_KINDS,
    directed: true,
    flow: 'forward',
    message: 'from',
    datedBy: 'message',
    participation: true,
    messageField: { name: 'addressees', meaning: 'To whom it was addressed. Empty for words to the public.' },
    verb: 'was addressed to',
    passive: 'was addressed by',
    meaning: 'The message was meant for this actor.',
  },
  COPIED_TO: {
    from: MESSAGE,
    to: ACTOR_KINDS,
    directed: true,
    flow: 'forward',
    message: 'from',
    datedBy: 'message',
    participation: true,
    messageField: { name: 'copiedTo', meaning: 'Who was given a copy without being addressed.' },
    verb: 'was copied to',
    passive: 'was copied on',
    meaning: 'The actor was given a copy of the message.',
  },
  DELIVERED: {
    from: ACTOR_KINDS,
    to: MESSAGE,
    directed: true,
    flow: 'forward',
    message: 'to',
    datedBy: 'itself',
    arrival: 'all',
    participation: true,
    messageField: {
      name: 'deliveredBy',
      meaning: 'Who carried it or handed it over: a bearer, never a sender.',
    },
    verb: 'delivered',
    passive: 'was delivered by',
    meaning: 'An actor carried the message or handed it over.',
  },
  RECEIVED: {
    from: ACTOR_KINDS,
    to: MESSAGE,
    directed: true,
    flow: 'backward',
    message: 'to',
    datedBy: 'itself',
    arrival: 'own',
    participation: true,
    messageField: { name: 'receivedBy', meaning: 'Who took it in, for themselves or for an addressee.' },
    verb: 'received',
    passive: 'was received by',
    meaning: 'The message came into the hands of this actor, whoever it was addressed to.',
  },
  IN_REPLY_TO: {
    from: MESSAGE,
    to: MESSAGE,
    directed: true,
    flow: 'none',
    message: 'from',
    datedBy: 'message',
    messageField: { name: 'inReplyTo', meaning: 'The messages that it answers.' },
    verb: 'replies to',
    passive: 'was answered by',
    meaning: 'The first message answers the second.',
  },
  FORWARDS: {
    from: MESSAGE,
    to: MESSAGE,
    directed: true,
    flow: 'backward',
    message: 'from',
    datedBy: 'message',
    verb: 'forwards',
    passive: 'was forwarded by',
    meaning: 'The first message carries the second one on.',
  },
  REPLIED_ON_BEHALF_OF: {
    from: ACTOR_KINDS,
    to: ACTOR_KINDS,
    directed: true,
    flow: 'none',
    message: 'property',
    datedBy: 'message',
    representation: true,
    verb: 'replied on behalf of',
    passive: 'was answered for by',
    meaning: 'The first actor spoke for the second, its principal, through the message that the edge names.',
  },
  INSTRUCTED: {
    from: ACTOR_KINDS,
    to: ACTOR_KINDS,
    directed: true,
    flow: 'forward',
    message: 'property',
    datedBy: 'message',
    verb: 'instructed',
    passive: 'was instructed by',
    meaning: 'The first actor told the second to do something, such as to hand over a message.',
  },
  SPOKE_TO: {
    from: ACTOR_KINDS,
    to: ACTOR_KINDS,
    directed: true,
    flow: 'forward',
    message: 'property',
    datedBy: 'itself',
    contact: 'conversation',
    verb: 'spoke to',
    passive: 'was spoken to by',
    meaning: 'The first actor said something to the second, face to face or by telephone.',
  },
  MET_WITH: {
    from: ACTOR_KINDS,
    to: ACTOR_KINDS,
    directed: false,
    flow: 'both',
    message: 'property',
    datedBy: 'itself',
    contact: 'meeting',
    verb: 'met with',
    passive: 'met with',
    meaning: 'The two met. Information may have gone both ways.',
  },
  KNOWS: {
    from: ACTOR_KINDS,
    to: ACTOR_KINDS,
    directed: false,
    flow: 'none',
    message: null,
    datedBy: 'itself',
    verb: 'knows',
    passive: 'knows',
    meaning: 'The two know each other; nothing is said of a particular contact.',
  },
  MENTIONS: {
    from: MESSAGE,
    to: NODE_KIND_NAMES,
    directed: true,
    flow: 'none',
    message: 'from',
    datedBy: 'message',
    messageField: { name: 'mentions', meaning: 'What or whom it names, apart from its parties.' },
    verb: 'mentions',
    passive: 'is mentioned in',
    meaning: 'The message names something or somebody.',
  },
  ABOUT: {
    from: MESSAGE,
    to: ['TOPIC'],
    directed: true,
    flow: 'none',
    message: 'from',
    datedBy: 'message',
    messageField: { name: 'topics', meaning: 'What it is about.' },
    verb: 'is about',
    passive: 'is the subject of',
    meaning: 'The message deals with the topic.',
  },
  WRITTEN_AT: {
    from: MESSAGE,
    to: PLACE,
    directed: true,
    flow: 'none',
    message: 'from',
    datedBy: 'message',
    messageField: { name: 'writtenAt', meaning: 'Where it was written or sent from.' },
    verb: 'was written at',
    passive: 'was the place of writing of',
    meaning: 'The message was written at the place, or sent from it.',
  },
  DIRECTED_TO: {
    from: MESSAGE,
    to: PLACE,
    directed: true,
    flow: 'none',
    message: 'from',
    datedBy: 'itself',
    messageField: {
      name: 'directedTo',
      meaning: 'Where it went: the place that it was sent to or received at.',
    },
    verb: 'went to',
    passive: 'was the destination of',
    meaning: 'The message was sent to the place or received there; the date says when it came.',
  },
  HOLDS_OFFICE_AT: {
    from: ['PERSON'],
    to: INSTITUTION,
    directed: true,
    flow: 'none',
    message: null,
    datedBy: 'itself',
    affiliation: true,
    office: true,
    verb: 'holds office at',
    passive: 'has as an office holder',
    meaning: 'The person holds the office that `role` names; the date says when that is known to hold.',
  },
  MEMBER_OF: {
    from: ACTOR_KINDS,
    to: INSTITUTION,
    directed: true,
    flow: 'none',
    message: null,
    datedBy: 'itself',
    affiliation: true,
    verb: 'is a member of',
    passive: 'has as a member',
    meaning: 'The actor is a member of the institution, which does not by that alone speak for it.',
  },
  PART_OF: {
    from: INSTITUTION,
    to: INSTITUTION,
    directed: true,
    flow: 'none',
    message: null,
    datedBy: 'itself',
    affiliation: true,
    verb: 'is part of',
    passive: 'has as a part',
    meaning: 'The first institution is an organ of the second.',
  },
} as const satisfies Record<string, EdgeKindEntry>

export type EdgeKind = keyof typeof EDGE_KINDS

export const EDGE_KIND_NAMES = Object.keys(EDGE_KINDS) as readonly EdgeKind[]

/** The kinds by name, so that code says `Edge.SENT` and a misspelling does not compile. */
export const Edge = Object.fromEntries(EDGE_KIND_NAMES.map((kind) => [kind, kind])) as {
  readonly [K in EdgeKind]: K
}

/** The entry of a kind, seen as any entry: without the literal types of the table. */
export const edgeKind = (kind: EdgeKind): EdgeKindEntry => EDGE_KINDS[kind]

/** True where `text` names an edge kind. */
export const isEdgeKind = (text: string): text is EdgeKind => Object.hasOwn(EDGE_KINDS, text)

const kindsWhere = (holds: (entry: EdgeKindEntry) => boolean): readonly EdgeKind[] =>
  EDGE_KIND_NAMES.filter((kind) => holds(edgeKind(kind)))

/** Edges that make an actor a participant of a message. */
export const PARTICIPATIONS = kindsWhere((entry) => entry.participation === true)

/** Edges that tie an actor to an institution. */
export const AFFILIATIONS = kindsWhere((entry) => entry.affiliation === true)

/** Edges that tie an office to who holds it. */
export const OFFICES = kindsWhere((entry) => entry.office === true)

/** Edges that name those for whom a message was sent. */
export const REPRESENTATIONS = kindsWhere((entry) => entry.representation === true)

/** Kinds whose dates say when a message arrived. */
export const ARRIVALS = kindsWhere((entry) => entry.arrival !== undefined)

export const MEETINGS = kindsWhere((entry) => entry.contact === 'meeting')
export const CONVERSATIONS = kindsWhere((entry) => entry.contact === 'conversation')

/** Edges by which a message reaches those it is meant for. */
export const ADDRESSINGS: readonly EdgeKind[] = ['ADDRESSED_TO', 'COPIED_TO']

/** Edges between actors that may name the message they happened through. */
export const THROUGH_MESSAGE = kindsWhere((entry) => entry.message === 'property')

/** The message fields and the edge kind behind each. */
export const MESSAGE_FIELDS: readonly {
  readonly kind: EdgeKind
  readonly entry: EdgeKindEntry
  readonly field: MessageField
}[] = EDGE_KIND_NAMES.flatMap((kind) => {
  const entry = edgeKind(kind)
  return entry.messageField ? [{ kind, entry, field: entry.messageField }] : []
})

/** Why an edge of this kind cannot join these two kinds of node, or null where it can. */
export function whyNotJoinable(kind: EdgeKind, from: NodeKind, to: NodeKind): string | null {
  const entry = edgeKind(kind)
  if (entry.from.includes(from) && entry.to.includes(to)) return null
  return `${kind} leads from ${entry.from.join(' or ')} to ${entry.to.join(' or ')}, not from ${from} to ${to}`
}
