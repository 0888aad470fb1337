import { type EdgeKind, LASTING } from '../vocabulary/edge-kinds.ts'
import type { Certainty } from '../vocabulary/forms.ts'
import type { NodeKind } from '../vocabulary/node-kinds.ts'
import type { Detail } from '../vocabulary/properties.ts'

/**
 * A read plan says what one root field of an operation reads, whole: where to start, and from each row what to follow.
 * It is frozen data. A store runs it at once (Neo4j: one statement) or level by level (LadybugDB).
 */
export interface ReadPlan {
  readonly start: Start
  readonly read: Read
}

/** What to read of each entity or relationship met at one place of the plan. */
export interface Read {
  readonly of: 'entity' | 'relationship'
  /** How much of each node; relationships are always read in full. */
  readonly detail: Detail
  /** The kinds of node that can be met here; a store may read fewer properties where they are few. */
  readonly kinds: readonly NodeKind[]
  /** What to follow from each row. A row carries the answers in the same order. */
  readonly follows: readonly Follow[]
}

/** Where a plan begins. */
export type Start =
  /** One row an id, in the order asked; null where no entity has it. */
  | { readonly by: 'entities'; readonly ids: readonly string[]; readonly kinds: readonly NodeKind[] }
  /** One row an id, in the order asked; null where no relationship has it. */
  | { readonly by: 'relationships'; readonly ids: readonly string[] }
  /** Messages by date, then id; undated ones last. */
  | ({ readonly by: 'messages'; readonly where: MessageWhere; readonly descending: boolean } & Paged)
  /** Relationships by id. */
  | ({ readonly by: 'claims'; readonly where: ClaimWhere } & Paged)
  /** Actors by name (code points), then id. */
  | ({ readonly by: 'actors'; readonly where: ActorWhere } & Paged)
  /** Entities by score, best first, then id. */
  | ({ readonly by: 'search'; readonly where: SearchWhere } & Paged)

/** A step from a row to others. Each lists the kinds of row that it applies to; other rows carry an empty answer. */
export type Follow =
  /** The nodes at the other end, each once, by date or by id. `where` is for messages; others match an empty one. */
  | ({
      readonly follow: 'neighbours'
      readonly from: readonly NodeKind[]
      readonly hop: Hop
      readonly where: MessageWhere
      readonly order: 'date' | 'id'
      readonly descending: boolean
      readonly read: Read
    } & Paged)
  /** The relationships themselves, by date, undated ones last, then by id. */
  | ({
      readonly follow: 'relationships'
      readonly from: readonly NodeKind[]
      readonly hop: Hop
      readonly where: EdgeWhere
      readonly read: Read
    } & Paged)
  /** The relationships that cite a source, by id. */
  | ({
      readonly follow: 'supported'
      readonly from: readonly NodeKind[]
      readonly where: Claims
      readonly read: Read
    } & Paged)
  /** Those on whose behalf a message was sent, by id. */
  | ({ readonly follow: 'principals'; readonly from: readonly NodeKind[]; readonly read: Read } & Paged)
  /**
   * Whom an actor was in contact with, and how often: most contacts first, then by id. A message counts by its own date,
   * and by the certainty of its sending (or of the edge that says for whom it was sent) and of its addressing.
   */
  | ({
      readonly follow: 'correspondents'
      readonly from: readonly NodeKind[]
      readonly where: Claims
      readonly agency: Agency
      readonly read: Read
    } & Paged)
  /** The sources that an entity or a relationship cites, in the order cited. */
  | { readonly follow: 'sources'; readonly from: readonly NodeKind[]; readonly read: Read }
  /** One end of a relationship, or the message it happened through. */
  | { readonly follow: 'end'; readonly end: 'from' | 'to' | 'message'; readonly read: Read }

/** Which edges a step takes, seen from the row it leaves. */
export interface Hop {
  readonly kinds: readonly EdgeKind[]
  readonly direction: Direction
}

export type Direction = 'OUT' | 'IN' | 'ANY'

/** Count a message for who sent it, or for those on whose behalf it was sent. */
export type Agency = 'LITERAL' | 'PRINCIPAL'

/** One page of a list in a total order. */
export interface Paged {
  readonly page: Page
  /** Whether to count the whole list. */
  readonly count: boolean
  /** Whether to read rows at all: false where only the count was asked for. */
  readonly rows: boolean
  /** Whether to find out if there are more rows than the page; where not, `more` of the answer says nothing. */
  readonly more: boolean
}

/** How many rows a store has to find for a page: one beyond it tells that there are more. */
export const rowsFor = ({ page, more }: Paged): number => page.size + (more ? 1 : 0)

/** At most `size` rows after (or, `backward`, before) the row that `beyond` names. */
export interface Page {
  readonly size: number
  readonly backward: boolean
  readonly beyond: SortKey | null
}

/**
 * Where a row stands in its list: the value it is sorted by and its id, which breaks ties. By date the value is the
 * first possible instant, milliseconds since 1970; without a date it is `UNDATED`, and the row stands behind all dated
 * ones in either direction. By id alone the value is the empty text.
 */
export type SortKey = readonly [value: string | number, id: string]

/** Stands for "no date" where a number must stand: beyond every instant. Stores keep it as is. */
export const UNDATED = 9e15

/** Stands for an open end, and its negative for an open beginning: no instant of a date lies beyond. */
export const LAST_INSTANT = 8.64e15

/** How long a day of UTC is, in milliseconds. */
export const DAY_MS = 86_400_000

/** The day (UTC) of a stored instant, counted since 1970 and negative before; null where it is open or there is none. */
export const dayOf = (instant: number | null): number | null =>
  instant === null || Math.abs(instant) >= LAST_INSTANT ? null : Math.floor(instant / DAY_MS)

/** A period of instants, both inclusive, milliseconds since 1970; null is open. */
export interface InstantPeriod {
  readonly from: number | null
  readonly to: number | null
  /** CERTAIN: the whole uncertain date lies within; POSSIBLE: some of it does. What has no date is in no period. */
  readonly match: 'CERTAIN' | 'POSSIBLE'
  /**
   * Of what lasts is asked whether it held in the period. CERTAIN: through the whole of it; POSSIBLE: at some time of
   * it, as something without a date can have. What happens at an instant is asked as without this.
   */
  readonly held?: true
}

/** Which claims count: all that is said must hold. Absent says nothing. */
export interface Claims {
  readonly during?: InstantPeriod
  /** How sure its sources are of it: one of these. */
  readonly certainty?: readonly Certainty[]
}

/** What has a kind and a date: an edge or a node. No kind of edge has the name of a kind of node. */
interface Dated {
  readonly kind: EdgeKind | NodeKind
  readonly earliest: number | null
  readonly latest: number | null
}

/** Whether an edge or a node is among the claims that count. */
export const isAmong = (
  claim: Dated & { readonly certainty: Certainty },
  { during, certainty }: Claims,
): boolean => (!during || liesIn(claim, during)) && (!certainty || certainty.includes(claim.certainty))

const LASTS: ReadonlySet<string> = new Set(LASTING)

/** Whether something lies in a period, or held in it, as the period asks. What is CERTAIN is POSSIBLE. */
export function liesIn({ kind, earliest, latest }: Dated, period: InstantPeriod): boolean {
  const possible = period.match === 'POSSIBLE'
  const lasted = period.held === true && LASTS.has(kind)
  if (earliest === null || latest === null) return lasted && possible
  const from = period.from ?? -LAST_INSTANT
  const to = period.to ?? LAST_INSTANT
  if (earliest > to || latest < from) return false
  return possible || (lasted ? earliest <= from && latest >= to : earliest >= from && latest <= to)
}

/** Whether something can have been sent by an instant: what has no date can. */
export const canBeSentBy = ({ earliest }: { readonly earliest: number | null }, instant: number): boolean =>
  earliest === null || earliest <= instant

/** All that is said must hold. Absent says nothing. */
export interface MessageWhere extends Claims {
  readonly forms?: readonly string[]
  readonly topic?: string
  /** An actor with any part in the message: sender, addressee, copied to, bearer, receiver. */
  readonly participant?: string
  /** Words as `searchWords` gives them; each must begin a word of the name, aliases or summary. */
  readonly words?: readonly string[]
  readonly isPublic?: boolean
  readonly open?: OpenWhere
}

/**
 * Messages that wait for an answer: addressed to somebody of whom none is recorded, that is, no reply that they sent or
 * that somebody sent on their behalf.
 */
export interface OpenWhere {
  /**
   * The graph as it was at this instant: only replies that can have been sent by then count, and only messages that can.
   * What has no date can.
   */
  readonly asOf: number
  /** Sent by this instant for certain; null: whenever. */
  readonly until: number | null
  /** Sent by this actor. */
  readonly sender?: string
  /** Addressed to this actor, who has not answered. */
  readonly debtor?: string
}

export interface ActorWhere {
  readonly kind?: NodeKind
  readonly forms?: readonly string[]
  readonly memberOf?: string
  /** When the membership held. Of no meaning without `memberOf`. */
  readonly memberDuring?: InstantPeriod
  /** Words as `searchWords` gives them; each must begin a word of the name or an alias. */
  readonly words?: readonly string[]
  /** As stored: `scheme:value`. */
  readonly identifier?: string
  readonly certainty?: readonly Certainty[]
}

export interface SearchWhere {
  /** Words as `searchWords` gives them, at least one; each must begin a word of the entity's texts. */
  readonly words: readonly string[]
  readonly kinds: readonly NodeKind[]
}

/** Which relationships of the whole graph: all that is said must hold. Absent says nothing. */
export interface ClaimWhere extends Claims {
  readonly kinds: readonly EdgeKind[]
  /** How many sources it cites: at least and at most so many. */
  readonly minSources?: number
  readonly maxSources?: number
  /** A source that it cites. */
  readonly source?: string
  /** An entity that it touches. */
  readonly around?: string
}

export interface EdgeWhere extends Claims {
  /** The entity at the other end. */
  readonly other?: string
}
