import { describe, expect, it } from 'vitest'
import { answerCoverage, type Letter, type Reply } from '../../src/analysis/answer-coverage.ts'

const day = (text: string) => ({ earliest: Date.parse(text), latest: Date.parse(text) + 86_399_999 })
const reply = (
  id: string,
  date: string,
  senders: readonly string[],
  principals: readonly string[] = [],
): Reply => ({
  id,
  ...day(date),
  parents: ['letter'],
  senders,
  principals,
})

describe('coverage of a letter', () => {
  const letter: Letter = { id: 'letter', ...day('2022-01-28'), authors: ['w'] }

  it('counts an answer that the addressee sent, and one sent on the addressee’s behalf', () => {
    const replies = [reply('r1', '2022-01-30', ['a']), reply('r2', '2022-02-10', ['x'], ['b', 'c'])]
    expect(answerCoverage(letter, ['a', 'b', 'd'], replies)).toEqual({
      answered: [
        { addressee: 'a', by: 'a', reply: 'r1', onBehalf: false, delayDays: 2, late: null, chain: ['r1'] },
        { addressee: 'b', by: 'x', reply: 'r2', onBehalf: true, delayDays: 13, late: null, chain: ['r2'] },
      ],
      unanswered: ['d'],
      suggested: [],
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
      parents: ['letter'],
      senders: ['a'],
      principals: [],
    }
    const undated: Reply = { ...month, id: 'u', earliest: null, latest: null, senders: ['b'] }
    expect(answerCoverage(letter, ['a', 'b'], [month, undated]).answered).toMatchObject([
      { delayDays: null },
      { delayDays: null },
    ])
  })

  it('calls late what came after more days than it may, and only where all that the dates can be says so', () => {
    const within = (earliest: string, latest: string, sender: string): Reply => ({
      ...reply(sender, earliest, [sender]),
      latest: Date.parse(latest) + 86_399_999,
    })
    const replies = [
      within('2022-02-01', '2022-02-28', 'month'),
      within('2022-02-09', '2022-02-28', 'after'),
      within('2022-02-01', '2022-02-07', 'before'),
      reply('tenth', '2022-02-07', ['tenth']),
      reply('eleventh', '2022-02-08', ['eleventh']),
      { ...reply('undated', '2022-02-08', ['undated']), earliest: null, latest: null },
      { ...reply('since', '2022-02-08', ['since']), latest: null },
    ]
    const addressees = replies.map(({ id }) => id)
    const { answered } = answerCoverage(letter, addressees, replies, { lateAfterDays: 10 })
    expect(Object.fromEntries(answered.map(({ addressee, late }) => [addressee, late]))).toEqual({
      month: null,
      after: true,
      before: false,
      tenth: false,
      eleventh: true,
      undated: null,
      since: true,
    })
  })

  describe('through chains', () => {
    const replies = [
      reply('r1', '2022-02-01', ['a']),
      { ...reply('r2', '2022-02-02', ['b']), parents: ['r1'] },
      { ...reply('r3', '2022-02-01', ['c'], ['a']), parents: ['r2', 'r1'] },
      { ...reply('r4', '2022-02-05', ['d', 'b']), parents: ['r2', 'r3', 'letter-of-others'] },
    ]
    const chains = (maxChain: number) =>
      answerCoverage(letter, ['a', 'b', 'c', 'd'], replies, { maxChain }).answered.map(({ chain }) => chain)

    it('counts replies to replies, as far as it may go', () => {
      expect(chains(1)).toEqual([['r1']])
      expect(chains(2)).toEqual([['r1'], ['r1', 'r2'], ['r1', 'r3']])
    })

    it('shows a message by the oldest of the replies that lead to it', () => {
      expect(chains(3)[3]).toEqual(['r1', 'r3', 'r4'])
    })

    it('goes round no circle, and comes to the letter never again', () => {
      const circle = [
        { ...reply('letter', '2022-01-28', ['a']), parents: ['r1'] },
        { ...reply('r1', '2022-02-01', ['x']), parents: ['letter', 'r2'] },
        { ...reply('r2', '2022-02-02', ['b']), parents: ['r1'] },
      ]
      expect(answerCoverage(letter, ['a', 'b'], circle, { maxChain: 9 })).toMatchObject({
        answered: [{ addressee: 'b', chain: ['r1', 'r2'] }],
        unanswered: ['a'],
      })
    })
  })

  describe('suggestions', () => {
    const member = (id: string, institution: string, bounds: object = { earliest: null, latest: null }) => ({
      id: `${id}-of-${institution}`,
      member: id,
      institution,
      earliest: null,
      latest: null,
      ...bounds,
    })
    const replies = [
      reply('r1', '2022-02-01', ['union']),
      reply('r2', '2022-02-02', ['x'], ['league', 'union']),
    ]
    const suggested = (memberships: readonly ReturnType<typeof member>[]) =>
      answerCoverage(letter, ['a', 'b', 'x'], replies, { memberships }).suggested.map(
        ({ membership, reply: message, by, onBehalf }) => [membership, message, by, onBehalf],
      )

    it('name the institutions that answered, in each the first answer, and never count as answers', () => {
      const memberships = [member('b', 'union'), member('a', 'union'), member('a', 'league')]
      expect(suggested(memberships)).toEqual([
        ['a-of-league', 'r2', 'x', true],
        ['a-of-union', 'r1', 'union', false],
        ['b-of-union', 'r1', 'union', false],
      ])
      const { answered, unanswered } = answerCoverage(letter, ['a', 'b', 'x'], replies, { memberships })
      expect([answered.map(({ addressee }) => addressee), unanswered]).toEqual([['x'], ['a', 'b']])
    })

    it('are made where the membership can have held when the reply was sent', () => {
      const february = (first: number, last: number | null) => ({
        earliest: Date.UTC(2022, 1, first),
        latest: last === null ? null : Date.UTC(2022, 1, last + 1) - 1,
      })
      expect(suggested([member('a', 'union', february(2, null))])).toEqual([['a-of-union', 'r2', 'x', true]])
      expect(suggested([member('a', 'union', february(3, 28))])).toEqual([])
    })

    it('are not made for who has answered, nor for institutions that wrote the letter', () => {
      expect(suggested([member('x', 'union')])).toEqual([])
      const own = { ...letter, authors: ['union'] }
      const { suggested: none } = answerCoverage(own, ['a'], replies, { memberships: [member('a', 'union')] })
      expect(none).toEqual([])
    })
  })
})
