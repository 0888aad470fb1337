import { describe, expect, it } from 'vitest'
import { answerCoverage, type Reply } from '../../src/analysis/answer-coverage.ts'

const day = (text: string) => ({ earliest: Date.parse(text), latest: Date.parse(text) + 86_399_999 })
const reply = (
  id: string,
  date: string,
  senders: readonly string[],
  principals: readonly string[] = [],
): Reply => ({
  id,
  ...day(date),
  senders,
  principals,
})

describe('coverage of a letter', () => {
  const letter = day('2022-01-28')

  it('counts an answer that the addressee sent, and one sent on the addressee’s behalf', () => {
    const replies = [reply('r1', '2022-01-30', ['a']), reply('r2', '2022-02-10', ['x'], ['b', 'c'])]
    expect(answerCoverage(letter, ['a', 'b', 'd'], replies)).toEqual({
      answered: [
        { addressee: 'a', by: 'a', reply: 'r1', onBehalf: false, delayDays: 2 },
        { addressee: 'b', by: 'x', reply: 'r2', onBehalf: true, delayDays: 13 },
      ],
      unanswered: ['d'],
    })
  })

  it('takes the first answer, and in one reply the addressee’s own word before one on their behalf', () => {
    const replies = [
      reply('r1', '2022-02-01', ['x'], ['a']),
      reply('r2', '2022-02-02', ['a']),
      reply('r3', '2022-02-03', ['b'], ['b']),
    ]
    expect(answerCoverage(letter, ['a', 'b'], replies).answered).toMatchObject([
      { reply: 'r1', onBehalf: true },
      { reply: 'r3', onBehalf: false },
    ])
  })

  it('gives no delay where a date is not known to the day', () => {
    const month: Reply = {
      id: 'r',
      earliest: Date.parse('2022-02-01'),
      latest: Date.parse('2022-03-01') - 1,
      senders: ['a'],
      principals: [],
    }
    const undated: Reply = { ...month, id: 'u', earliest: null, latest: null, senders: ['b'] }
    expect(answerCoverage(letter, ['a', 'b'], [month, undated]).answered).toMatchObject([
      { delayDays: null },
      { delayDays: null },
    ])
  })
})
