import { withRoom } from './growing.ts'

/**
 * Ids of entities as numbers from 0 on, in the order in which they were added. Ids stand in one buffer as UTF-8 and are
 * found by open addressing (Knuth, The Art of Computer Programming 3, 6.4, algorithm L): a million of them take some 30 MB,
 * a fifth of what a `Map` of strings takes.
 */
export class IdTable {
  /** The ids one after the other. */
  #text = new Uint8Array(1_024)
  /** Where each id begins in it; one place more says where the last one ends. */
  #starts = new Int32Array(65)
  /** A place holds an id's number and one, or 0. As many places as a power of two. */
  #places = new Int32Array(128)
  #size = 0
  /** The id that is looked for. */
  #sought = Buffer.alloc(256)

  /** How many ids there are. */
  get size(): number {
    return this.#size
  }

  /** The id's number; -1 where it was not added. */
  find(id: string): number {
    const length = this.#seek(id)
    return (this.#places[this.#placeOf(length)] ?? 0) - 1
  }

  /** The id's number, which it gets where it has none. */
  add(id: string): number {
    const length = this.#seek(id)
    const place = this.#placeOf(length)
    const known = (this.#places[place] ?? 0) - 1
    if (known >= 0) return known
    const number = this.#size++
    const start = this.#starts[number] ?? 0
    this.#text = withRoom(this.#text, start + length)
    this.#text.set(this.#sought.subarray(0, length), start)
    this.#starts = withRoom(this.#starts, number + 2)
    this.#starts[number + 1] = start + length
    this.#places[place] = number + 1
    if (this.#size * 2 > this.#places.length) this.#spread()
    return number
  }

  /** The id of a number that `add` gave. */
  id(number: number): string {
    const [start, end] = [this.#starts[number] ?? 0, this.#starts[number + 1] ?? 0]
    return Buffer.from(this.#text.buffer, this.#text.byteOffset + start, end - start).toString()
  }

  /** Puts the id's bytes where they are compared from. @returns how many there are */
  #seek(id: string): number {
    // UTF-8 has at most three bytes for each of a string's code units.
    if (id.length * 3 > this.#sought.length) this.#sought = Buffer.alloc(id.length * 3)
    return this.#sought.write(id)
  }

  /** The place that holds the id which is looked for, or the free one that it would get. */
  #placeOf(length: number): number {
    const mask = this.#places.length - 1
    let place = hashOf(this.#sought, 0, length) & mask
    for (;;) {
      const number = (this.#places[place] ?? 0) - 1
      if (number < 0 || this.#isSought(number, length)) return place
      place = (place + 1) & mask
    }
  }

  #isSought(number: number, length: number): boolean {
    const start = this.#starts[number] ?? 0
    if ((this.#starts[number + 1] ?? 0) - start !== length) return false
    for (let at = 0; at < length; at++) if (this.#text[start + at] !== this.#sought[at]) return false
    return true
  }

  /** Gives all ids places among twice as many. */
  #spread(): void {
    const places = new Int32Array(this.#places.length * 2)
    const mask = places.length - 1
    for (let number = 0; number < this.#size; number++) {
      let place = hashOf(this.#text, this.#starts[number] ?? 0, this.#starts[number + 1] ?? 0) & mask
      while (places[place] !== 0) place = (place + 1) & mask
      places[place] = number + 1
    }
    this.#places = places
  }
}

/** FNV-1a of Fowler, Noll and Vo, 32 bits, its high bits folded into the low ones that `&` keeps. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ (bytes[at] ?? 0), 0x01000193)
  return hash ^ (hash >>> 15)
}
