import { withRoom } from './growing.ts'

/** Stands for "no date" where a number of a date must stand. */
export const NO_DATE = -1

/** As many pairs are remembered, a power of two. */
const REMEMBERED = 65_536

/**
 * Pairs of a first and a last instant as numbers. Most edges of a graph have one of a few days, or the instant of the
 * edge before: a pair met lately is not kept again, so equal pairs may have several numbers.
 */
export class Dates {
  #earliest = new Float64Array(64)
  #latest = new Float64Array(64)
  #size = 0
  readonly #lately = new Int32Array(REMEMBERED).fill(NO_DATE)

  /** The number of a pair; `NO_DATE` without a date. */
  add(earliest: number | null, latest: number | null): number {
    if (earliest === null || latest === null) return NO_DATE
    const place = placeOf(earliest, latest)
    const known = this.#lately[place] ?? NO_DATE
    if (known >= 0 && this.#earliest[known] === earliest && this.#latest[known] === latest) return known
    const number = this.#size++
    this.#earliest = withRoom(this.#earliest, this.#size)
    this.#latest = withRoom(this.#latest, this.#size)
    this.#earliest[number] = earliest
    this.#latest[number] = latest
    this.#lately[place] = number
    return number
  }

  /** The first instant; NaN for `NO_DATE`. */
  earliest(date: number): number {
    return this.#earliest[date] ?? Number.NaN
  }

  /** The last instant; NaN for `NO_DATE`. */
  latest(date: number): number {
    return this.#latest[date] ?? Number.NaN
  }
}

/** Days differ in their seconds, instants in their milliseconds too. */
function placeOf(earliest: number, latest: number): number {
  const mixed = Math.imul(earliest / 1_000, 0x9e3779b1) ^ Math.imul(latest % 2 ** 31, 0x85ebca6b) ^ earliest
  return (mixed ^ (mixed >>> 16)) & (REMEMBERED - 1)
}
