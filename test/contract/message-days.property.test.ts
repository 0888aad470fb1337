import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DayCount } from '../../src/store/graph-store.ts'
import type { InstantPeriod, MessageWhere } from '../../src/store/read-plan.ts'
import { PARTICIPATIONS } from '../../src/vocabulary/edge-kinds.ts'
import { daysOf } from '../oracle/calendar.ts'
import { liesIn } from '../oracle/periods.ts'
import { aGraph, anActor, put } from '../oracle/random-graph.ts'
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

const aQuestion = fc.record({
  graph: aGraph,
  participant: anActor,
  during: fc.option(aPeriod, { nil: undefined, freq: 2 }),
  forms: fc.option(fc.constantFrom<readonly string[]>(['LETTER'], ['LETTER', 'EMAIL'], []), {
    nil: undefined,
    freq: 2,
  }),
  word: fc.option(fc.constantFrom('0', '1', 'mess'), { nil: undefined, freq: 2 }),
})

const inOrder = (counts: readonly DayCount[]): readonly string[] =>
  counts.map(({ first, last, count }) => `${first} ${last}: ${count}`).sort()

eachStore((_, open) => {
  let store: TestStore
  let graphs = 0
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store[Symbol.asyncDispose]())

  describe('messageDays', () => {
    it('counts days before 1970, open ends and messages without a date', async () => {
      const dates = ['1553-04/1553-06', '1969-12-31', '1970-01-01', '1970-01-01', '../1544-04-10', '1544/..']
      const times = ['1969-12-31T23:59:59Z', '1553-04-01T00:00:00Z', '-0043-03-15']
      await put(
        store,
        {
          entities: [...dates, ...times, undefined].map((date, number) => ({
            entity: 'MESSAGE' as const,
            id: `known-${number}`,
            name: 'Known',
            form: 'LETTER',
            date,
          })),
          relationships: [],
        },
        '',
      )
      const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000
      const expected: readonly DayCount[] = [
        { first: day('1553-04-01'), last: day('1553-06-30'), count: 1 },
        { first: -1, last: -1, count: 2 },
        { first: 0, last: 0, count: 2 },
        { first: null, last: day('1544-04-10'), count: 1 },
        { first: day('1544-01-01'), last: null, count: 1 },
        { first: day('1553-04-01'), last: day('1553-04-01'), count: 1 },
        { first: day('-000043-03-15'), last: day('-000043-03-15'), count: 1 },
        { first: null, last: null, count: 1 },
      ]
      expect(inOrder(await store.messageDays({}))).toEqual(inOrder(expected))
      expect(inOrder(await store.messageDays({ words: ['known'] }))).toEqual(inOrder(expected))
      expect(await store.messageDays({ topic: 'nothing' })).toEqual([])
    })

    it(
      `counts each message that passes the filter once, in ${GRAPHS} graphs`,
      async () => {
        await fc.assert(
          fc.asyncProperty(aQuestion, async ({ graph, participant, during, forms, word }) => {
            const prefix = `d${graphs++}-`
            const { entities, edges } = await put(store, graph, prefix)
            const actor = `${prefix}${participant}`
            const expected = new Map<string, DayCount>()
            for (const message of entities) {
              const takesPart = edges.some(
                ({ kind, from, to }) =>
                  PARTICIPATIONS.includes(kind) &&
                  (from === actor || to === actor) &&
                  (from === message.id || to === message.id),
              )
              const passes =
                message.kind === 'MESSAGE' &&
                takesPart &&
                (!forms || forms.includes(message.form ?? '')) &&
                (!during || liesIn(message, during)) &&
                (!word ||
                  message.name
                    .toLowerCase()
                    .split(' ')
                    .some((each) => each.startsWith(word)))
              if (!passes) continue
              const days = daysOf(message)
              const key = JSON.stringify(days)
              expected.set(key, { ...days, count: (expected.get(key)?.count ?? 0) + 1 })
            }
            const where: MessageWhere = {
              participant: actor,
              ...(during && { during }),
              ...(forms && { forms }),
              ...(word && { words: [word] }),
            }
            expect(inOrder(await store.messageDays(where))).toEqual(inOrder([...expected.values()]))
          }),
          { numRuns: GRAPHS },
        )
      },
      PATIENCE_MS,
    )
  })
})
