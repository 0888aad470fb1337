import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_SEARCH_BUDGET } from '../../src/analysis/budget.ts'
import { exchange } from '../../src/analysis/exchange.ts'
import type { InstantPeriod } from '../../src/store/read-plan.ts'
import { allExchanged } from '../oracle/exchange.ts'
import { aCorrespondence, anActor, put, putAll, type RandomGraph } from '../oracle/random-graph.ts'
import { eachStore, type TestStore } from '../support/stores.ts'

const GRAPHS = 500
const AT_ONCE = 10

/** A server plans a statement the first time it sees its shape. */
const PATIENCE_MS = 300_000

/** Time enough on a busy machine: a search that ended early would be compared with one that did not. */
const BUDGET = { ...DEFAULT_SEARCH_BUDGET, milliseconds: 60_000 }

const anInstant = fc.option(fc.integer({ min: 0, max: 40 }).map((day) => Date.UTC(1600, 0, day)))

const aPeriod: fc.Arbitrary<InstantPeriod> = fc.record({
  from: anInstant,
  to: anInstant,
  match: fc.constantFrom('CERTAIN', 'POSSIBLE'),
})

/** The relationships of several graphs in one, so that two actors send each other several letters. */
const aDenseGraph: fc.Arbitrary<RandomGraph> = fc
  .array(aCorrespondence, { minLength: 2, maxLength: 3 })
  .map((graphs) => ({
    entities: graphs[0]?.entities ?? [],
    relationships: graphs.flatMap(({ relationships }) => relationships),
  }))

const aQuestion = fc.record({
  graph: aDenseGraph,
  pair: fc.tuple(anActor, anActor).filter(([one, other]) => one !== other),
  during: fc.option(aPeriod, { nil: undefined, freq: 2 }),
  agency: fc.constantFrom('LITERAL', 'PRINCIPAL'),
  by: fc.constantFrom(null, 'DAY', 'WEEK', 'MONTH', 'YEAR'),
})

const someQuestions = fc.array(aQuestion, { minLength: AT_ONCE, maxLength: AT_ONCE })

eachStore((_, open) => {
  let store: TestStore
  let graphs = 0
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store[Symbol.asyncDispose]())

  describe('exchange', () => {
    it(
      `says of two actors what asking each message of theirs says, in ${GRAPHS} graphs`,
      async () => {
        const met = { messages: 0, answered: 0, dated: 0, mutual: 0, periods: 0 }
        await fc.assert(
          fc.asyncProperty(someQuestions, async (questions) => {
            const named = questions.map((question) => ({ ...question, prefix: `e${graphs++}-` }))
            const stored = await putAll(
              store,
              named.map(({ prefix, graph }) => [prefix, graph]),
            )
            const answers = named.map(async ({ prefix, pair, during, agency, by }, place) => {
              const [between, and] = [`${prefix}${pair[0]}`, `${prefix}${pair[1]}`]
              const question = { between, and, agency, by, ...(during && { during }) }
              const { stopped, ...found } = await exchange(store, question, BUDGET)
              expect(stopped).toBeNull()
              const graph = stored[place] ?? { entities: [], edges: [] }
              expect(found).toEqual(allExchanged(graph, [between, and], { agency, during, by }))
              met.messages += found.there.messages + found.back.messages
              met.answered += found.there.answered + found.back.answered
              met.dated += Number(found.there.medianDays !== null)
              met.mutual += Number((found.reciprocity ?? 0) > 0)
              met.periods += found.periods.length
            })
            await Promise.all(answers)
          }),
          { numRuns: GRAPHS / AT_ONCE },
        )
        // Graphs without what is looked for would prove nothing.
        for (const [what, times] of Object.entries(met)) expect([what, times > 4]).toEqual([what, true])
      },
      PATIENCE_MS,
    )

    it('ends with what it has where it may not look at more, and says why', async () => {
      const letters = ['l0', 'l1', 'l2']
      const between = (relationship: 'SENT' | 'ADDRESSED_TO', from: string, to: string) => ({
        relationship,
        from,
        to,
      })
      await put(
        store,
        {
          entities: [
            ...['one', 'other'].map((id) => ({ entity: 'PERSON' as const, id, name: id })),
            ...letters.map((id) => ({ entity: 'MESSAGE' as const, id, name: id, form: 'LETTER' })),
          ],
          relationships: letters.flatMap((id) => [
            between('SENT', 'one', id),
            between('ADDRESSED_TO', id, 'other'),
          ]),
        },
        'end-',
      )
      const question = { between: 'end-one', and: 'end-other', agency: 'LITERAL', by: null } as const
      const { there, stopped } = await exchange(store, question, {
        nodes: 1_000,
        edges: 5,
        milliseconds: 60_000,
      })
      expect(stopped).toMatch(/5 relationships, its limit/u)
      expect(there.messages).toBeGreaterThan(0)
    })
  })
})
