import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Adjacency } from '../../src/adjacency/adjacency.ts'
import { Dates, NO_DATE } from '../../src/adjacency/dates.ts'
import { IdTable } from '../../src/adjacency/id-table.ts'
import type { EdgeStep } from '../../src/store/graph-store.ts'
import { edgeIdOf } from '../../src/vocabulary/ids.ts'

const anId = fc.oneof(
  fc.constantFrom('a', 'b', 'c', 'd'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((text) => !/\s/u.test(text)),
)

const anEdge: fc.Arbitrary<EdgeStep> = fc
  .record({
    kind: fc.constantFrom('SENT', 'MET_WITH', 'REPLIED_ON_BEHALF_OF'),
    from: anId,
    to: anId,
    day: fc.option(fc.integer({ min: -400_000, max: 400_000 })),
    message: fc.option(anId),
    apart: fc.option(fc.constantFrom('x', 'y')),
    moved: fc.boolean(),
    certainty: fc.constantFrom('STATED', 'LIKELY', 'DISPUTED', 'UNKNOWN'),
  })
  .map(({ day, apart, moved, ...edge }) => ({
    ...edge,
    // An edge keeps its id when an actor of it is merged into another.
    id: moved ? edgeIdOf(edge.kind, 'gone', edge.to, apart) : edgeIdOf(edge.kind, edge.from, edge.to, apart),
    earliest: day === null ? null : day * 86_400_000,
    latest: day === null ? null : (day + 1) * 86_400_000 - 1,
    sources: [],
  }))

const aChange = fc.oneof(
  { weight: 5, arbitrary: fc.record({ put: anEdge }) },
  { weight: 1, arbitrary: fc.record({ removed: anEdge }) },
  { weight: 1, arbitrary: fc.record({ gone: anId }) },
)

describe('Adjacency', () => {
  it('has at each entity the edges that were put and not removed', () => {
    fc.assert(
      fc.property(fc.array(aChange, { maxLength: 40 }), (changes) => {
        const adjacency = new Adjacency()
        const expected = new Map<string, EdgeStep>()
        for (const change of changes) {
          if ('put' in change) {
            adjacency.put(change.put)
            expected.set(change.put.id, change.put)
          } else if ('removed' in change) {
            adjacency.removeEdge(change.removed.id)
            expected.delete(change.removed.id)
          } else {
            adjacency.removeEntity(change.gone)
            for (const [id, { from, to }] of expected)
              if (from === change.gone || to === change.gone) expected.delete(id)
          }
        }
        expect(adjacency.edges).toBe(expected.size)
        const ids = new Set(
          [...expected.values()].flatMap(({ from, to, message }) => [from, to, message ?? from]),
        )
        for (const id of ids) {
          const entity = adjacency.find(id)
          const all = [...expected.values()]
          const leaving = all.filter(({ from }) => from === id)
          const coming = all.filter(({ to }) => to === id)
          expect(listed(adjacency, adjacency.firstOut(entity), (edge) => adjacency.nextOut(edge))).toEqual(
            byId(leaving),
          )
          expect(listed(adjacency, adjacency.firstInto(entity), (edge) => adjacency.nextInto(edge))).toEqual(
            byId(coming),
          )
          expect(adjacency.degree(entity)).toBe(new Set([...leaving, ...coming]).size)
          expect(byId(adjacency.through(entity).map((edge) => adjacency.step(edge)))).toEqual(
            byId(all.filter(({ message }) => message === id)),
          )
        }
        for (const edge of expected.values())
          expect(adjacency.step(adjacency.findEdge(edge.id))).toEqual(edge)
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('IdTable', () => {
  it('gives each id one number, and the id back', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' }), { maxLength: 300 }), (ids) => {
        const table = new IdTable()
        const numbers = ids.map((id) => table.add(id))
        expect(numbers.map((number) => table.id(number))).toEqual(ids)
        expect(ids.map((id) => table.find(id))).toEqual(numbers)
        expect(table.size).toBe(new Set(ids).size)
        expect(table.find(`${ids.join('')}!`)).toBe(-1)
      }),
    )
  })
})

describe('Dates', () => {
  it('give each pair a number, and the pair back', () => {
    const anInstant = fc.integer({ min: -8.64e15, max: 8.64e15 })
    fc.assert(
      fc.property(fc.array(fc.tuple(anInstant, anInstant)), (pairs) => {
        const dates = new Dates()
        const numbers = pairs.map(([earliest, latest]) => dates.add(earliest, latest))
        expect(numbers.map((number) => [dates.earliest(number), dates.latest(number)])).toEqual(pairs)
        expect(dates.add(null, null)).toBe(NO_DATE)
        expect(dates.earliest(NO_DATE)).toBeNaN()
      }),
    )
  })
})

function listed(adjacency: Adjacency, first: number, next: (edge: number) => number): readonly EdgeStep[] {
  const found: EdgeStep[] = []
  for (let edge = first; edge >= 0; edge = next(edge)) found.push(adjacency.step(edge))
  return byId(found)
}

const byId = (edges: readonly EdgeStep[]): readonly EdgeStep[] =>
  edges.toSorted((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
