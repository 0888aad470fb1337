/**
 * Every kind of node, once. The GraphQL types and enums, the labels and constraints of both stores, the checks on
 * writes and imports, and the explorer's legend derive from this table.
 */
export interface NodeKindEntry {
  /** Name of the GraphQL object type, and the node's second label in Neo4j. */
  readonly typeName: string
  /** Whether it can act: send, receive, meet. Actors share the GraphQL interface `Actor`. */
  readonly actor: boolean
  /** Plain-language name, in the singular. */
  readonly noun: string
  readonly meaning: string
}

export const NODE_KINDS = {
  PERSON: {
    typeName: 'Person',
    actor: true,
    noun: 'person',
    meaning: 'A human being whom a source names or describes. An office is not its holder.',
  },
  INSTITUTION: {
    typeName: 'Institution',
    actor: true,
    noun: 'institution',
    meaning: 'A state, ministry, mission, company or any other body that can speak and be spoken to.',
  },
  MESSAGE: {
    typeName: 'Message',
    actor: false,
    noun: 'message',
    meaning: 'Something said once, in writing or aloud: a letter, a post, a statement, a speech.',
  },
  TOPIC: {
    typeName: 'Topic',
    actor: false,
    noun: 'topic',
    meaning: 'A matter that messages are about.',
  },
  PLACE: {
    typeName: 'Place',
    actor: false,
    noun: 'place',
    meaning: 'Somewhere on Earth: where messages were written, where they went, or what they name.',
  },
  SOURCE: {
    typeName: 'Source',
    actor: false,
    noun: 'source',
    meaning:
      'Where a claim was read: an edition, a news item, a post. Every node and edge cites the sources it rests on.',
  },
} as const satisfies Record<string, NodeKindEntry>

export type NodeKind = keyof typeof NODE_KINDS

export const NODE_KIND_NAMES = Object.keys(NODE_KINDS) as readonly NodeKind[]

/** The kinds by name, so that code says `Kind.PERSON` and a misspelling does not compile. */
export const Kind = Object.fromEntries(NODE_KIND_NAMES.map((kind) => [kind, kind])) as {
  readonly [K in NodeKind]: K
}

export type ActorKind = {
  [K in NodeKind]: (typeof NODE_KINDS)[K]['actor'] extends true ? K : never
}[NodeKind]

/** The kinds that can act. */
export const ACTOR_KINDS: readonly NodeKind[] = NODE_KIND_NAMES.filter((kind) => NODE_KINDS[kind].actor)

/** True where `text` names a node kind. */
export const isNodeKind = (text: string): text is NodeKind => Object.hasOwn(NODE_KINDS, text)
