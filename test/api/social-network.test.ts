import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DEFAULT_SEARCH_BUDGET } from '../../src/analysis/budget.ts'
import { readSocialNetwork } from '../../src/exchange/ldbc-snb/read.ts'
import { loadLines } from '../../src/exchange/load-lines.ts'
import expected from '../fixtures/ldbc-222/expected.json' with { type: 'json' }
import { serveForTest, type TestServer } from '../support/http.ts'
import { eachStore, type TestStore } from '../support/stores.ts'

const FOLDER = fileURLToPath(new URL('../fixtures/ldbc-222/', import.meta.url))

/** No limit of time: what is asked here has one answer. */
const ENOUGH = { ...DEFAULT_SEARCH_BUDGET, milliseconds: 600_000 }

interface Found {
  readonly outcome: string
  readonly truncated: boolean
  readonly paths: readonly { readonly length: number; readonly nodes: readonly { readonly id: string }[] }[]
}
const PATHS = `query ($from: ID!, $to: ID!, $agency: Agency) {
  shortest: paths(from: $from, to: $to, mode: SHORTEST, where: { kinds: [KNOWS], agency: $agency }) { ...found }
  all: paths(from: $from, to: $to, mode: ALL_SHORTEST, first: 100, where: { kinds: [KNOWS], agency: $agency }) { ...found }
  more: paths(from: $from, to: $to, mode: K_SHORTEST, first: 100, where: { kinds: [KNOWS], agency: $agency }) { ...found }
}
fragment found on PathSearch { outcome truncated paths { length nodes { id } } }`
type Paths = Readonly<Record<'shortest' | 'all' | 'more', Found>>

interface Page<Node> {
  readonly nodes: readonly Node[]
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
}
interface Count {
  readonly totalCount: number
}

const person = (id: string | number): string => `snb-person-${id}`
/** The id that the benchmark has for it. */
const numberOf = (id: string): string => id.slice(id.lastIndexOf('-') + 1)

const { IC13, IC14 } = expected.official_parameters_answers_computed_here
/** From whom to whom, how far, and by how many shortest ways where that was computed. */
const PAIRS = [
  ...IC13.map(([from, to, length]) => ({ from, to, length, ways: null })),
  ...expected.shortest_paths_knows.pairs.map(([from, to, length, ways]) => ({ from, to, length, ways })),
].map(({ from, to, ...rest }) => ({ from: person(from ?? ''), to: person(to ?? ''), ...rest }))

eachStore((_, open) => {
  describe('a social network of the LDBC benchmark', () => {
    let store: TestStore
    let server: TestServer
    beforeAll(async () => {
      store = await open()
      await loadLines(store, readSocialNetwork(FOLDER))
      server = await serveForTest(store, { budget: ENOUGH, requestTimeoutMs: 600_000 })
    })
    afterAll(async () => {
      expect(server.faults).toEqual([])
      await server[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
    })
    const ask = async <D>(query: string, variables?: object): Promise<D> => {
      const { data, errors } = await server.ask<D>(query, variables)
      expect(errors).toBeUndefined()
      if (!data) throw new TypeError('an answer was expected')
      return data
    }
    const idsOf = ({ paths }: Found) => paths.map(({ nodes }) => nodes.map(({ id }) => id))

    it('is there whole', async () => {
      const counts = '{ statistics { entities { kind count } relationships { kind count } } }'
      const whole = {
        statistics: {
          entities: expect.arrayContaining([
            { kind: 'PERSON', count: expected.persons },
            { kind: 'MESSAGE', count: expected.posts + expected.comments },
            { kind: 'SOURCE', count: 1 },
          ]),
          relationships: expect.arrayContaining([
            { kind: 'KNOWS', count: expected.knows_pairs_undirected },
            { kind: 'SENT', count: expected.posts + expected.comments },
            { kind: 'IN_REPLY_TO', count: expected.replies_to_post + expected.replies_to_comment },
          ]),
        },
      }
      expect(await ask(counts)).toEqual(whole)
    })

    it('has as many messages and friends for each person', async () => {
      const { actors } = await ask<{
        actors: { nodes: readonly { id: string; name: string; sent: Count; relationships: Count }[] }
      }>(`{ actors(first: 500) { nodes { id name sent(first: 0) { totalCount }
             relationships(first: 0, kinds: [KNOWS]) { totalCount } } } }`)
      const byId = new Map(actors.nodes.map((node) => [numberOf(node.id), node]))
      const sent = Object.fromEntries([...byId].map(([id, node]) => [id, node.sent.totalCount]))
      expect(sent).toEqual(expected.messages_of_each_person)
      expect(
        expected.ten_persons_with_most_messages.map(([id]) => {
          const node = byId.get(String(id))
          return [id, node?.name, node?.sent.totalCount]
        }),
      ).toEqual(expected.ten_persons_with_most_messages)
      const friends = [...byId].map(([id, node]): [string, number] => [id, node.relationships.totalCount])
      expect(friends.sort((a, b) => b[1] - a[1] || Number(a[0]) - Number(b[0])).slice(0, 10)).toEqual(
        expected.ten_persons_with_most_friends,
      )
    })

    it('falls into as many parts by who knows whom', async () => {
      const [[hub] = []] = expected.ten_persons_with_most_friends
      const { subgraph } = await ask<{ subgraph: { nodes: readonly object[]; truncated: boolean } }>(
        `query ($around: [ID!]!) { subgraph(around: $around, depth: 6, maxNodes: 5000, where: { kinds: [KNOWS] }) {
           nodes { id } truncated } }`,
        { around: [person(hub ?? '')] },
      )
      const [largest] = expected.knows_component_sizes
      expect(subgraph).toMatchObject({ truncated: false })
      expect(subgraph.nodes).toHaveLength(largest ?? 0)
    })

    describe.each(['LITERAL', 'PRINCIPAL'])('paths over who knows whom, agency %s', (agency) => {
      it.each(PAIRS)('from $from to $to: $length', async ({ from, to, length, ways }) => {
        const answer = await server.ask<Paths>(PATHS, { from, to, agency })
        if (typeof length === 'string') {
          expect(answer.data ?? null).toBeNull()
          expect(new Set(answer.errors?.map(({ extensions }) => extensions?.code))).toEqual(
            new Set(['NOT_FOUND']),
          )
          return
        }
        expect(answer.errors).toBeUndefined()
        if (!answer.data) throw new TypeError('an answer was expected')
        const { shortest, all, more } = answer.data
        if (length === -1) {
          for (const { outcome, paths } of [shortest, all, more]) {
            expect(paths).toEqual([])
            expect(['DISCONNECTED', 'BLOCKED_BY_FILTER']).toContain(outcome)
          }
          return
        }
        expect(shortest.paths.map((path) => path.length)).toEqual([length])
        expect(all.paths.every((path) => path.length === length)).toBe(true)
        expect(all.truncated).toBe(false)
        if (ways !== null) expect(all.paths).toHaveLength(Number(ways))
        expect(idsOf(all)).toEqual(expect.arrayContaining(idsOf(shortest)))
        expect(more.paths.slice(0, all.paths.length)).toEqual(all.paths)
        expect(more.paths.slice(all.paths.length).every((path) => path.length > Number(length))).toBe(true)
      })

      it.each(IC14)('all the shortest from %s to %s', async (from, to, ways) => {
        const { all } = await ask<Paths>(PATHS, {
          from: person(String(from)),
          to: person(String(to)),
          agency,
        })
        const nodes = (ways as [number[], number][]).map(([ids]) => ids.map(person))
        expect(idsOf(all)).toEqual(nodes.sort((a, b) => (a.join() < b.join() ? -1 : 1)))
      })
    })

    it('has each reply as deep in its conversation', async () => {
      const depths = new Map<string, number>()
      const alone: string[] = []
      let after: string | null = null
      do {
        const { messages }: { messages: Page<{ id: string; inReplyTo: object[]; replies: Count }> } =
          await ask(
            `query ($after: String) { messages(first: 500, after: $after) {
               nodes { id inReplyTo { id } replies(first: 0) { totalCount } } pageInfo { hasNextPage endCursor } } }`,
            { after },
          )
        const first = messages.nodes.filter(({ inReplyTo }) => inReplyTo.length === 0)
        const answered = first.filter(({ replies }) => replies.totalCount > 0)
        alone.push(...first.filter(({ replies }) => replies.totalCount === 0).map(({ id }) => id))
        const { nodes } = await ask<{
          nodes: readonly { thread: readonly { depth: number; message: { id: string } }[] }[]
        }>(
          'query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Message { thread { depth message { id } } } } }',
          { ids: answered.map(({ id }) => id) },
        )
        for (const { depth, message } of nodes.flatMap(({ thread }) => thread)) depths.set(message.id, depth)
        after = messages.pageInfo.hasNextPage ? messages.pageInfo.endCursor : null
      } while (after !== null)
      const counted: Record<string, number> = { 0: alone.length }
      for (const depth of depths.values()) counted[depth] = (counted[depth] ?? 0) + 1
      expect(counted).toEqual(expected.messages_by_reply_depth)
      const deepest = [...depths].filter(([, depth]) => depth === expected.deepest.depth)
      expect(
        deepest
          .map(([id]) => numberOf(id))
          .sort((a, b) => Number(a) - Number(b))
          .slice(0, 5),
      ).toEqual(expected.deepest.messages)
    })

    it('leads from the deepest reply to what began the conversation', async () => {
      const chain = expected.deepest.chain_from_first_to_root.map((text) => `snb-${text.replace(':', '-')}`)
      const [from, to] = [chain[0] ?? '', chain.at(-1) ?? '']
      const { paths } = await ask<{ paths: Found }>(
        `query ($from: ID!, $to: ID!) {
           paths(from: $from, to: $to, mode: ALL_SHORTEST, where: { kinds: [IN_REPLY_TO], direction: OUT }) {
             outcome truncated paths { length nodes { id } } } }`,
        { from, to },
      )
      expect(idsOf(paths)).toEqual([chain])
    })
  })
})
