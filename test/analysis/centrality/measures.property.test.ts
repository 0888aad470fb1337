import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { betweennessOf, contactsOf } from '../../../src/analysis/centrality/betweenness.ts'
import { communitiesOf } from '../../../src/analysis/centrality/louvain.ts'
import type { Neighbourhood, PairInContact } from '../../../src/analysis/contact-graph.ts'
import { betweennessByWalking } from '../../oracle/betweenness.ts'

/** Up to seven actors whose numbers have gaps, and contacts among them. */
const aNeighbourhood: fc.Arbitrary<Neighbourhood<number>> = fc
  .uniqueArray(fc.nat(20), { minLength: 1, maxLength: 7 })
  .map((actors) => actors.sort((a, b) => a - b))
  .chain((actors) => {
    const pairs = actors.flatMap((one) =>
      actors.filter((other) => one < other).map((other) => ({ one, other })),
    )
    const weighted = fc.integer({ min: 1, max: 9 })
    return fc.record({
      actors: fc.constant(actors),
      contacts: fc
        .tuple(fc.subarray(pairs), fc.array(weighted, { minLength: pairs.length, maxLength: pairs.length }))
        .map(([chosen, weights]) => chosen.map((pair, place) => ({ ...pair, weight: weights[place] ?? 1 }))),
    })
  })

describe('betweennessOf', () => {
  it('is what walking all ways gives', () => {
    fc.assert(
      fc.property(aNeighbourhood, (graph) => {
        const expected = betweennessByWalking(graph)
        const found = [...betweennessOf(graph)]
        expect(found).toHaveLength(expected.length)
        for (const [place, value] of found.entries()) expect(value).toBeCloseTo(expected[place] ?? -1, 12)
      }),
      { numRuns: 500 },
    )
  })

  it('counts more shortest ways than 32 bits hold', () => {
    const [rows, columns] = [5, 128]
    const end = rows * columns
    const contacts: PairInContact<number>[] = []
    const join = (one: number, other: number): number => contacts.push({ one, other, weight: 1 })
    for (let column = 0; column < columns; column++) {
      for (let row = 1; row < rows; row++)
        for (let other = 0; other < columns; other++)
          join((row - 1) * columns + column, row * columns + other)
      join(column, end)
      join((rows - 1) * columns + column, end + 1)
    }
    const actors = Array.from({ length: end + 2 }, (_, actor) => actor)
    const found = betweennessOf({ actors, contacts })
    // Within a row all are alike, and the rows lie on either side of the middle one as in a mirror.
    expect(found[0]).toBeGreaterThan(0)
    expect(found[0]).toBeLessThan(1)
    expect(found[columns - 1]).toBeCloseTo(found[0] ?? -1, 12)
    expect(found[end - 1]).toBeCloseTo(found[0] ?? -1, 12)
  })
})

describe('contactsOf', () => {
  it('counts the others, whatever the weights', () => {
    fc.assert(
      fc.property(aNeighbourhood, (graph) => {
        const expected = graph.actors.map(
          (actor) => graph.contacts.filter(({ one, other }) => one === actor || other === actor).length,
        )
        expect([...contactsOf(graph)]).toEqual(expected)
      }),
    )
  })
})

describe('communitiesOf', () => {
  it('has the same answer each time, and a modularity that is that of its groups', () => {
    fc.assert(
      fc.property(aNeighbourhood, fc.constantFrom(0.5, 1, 2), (graph, resolution) => {
        const found = communitiesOf(graph, resolution)
        expect(communitiesOf(graph, resolution)).toEqual(found)
        expect(found.modularity).toBeCloseTo(modularityOf(graph, found.communities, resolution), 9)
      }),
    )
  })

  it('tells two circles apart that one contact joins', () => {
    const pairs = [
      [0, 1],
      [1, 2],
      [0, 2],
      [3, 4],
      [4, 5],
      [3, 5],
      [2, 3],
    ] as const
    const contacts = pairs.map(([one, other]) => ({ one, other, weight: 1 }))
    const [a, b, c, d, e, f] = communitiesOf({ actors: [0, 1, 2, 3, 4, 5], contacts }, 1).communities
    expect([b, c, e, f]).toEqual([a, a, d, d])
    expect(a).not.toBe(d)
  })
})

/** Modularity by its definition, over all ordered pairs; 0 without contacts. */
function modularityOf(
  { actors, contacts }: Neighbourhood<number>,
  communities: Uint32Array,
  resolution: number,
): number {
  const weight = (a: number, b: number): number =>
    contacts.find(({ one, other }) => (one === a && other === b) || (one === b && other === a))?.weight ?? 0
  const strength = actors.map((a) => actors.reduce((sum, b) => sum + weight(a, b), 0))
  const total = strength.reduce((sum, each) => sum + each, 0)
  if (total === 0) return 0
  let sum = 0
  for (const [i, a] of actors.entries())
    for (const [j, b] of actors.entries())
      if (communities[i] === communities[j])
        sum += weight(a, b) - (resolution * (strength[i] ?? 0) * (strength[j] ?? 0)) / total
  return sum / total
}
