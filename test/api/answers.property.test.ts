import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { Answers } from '../oracle/answers.ts'
import { aCorrespondence, putAll } from '../oracle/random-graph.ts'
import { serveForTest, type TestServer } from '../support/http.ts'
import { eachStore, type TestStore } from '../support/stores.ts'

const GRAPHS = 500
const AT_ONCE = 5

/** A server plans a statement the first time it sees its shape. */
const PATIENCE_MS = 300_000

const MESSAGES = ['m0', 'm1', 'm2', 'm3']

const COVERAGE = `query (${MESSAGES.map((id) => `$${id}: ID!`).join(' ')} $days: Int, $chain: Int!) {
  ${MESSAGES.map((id) => `${id}: message(id: $${id}) { ...coverage }`).join('\n  ')}
}
fragment coverage on Message {
  answers(lateAfterDays: $days, maxChain: $chain) {
    answered {
      addressee { id } by { id } message { id } onBehalf delayDays late chain { id } notAddressed { id }
    }
    unanswered { id }
    suggested {
      addressee { id } through { id } by { id } message { id } onBehalf chain { id }
      membership { from { id } to { id } }
    }
    total
    share
  }
}`

const aQuestion = fc.record({
  graph: aCorrespondence,
  chain: fc.integer({ min: 1, max: 4 }),
  days: fc.constantFrom(null, 0, 2, 20),
})

const someQuestions = fc.array(aQuestion, { minLength: AT_ONCE, maxLength: AT_ONCE })

/** The ids in the place of what has them. */
const byIds = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(byIds)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const [only] = entries
  if (entries.length === 1 && only?.[0] === 'id') return only[1]
  return Object.fromEntries(entries.map(([key, each]) => [key, byIds(each)]))
}

type Asked = Readonly<Record<string, { readonly answers: unknown }>>

eachStore((_, open) => {
  let store: TestStore
  let server: TestServer
  let graphs = 0
  beforeAll(async () => {
    store = await open()
    server = await serveForTest(store)
  })
  afterAll(async () => {
    expect(server.faults).toEqual([])
    await server[Symbol.asyncDispose]()
    await store[Symbol.asyncDispose]()
  })

  it(
    `answers are those that all chains of replies give, in ${GRAPHS} graphs`,
    async () => {
      const met = { answered: 0, onBehalf: 0, chained: 0, suggested: 0, late: 0 }
      await fc.assert(
        fc.asyncProperty(someQuestions, async (questions) => {
          const named = questions.map((question) => ({ ...question, prefix: `a${graphs++}-` }))
          const stored = await putAll(
            store,
            named.map(({ prefix, graph }) => [prefix, graph]),
          )
          const asked = named.map(async ({ prefix, chain, days }, place) => {
            const oracle = new Answers(stored[place] ?? { entities: [], edges: [] })
            const ids = Object.fromEntries(MESSAGES.map((name) => [name, `${prefix}${name}`]))
            const { data, errors } = await server.ask<Asked>(COVERAGE, { ...ids, chain, days })
            expect(errors).toBeUndefined()
            for (const [name, id] of Object.entries(ids)) {
              const { answered, suggested, ...counts } = oracle.coverage(id, chain, days)
              expect(byIds(data?.[name]?.answers)).toEqual({
                ...counts,
                answered,
                suggested: suggested.map((one) => ({
                  ...one,
                  membership: { from: one.addressee, to: one.through },
                })),
              })
              met.answered += answered.length
              met.onBehalf += answered.filter(({ onBehalf }) => onBehalf).length
              met.chained += answered.filter((answer) => answer.chain.length > 1).length
              met.late += answered.filter(({ late }) => late === true).length
              met.suggested += suggested.length
            }
          })
          await Promise.all(asked)
        }),
        { numRuns: GRAPHS / AT_ONCE },
      )
      // Graphs without what is looked for would prove nothing.
      for (const [what, times] of Object.entries(met)) expect([what, times > 4]).toEqual([what, true])
    },
    PATIENCE_MS,
  )
})
