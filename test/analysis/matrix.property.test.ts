import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_SEARCH_BUDGET } from '../../src/analysis/budget.ts'
import { matrix } from '../../src/analysis/matrix.ts'
import type { InstantPeriod } from '../../src/store/read-plan.ts'
import { allCells } from '../oracle/matrix.ts'
import { aGraph, anActor, put, type RandomGraph, type StoredGraph } from '../oracle/random-graph.ts'
import { eachStore, type TestStore } from '../support/stores.ts'

const GRAPHS = 500

/** A server plans a statement the first time it sees its shape. */
const PATIENCE_MS = 300_000

const anInstant = fc.option(fc.integer({ min: 0, max: 40 }).map((day) => Date.UTC(1600, 0, day)))

const aPeriod: fc.Arbitrary<InstantPeriod> = fc.record({
  from: anInstant,
  to: anInstant,
  match: fc.constantFrom('CERTAIN', 'POSSIBLE'),
})

/** The relationships of several graphs in one, so that many letters are both sent and addressed. */
const aDenseGraph: fc.Arbitrary<RandomGraph> = fc
  .array(aGraph, { minLength: 2, maxLength: 4 })
  .map((graphs) => ({
    entities: graphs[0]?.entities ?? [],
    relationships: graphs.flatMap(({ relationships }) => relationships),
  }))

const aQuestion = fc.record({
  graph: aDenseGraph,
  actors: fc.array(anActor, { minLength: 2, maxLength: 8 }),
  during: fc.option(aPeriod, { nil: undefined, freq: 2 }),
  certainty: fc.option(fc.constantFrom(['STATED'] as const, ['LIKELY', 'DISPUTED'] as const), {
    nil: undefined,
    freq: 2,
  }),
  agency: fc.constantFrom('LITERAL', 'PRINCIPAL'),
  by: fc.constantFrom(null, 'DAY', 'WEEK', 'MONTH', 'YEAR'),
})

eachStore((_, open) => {
  let store: TestStore
  let graphs = 0
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store[Symbol.asyncDispose]())

  it(
    `finds of every pair of actors what lies between them, in ${GRAPHS} graphs`,
    async () => {
      let letters = 0
      await fc.assert(
        fc.asyncProperty(aQuestion, async ({ graph, actors, during, certainty, agency, by }) => {
          const prefix = `x${graphs++}-`
          const stored = await put(store, graph, prefix)
          const among = actors.map((id) => `${prefix}${id}`)
          const question = { among, agency, by, ...(during && { during }), ...(certainty && { certainty }) }
          const { cells, stopped } = await matrix(store, question, DEFAULT_SEARCH_BUDGET)
          expect(stopped).toBeNull()
          expect(
            cells.map((cell) => ({
              ...cell,
              first: cell.first?.earliest ?? null,
              last: cell.last?.latest ?? null,
            })),
          ).toEqual(allCells(stored, among, { agency, during, certainty, by }))
          letters += cells.reduce((sum, { messages }) => sum + messages, 0)
        }),
        { numRuns: GRAPHS },
      )
      // Graphs without letters would prove nothing.
      expect(letters).toBeGreaterThan(GRAPHS / 2)
    },
    PATIENCE_MS,
  )

  describe('among sixty actors', () => {
    const ids = Array.from({ length: 60 }, (_, number) => `ring-${number}`)
    const from = (place: number): string => ids[place % ids.length] ?? ''
    const letter = (place: number): string => `letter-${place}`
    const ring: RandomGraph = {
      entities: [
        ...ids.map((id) => ({ entity: 'PERSON' as const, id, name: id })),
        ...ids.map((_, place) => ({
          entity: 'MESSAGE' as const,
          id: letter(place),
          name: 'Letter',
          form: 'LETTER',
        })),
      ],
      relationships: ids.flatMap((id, place) => [
        { relationship: 'MET_WITH', from: id, to: from(place + 1), date: '1500-01-01/1501-02-04' },
        { relationship: 'SPOKE_TO', from: id, to: from(place + 31) },
        { relationship: 'SENT', from: id, to: letter(place) },
        { relationship: 'ADDRESSED_TO', from: letter(place), to: from(place + 29) },
      ]),
    }
    let stored: StoredGraph
    beforeAll(async () => {
      stored = await put(store, ring, 'sixty-')
    })
    const among = ids.map((id) => `sixty-${id}`)

    it('counts each contact once in each of its cells', async () => {
      const question = { among, agency: 'LITERAL', by: null } as const
      const { cells, stopped } = await matrix(store, question, DEFAULT_SEARCH_BUDGET)
      expect({ stopped, cells: cells.map(({ first: _, last: __, ...counts }) => counts) }).toEqual({
        stopped: null,
        cells: allCells(stored, among, question).map(({ first: _, last: __, ...counts }) => counts),
      })
      expect(cells).toHaveLength(240)
    })

    it('gives no more than 20000 periods, and says so', async () => {
      const { cells, stopped } = await matrix(
        store,
        { among, agency: 'LITERAL', by: 'DAY' },
        DEFAULT_SEARCH_BUDGET,
      )
      expect(stopped).toMatch(/more than 20000 periods/u)
      expect(cells).toHaveLength(240)
      expect(cells.reduce((sum, { periods }) => sum + periods.length, 0)).toBe(20_000)
    })
  })

  it('ends with what it has where it may not look at more, and says why', async () => {
    const [one, two, three] = ['end-a', 'end-b', 'end-c']
    await put(
      store,
      {
        entities: [one, two, three].map((id) => ({ entity: 'PERSON' as const, id, name: id })),
        relationships: [
          { relationship: 'SPOKE_TO', from: one, to: two },
          { relationship: 'SPOKE_TO', from: two, to: three },
        ],
      },
      '',
    )
    const { cells, stopped } = await matrix(
      store,
      { among: [one, two, three], agency: 'LITERAL', by: null },
      { nodes: 1_000, edges: 1, milliseconds: 60_000 },
    )
    expect(stopped).toMatch(/1 relationships, its limit/u)
    expect(cells.length).toBeGreaterThan(0)
  })
})
