import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEFAULT_SEARCH_BUDGET } from '../../src/analysis/budget.ts'
import type { PathFilter } from '../../src/analysis/path-graph.ts'
import { reach } from '../../src/analysis/reach.ts'
import { EDGE_KIND_NAMES } from '../../src/vocabulary/edge-kinds.ts'
import { aGraph, anActor, isActor, putAll } from '../oracle/random-graph.ts'
import { timedWalks } from '../oracle/timed-walks.ts'
import { askedStepByStep, eachWay } from '../support/search-graphs.ts'
import type { TestStore } from '../support/stores.ts'

const GRAPHS = 500
/** As many are put in one transaction. */
const AT_ONCE = 10

/** Time enough on a busy machine: a search that ended early would be compared with one that did not. */
const BUDGET = { ...DEFAULT_SEARCH_BUDGET, milliseconds: 60_000 }

/** A server plans a statement the first time it sees its shape. */
const PATIENCE_MS = 300_000

const aQuestion = fc.record({
  graph: aGraph,
  of: anActor,
  backward: fc.boolean(),
  maxHops: fc.integer({ min: 1, max: 3 }),
  dates: fc.constantFrom('POSSIBLE', 'CERTAIN'),
  agency: fc.constantFrom('LITERAL', 'PRINCIPAL'),
  throughOffices: fc.option(fc.constant(true as const), { nil: undefined }),
})

eachWay((open, graphOf) => {
  let store: TestStore
  let graphs = 0
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store[Symbol.asyncDispose]())

  it(
    `reaches whom a search of all ways reaches, as early or as late, in ${GRAPHS} graphs`,
    async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(aQuestion, { minLength: AT_ONCE, maxLength: AT_ONCE }),
          async (questions) => {
            const prefixes = questions.map(() => `r${graphs++}-`)
            const all = await putAll(
              store,
              questions.map(({ graph }, at) => [prefixes[at] ?? '', graph]),
            )
            for (const [at, question] of questions.entries()) {
              const { of, backward, maxHops, dates, agency, throughOffices } = question
              const [prefix, stored] = [prefixes[at] ?? '', all[at]]
              if (!stored) throw new TypeError('each graph that was put is stored')
              const own = `${prefix}${of}`
              const filter: PathFilter = {
                kinds: EDGE_KIND_NAMES,
                direction: 'ANY',
                maxLength: stored.entities.length,
                avoid: [],
                agency,
                ...(throughOffices && { throughOffices }),
              }
              const prefer = backward ? 'LATEST_DEPARTURE' : 'EARLIEST_ARRIVAL'
              const expected = stored.entities.filter(isActor).flatMap(({ id }) => {
                const [from, to] = backward ? [id, own] : [own, id]
                if (id === own) return []
                const walks = timedWalks(stored, from, to, filter, { prefer, dates, maxWait: null })
                const [best] = walks
                  .filter(({ hops }) => hops <= maxHops)
                  .map(({ hops, departure, arrival }) => ({ hops, at: backward ? departure : arrival }))
                  .sort((a, b) => (backward ? b.at - a.at : a.at - b.at) || a.hops - b.hops)
                return best ? [{ id, ...best }] : []
              })
              const { reached, stopped } = await reach(
                graphOf(store),
                { of: own, backward, maxHops, filter, time: { dates, maxWait: null } },
                BUDGET,
              )
              const asked = await reach(
                askedStepByStep(store),
                { of: own, backward, maxHops, filter, time: { dates, maxWait: null } },
                BUDGET,
              )
              expect(new Set(reached)).toEqual(new Set(asked.reached))
              expect(stopped).toBeNull()
              expect(reached.map(({ via: _, ...found }) => found).sort(byId)).toEqual(expected.sort(byId))
            }
          },
        ),
        { numRuns: GRAPHS / AT_ONCE },
      )
    },
    PATIENCE_MS,
  )
})

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1)
