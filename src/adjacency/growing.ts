/** The kinds of array that grow here. */
type Numbers = Int32Array | Uint8Array | Float64Array

/** How much more room an array gets than it needs just now. */
const SLACK = 1.25

/** The same array where it has room for so many, else a longer copy of it, whose new places are zero. */
export function withRoom<A extends Numbers>(array: A, size: number): A {
  if (size <= array.length) return array
  const longer = new (array.constructor as new (length: number) => A)(Math.ceil(size * SLACK) + 16)
  longer.set(array)
  return longer
}
