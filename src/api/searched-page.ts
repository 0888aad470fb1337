import type { EntityRow } from '../store/rows.ts'
import { Connection } from './paging.ts'

/** What a search says of itself beside its page. */
export interface Searched {
  /** Why it ended before it was done; null where it was done. */
  readonly reason: string | null
  /** The entities that `avoidHubs` kept out. */
  readonly leftOut: readonly EntityRow[]
}

/** A page of what a search found, which also says whether the search was done. */
export class SearchedPage<Node> extends Connection<Node> implements Searched {
  readonly reason: string | null
  readonly leftOut: readonly EntityRow[]

  constructor({ reason, leftOut }: Searched, ...rest: ConstructorParameters<typeof Connection<Node>>) {
    super(...rest)
    this.reason = reason
    this.leftOut = leftOut
  }
}

/** The page of a search, as which a field of its connection sees it. */
export const searchedPage = (page: object): Searched => page as SearchedPage<unknown>
