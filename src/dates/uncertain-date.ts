/** A date as its source gives it, with the first and the last instant that it can be. */
export interface UncertainDate {
  /** As written, in EDTF. */
  readonly edtf: string
  /** Milliseconds since 1970 (UTC), both inclusive; null where the date is open or unknown on that side. */
  readonly earliest: number | null
  readonly latest: number | null
}

/** The first and the last instant that JavaScript's calendar knows, milliseconds since 1970. */
export const INSTANT_MIN = -8.64e15
export const INSTANT_MAX = 8.64e15

/** The bounds as stores keep them: open ends are the ends of time, so that they compare. */
export const toSortable = ({
  earliest,
  latest,
}: UncertainDate): { readonly earliest: number; readonly latest: number } => ({
  earliest: earliest ?? INSTANT_MIN,
  latest: latest ?? INSTANT_MAX,
})

/** A bound from its stored form; null where it is open. */
export const fromSortable = (instant: number): number | null =>
  instant <= INSTANT_MIN || instant >= INSTANT_MAX ? null : instant

const DAY_MS = 86_400_000

/** The day of a date that is known to the day, counted since 1970; null for any other. A qualifier does not matter. */
export function dayOf({ earliest, latest }: Pick<UncertainDate, 'earliest' | 'latest'>): number | null {
  if (earliest === null || latest === null) return null
  const day = Math.floor(earliest / DAY_MS)
  return Math.floor(latest / DAY_MS) === day ? day : null
}

/** Whole days from one date to another; null unless both are known to the day. */
export function wholeDaysBetween(
  from: Pick<UncertainDate, 'earliest' | 'latest'>,
  to: Pick<UncertainDate, 'earliest' | 'latest'>,
): number | null {
  const [first, second] = [dayOf(from), dayOf(to)]
  return first === null || second === null ? null : second - first
}
