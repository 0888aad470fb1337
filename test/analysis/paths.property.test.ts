import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEFAULT_SEARCH_BUDGET } from '../../src/analysis/budget.ts'
import { kShortestPaths } from '../../src/analysis/k-shortest-paths.ts'
import type { PathFilter, WalkedPath } from '../../src/analysis/path-graph.ts'
import { shortestPaths } from '../../src/analysis/shortest-paths.ts'
import { hasTimeRespectingPath, timeRespectingPath } from '../../src/analysis/time-respecting.ts'
import { AS_EARLY_AS_CAN_BE, type TimeOptions } from '../../src/analysis/ways.ts'
import type { ActorWhere, InstantPeriod } from '../../src/store/read-plan.ts'
import { EDGE_KIND_NAMES, type EdgeKind } from '../../src/vocabulary/edge-kinds.ts'
import { allPaths, inOrder, shortest } from '../oracle/paths.ts'
import { aGraph, anEnd, anInstitution, putAll } from '../oracle/random-graph.ts'
import { type TimedWalk, timedWalks } from '../oracle/timed-walks.ts'
import { askedStepByStep, eachWay } from '../support/search-graphs.ts'
import type { TestStore } from '../support/stores.ts'

/** A server plans a statement the first time it sees its shape. */
const PATIENCE_MS = 300_000

const GRAPHS = 500
/** As many are put in one transaction. */
const AT_ONCE = 10

/** Time enough on a busy machine: a search that ended early would be compared with one that did not. */
const BUDGET = { ...DEFAULT_SEARCH_BUDGET, milliseconds: 60_000 }

const someOf = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<readonly T[]> =>
  fc.array(arbitrary, { minLength: AT_ONCE, maxLength: AT_ONCE })

/** A few sets, since each is a statement text of its own. */
const KINDS: readonly (readonly EdgeKind[])[] = [
  EDGE_KIND_NAMES,
  ['SENT', 'ADDRESSED_TO', 'COPIED_TO'],
  ['SPOKE_TO', 'MET_WITH', 'SENT', 'ADDRESSED_TO'],
]

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`)

const aPeriod: fc.Arbitrary<InstantPeriod> = fc.record(
  {
    from: fc.constantFrom(null, day('1600-01-02'), day('1600-01-15')),
    to: fc.constantFrom(null, day('1600-01-31'), day('1600-03-01')),
    match: fc.constantFrom('CERTAIN', 'POSSIBLE'),
    held: fc.constant(true),
  },
  { requiredKeys: ['from', 'to', 'match'] },
)

const aFilter = fc.record({
  kinds: fc.constantFrom(...KINDS),
  direction: fc.constantFrom('OUT', 'IN', 'ANY'),
  during: fc.option(aPeriod, { nil: undefined, freq: 3 }),
  maxLength: fc.constantFrom(1, 3, 6),
  avoid: fc.option(anEnd, { nil: undefined, freq: 3 }),
  avoidHubs: fc.option(fc.integer({ min: 1, max: 5 }), { nil: undefined, freq: 4 }),
  certainty: fc.option(fc.constantFrom(['STATED'] as const, ['LIKELY', 'DISPUTED'] as const), {
    nil: undefined,
    freq: 4,
  }),
  between: fc.option(
    fc.oneof(
      fc.record({ forms: fc.constant(['STATE']) }),
      fc.record({ memberOf: anInstitution, memberDuring: fc.option(aPeriod, { nil: undefined }) }),
    ),
    { nil: undefined, freq: 4 },
  ),
  agency: fc.constantFrom('LITERAL', 'PRINCIPAL'),
  throughOffices: fc.option(fc.constant(true as const), { nil: undefined }),
})

const aTime: fc.Arbitrary<TimeOptions> = fc.record({
  prefer: fc.constantFrom('EARLIEST_ARRIVAL', 'LATEST_DEPARTURE', 'FEWEST_STEPS'),
  dates: fc.constantFrom('POSSIBLE', 'CERTAIN'),
  maxWait: fc.constantFrom(null, null, 0, 86_400_000, 5 * 86_400_000),
})

const aQuestion = fc.record({ graph: aGraph, from: anEnd, to: anEnd, filter: aFilter })
type Question = typeof aQuestion extends fc.Arbitrary<infer Value> ? Value : never

const edgeIds = ({ steps }: WalkedPath): readonly string[] => steps.map(({ edge }) => edge.id)

eachWay((open, graphOf) => {
  let store: TestStore
  let graphs = 0
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store[Symbol.asyncDispose]())

  /** Puts graphs, and gives the question about each with the ids it got. */
  async function ask(questions: readonly Question[]) {
    const prefixes = questions.map(() => `g${graphs++}-`)
    const stored = await putAll(
      store,
      questions.map(({ graph }, at) => [prefixes[at] ?? '', graph]),
    )
    return questions.map(({ from, to, filter }, at) => {
      const prefix = prefixes[at] ?? ''
      const graph = stored[at]
      if (!graph) throw new TypeError('each graph that was put is stored')
      const { avoid, avoidHubs, during, certainty, between, throughOffices, ...rest } = filter
      const where: PathFilter = {
        ...rest,
        avoid: avoid === undefined || avoid === from || avoid === to ? [] : [`${prefix}${avoid}`],
        ...(avoidHubs !== undefined && { avoidHubs }),
        ...(during && { during }),
        ...(certainty && { certainty }),
        ...(throughOffices && { throughOffices }),
        ...(between && { between: owned(between, prefix) }),
      }
      return { stored: graph, from: `${prefix}${from}`, to: `${prefix}${to}`, where }
    })
  }

  it(
    `finds the shortest paths that a search of all paths finds, in ${GRAPHS} graphs`,
    async () => {
      await fc.assert(
        fc.asyncProperty(someOf(aQuestion), async (questions) => {
          for (const { stored, from, to, where } of await ask(questions)) {
            const expected = shortest(allPaths(stored, from, to, where))
            const options = { from, to, filter: where, limit: 1_000 }
            const all = await shortestPaths(graphOf(store), { ...options, all: true }, BUDGET)
            expect(all.paths.map(edgeIds)).toEqual(expected)
            const one = await shortestPaths(graphOf(store), { ...options, all: false }, BUDGET)
            expect(one.paths).toHaveLength(Math.min(1, expected.length))
            for (const path of one.paths) expect(expected).toContainEqual(edgeIds(path))
          }
        }),
        { numRuns: GRAPHS / AT_ONCE },
      )
    },
    PATIENCE_MS,
  )

  it(
    `finds the k shortest paths that a search of all paths finds, in ${GRAPHS} graphs`,
    async () => {
      await fc.assert(
        fc.asyncProperty(someOf(aQuestion), fc.integer({ min: 1, max: 8 }), async (questions, limit) => {
          for (const { stored, from, to, where } of await ask(questions)) {
            const expected = inOrder(allPaths(stored, from, to, where))
            const options = { from, to, filter: where, limit }
            const { paths, more } = await kShortestPaths(graphOf(store), options, BUDGET)
            expect(paths.map(edgeIds)).toEqual(expected.slice(0, limit))
            expect(more).toBe(expected.length > limit)
          }
        }),
        { numRuns: GRAPHS / AT_ONCE },
      )
    },
    PATIENCE_MS,
  )

  it(
    `finds the way that respects time which a search of all ways finds best, in ${GRAPHS} graphs`,
    async () => {
      await fc.assert(
        fc.asyncProperty(someOf(aQuestion), someOf(aTime), async (questions, times) => {
          for (const [at, { stored, from, to, where }] of (await ask(questions)).entries()) {
            const time = times[at] ?? AS_EARLY_AS_CAN_BE
            // All walks are many: with a limit on waiting only short ones are tried.
            const maxLength = time.maxWait === null ? where.maxLength : Math.min(where.maxLength, 4)
            const filter = { ...where, maxLength }
            const all = timedWalks(stored, from, to, filter, time)
            const question = { from, to, filter, time }
            const { paths } = await timeRespectingPath(graphOf(store), question, BUDGET)
            if (from === to) continue
            expect(paths).toHaveLength(Math.min(1, all.length))
            const { found } = await hasTimeRespectingPath(graphOf(store), question, BUDGET)
            expect(found).toBe(all.length > 0)
            // Which of the best it is does not depend on how the graph is looked at.
            const asked = await timeRespectingPath(askedStepByStep(store), question, BUDGET)
            expect(paths.map(edgeIds)).toEqual(asked.paths.map(edgeIds))
            for (const path of paths) {
              const { departure, arrival } = path
              const [best] = all.toSorted((a, b) => preference(time)(a, b))
              const edges = edgeIds(path)
              expect({ departure, arrival, edges }).toSatisfy(
                (found: TimedWalk) => best !== undefined && preference(time)(found, best) === 0,
              )
              expect(all).toContainEqual(expect.objectContaining({ departure, arrival, edges }))
            }
          }
        }),
        { numRuns: GRAPHS / AT_ONCE },
      )
    },
    PATIENCE_MS,
  )
})

/** A filter of actors with the ids that a graph got. */
function owned(
  between: {
    readonly forms?: readonly string[]
    readonly memberOf?: string
    readonly memberDuring?: InstantPeriod | undefined
  },
  prefix: string,
): ActorWhere {
  const { forms, memberOf, memberDuring } = between
  return {
    ...(forms && { forms }),
    ...(memberOf !== undefined && { memberOf: `${prefix}${memberOf}` }),
    ...(memberDuring && { memberDuring }),
  }
}

/** Which of two ways is better; 0 where both are as good. */
const preference =
  ({ prefer }: TimeOptions) =>
  (a: TimedWalk, b: TimedWalk): number => {
    const steps = a.edges.length - b.edges.length
    switch (prefer) {
      case 'EARLIEST_ARRIVAL':
        return a.arrival - b.arrival || steps
      case 'LATEST_DEPARTURE':
        return b.departure - a.departure || steps
      case 'FEWEST_STEPS':
        return steps || a.arrival - b.arrival
    }
  }
