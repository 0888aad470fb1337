import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEFAULT_SEARCH_BUDGET } from '../../src/analysis/budget.ts'
import { type DisagreementQuestion, disagreements } from '../../src/analysis/disagreements.ts'
import type { InstantPeriod } from '../../src/store/read-plan.ts'
import { EDGE_KIND_NAMES, type EdgeKind } from '../../src/vocabulary/edge-kinds.ts'
import type { EntityId } from '../../src/vocabulary/ids.ts'
import { aGraphOfClaims, ownIds } from '../oracle/parallel-claims.ts'
import { allDisagreements, type PlainDisagreement } from '../oracle/provenance.ts'
import { aMessage, anActor, put } from '../oracle/random-graph.ts'
import { eachStore, type TestStore } from '../support/stores.ts'

const GRAPHS = 500

/** A server plans a statement the first time it sees its shape. */
const PATIENCE_MS = 300_000

const aPeriod = fc.constantFrom<InstantPeriod>(
  { from: Date.UTC(1600, 0, 1), to: Date.UTC(1600, 0, 4), match: 'CERTAIN' },
  { from: Date.UTC(1600, 0, 4), to: Date.UTC(1600, 0, 20), match: 'POSSIBLE' },
)

/** Filters leave little: most questions have none, so that there is something to find. */
const rarely = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })

const aQuestion = fc.record({
  graph: aGraphOfClaims,
  kinds: fc.oneof(
    { weight: 3, arbitrary: fc.constant(EDGE_KIND_NAMES) },
    {
      weight: 1,
      arbitrary: fc.subarray<EdgeKind>(['SENT', 'ADDRESSED_TO', 'MET_WITH', 'REPLIED_ON_BEHALF_OF']),
    },
  ),
  around: rarely(fc.oneof(anActor, aMessage)),
  during: rarely(aPeriod),
})

eachStore((_, open) => {
  let store: TestStore
  let graphs = 0
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store[Symbol.asyncDispose]())

  const found = async (question: DisagreementQuestion): Promise<readonly PlainDisagreement[]> => {
    const { disagreements: list, reason } = await disagreements(store, question, DEFAULT_SEARCH_BUDGET)
    expect(reason).toBeNull()
    expect(list.map(({ id }) => id)).toEqual([...new Set(list.map(({ id }) => id))].sort())
    return list
      .map(({ kind, sign, subject, sides }) => ({
        kind,
        sign,
        subject,
        sides: sides.map(({ sources, claims }) => ({ sources, claims: claims.map(({ id }) => id) })),
      }))
      .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))
  }

  it(
    `finds what comparing every claim with every other finds, in ${GRAPHS} graphs`,
    async () => {
      const signs = { DISPUTED: 0, DATES: 0 }
      await fc.assert(
        fc.asyncProperty(aQuestion, async ({ graph, kinds, around, during }) => {
          const prefix = `d${graphs++}-`
          const stored = await put(store, ownIds(graph, prefix), prefix)
          const own = around === undefined ? undefined : `${prefix}${around}`
          const question = { kinds, ...(own !== undefined && { around: own }), ...(during && { during }) }
          const expected = allDisagreements(stored, question)
          expect(await found(question)).toEqual(expected)
          for (const { sign } of expected) signs[sign as keyof typeof signs]++
          // A question about the whole store must see this graph alone.
          await store.transact((transaction) =>
            transaction.removeEntities(stored.entities.map(({ id }): EntityId => id)),
          )
        }),
        { numRuns: GRAPHS },
      )
      // Graphs without disagreements would prove nothing.
      expect(signs.DISPUTED).toBeGreaterThan(GRAPHS / 4)
      expect(signs.DATES).toBeGreaterThan(GRAPHS / 20)
    },
    PATIENCE_MS,
  )

  it('ends with what it has where it may not look at more, and leaves out facts, not claims', async () => {
    const people = Array.from({ length: 600 }, (_, number) => `p${number}`)
    const stored = await put(
      store,
      {
        entities: ['s0', ...people].map((id) => ({
          entity: id === 's0' ? ('SOURCE' as const) : ('PERSON' as const),
          id,
          name: id,
        })),
        relationships: people.slice(1).map((id) => ({
          relationship: 'KNOWS',
          from: 'p0',
          to: id,
          certainty: 'DISPUTED',
          sources: ['s0'],
        })),
      },
      'end-',
    )
    const budget = { nodes: 10_000, edges: 1_500, milliseconds: 60_000 }
    const some = await disagreements(store, { kinds: EDGE_KIND_NAMES }, budget)
    expect(some.reason).toMatch(/1500 relationships, its limit|may look at/u)
    const whole = new Set(
      allDisagreements(stored, { kinds: EDGE_KIND_NAMES }).map(({ sides }) => JSON.stringify(sides)),
    )
    for (const { sides } of some.disagreements) {
      const plain = sides.map(({ sources, claims }) => ({ sources, claims: claims.map(({ id }) => id) }))
      expect(whole).toContain(JSON.stringify(plain))
    }
    expect(some.disagreements.length).toBeLessThan(whole.size)
  })
})
