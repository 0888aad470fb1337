import { describe, expect, it } from 'vitest'
import { refusalOf } from '../support/http.ts'
import { eachServedSample } from '../support/sample.ts'

const OPEN = `query ($sentBy: ID, $owedBy: ID, $during: Period, $days: Int, $asOf: EDTF) {
  unanswered(sentBy: $sentBy, owedBy: $owedBy, during: $during, olderThanDays: $days, asOf: $asOf) {
    totalCount
    nodes { message { id senders { name } } waiting { name } ageDays }
  }
}`

interface Open {
  readonly unanswered: {
    readonly totalCount: number
    readonly nodes: readonly {
      readonly message: { readonly id: string }
      readonly waiting: readonly { readonly name: string }[]
      readonly ageDays: number | null
    }[]
  }
}

eachServedSample((served) => {
  const ask = async (variables: object): Promise<Open['unanswered']> => {
    const { data, errors } = await served.server.ask<Open>(OPEN, variables)
    expect(errors).toBeUndefined()
    if (!data) throw new TypeError('an answer was expected')
    return data.unanswered
  }
  const idsOf = ({ nodes }: Open['unanswered']): readonly string[] => nodes.map(({ message }) => message.id)

  describe('unanswered', () => {
    it('has the letter that Canada and the United States owe an answer, and how long they have', async () => {
      expect(await ask({ sentBy: 'sergey-lavrov', asOf: '2022-03-10' })).toEqual({
        totalCount: 1,
        nodes: [
          {
            message: { id: 'lavrov-letter', senders: [{ name: 'Sergey Lavrov' }] },
            waiting: [{ name: 'Canada' }, { name: 'United States' }],
            ageDays: 41,
          },
        ],
      })
    })

    it('has letters of everybody by date: the reply itself was not answered', async () => {
      expect(idsOf(await ask({ asOf: '2022-03' }))).toEqual(['lavrov-letter', 'eu-reply'])
      expect(idsOf(await ask({}))).toEqual(['lavrov-letter', 'eu-reply'])
      expect(idsOf(await ask({ asOf: '2022-03', during: { from: '2022-02' } }))).toEqual(['eu-reply'])
    })

    it('has what an actor owes, and what it owed before the reply came', async () => {
      expect(idsOf(await ask({ owedBy: 'canada' }))).toEqual(['lavrov-letter'])
      expect(idsOf(await ask({ owedBy: 'france' }))).toEqual([])
      const before = await ask({ owedBy: 'france', asOf: '2022-02-09' })
      expect(before.nodes[0]?.waiting).toHaveLength(29)
      expect(before.nodes[0]?.ageDays).toBe(12)
      expect(idsOf(await ask({ owedBy: 'france', asOf: '2022-01-27' }))).toEqual([])
    })

    it.each([
      [27, ['lavrov-letter']],
      [28, []],
    ])('has, of letters of 28 days, those that are more than %i days old', async (days, ids) => {
      const asOf = '2022-02-25'
      expect(idsOf(await ask({ days, asOf, owedBy: 'canada' }))).toEqual(ids)
    })

    it.each([
      [{ sentBy: 'nobody' }, 'NOT_FOUND', 'sentBy: no actor has the id "nobody"'],
      [{ owedBy: 'eu-reply' }, 'NOT_FOUND', 'owedBy: no actor has the id "eu-reply"'],
      [{ days: -1 }, 'BAD_USER_INPUT', 'olderThanDays: nothing is -1 days old'],
      [{ days: 1, asOf: '2022/..' }, 'BAD_USER_INPUT', 'asOf: has no end to count days back from'],
    ])('refuses %j', async (variables, code, message) => {
      expect(refusalOf(await served.server.ask(OPEN, variables))).toEqual({ code, message })
    })
  })
})
