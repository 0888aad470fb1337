import { createHash } from 'node:crypto'

/** Where a record was met first, and whether it said the same there. */
export interface FirstMet {
  readonly line: number
  readonly same: boolean
}

const INITIAL = 1_024

/**
 * Which records of a file came by, told by 64 bits of a digest of their names: 20 bytes a place and two to four places a
 * record, so that millions of them fit where their names would not.
 */
export class SeenRecords {
  #size = INITIAL
  #count = 0
  #keys = new Uint32Array(2 * INITIAL)
  #contents = new Uint32Array(INITIAL)
  #lines = new Float64Array(INITIAL)

  /** Remembers a record. @returns where it was met first, or null where this is the first time */
  meet(name: string, content: string, line: number): FirstMet | null {
    const [high, low] = halves(name)
    const [said] = halves(content)
    const at = this.#placeOf(high, low)
    const first = this.#lines[at] ?? 0
    if (first > 0) return { line: first, same: this.#contents[at] === said }
    this.#put(at, high, low, said, line)
    this.#count += 1
    if (this.#count * 2 > this.#size) this.#grow()
    return null
  }

  #put(at: number, high: number, low: number, content: number, line: number): void {
    this.#keys[2 * at] = high
    this.#keys[2 * at + 1] = low
    this.#contents[at] = content
    this.#lines[at] = line
  }

  /** Where a record stands, or where it would: a place whose line is 0 is free. */
  #placeOf(high: number, low: number): number {
    let at = low % this.#size
    while ((this.#lines[at] ?? 0) > 0 && !(this.#keys[2 * at] === high && this.#keys[2 * at + 1] === low))
      at = (at + 1) % this.#size
    return at
  }

  #grow(): void {
    const [keys, contents, lines] = [this.#keys, this.#contents, this.#lines]
    const before = this.#size
    this.#size *= 2
    this.#keys = new Uint32Array(2 * this.#size)
    this.#contents = new Uint32Array(this.#size)
    this.#lines = new Float64Array(this.#size)
    for (let at = 0; at < before; at++) {
      const line = lines[at] ?? 0
      if (line === 0) continue
      const [high = 0, low = 0] = keys.subarray(2 * at, 2 * at + 2)
      this.#put(this.#placeOf(high, low), high, low, contents[at] ?? 0, line)
    }
  }
}

/** The first 64 bits of a text's digest. */
function halves(text: string): readonly [high: number, low: number] {
  const digest = createHash('sha256').update(text).digest()
  return [digest.readUInt32LE(0), digest.readUInt32LE(4)]
}
