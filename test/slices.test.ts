import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Slices, sortedInSlices } from '../src/slices.ts'

describe('sortedInSlices', () => {
  it('is what sorting at once is, equals in the order given', async () => {
    const items = fc.array(fc.record({ key: fc.nat(50), place: fc.nat() }), { maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(items, fc.integer({ min: 1, max: 600 }), async (few, times) => {
        const many = Array.from({ length: times }, (_, round) =>
          few.map((item) => ({ ...item, round })),
        ).flat()
        const byKey = (a: { readonly key: number }, b: { readonly key: number }) => a.key - b.key
        expect(await sortedInSlices(many, byKey, new Slices())).toEqual(many.toSorted(byKey))
      }),
      { numRuns: 50 },
    )
  })
})

describe('Slices', () => {
  it('let others have their turn, and end the work of who has gone away', async () => {
    const client = new AbortController()
    const slices = new Slices(client.signal)
    let others = 0
    setImmediate(() => {
      others += 1
    })
    await slices.next()
    expect(others).toBe(1)
    client.abort(new DOMException('gone', 'AbortError'))
    await expect(slices.next()).rejects.toThrow('gone')
  })

  it('are over after a while', () => {
    const slices = new Slices()
    let steps = 0
    while (!slices.isOver) steps += 1
    expect(steps).toBeGreaterThan(100)
  })
})
