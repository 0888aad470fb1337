import { describe, expect, it } from 'vitest'
import { refusalOf } from '../support/http.ts'
import { eachServedSample } from '../support/sample.ts'

interface Side {
  readonly sources: readonly { readonly id: string }[]
  readonly claims: readonly { readonly id: string }[]
  readonly claimCount: number
}

interface Found {
  readonly totalCount: number
  readonly truncated: boolean
  readonly reason: string | null
  readonly nodes: readonly {
    readonly kind: string
    readonly sign: string
    readonly sentence: string
    readonly subject: { readonly id: string }
    readonly object: { readonly id: string } | null
    readonly sides: readonly Side[]
  }[]
}

eachServedSample((served) => {
  const relationships = async (where: string): Promise<readonly string[]> => {
    const { data, errors } = await served.server.ask<{
      relationships: { totalCount: number; nodes: { id: string }[] }
    }>(`{ relationships(where: ${where}, first: 500) { totalCount nodes { id } } }`)
    expect(errors).toBeUndefined()
    const ids = data?.relationships.nodes.map(({ id }) => id) ?? []
    expect(data?.relationships.totalCount).toBe(ids.length)
    return ids
  }

  const disagreements = async (args: string): Promise<Found> => {
    const { data, errors } = await served.server.ask<{ disagreements: Found }>(
      `{ disagreements(${args}) { totalCount truncated reason nodes { kind sign sentence subject { id } object { id }
           sides { sources { id } claims { id } claimCount } } } }`,
    )
    expect(errors).toBeUndefined()
    if (!data) throw new TypeError('the answer has data')
    return data.disagreements
  }

  describe('what rests on one source', () => {
    it('is what cites one and no other, of the kinds asked for', async () => {
      expect(await relationships('{ maxSources: 1, kinds: [RECEIVED, DELIVERED, INSTRUCTED] }')).toEqual([
        'instructed:josep-borrell:joanneke-balfoort:eu-reply',
        'received:vladimir-chizhov:eu-reply',
      ])
      expect(await relationships('{ minSources: 2, kinds: [DELIVERED] }')).toEqual([
        'delivered:joanneke-balfoort:eu-reply',
      ])
    })

    it('is said by a source alone', async () => {
      const alone = await relationships('{ source: "source-mora-post", maxSources: 1 }')
      expect(alone.filter((id) => id.startsWith('addressed-to:lavrov-letter:'))).toHaveLength(27)
      expect(await relationships('{ source: "source-mora-post" }')).toHaveLength(30)
      expect(alone).toHaveLength(29)
    })

    it('touches an entity, in a period, and is of a certainty', async () => {
      expect(
        await relationships(
          '{ maxSources: 1, around: "vladimir-chizhov", certainty: [LIKELY], kinds: [RECEIVED] }',
        ),
      ).toEqual(['received:vladimir-chizhov:eu-reply'])
      expect(
        await relationships(
          '{ maxSources: 1, around: "liz-truss", kinds: [SPOKE_TO], during: { to: "2022-01" } }',
        ),
      ).toEqual([])
      expect(await relationships('{ certainty: [DISPUTED] }')).toHaveLength(27)
    })

    it('is nothing where every claim cites a source', async () => {
      expect(await relationships('{ maxSources: 0 }')).toEqual([])
    })

    it('is refused a negative number', async () => {
      const answer = await served.server.ask('{ relationships(where: { maxSources: -1 }) { totalCount } }')
      expect(refusalOf(answer)).toEqual({
        code: 'BAD_USER_INPUT',
        message: 'where.maxSources: a number of sources is not negative',
      })
    })
  })

  describe('where sources disagree', () => {
    it('puts side by side who received the letter', async () => {
      const found = await disagreements('first: 10')
      expect(found).toMatchObject({ totalCount: 1, truncated: false, reason: null })
      const [letter] = found.nodes
      expect(letter).toMatchObject({
        kind: 'ADDRESSED_TO',
        sign: 'DISPUTED',
        subject: { id: 'lavrov-letter' },
        object: null,
      })
      expect(
        letter?.sides.map(({ sources, claimCount }) => [sources.map(({ id }) => id), claimCount]),
      ).toEqual([
        [['news-item-2022-02-10'], 29],
        [['source-mora-post'], 27],
      ])
      expect(letter?.sentence).toContain(
        'was addressed to Canada and United States; Austria, Belgium, Bulgaria and 24 more (how sure is not recorded).',
      )
    })

    it('is asked for by kind, entity and period', async () => {
      for (const args of [
        'around: "canada"',
        'around: "lavrov-letter"',
        'kinds: [ADDRESSED_TO]',
        'during: { to: "2022-01-31" }',
      ])
        expect(await disagreements(args)).toMatchObject({ totalCount: 1 })
      for (const args of [
        'around: "liz-truss"',
        'kinds: [SENT]',
        'during: { from: "2022-02" }',
        'around: "nobody"',
      ])
        expect(await disagreements(args)).toMatchObject({ totalCount: 0, nodes: [] })
    })

    it('sees dates of one event that exclude each other, but not two meetings', async () => {
      const { errors } = await served.server.ask(`mutation {
        a: relate(input: { kind: RECEIVED, from: "vladimir-chizhov", to: "eu-reply", id: "received:a", date: "2022-02-10", sources: ["source-mission-statement"] }) { relationship { id } }
        b: relate(input: { kind: RECEIVED, from: "vladimir-chizhov", to: "eu-reply", id: "received:b", date: "2022-02-12", sources: ["source-borrell-post"] }) { relationship { id } }
        c: relate(input: { kind: MET_WITH, from: "liz-truss", to: "sergey-lavrov", date: "2022-03-01", sources: ["source-borrell-post"] }) { relationship { id } }
      }`)
      expect(errors).toBeUndefined()
      const found = await disagreements('kinds: [RECEIVED, MET_WITH], around: "eu-reply"')
      expect(found.nodes).toEqual([
        {
          kind: 'RECEIVED',
          sign: 'DATES',
          subject: { id: 'eu-reply' },
          object: { id: 'vladimir-chizhov' },
          sentence:
            "According to “Post by Josep Borrell, as the item quotes it”, “The EU's collective reply to Lavrov” was received by Vladimir Chizhov (12 February 2022). According to “Statement of the Russian mission to the EU, as the item reports it”, “The EU's collective reply to Lavrov” was received by Vladimir Chizhov (10 February 2022).",
          sides: [
            { sources: [{ id: 'source-borrell-post' }], claims: [{ id: 'received:b' }], claimCount: 1 },
            { sources: [{ id: 'source-mission-statement' }], claims: [{ id: 'received:a' }], claimCount: 1 },
          ],
        },
      ])
      expect(await disagreements('kinds: [MET_WITH]')).toMatchObject({ totalCount: 0 })
    })

    it('gives page after page', async () => {
      const first = await served.server.ask<{
        disagreements: { nodes: { kind: string }[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
      }>('{ disagreements(first: 1) { nodes { kind } pageInfo { hasNextPage endCursor } } }')
      expect(first.data?.disagreements).toMatchObject({
        nodes: [{ kind: 'ADDRESSED_TO' }],
        pageInfo: { hasNextPage: true },
      })
      const cursor = first.data?.disagreements.pageInfo.endCursor
      const next = await served.server.ask(
        `{ disagreements(first: 1, after: "${cursor}") { nodes { kind } pageInfo { hasNextPage } } }`,
      )
      expect(next.data).toEqual({
        disagreements: { nodes: [{ kind: 'RECEIVED' }], pageInfo: { hasNextPage: false } },
      })
    })

    it('says of what is disputed by nobody on record that the other side is missing', async () => {
      await served.server.ask(
        'mutation { relate(input: { kind: KNOWS, from: "liz-truss", to: "josep-borrell", certainty: DISPUTED, sources: ["source-truss-post"] }) { relationship { id } } }',
      )
      const found = await disagreements('kinds: [KNOWS]')
      expect(found.nodes.map(({ sentence }) => sentence)).toEqual([
        'According to “Post by Liz Truss, as the item quotes it”, Josep Borrell Fontelles knows Liz Truss (disputed). What speaks against it is not recorded.',
      ])
    })
  })
})
