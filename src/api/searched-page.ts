import { Connection } from './paging.ts'

/** A page of what a search found, which also says whether the search was done. */
export class SearchedPage<Node> extends Connection<Node> {
  /** Why the search ended before it was done; null where it was done. */
  readonly reason: string | null

  constructor(reason: string | null, ...rest: ConstructorParameters<typeof Connection<Node>>) {
    super(...rest)
    this.reason = reason
  }
}

/** The `reason` of a page that a field of its connection is asked of. */
export const reasonOf = (page: object): string | null => (page as SearchedPage<unknown>).reason
