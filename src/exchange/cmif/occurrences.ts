import { createHash } from 'node:crypto'

/** How full the table may be. */
const LOAD = 0.6

/**
 * Counts how often texts occur, without keeping them: 14 to 27 bytes for each, whatever its length. Two texts are taken for one
 * with a chance of 1 in 2⁵³ a pair.
 */
export class Occurrences {
  #slots = new Float64Array(1024)
  #size = 0

  /** How often the text has been met, this time included. */
  met(text: string): number {
    for (let times = 1; ; times++)
      if (this.#add(fingerprint(times === 1 ? text : `${times}\n${text}`))) return times
  }

  #add(print: number): boolean {
    if (this.#size >= this.#slots.length * LOAD) this.#grow()
    const at = this.#slotOf(print)
    if (this.#slots[at] === print) return false
    this.#slots[at] = print
    this.#size += 1
    return true
  }

  #slotOf(print: number): number {
    let at = print % this.#slots.length
    while (this.#slots[at] !== 0 && this.#slots[at] !== print) at = (at + 1) % this.#slots.length
    return at
  }

  #grow(): void {
    const old = this.#slots
    this.#slots = new Float64Array(old.length * 2)
    for (const print of old) if (print !== 0) this.#slots[this.#slotOf(print)] = print
  }
}

/** A whole number from 1 to 2⁵³ - 1; 0 marks a slot that is free. */
function fingerprint(text: string): number {
  const hash = createHash('md5').update(text).digest()
  return hash.readUInt32LE(0) * 0x20_00_00 + (hash.readUInt32LE(4) & 0x1f_ff_ff) || 1
}
