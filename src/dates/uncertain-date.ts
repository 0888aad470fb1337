/** The instants between which something happened, both inclusive, milliseconds since 1970 (UTC); null is open or unknown. */
export interface Bounds {
  readonly earliest: number | null
  readonly latest: number | null
}

/** A date as its source gives it, with the first and the last instant that it can be. */
export interface UncertainDate extends Bounds {
  /** As written, in EDTF. */
  readonly edtf: string
}

/** The first instant that JavaScript's calendar knows, milliseconds since 1970: how stores keep an open beginning. */
export const INSTANT_MIN = -8.64e15

/** The last instant that JavaScript's calendar knows, milliseconds since 1970: how stores keep an open end. */
export const INSTANT_MAX = 8.64e15

/** The bounds as stores keep them: open ends are the ends of time, so that they compare. No date that is read lies on them. */
export const toSortable = ({
  earliest,
  latest,
}: Bounds): { readonly earliest: number; readonly latest: number } => ({
  earliest: earliest ?? INSTANT_MIN,
  latest: latest ?? INSTANT_MAX,
})

/** One bound from its stored form, milliseconds since 1970; null where it is open. Undoes `toSortable`. */
export const fromSortable = (instant: number): number | null =>
  instant <= INSTANT_MIN || instant >= INSTANT_MAX ? null : instant

/** How long a day of UTC is, in milliseconds. */
export const DAY_MS = 86_400_000

/** The day of a date that lies on one, counted since 1970 (UTC); null for any other. */
function dayOf({ earliest, latest }: Bounds): number | null {
  if (earliest === null || latest === null) return null
  const day = Math.floor(earliest / DAY_MS)
  return Math.floor(latest / DAY_MS) === day ? day : null
}

/** Whether a date lies on one day (UTC). A qualifier does not matter: `2022-02-10~` does. */
export const isPreciseToTheDay = (date: Bounds): boolean => dayOf(date) !== null

/** Whole days from one date to another, negative where the second is earlier; null unless both are precise to the day. */
export function wholeDaysBetween(from: Bounds, to: Bounds): number | null {
  const [first, second] = [dayOf(from), dayOf(to)]
  return first === null || second === null ? null : second - first
}

/**
 * The least and the most whole days that can lie from one date to another, whatever the two are; infinite where a side
 * is open or unknown. Both are `wholeDaysBetween` where the dates are precise to the day.
 */
export function daysBetween(from: Bounds, to: Bounds): { readonly least: number; readonly most: number } {
  const days = (first: number | null, second: number | null, unknown: number): number =>
    first === null || second === null ? unknown : Math.floor(second / DAY_MS) - Math.floor(first / DAY_MS)
  return {
    least: days(from.latest, to.earliest, Number.NEGATIVE_INFINITY),
    most: days(from.earliest, to.latest, Number.POSITIVE_INFINITY),
  }
}
