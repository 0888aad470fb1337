import { setImmediate } from 'node:timers/promises'

/** How long work goes on before others have their turn, in milliseconds. */
const SLICE_MS = 10

/** How many steps are taken between two looks at the clock. */
const STEPS_BETWEEN_LOOKS = 128

/**
 * Cuts long work into slices, between which others have their turn:
 * `for (const edge of edges) { if (slices.isOver) await slices.next() … }`
 */
export class Slices {
  readonly #signal: AbortSignal | undefined
  #began = performance.now()
  #steps = 0

  constructor(signal?: AbortSignal) {
    this.#signal = signal
  }

  /** Whether it is time to let others have their turn. To be asked at each step. */
  get isOver(): boolean {
    this.#steps = (this.#steps + 1) % STEPS_BETWEEN_LOOKS
    return this.#steps === 0 && performance.now() - this.#began >= SLICE_MS
  }

  /** Comes back when others had their turn. @throws the signal's reason where the client has gone away */
  async next(): Promise<void> {
    await setImmediate()
    this.#signal?.throwIfAborted()
    this.#began = performance.now()
  }
}

/** So many are sorted at once. */
const SORTED_AT_ONCE = 4_096

/** The items in order, as `toSorted` has them: by merging what was sorted in parts. */
export async function sortedInSlices<T>(
  items: readonly T[],
  compare: (a: T, b: T) => number,
  slices: Slices,
): Promise<readonly T[]> {
  let runs: (readonly T[])[] = []
  for (let at = 0; at < items.length; at += SORTED_AT_ONCE) {
    runs.push(items.slice(at, at + SORTED_AT_ONCE).sort(compare))
    await slices.next()
  }
  while (runs.length > 1) {
    const longer: (readonly T[])[] = []
    for (let at = 0; at < runs.length; at += 2) {
      const [one = [], other = []] = [runs[at], runs[at + 1]]
      longer.push(await merged(one, other, compare, slices))
    }
    runs = longer
  }
  return runs[0] ?? []
}

async function merged<T>(
  one: readonly T[],
  other: readonly T[],
  compare: (a: T, b: T) => number,
  slices: Slices,
): Promise<readonly T[]> {
  if (other.length === 0) return one
  const all: T[] = []
  let at = 0
  for (const item of one) {
    for (let next = other[at]; next !== undefined && compare(next, item) < 0; next = other[at]) {
      all.push(next)
      at += 1
      if (slices.isOver) await slices.next()
    }
    all.push(item)
    if (slices.isOver) await slices.next()
  }
  for (const item of other.slice(at)) all.push(item)
  return all
}
