import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { SearchBudget } from '../../src/analysis/budget.ts'
import { loadLines } from '../../src/exchange/load-lines.ts'
import { denseGraph } from '../support/dense-graph.ts'
import { refusalOf, serveForTest, type TestServer } from '../support/http.ts'
import { SEARCHES, type SearchName } from '../support/searches.ts'
import { eachStore, type TestStore } from '../support/stores.ts'
import { type Watch, watchSearches } from '../support/watched-store.ts'

/** 150 letters to 151 others each: some 23,000 relationships. */
const ACTORS = 150
const LOADING_MS = 300_000

interface Found {
  readonly truncated: boolean
  readonly reason: string | null
  readonly outcome?: string
  readonly paths?: readonly object[]
}

/** Less than any of the searches needs, and no limit of time that a slow machine could meet first. */
const FEW_EDGES: SearchBudget = { edges: 100, nodes: 1_000_000, milliseconds: 600_000 }
const FEW_ENTITIES: SearchBudget = { edges: 1_000_000, nodes: 2, milliseconds: 600_000 }
/** What leaves room for steps of some size, of which the store's answers take long enough. */
const SOME_EDGES: SearchBudget = { edges: 5_000, nodes: 1_000_000, milliseconds: 600_000 }
const NO_TIME: SearchBudget = { edges: 1_000_000, nodes: 1_000_000, milliseconds: 0 }

/** A step of a search asks for so many lists at most, each of which ends with what is left of the budget. */
const LISTS_A_STEP = 4

const ALL = Object.keys(SEARCHES) as readonly SearchName[]
/** What Neo4j searches by itself: it finds a shortest way without looking at much, and has a limit of time alone. */
const BY_NEO4J: readonly SearchName[] = ['paths, SHORTEST', 'paths, ALL_SHORTEST']
/** What is measured once it is found: part of it would be another measure. */
const MEASURES: readonly SearchName[] = ['brokers', 'communities']

eachStore((name, open) => {
  let store: TestStore
  let watch: Watch
  beforeAll(async () => {
    store = await open()
    await loadLines(store, denseGraph(ACTORS))
    watch = watchSearches(store)
  }, LOADING_MS)
  afterAll(() => store[Symbol.asyncDispose]())

  describe.each(['step by step', 'in memory'] as const)('on a dense graph, %s, a search', (way) => {
    const ours = ALL.filter((search) => name !== 'neo4j' || !BY_NEO4J.includes(search))
    beforeEach(() => {
      watch.forget()
      watch.inMemory = way === 'in memory'
      watch.before = () => undefined
    })

    const serve = (budget: SearchBudget) => serveForTest(store, { budget, requestTimeoutMs: 600_000 })
    const found = async (server: TestServer, search: SearchName): Promise<Found> => {
      const { data, errors } = await server.ask<{ search: Found }>(`{ search: ${SEARCHES[search]} }`)
      expect(errors).toBeUndefined()
      if (!data) throw new TypeError('an answer was expected')
      return data.search
    }
    const expectCutShort = ({ truncated, reason, outcome, paths }: Found, why: string): void => {
      expect({ truncated, reason }).toEqual({ truncated: true, reason: expect.stringMatching(why) })
      if (paths?.length === 0) expect(outcome).toBe('BUDGET_EXCEEDED')
    }

    // What lies in memory is counted by entities.
    if (way === 'step by step')
      it.each(ours)('%s ends with what it has once it has looked at its relationships', async (search) => {
        await using server = await serve(FEW_EDGES)
        expectCutShort(
          await found(server, search),
          `^the search looked at ${FEW_EDGES.edges} relationships, its limit$`,
        )
        expect(watch.edges).toBeGreaterThanOrEqual(FEW_EDGES.edges)
        expect(watch.edges).toBeLessThanOrEqual(LISTS_A_STEP * (FEW_EDGES.edges + 1))
        expect(server.faults).toEqual([])
      })

    it.each(ours)('%s ends with what it has once it has looked at its entities', async (search) => {
      await using server = await serve(FEW_ENTITIES)
      expectCutShort(
        await found(server, search),
        `^the search looked at ${FEW_ENTITIES.nodes} entities, its limit$`,
      )
      expect(server.faults).toEqual([])
    })

    it.each(ours.filter((search) => !MEASURES.includes(search)))(
      '%s ends with what it has once its time is up',
      async (search) => {
        await using server = await serve(NO_TIME)
        expectCutShort(await found(server, search), '^the search took 0 ms, its limit$')
        expect(server.faults).toEqual([])
      },
    )

    it.each(MEASURES)('%s has TIMEOUT where no time is left to measure', async (search) => {
      await using server = await serve(NO_TIME)
      expect(refusalOf(await server.ask(`{ search: ${SEARCHES[search]} }`))).toEqual({
        code: 'TIMEOUT',
        message: 'measuring contacts took 0 ms, its limit',
      })
      expect(server.faults).toEqual([])
    })

    if (way === 'step by step')
      it('is no hindrance to others: while each is under way, who asks for little is answered', async () => {
        await using server = await serve(SOME_EDGES)
        for (const search of ALL) {
          let small: Promise<unknown> | null = null
          // The store answers the search only once it has answered the other.
          watch.before = async () => {
            small ??= server.ask('{ person(id: "hub-a") { id } }')
            await small
          }
          const large = await found(server, search)
          const answer = { data: { person: { id: 'hub-a' } } }
          expect({ search, small: await small }).toEqual({ search, small: answer })
          expect(typeof large.truncated).toBe('boolean')
        }
        expect(server.faults).toEqual([])
      })

    it('leaves the server standing, all of them at once', async () => {
      await using server = await serve(SOME_EDGES)
      const answers = await Promise.all(ALL.map((search) => found(server, search)))
      for (const { truncated, reason } of answers) expect(reason !== null).toBe(truncated)
      expect(server.faults).toEqual([])
    })
  })
})
