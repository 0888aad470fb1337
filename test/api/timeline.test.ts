import { describe, expect, it } from 'vitest'
import { type LoadedEntity, loadEntities } from '../../src/record/load.ts'
import { refusalOf } from '../support/http.ts'
import { eachServedSample } from '../support/sample.ts'

interface Timeline {
  readonly bars: readonly {
    readonly from: string
    readonly to: string
    readonly certain: number
    readonly possible: number
  }[]
  readonly spanning: number
  readonly undated: number
  readonly total: number
  readonly truncated: boolean
  readonly reason: string | null
}

const TIMELINE = `query ($by: TimeUnit!, $where: MessageFilter) {
  timeline(by: $by, where: $where) {
    bars { from to certain possible } spanning undated total truncated reason
  }
}`

const ALL_IN_BARS = { spanning: 0, undated: 0, truncated: false, reason: null }

eachServedSample((served) => {
  const ask = async (variables: object): Promise<Timeline> => {
    const { data, errors } = await served.server.ask<{ timeline: Timeline }>(TIMELINE, variables)
    expect(errors).toBeUndefined()
    if (!data) throw new TypeError('an answer was expected')
    return data.timeline
  }
  const bar = (from: string, to: string, count: number) => ({
    from: `${from}T00:00:00.000Z`,
    to: `${to}T23:59:59.999Z`,
    certain: count,
    possible: count,
  })

  describe('timeline', () => {
    it('counts the letters of January and February 2022 by month', async () => {
      const where = { form: ['LETTER'], during: { from: '2022-01', to: '2022-02' } }
      expect(await ask({ by: 'MONTH', where })).toEqual({
        ...ALL_IN_BARS,
        bars: [bar('2022-01-01', '2022-01-31', 1), bar('2022-02-01', '2022-02-28', 1)],
        total: 2,
      })
    })

    it('counts all messages where nothing is asked of them', async () => {
      expect(await ask({ by: 'YEAR' })).toEqual({
        ...ALL_IN_BARS,
        bars: [bar('2022-01-01', '2022-12-31', 10)],
        total: 10,
      })
    })

    it('begins weeks on Monday', async () => {
      const { bars } = await ask({ by: 'WEEK', where: { participant: 'sergey-lavrov' } })
      expect(bars).toEqual([bar('2022-01-24', '2022-01-30', 1), bar('2022-02-07', '2022-02-13', 2)])
    })

    it.each([
      [{ text: 'lavrov letter' }, 2],
      [{ isPublic: false }, 1],
      [{ topic: 'nothing-of-this-name' }, 0],
      [{ participant: 'josep-borrell', form: ['SOCIAL_POST'] }, 1],
    ])('counts the messages that %j finds, as messages does', async (where, total) => {
      const messages = 'query ($where: MessageFilter) { messages(where: $where) { totalCount } }'
      const { data } = await served.server.ask(messages, { where })
      expect(data).toEqual({ messages: { totalCount: total } })
      const found = await ask({ by: 'DAY', where })
      expect(found.total).toBe(total)
      expect(found.bars.reduce((sum, { certain }) => sum + certain, 0)).toBe(total)
    })

    it('gives the first 5000 bars where there are more, and says why', async () => {
      // Fourteen e-mails, each of some day among 400: together 5600 days.
      const dayAfter = (days: number): string =>
        new Date(Date.UTC(1500, 0, 1 + days)).toISOString().slice(0, 10)
      const emails = Array.from(
        { length: 14 },
        (_, number): LoadedEntity => ({
          entity: 'MESSAGE',
          id: `email-${number}`,
          name: 'E-mail',
          form: 'EMAIL',
          date: `${dayAfter(number * 400)}/${dayAfter(number * 400 + 399)}`,
        }),
      )
      await served.store.transact((transaction) => loadEntities(transaction, emails))
      const { bars, truncated, reason, total } = await ask({ by: 'DAY', where: { form: ['EMAIL'] } })
      expect(bars).toHaveLength(5_000)
      expect(bars[0]).toEqual({ ...bar('1500-01-01', '1500-01-01', 0), possible: 1 })
      expect({ truncated, total }).toEqual({ truncated: true, total: 14 })
      expect(reason).toMatch(/more than 5000 bars/u)
    })

    it('refuses a period that ends before it begins', async () => {
      const where = { during: { from: '2022-02', to: '2022-01' } }
      expect(refusalOf(await served.server.ask(TIMELINE, { by: 'DAY', where }))).toMatchObject({
        code: 'BAD_USER_INPUT',
      })
    })
  })
})
