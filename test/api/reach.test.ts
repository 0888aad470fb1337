import { describe, expect, it } from 'vitest'
import { refusalOf } from '../support/http.ts'
import { eachServedSample } from '../support/sample.ts'

interface Page {
  readonly totalCount: number
  readonly truncated: boolean
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  readonly nodes: readonly {
    readonly actor: { readonly id: string }
    readonly via: { readonly id: string }
    readonly hops: number
    readonly arrival: string | null
    readonly departure: string | null
  }[]
}

const PAGE =
  'totalCount truncated pageInfo { hasNextPage endCursor } nodes { actor { id } via { id } hops arrival departure }'
const REACH = `query ($from: ID!, $hops: Int, $first: Int, $after: String, $where: PathFilter) {
  page: reach(from: $from, maxHops: $hops, first: $first, after: $after, where: $where) { ${PAGE} }
}`
const SOURCES = `query ($of: ID!, $hops: Int) { page: sources(of: $of, maxHops: $hops) { ${PAGE} } }`

eachServedSample((served) => {
  const ask = async (query: string, variables: object): Promise<Page> => {
    const { data, errors } = await served.server.ask<{ page: Page }>(query, variables)
    expect(errors).toBeUndefined()
    if (!data) throw new TypeError('an answer was expected')
    return data.page
  }

  describe('reach', () => {
    it('tells whom the letter reached, when and through whom', async () => {
      const where = { kinds: ['SENT', 'ADDRESSED_TO'], during: { to: '2022-01-31' } }
      const { totalCount, truncated, nodes } = await ask(REACH, { from: 'sergey-lavrov', hops: 1, where })
      expect({ totalCount, truncated }).toEqual({ totalCount: 29, truncated: false })
      expect(nodes.find(({ actor }) => actor.id === 'canada')).toEqual({
        actor: { id: 'canada' },
        via: { id: 'sergey-lavrov' },
        hops: 1,
        arrival: '2022-01-28T00:00:00.000Z',
        departure: null,
      })
    })

    it('is paged: all pages together are the whole', async () => {
      const whole = await ask(REACH, { from: 'sergey-lavrov', first: 500 })
      const paged: Page['nodes'][number][] = []
      for (let after: string | null = null; ; ) {
        const { nodes, pageInfo }: Page = await ask(REACH, { from: 'sergey-lavrov', first: 7, after })
        paged.push(...nodes)
        after = pageInfo.endCursor
        if (!pageInfo.hasNextPage) break
      }
      expect(paged).toEqual(whole.nodes)
      expect(paged).toHaveLength(whole.totalCount)
      const arrivals = paged.map(({ arrival }) => arrival)
      expect(arrivals).toEqual(arrivals.toSorted())
    })

    it('says who could have told: sources is its reverse', async () => {
      const { nodes } = await ask(SOURCES, { of: 'canada', hops: 1 })
      expect(nodes.map(({ actor, via, departure }) => [actor.id, via.id, departure])).toContainEqual([
        'sergey-lavrov',
        'canada',
        '2022-01-28T23:59:59.999Z',
      ])
    })

    it('refuses who is not there, and messages', async () => {
      for (const from of ['nobody', 'lavrov-letter']) {
        expect(refusalOf(await served.server.ask(REACH, { from }))).toMatchObject({ code: 'NOT_FOUND' })
      }
      expect(refusalOf(await served.server.ask(REACH, { from: 'canada', hops: 0 }))).toMatchObject({
        code: 'BAD_USER_INPUT',
      })
    })
  })
})
