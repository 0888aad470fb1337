import { describe, expect, it } from 'vitest'
import { refusalOf } from '../support/http.ts'
import { eachServedSample } from '../support/sample.ts'

interface Matrix {
  readonly actors: readonly { readonly id: string }[]
  readonly cells: readonly {
    readonly from: { readonly id: string; readonly name: string }
    readonly to: { readonly id: string }
    readonly messages: number
    readonly conversations: number
    readonly meetings: number
    readonly first: { readonly edtf: string } | null
    readonly last: { readonly edtf: string } | null
    readonly periods: readonly object[]
  }[]
  readonly truncated: boolean
  readonly reason: string | null
}

const MATRIX = `query ($among: [ID!]!, $during: Period, $by: TimeUnit, $agency: Agency) {
  matrix(among: $among, during: $during, by: $by, agency: $agency) {
    actors { id }
    cells {
      from { id name } to { id }
      messages conversations meetings
      first { edtf } last { edtf }
      periods { from to certain possible }
    }
    truncated reason
  }
}`

const AMONG = ['sergey-lavrov', 'josep-borrell', 'france', 'germany', 'canada']

eachServedSample((served) => {
  const ask = async (variables: object): Promise<Matrix> => {
    const { data, errors } = await served.server.ask<{ matrix: Matrix }>(MATRIX, variables)
    expect(errors).toBeUndefined()
    if (!data) throw new TypeError('an answer was expected')
    return data.matrix
  }
  const letters = ({ cells }: Matrix): readonly string[] =>
    cells.map(({ from, to, messages }) => `${from.id} > ${to.id}: ${messages}`)

  describe('matrix', () => {
    it('counts a message for who sent it, and once however often it says to whom', async () => {
      const found = await ask({ among: AMONG })
      expect(letters(found)).toEqual([
        'josep-borrell > sergey-lavrov: 1',
        'sergey-lavrov > canada: 1',
        'sergey-lavrov > france: 1',
        'sergey-lavrov > germany: 1',
      ])
      expect(found.actors.map(({ id }) => id)).toEqual(AMONG)
      expect(found).toMatchObject({ truncated: false, reason: null })
      expect(found.cells[0]).toMatchObject({
        from: { name: 'Josep Borrell Fontelles' },
        first: { edtf: '2022-02-10~' },
        last: { edtf: '2022-02-10~' },
        periods: [],
      })
    })

    it('counts a reply for each of its principals, and never among them', async () => {
      expect(letters(await ask({ among: AMONG, agency: 'PRINCIPAL' }))).toEqual([
        'france > sergey-lavrov: 1',
        'germany > sergey-lavrov: 1',
        'sergey-lavrov > canada: 1',
        'sergey-lavrov > france: 1',
        'sergey-lavrov > germany: 1',
      ])
    })

    it('has a meeting in both directions, and words in the one in which they were spoken', async () => {
      const { cells } = await ask({ among: ['liz-truss', 'sergey-lavrov', 'vladimir-chizhov', 'liz-truss'] })
      const cell = { messages: 0, conversations: 1, meetings: 1, first: { edtf: '2022-02-10' } }
      expect(cells).toMatchObject([
        { from: { id: 'liz-truss' }, to: { id: 'sergey-lavrov' }, ...cell },
        { from: { id: 'sergey-lavrov' }, to: { id: 'liz-truss' }, ...cell },
      ])
    })

    it('counts contacts by time, and only those of a period', async () => {
      const among = ['liz-truss', 'sergey-lavrov', 'canada']
      const { cells } = await ask({ among, by: 'MONTH', during: { from: '2022-02' } })
      const february = { from: '2022-02-01T00:00:00.000Z', to: '2022-02-28T23:59:59.999Z' }
      expect(cells.map(({ from, to, periods }) => [from.id, to.id, periods])).toEqual([
        ['liz-truss', 'sergey-lavrov', [{ ...february, certain: 2, possible: 2 }]],
        ['sergey-lavrov', 'liz-truss', [{ ...february, certain: 2, possible: 2 }]],
      ])
    })

    it('shows anything of its actors', async () => {
      const { data, errors } = await served.server.ask(
        `{ matrix(among: ["josep-borrell", "sergey-lavrov"]) {
          actors { name } cells { to { name received { totalCount } } }
        } }`,
      )
      expect(errors).toBeUndefined()
      expect(data).toEqual({
        matrix: {
          actors: [{ name: 'Josep Borrell Fontelles' }, { name: 'Sergey Lavrov' }],
          cells: [{ to: { name: 'Sergey Lavrov', received: { totalCount: 1 } } }],
        },
      })
    })

    it.each([
      ['nobody at all', [], 'BAD_USER_INPUT'],
      ['more than 200', Array.from({ length: 201 }, (_, number) => `actor-${number}`), 'LIMIT_EXCEEDED'],
      ['who is not there', ['canada', 'nobody'], 'NOT_FOUND'],
      ['a message', ['canada', 'lavrov-letter'], 'NOT_FOUND'],
    ])('refuses %s', async (_, among, code) => {
      expect(refusalOf(await served.server.ask(MATRIX, { among }))).toMatchObject({ code })
    })
  })
})
