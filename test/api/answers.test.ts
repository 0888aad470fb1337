import { describe, expect, it } from 'vitest'
import { type LoadedRelationship, loadEntities, loadRelationships } from '../../src/record/load.ts'
import { refusalOf } from '../support/http.ts'
import { eachServedSample } from '../support/sample.ts'

interface Coverage {
  readonly message: {
    readonly answers: {
      readonly answered: readonly { readonly onBehalf: boolean; readonly late: boolean | null }[]
      readonly suggested: readonly object[]
      readonly share: number | null
    }
  }
}

const COVERAGE = `query ($id: ID!, $days: Int, $chain: Int) {
  message(id: $id) {
    answers(lateAfterDays: $days, maxChain: $chain) {
      answered {
        addressee { id name } by { id } message { id } onBehalf delayDays late
        chain { id date { edtf } } notAddressed { name }
      }
      unanswered { name }
      suggested {
        addressee { name } through { id name } by { name } message { name } onBehalf chain { id }
        membership { certainty sources { id } }
      }
      total share
    }
  }
}`

eachServedSample((served) => {
  const ask = async (variables: object): Promise<Coverage['message']['answers']> => {
    const { data, errors } = await served.server.ask<Coverage>(COVERAGE, variables)
    expect(errors).toBeUndefined()
    if (!data) throw new TypeError('an answer was expected')
    return data.message.answers
  }

  describe('answers', () => {
    it('has 27 of the 29 who got the letter answer through one reply, and Canada and the United States open', async () => {
      const found = await ask({ id: 'lavrov-letter' })
      expect(found).toMatchObject({
        unanswered: [{ name: 'Canada' }, { name: 'United States' }],
        suggested: [],
        total: 29,
        share: 27 / 29,
      })
      expect(found.answered).toHaveLength(27)
      expect(found.answered[0]).toEqual({
        addressee: { id: 'austria', name: 'Austria' },
        by: { id: 'josep-borrell' },
        message: { id: 'eu-reply' },
        onBehalf: true,
        delayDays: 13,
        late: null,
        chain: [{ id: 'eu-reply', date: { edtf: '2022-02-10~' } }],
        notAddressed: [],
      })
    })

    it.each([
      [12, true],
      [13, false],
    ])('says of an answer after 13 days whether it is late where %i may pass', async (days, late) => {
      const { answered } = await ask({ id: 'lavrov-letter', days })
      expect(new Set(answered.map((answer) => answer.late))).toEqual(new Set([late]))
    })

    it('finds answers through chains, answers to a part of those who wrote, and members of who answered', async () => {
      const people = ['ann', 'ben', 'cat', 'dora']
      const between = (
        relationship: LoadedRelationship['relationship'],
        from: string,
        to: string,
      ): LoadedRelationship => ({ relationship, from, to })
      const letters = [
        ['joint-letter', '1900-01-01'],
        ['union-answer', '1900-01-05'],
        ['chained-answer', '1900-01-09'],
      ] as const
      await served.store.transact(async (transaction) => {
        await loadEntities(transaction, [
          ...people.map((id) => ({ entity: 'PERSON' as const, id, name: id })),
          { entity: 'INSTITUTION', id: 'union', name: 'The union', form: 'OTHER' },
          ...letters.map(([id, date]) => ({
            entity: 'MESSAGE' as const,
            id,
            name: id,
            form: 'LETTER',
            date,
          })),
        ])
        await loadRelationships(transaction, [
          ...['ann', 'ben'].map((from) => between('SENT', from, 'joint-letter')),
          ...['cat', 'dora'].map((to) => between('ADDRESSED_TO', 'joint-letter', to)),
          between('SENT', 'union', 'union-answer'),
          between('ADDRESSED_TO', 'union-answer', 'ann'),
          between('COPIED_TO', 'union-answer', 'ben'),
          between('IN_REPLY_TO', 'union-answer', 'joint-letter'),
          between('SENT', 'dora', 'chained-answer'),
          between('ADDRESSED_TO', 'chained-answer', 'ann'),
          between('IN_REPLY_TO', 'chained-answer', 'union-answer'),
          { ...between('MEMBER_OF', 'cat', 'union'), date: '1899/..', sources: ['news-item'] },
          { ...between('MEMBER_OF', 'dora', 'union'), date: '1850/1880' },
        ])
      })
      const suggestion = {
        addressee: { name: 'cat' },
        through: { id: 'union', name: 'The union' },
        by: { name: 'The union' },
        message: { name: 'union-answer' },
        onBehalf: false,
        chain: [{ id: 'union-answer' }],
      }
      expect(await ask({ id: 'joint-letter' })).toMatchObject({
        answered: [],
        unanswered: [{ name: 'cat' }, { name: 'dora' }],
        suggested: [suggestion],
        share: 0,
      })
      expect(await ask({ id: 'joint-letter', chain: 2 })).toMatchObject({
        answered: [
          {
            addressee: { name: 'dora' },
            delayDays: 8,
            chain: [{ id: 'union-answer' }, { id: 'chained-answer' }],
            notAddressed: [{ name: 'ben' }],
          },
        ],
        unanswered: [{ name: 'cat' }],
        suggested: [suggestion],
        share: 0.5,
      })
    })

    it('has no share where nobody was addressed', async () => {
      expect(await ask({ id: 'borrell-post' })).toMatchObject({ total: 0, share: null })
    })

    it.each([
      [{ chain: 0 }, 'BAD_USER_INPUT', 'maxChain: is at least 1, not 0'],
      [{ chain: 21 }, 'LIMIT_EXCEEDED', 'maxChain: is at most 20, 21 was asked for'],
      [{ days: -1 }, 'BAD_USER_INPUT', 'lateAfterDays: an answer takes no -1 days'],
    ])('refuses %j', async (variables, code, message) => {
      const answer = await served.server.ask(COVERAGE, { id: 'lavrov-letter', ...variables })
      expect(refusalOf(answer)).toEqual({ code, message })
    })
  })
})
