import type { InstantPeriod } from '../../src/store/read-plan.ts'

/** The kinds of relationship that hold for a time. */
const STATES: readonly string[] = ['KNOWS', 'HOLDS_OFFICE_AT', 'MEMBER_OF', 'PART_OF']

/** Whether something certainly, or possibly, was in a period: said once more, apart from the stores' own way. */
export function liesIn(
  {
    kind,
    earliest,
    latest,
  }: { readonly kind: string; readonly earliest: number | null; readonly latest: number | null },
  { from, to, match, held }: InstantPeriod,
): boolean {
  const isState = held === true && STATES.includes(kind)
  if (earliest === null || latest === null) return isState && match === 'POSSIBLE'
  const begins = from ?? -8.64e15
  const ends = to ?? 8.64e15
  const apart = latest < begins || ends < earliest
  if (match === 'POSSIBLE') return !apart
  const goesBeyond = earliest < begins || ends < latest
  const leavesSome = begins < earliest || latest < ends
  return !apart && (isState ? !leavesSome : !goesBeyond)
}
