import { type Paged, rowsFor, type SortKey } from './read-plan.ts'
import { compareText } from './text-order.ts'

/** Something at its place in a list. */
export interface Placed<T> {
  readonly key: SortKey
  readonly of: T
}

/** One page of a list, in the list's order. */
export interface FoundPage<T> {
  readonly found: readonly Placed<T>[]
  readonly more: boolean
  readonly total: number | null
}

/** By what a list is sorted before the id. */
export interface ListOrder<T> {
  readonly value: (item: T) => SortKey[0]
  readonly descending: boolean
}

/**
 * Takes one page of a list that is here whole, in any order: by value, then by rising id; a page that goes backward
 * turns both round. Keeps no more than the page while it looks through the list.
 * @param passes which of the list are in it: asked last, and of all only where they are to be counted
 */
export function pageOf<T extends { readonly id: string }>(
  list: Iterable<T>,
  { value, descending }: ListOrder<T>,
  paged: Paged,
  passes: (item: T) => boolean = () => true,
): FoundPage<T> {
  const { size, backward, beyond } = paged.page
  const limit = paged.rows ? rowsFor(paged) : 0
  const [byValue, byId] = [backward === descending ? 1 : -1, backward ? -1 : 1]
  const compare = (a: SortKey[0], aId: string, b: SortKey[0], bId: string): number =>
    byValue * compareValues(a, b) || byId * compareText(aId, bId)
  const kept: Placed<T>[] = []
  let last: Placed<T> | undefined
  let total = 0
  for (const item of list) {
    if (paged.count && !passes(item)) continue
    total++
    const at = value(item)
    if (beyond && compare(at, item.id, beyond[0], beyond[1]) <= 0) continue
    if (kept.length === limit && (!last || compare(at, item.id, last.key[0], last.key[1]) >= 0)) continue
    if (!paged.count && !passes(item)) continue
    const place = placeIn(kept, ({ key }) => compare(key[0], key[1], at, item.id) < 0)
    kept.splice(place, 0, { key: [at, item.id], of: item })
    if (kept.length > limit) kept.pop()
    last = kept.at(-1)
  }
  const found = kept.slice(0, size)
  return {
    found: backward ? found.reverse() : found,
    more: kept.length > size,
    total: paged.count ? total : null,
  }
}

/** How many of a sorted list come before. */
function placeIn<T>(sorted: readonly T[], comesBefore: (item: T) => boolean): number {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const item = sorted[middle]
    if (item !== undefined && comesBefore(item)) low = middle + 1
    else high = middle
  }
  return low
}

const compareValues = (a: SortKey[0], b: SortKey[0]): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : compareText(String(a), String(b))
