import { describe, expect, it } from 'vitest'
import { refusalOf } from '../support/http.ts'
import { eachServedSample } from '../support/sample.ts'

const EXCHANGE = `query ($between: ID!, $and: ID!, $during: Period, $by: TimeUnit, $agency: Agency) {
  exchange(between: $between, and: $and, during: $during, by: $by, agency: $agency) {
    directions { ...direction }
    reciprocity
    periods { from to directions { ...direction } reciprocity }
    unplaced truncated reason
  }
}
fragment direction on ExchangeDirection { from { name } to { id } messages answered share medianDays }`

const NOTHING = { messages: 0, answered: 0, share: null, medianDays: null }
const DONE = { unplaced: 0, truncated: false, reason: null }
const LAVROV = { from: { name: 'Sergey Lavrov' } }

eachServedSample((served) => {
  const ask = async (variables: object): Promise<unknown> => {
    const { data, errors } = await served.server.ask<{ exchange: object }>(EXCHANGE, variables)
    expect(errors).toBeUndefined()
    return data?.exchange
  }

  describe('exchange', () => {
    it('has the letter to France, answered on its behalf after 13 days', async () => {
      expect(await ask({ between: 'sergey-lavrov', and: 'france' })).toEqual({
        ...DONE,
        directions: [
          { ...LAVROV, to: { id: 'france' }, messages: 1, answered: 1, share: 1, medianDays: 13 },
          { from: { name: 'France' }, to: { id: 'sergey-lavrov' }, ...NOTHING },
        ],
        reciprocity: 0,
        periods: [],
      })
    })

    it('has the reply as the word of France where principals are asked for: letter and reply are in balance', async () => {
      const found = await ask({ between: 'sergey-lavrov', and: 'france', agency: 'PRINCIPAL', by: 'MONTH' })
      const [there, back] = [
        { ...LAVROV, to: { id: 'france' } },
        { from: { name: 'France' }, to: { id: 'sergey-lavrov' } },
      ]
      const [letter, reply] = [
        { messages: 1, answered: 1, share: 1, medianDays: 13 },
        { messages: 1, answered: 0, share: 0, medianDays: null },
      ]
      expect(found).toEqual({
        ...DONE,
        directions: [
          { ...there, ...letter },
          { ...back, ...reply },
        ],
        reciprocity: 1,
        periods: [
          {
            from: '2022-01-01T00:00:00.000Z',
            to: '2022-01-31T23:59:59.999Z',
            directions: [
              { ...there, ...letter },
              { ...back, ...NOTHING },
            ],
            reciprocity: 0,
          },
          {
            from: '2022-02-01T00:00:00.000Z',
            to: '2022-02-28T23:59:59.999Z',
            directions: [
              { ...there, ...NOTHING },
              { ...back, ...reply },
            ],
            reciprocity: 0,
          },
        ],
      })
    })

    it('has the letter to Canada, and no answer; and nothing of a month without letters', async () => {
      expect(await ask({ between: 'canada', and: 'sergey-lavrov' })).toMatchObject({
        directions: [NOTHING, { to: { id: 'canada' }, messages: 1, answered: 0, share: 0, medianDays: null }],
        reciprocity: 0,
      })
      const march = { from: '2022-03', to: '2022-03' }
      expect(await ask({ between: 'canada', and: 'sergey-lavrov', during: march })).toMatchObject({
        directions: [NOTHING, NOTHING],
        reciprocity: null,
      })
    })

    it.each([
      ['canada', 'canada', 'BAD_USER_INPUT', 'and: is the actor that `between` names; give another'],
      ['nobody', 'canada', 'NOT_FOUND', 'between: no actor has the id "nobody"'],
      ['canada', 'lavrov-letter', 'NOT_FOUND', 'and: no actor has the id "lavrov-letter"'],
    ])('refuses %s and %s', async (between, and, code, message) => {
      expect(refusalOf(await served.server.ask(EXCHANGE, { between, and }))).toEqual({ code, message })
    })
  })
})
