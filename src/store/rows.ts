import type { EdgeKind } from '../vocabulary/edge-kinds.ts'
import type { Certainty } from '../vocabulary/forms.ts'
import type { EdgeId, EntityId } from '../vocabulary/ids.ts'
import type { NodeKind } from '../vocabulary/node-kinds.ts'
import type { Read, SortKey } from './read-plan.ts'

/** What is stored of a node. A property that its kind does not have is null. */
export interface EntityProperties {
  readonly id: EntityId
  readonly kind: NodeKind
  readonly name: string
  readonly form: string | null
  readonly named: boolean | null
  /** As written. A source's date is that of its publication. */
  readonly date: string | null
  /** First possible instant, milliseconds since 1970; -8.64e15 where open; null without a date. */
  readonly earliest: number | null
  readonly latest: number | null
  readonly aliases: readonly string[]
  readonly summary: string | null
  /** `scheme:value`, in the order given. */
  readonly identifiers: readonly string[]
  readonly sources: readonly EntityId[]
  readonly certainty: Certainty
  /** Ids of the actors that were merged into this one. */
  readonly formerIds: readonly EntityId[]
  readonly isPublic: boolean | null
  readonly url: string | null
  readonly author: string | null
  readonly licence: string | null
  readonly latitude: number | null
  readonly longitude: number | null
}

/** What is stored of an edge. */
export interface EdgeProperties {
  readonly id: EdgeId
  readonly kind: EdgeKind
  readonly from: EntityId
  readonly to: EntityId
  readonly date: string | null
  readonly earliest: number | null
  readonly latest: number | null
  /** True where the date is that of the message it belongs to. */
  readonly inherited: boolean
  readonly role: string | null
  readonly note: string | null
  /** The message that an actor-to-actor edge happened through. */
  readonly message: EntityId | null
  readonly certainty: Certainty
  readonly sources: readonly EntityId[]
}

/** An entity as a plan read it. Properties outside the set that was read are not there. */
export interface EntityRow {
  readonly type: 'entity'
  readonly properties: EntityProperties
  readonly read: Read
  /** One answer a follow of `read`, in its order; empty on a row that no plan read. */
  readonly answers: readonly Answer[]
}

/** A relationship as a plan read it. */
export interface EdgeRow {
  readonly type: 'relationship'
  readonly properties: EdgeProperties
  readonly read: Read
  readonly answers: readonly Answer[]
}

export type Row = EntityRow | EdgeRow

/** How often an actor and another were in contact, the other's row being the entity. */
export interface Contact {
  readonly sent: number
  readonly received: number
  readonly meetings: number
  readonly conversations: number
  readonly first: DateProperties | null
  readonly last: DateProperties | null
}

/** A date as stored: as written, with its first and last possible instants (±8.64e15 where open). */
export interface DateProperties {
  readonly date: string
  readonly earliest: number
  readonly latest: number
}

/** How well a search hit fits, 0..1: the higher the better. See `SEARCH_SCORES`. */
export interface Hit {
  readonly score: number
}

/** One place in a list: the row, where it stands, and what is known of the row only in this list. */
export interface Listed {
  readonly row: Row
  readonly key: SortKey
  readonly contact?: Contact
  readonly hit?: Hit
}

/** The answer to a paged follow, or to a paged start. */
export interface PageOfRows {
  readonly rows: readonly Listed[]
  /** Whether more rows lie beyond this page, in the direction of paging; says nothing where that was not asked. */
  readonly more: boolean
  /** The length of the whole list; null where it was not asked for. */
  readonly total: number | null
}

/** What a row carries for a follow: a page, a list, or one row or none. */
export type Answer = PageOfRows | readonly Row[] | Row | null
