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

/** A whole number from 1 to 2⁵³ - 1, made of two hashes by multiplication; 0 marks a slot that is free. */
function fingerprint(text: string): number {
  let high = 0x9e37_79b9
  let low = 0x85eb_ca6b
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    high = Math.imul(high ^ unit, 0x9e37_79b1)
    low = Math.imul(low ^ unit, 0x5f35_6495)
  }
  high = Math.imul(high ^ (high >>> 16), 0x85eb_ca6b) ^ Math.imul(low ^ (low >>> 13), 0xc2b2_ae35)
  low = Math.imul(low ^ (low >>> 16), 0x85eb_ca6b) ^ Math.imul(high ^ (high >>> 13), 0xc2b2_ae35)
  return (high & 0x1f_ff_ff) * 2 ** 32 + (low >>> 0) || 1
}
