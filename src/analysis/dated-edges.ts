import type { EdgeStep } from '../store/graph-store.ts'

/** The edge that begins first of those with a date, or null where none has one. */
export const firstOf = (edges: readonly EdgeStep[]): EdgeStep | null => leastBy(edges, byBeginning)

/** The edge that ends last of those with a date, or null where none has one. */
export const lastOf = (edges: readonly EdgeStep[]): EdgeStep | null => leastBy(edges, byEnd)

/** The earliest first, those without a date last; then by id. */
export const byBeginning = (a: EdgeStep, b: EdgeStep): number =>
  compare(a.earliest ?? Number.POSITIVE_INFINITY, b.earliest ?? Number.POSITIVE_INFINITY) ||
  compare(a.latest ?? 0, b.latest ?? 0) ||
  compare(a.id, b.id)

/** The latest first; then by id. For edges with a date. */
const byEnd = (a: EdgeStep, b: EdgeStep): number =>
  compare(b.latest ?? 0, a.latest ?? 0) || compare(b.earliest ?? 0, a.earliest ?? 0) || compare(a.id, b.id)

function leastBy(edges: readonly EdgeStep[], order: (a: EdgeStep, b: EdgeStep) => number): EdgeStep | null {
  const dated = edges.filter(({ earliest }) => earliest !== null)
  return dated.reduce<EdgeStep | null>(
    (least, edge) => (least && order(least, edge) <= 0 ? least : edge),
    null,
  )
}

const compare = <T extends string | number>(one: T, other: T): number =>
  one < other ? -1 : one > other ? 1 : 0
