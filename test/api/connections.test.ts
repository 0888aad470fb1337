import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadEntities, loadRelationships } from '../../src/record/load.ts'
import { refusalOf, serveForTest, type TestServer } from '../support/http.ts'
import { eachStore, type TestStore } from '../support/stores.ts'

/** Seven letters from one writer: two of one day, two undated. */
const DATES: readonly (string | undefined)[] = [
  '1648-03',
  '1648-01-02',
  '1648-01-02',
  undefined,
  '1650',
  undefined,
  '1649~',
]
const LETTERS = DATES.map((date, index) => ({ id: `letter-${index}`, ...(date !== undefined && { date }) }))
/** By first possible instant, then by id; undated ones last, whichever way the dates go. */
const OLDEST_FIRST = ['letter-1', 'letter-2', 'letter-0', 'letter-6', 'letter-4', 'letter-3', 'letter-5']
const NEWEST_FIRST = ['letter-4', 'letter-6', 'letter-0', 'letter-1', 'letter-2', 'letter-3', 'letter-5']

interface Page {
  readonly totalCount?: number
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[]
  readonly pageInfo: {
    readonly hasNextPage: boolean
    readonly hasPreviousPage: boolean
    readonly startCursor: string | null
    readonly endCursor: string | null
  }
}

const PAGE = '{ edges { cursor node { id } } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } }'
const LISTS = {
  'all messages': (args: string) => `{ list: messages(${args}) ${PAGE} }`,
  'messages of an actor': (args: string) => `{ actor(id: "writer") { list: sent(${args}) ${PAGE} } }`,
} as const

eachStore((_, open) => {
  let store: TestStore
  let server: TestServer
  beforeAll(async () => {
    store = await open()
    await store.transact(async (transaction) => {
      await loadEntities(transaction, [
        { entity: 'PERSON', id: 'writer', name: 'Writer' },
        ...LETTERS.map((letter) => ({
          entity: 'MESSAGE' as const,
          name: letter.id,
          form: 'LETTER',
          ...letter,
        })),
      ])
      await loadRelationships(
        transaction,
        LETTERS.map(({ id }) => ({ relationship: 'SENT' as const, from: 'writer', to: id })),
      )
    })
    server = await serveForTest(store)
  })
  afterAll(async () => {
    expect(server.faults).toEqual([])
    await server[Symbol.asyncDispose]()
    await store[Symbol.asyncDispose]()
  })

  for (const [what, query] of Object.entries(LISTS)) {
    describe(what, () => {
      const pageOf = async (args: string): Promise<Page> => {
        const { data, errors } = await server.ask<{ list?: Page; actor?: { list: Page } }>(query(args))
        expect(errors).toBeUndefined()
        const page = data?.list ?? data?.actor?.list
        if (!page) throw new TypeError('the answer has a page')
        return page
      }
      const ids = ({ edges }: Page): readonly string[] => edges.map(({ node }) => node.id)

      for (const [orderBy, expected] of [
        ['DATE_ASC', OLDEST_FIRST],
        ['DATE_DESC', NEWEST_FIRST],
      ] as const) {
        it(`gives each once, page by page, in either direction, ${orderBy}`, async () => {
          for (const size of [1, 2, 3]) {
            const forward: string[] = []
            let page = await pageOf(`orderBy: ${orderBy}, first: ${size}`)
            for (;;) {
              forward.push(...ids(page))
              if (!page.pageInfo.hasNextPage) break
              page = await pageOf(`orderBy: ${orderBy}, first: ${size}, after: "${page.pageInfo.endCursor}"`)
              expect(page.pageInfo.hasPreviousPage).toBe(true)
            }
            expect(forward).toEqual(expected)
            const backward: string[] = []
            page = await pageOf(`orderBy: ${orderBy}, last: ${size}`)
            for (;;) {
              backward.unshift(...ids(page))
              if (!page.pageInfo.hasPreviousPage) break
              page = await pageOf(
                `orderBy: ${orderBy}, last: ${size}, before: "${page.pageInfo.startCursor}"`,
              )
              expect(page.pageInfo.hasNextPage).toBe(true)
            }
            expect(backward).toEqual(expected)
          }
        })
      }

      it('keeps its place when what stands before the cursor is removed', async () => {
        const page = await pageOf('first: 3')
        await server.ask('mutation { remove(id: "letter-2") { removedId } }')
        const next = await pageOf(`first: 10, after: "${page.pageInfo.endCursor}"`)
        expect(ids(next)).toEqual(OLDEST_FIRST.slice(3))
        await server.ask(
          'mutation { recordMessage(input: { id: "letter-2", name: "letter-2", form: LETTER, date: "1648-01-02", senders: ["writer"] }) { message { id } } }',
        )
      })

      it('gives an empty page of size 0 that says whether there is more', async () => {
        const page = await pageOf('first: 0')
        expect(page).toEqual({
          edges: [],
          pageInfo: { hasNextPage: true, hasPreviousPage: false, startCursor: null, endCursor: null },
        })
      })
    })
  }

  describe('refuses', () => {
    const refused = async (args: string) =>
      refusalOf(await server.ask(`{ messages(${args}) { nodes { id } } }`))

    it('pages over 500 rows', async () => {
      expect(await refused('first: 501')).toEqual({
        code: 'LIMIT_EXCEEDED',
        message: 'first: a page has at most 500 rows, 501 were asked for',
      })
      expect(await refused('last: 1000000')).toMatchObject({ code: 'LIMIT_EXCEEDED' })
    })

    it('negative sizes', async () => {
      expect(await refused('first: -1')).toEqual({
        code: 'BAD_USER_INPUT',
        message: 'first: a page has no negative size, -1 was asked for',
      })
    })

    it('both directions at once', async () => {
      expect(await refused('first: 1, last: 1')).toMatchObject({ code: 'BAD_USER_INPUT' })
    })

    it('cursors that are none, and those of another list', async () => {
      const { data } = await server.ask<{ actors: Page }>(`{ actors(first: 1) ${PAGE} }`)
      const foreign = data?.actors.pageInfo.endCursor
      for (const cursor of ['nonsense', '', 'W10', foreign]) {
        expect(await refused(`first: 1, after: "${cursor}"`)).toEqual({
          code: 'BAD_USER_INPUT',
          message: 'after: is not a cursor of this list; take one from its edges or pageInfo',
        })
      }
    })
  })

  it('tells a date that is certainly in a period from one that possibly is', async () => {
    const during = async (match: string) => {
      const { data } = await server.ask<{ messages: { nodes: { id: string }[] } }>(
        `{ messages(where: { during: { from: "1648-03-10", to: "1649-06", match: ${match} } }) { nodes { id } } }`,
      )
      return data?.messages.nodes.map(({ id }) => id)
    }
    expect(await during('POSSIBLE')).toEqual(['letter-0', 'letter-6'])
    expect(await during('CERTAIN')).toEqual([])
  })
})
