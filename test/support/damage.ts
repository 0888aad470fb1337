import fc from 'fast-check'
import { expect } from 'vitest'
import { NotWellFormed } from '../../src/errors.ts'
import type { ReadRecord } from '../../src/exchange/exchange-format.ts'
import type { WhatWasRead } from './reading.ts'

/** What happens to files: they end too early, or bytes in their middle are others. */
export interface Damage {
  readonly kind: 'truncated' | 'overwritten'
  /** What the file is afterwards. */
  of(file: Uint8Array): Uint8Array
  /**
   * Holds where a reader of the damaged file either refuses it with a place, or gives out records; where it was truncated,
   * each of these is one of the whole file, and whole.
   */
  check(
    file: Uint8Array,
    read: (bytes: Uint8Array) => Promise<WhatWasRead>,
    whole: readonly ReadRecord[],
  ): Promise<void>
}

const make = (kind: Damage['kind'], of: Damage['of']): Damage => ({
  kind,
  of,
  async check(file, read, whole) {
    try {
      const { records, items } = await read(of(file))
      for (const { place } of items) expect(place.line).toBeGreaterThan(0)
      if (kind === 'truncated') {
        const known = new Set(whole.map((record) => JSON.stringify(record)))
        expect(records.filter((record) => !known.has(JSON.stringify(record)))).toEqual([])
      }
    } catch (error) {
      if (!(error instanceof NotWellFormed)) throw error
      expect(error.line).toBeGreaterThan(0)
    }
  },
})

/** Any damage. */
export const damaged: fc.Arbitrary<Damage> = fc.oneof(
  fc
    .double({ min: 0, max: 1, noNaN: true })
    .map((share) => make('truncated', (file) => file.subarray(0, Math.floor(file.length * share)))),
  fc
    .tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.uint8Array({ minLength: 1, maxLength: 6 }))
    .map(([share, bytes]) =>
      make('overwritten', (file) => {
        const copy = Uint8Array.from(file)
        copy.set(
          bytes.subarray(0, Math.max(0, file.length - 6)),
          Math.floor(share * Math.max(0, file.length - 6)),
        )
        return copy
      }),
    ),
)
