import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { allOpen } from '../oracle/open-messages.ts'
import { aCorrespondence, anActor, putAll } from '../oracle/random-graph.ts'
import { serveForTest, type TestServer } from '../support/http.ts'
import { eachStore, type TestStore } from '../support/stores.ts'

const GRAPHS = 500
const AT_ONCE = 5

/** A server plans a statement the first time it sees its shape. */
const PATIENCE_MS = 600_000

const OPEN = `query (
  $sentBy: ID, $owedBy: ID, $during: Period, $days: Int, $asOf: EDTF
  $first: Int, $after: String, $last: Int, $before: String, $count: Boolean!
) {
  unanswered(
    sentBy: $sentBy, owedBy: $owedBy, during: $during, olderThanDays: $days, asOf: $asOf
    first: $first, after: $after, last: $last, before: $before
  ) {
    totalCount @include(if: $count)
    nodes { message { id } waiting { id } ageDays }
    pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
  }
}`

interface Page {
  /** Asked for with the first page alone. */
  readonly totalCount?: number
  readonly nodes: readonly {
    readonly message: { readonly id: string }
    readonly waiting: readonly { readonly id: string }[]
    readonly ageDays: number | null
  }[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
}

const DAY = 86_400_000
const FIRST = Date.UTC(1600, 0, 1) / DAY
const textOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10)
const aDay = fc.integer({ min: -1, max: 40 }).map((day) => FIRST + day)

/** Most questions have few filters: with all of them little is left to be listed. */
const perhaps = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, { weight: 1, arbitrary })

const aQuestion = fc.record({
  graph: aCorrespondence,
  sentBy: perhaps(anActor),
  owedBy: perhaps(anActor),
  dates: perhaps(
    fc.oneof(
      fc.record({
        from: aDay,
        days: fc.nat(30),
        match: fc.constantFrom('CERTAIN' as const, 'POSSIBLE' as const),
      }),
      fc.nat(20),
    ),
  ),
  // Behind all dates of the graph as well, open ones but for.
  asOf: fc.oneof(aDay, fc.constant(FIRST + 1_000)),
  size: fc.integer({ min: 2, max: 8 }),
  backward: fc.boolean(),
})

const someQuestions = fc.array(aQuestion, { minLength: AT_ONCE, maxLength: AT_ONCE })

eachStore((_, open) => {
  let store: TestStore
  let server: TestServer
  beforeAll(async () => {
    store = await open()
    server = await serveForTest(store)
  })
  afterAll(async () => {
    expect(server.faults).toEqual([])
    await server[Symbol.asyncDispose]()
    await store[Symbol.asyncDispose]()
  })

  async function pageOf(variables: object): Promise<Page> {
    const { data, errors } = await server.ask<{ unanswered: Page }>(OPEN, variables)
    expect(errors).toBeUndefined()
    if (!data) throw new TypeError('an answer was expected')
    return data.unanswered
  }

  /** All pages, one after the other. */
  async function paged(variables: object, size: number, backward: boolean) {
    const found: Page['nodes'][number][] = []
    let [cursor, more, total]: [string | null, boolean, number] = [null, true, 0]
    while (more) {
      const page: object = backward ? { last: size, before: cursor } : { first: size, after: cursor }
      const { nodes, pageInfo, totalCount } = await pageOf({
        ...variables,
        ...page,
        count: cursor === null,
      })
      found.splice(backward ? 0 : found.length, 0, ...nodes)
      cursor = backward ? pageInfo.startCursor : pageInfo.endCursor
      more = backward ? pageInfo.hasPreviousPage : pageInfo.hasNextPage
      total = totalCount ?? total
    }
    return { found, total }
  }

  it(
    `unanswered lists each message of whose addressees one has not answered, in ${GRAPHS} graphs`,
    async () => {
      let [listed, narrowed] = [0, 0]
      await fc.assert(
        // All graphs of a run are in the store together: lists of everybody's letters are longer then.
        fc.asyncProperty(someQuestions, async (questions) => {
          const graphs = await putAll(
            store,
            questions.map(({ graph }, place) => [`u${place}-`, graph]),
          )
          const stored = {
            entities: graphs.flatMap(({ entities }) => entities),
            edges: graphs.flatMap(({ edges }) => edges),
          }
          const asked = questions.map(async ({ size, backward, dates, asOf, ...question }, place) => {
            const named = (actor: string | null): string | null => actor && `u${place}-${actor}`
            const [sentBy, owedBy] = [named(question.sentBy), named(question.owedBy)]
            const olderThanDays = typeof dates === 'number' ? dates : null
            const during = typeof dates === 'number' ? null : dates
            const to = during ? during.from + during.days : 0
            const { found, total } = await paged(
              {
                sentBy,
                owedBy,
                days: olderThanDays,
                asOf: textOf(asOf),
                during: during && { from: textOf(during.from), to: textOf(to), match: during.match },
              },
              size,
              backward,
            )
            const period = during && {
              from: during.from * DAY,
              to: (to + 1) * DAY - 1,
              match: during.match,
            }
            const expected = allOpen(stored, { sentBy, owedBy, olderThanDays, asOf, during: period })
            expect(
              found.map(({ message, waiting, ageDays }) => ({
                message: message.id,
                waiting: waiting.map(({ id }) => id),
                ageDays,
              })),
            ).toEqual(expected)
            expect(total).toBe(expected.length)
            listed += expected.length
            narrowed += (sentBy ?? owedBy) === null ? 0 : expected.length
          })
          const ends = await Promise.allSettled(asked)
          await store.transact((transaction) =>
            transaction.removeEntities(stored.entities.map(({ id }) => id)),
          )
          for (const end of ends) if (end.status === 'rejected') throw end.reason
        }),
        { numRuns: GRAPHS / AT_ONCE },
      )
      // Graphs without open letters would prove nothing.
      expect(listed).toBeGreaterThan(GRAPHS / 5)
      expect(narrowed).toBeGreaterThan(GRAPHS / 50)
    },
    PATIENCE_MS,
  )
})
