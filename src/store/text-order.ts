/**
 * Compares texts by code points, as the databases sort them. JavaScript's own `<` compares UTF-16 units, which puts
 * characters beyond U+FFFF before some of those below.
 */
export function compareText(a: string, b: string): number {
  if (a === b) return 0
  const length = Math.min(a.length, b.length)
  for (let at = 0; at < length; at++) {
    const [left, right] = [a.charCodeAt(at), b.charCodeAt(at)]
    if (left !== right) return asCodePoint(left) - asCodePoint(right)
  }
  return a.length - b.length
}

/** A unit's rank: halves of surrogate pairs stand behind all other units. */
const asCodePoint = (unit: number): number =>
  unit < 0xd800 ? unit : unit < 0xe000 ? unit + 0x2000 : unit - 0x800
