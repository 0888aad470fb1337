import type { Adjacency } from '../adjacency/adjacency.ts'
import type { EdgeKind } from '../vocabulary/edge-kinds.ts'
import type { Certainty } from '../vocabulary/forms.ts'
import type { EntityId } from '../vocabulary/ids.ts'
import type { NodeKind } from '../vocabulary/node-kinds.ts'
import type { ActorWhere, Claims, Hop, MessageWhere, Read, Start } from './read-plan.ts'
import type { DateProperties, EdgeProperties, EntityProperties, PageOfRows, Row } from './rows.ts'

/** A start whose rows are named beforehand: one slot an id, in the order asked. */
export type LookUp = Extract<Start, { by: 'entities' | 'relationships' }>

/** A start that lists what holds: one page of it. */
export type Listing = Exclude<Start, LookUp>

/**
 * The port: what Parley needs of a graph store. Nothing of GraphQL, of Cypher or of a driver passes it.
 *
 * Every method may throw `StoreUnavailable` (no answer within 5 s), `TimedOut` (the store's own time limit) and, where
 * it takes a signal, that signal's reason. Lists given and lists answered have the same order and length unless said.
 */
export interface GraphStore extends AsyncDisposable {
  readonly name: 'neo4j' | 'ladybug'
  /** What this store does by itself. Absent means no: the analysis does it over `touching` instead. */
  readonly can: { readonly shortestPaths?: true }

  /** One row an id, in the order asked; null where nothing has it or its kind is not asked for. */
  lookUp(start: LookUp, read: Read, signal?: AbortSignal): Promise<readonly (Row | null)[]>

  /** One page of a list. */
  list(start: Listing, read: Read, signal?: AbortSignal): Promise<PageOfRows>

  /** The edges that touch some entities, for algorithms that walk the graph. */
  touching(question: Touching, signal?: AbortSignal): Promise<Touched>

  /** The edges of some kinds that happened through some messages, by id: who spoke for whom in them. */
  through(question: Through, signal?: AbortSignal): Promise<Touched>

  /**
   * All edges of the graph as numbers in memory, true as of now; null where the store does not have them, so that a search
   * asks by `touching` instead. Searches read it and do not change it.
   */
  adjacency(signal?: AbortSignal): Promise<Adjacency | null>

  /**
   * Claims that others may stand against, by id: those marked DISPUTED, and those that may stand beside another claim of
   * the same kind, ends and message (see `mayHaveParallels`).
   */
  contested(question: Contested, signal?: AbortSignal): Promise<Touched>

  /** How many relationships each entity has, of the kinds named; 0 where no entity has the id. */
  degrees(
    ids: readonly string[],
    kinds: readonly EdgeKind[],
    signal?: AbortSignal,
  ): Promise<readonly number[]>

  /** Of these, the actors for whom a filter does not hold; other entities are never among them. */
  actorsOutside(ids: readonly string[], where: ActorWhere, signal?: AbortSignal): Promise<readonly string[]>

  /** Shortest paths found by the store itself. Only where `can.shortestPaths`. */
  shortestPaths?(question: ShortestPathQuestion, signal?: AbortSignal): Promise<FoundPaths>

  statistics(signal?: AbortSignal): Promise<Statistics>

  /** On which days the messages that pass a filter can have been sent: each pair of days once, in no order. */
  messageDays(where: MessageWhere, signal?: AbortSignal): Promise<readonly DayCount[]>

  /**
   * Runs a piece of work in one write transaction: all of it or nothing. The work may run more than once, so it must
   * depend on nothing but what it reads through the transaction.
   */
  transact<T>(work: (transaction: GraphTransaction) => Promise<T>, signal?: AbortSignal): Promise<T>

  /** Answers when the store answers. @throws StoreUnavailable */
  ping(signal?: AbortSignal): Promise<void>

  /** The version that the graph has (0: none yet) and the one that this program brings it to. */
  version(): Promise<Migration>

  /** Brings constraints, tables and indexes to this version's state; changes nothing where they are. */
  migrate(): Promise<Migration>

  /** Plans every statement in `cypher/` without running it. @returns one entry a file; `problem` is null where sound */
  check(): Promise<readonly { readonly statement: string; readonly problem: string | null }[]>
}

/** Which edges to fetch: those that leave (OUT), reach (IN) or touch (ANY) the entities, by any of some hops. */
export interface Touching extends Claims {
  readonly ids: readonly string[]
  readonly hops: readonly Hop[]
  /** At most this many edges over all entities, in the order of their ids. */
  readonly limit: number
  /** Whether to read what each edge rests on; where not, `sources` of the answer says nothing. */
  readonly evidence?: true
}

/** Which edges to fetch by the message that they name. */
export interface Through {
  readonly messages: readonly string[]
  readonly kinds: readonly EdgeKind[]
  /** At most this many edges over all messages, in the order of their ids. */
  readonly limit: number
  /** As for `Touching`. */
  readonly evidence?: true
}

/** Which claims to look through for those that others may stand against. */
export interface Contested {
  readonly kinds: readonly EdgeKind[]
  /** At most this many, in the order of their ids. */
  readonly limit: number
}

export interface Touched {
  /** Each edge once, by id. */
  readonly edges: readonly EdgeStep[]
  /** Whether there were more than the limit. */
  readonly more: boolean
}

/** An edge as algorithms need it. */
export interface EdgeStep {
  readonly id: string
  readonly kind: EdgeKind
  readonly from: string
  readonly to: string
  /** First and last possible instant of the edge; null without a date. */
  readonly earliest: number | null
  readonly latest: number | null
  /** The message that an actor-to-actor edge happened through. */
  readonly message: string | null
  readonly certainty: Certainty
  /** The sources that it cites. */
  readonly sources: readonly string[]
}

export interface ShortestPathQuestion extends Claims {
  readonly from: string
  readonly to: string
  readonly hop: Hop
  /** Most steps, 1 or more. */
  readonly maxLength: number
  /** Entities that no path may go through. */
  readonly avoid: readonly string[]
  /** Every path of the least length rather than one, at most `limit` of them. */
  readonly all: boolean
  readonly limit: number
  /** How long the search may take: then it is given up with `TimedOut`. */
  readonly milliseconds: number
}

export interface FoundPaths {
  /** Each path as its edges in the order walked from `from`. Empty where there is none. */
  readonly paths: readonly (readonly EdgeStep[])[]
  readonly more: boolean
}

export interface Statistics {
  readonly entities: ReadonlyMap<NodeKind, number>
  readonly relationships: ReadonlyMap<EdgeKind, number>
  /** The message with the earliest date, and the one with the latest. */
  readonly first: DateProperties | null
  readonly last: DateProperties | null
}

/** How many messages have a date from one day to another. */
export interface DayCount {
  /** The first day and the last that their date can be (UTC), counted since 1970; null where open, both without a date. */
  readonly first: number | null
  readonly last: number | null
  readonly count: number
}

export interface Migration {
  /** The graph's version before and after. */
  readonly from: number
  readonly to: number
}

/** What a write transaction reads and writes. */
export interface GraphTransaction {
  /** One slot an id, in the order asked; null where no entity has it. */
  entities(ids: readonly string[]): Promise<readonly (EntityProperties | null)[]>
  /** One slot an id, in the order asked; null where no edge has it. */
  edges(ids: readonly string[]): Promise<readonly (EdgeProperties | null)[]>
  /** The edges that touch an entity, by id. */
  edgesOf(id: string, hop: Hop): Promise<readonly EdgeProperties[]>
  /** The edges that happened through a message, by id. */
  edgesThrough(message: string): Promise<readonly EdgeProperties[]>
  /** What cites a source: the ids of entities and edges. */
  citing(source: string): Promise<{ readonly entities: readonly string[]; readonly edges: readonly string[] }>
  /** Creates or replaces entities, each whole; of those with one id the last. An id keeps its kind. */
  putEntities(entities: readonly EntityProperties[]): Promise<void>
  /**
   * Creates or replaces edges, each whole; of those with one id the last. Both ends exist. An edge keeps its ends: to
   * move it, remove it first.
   */
  putEdges(edges: readonly EdgeProperties[]): Promise<void>
  removeEdges(ids: readonly string[]): Promise<void>
  /** Removes entities with all edges that touch them. */
  removeEntities(ids: readonly EntityId[]): Promise<void>
}
