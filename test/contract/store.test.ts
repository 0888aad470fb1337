import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  type LoadedEntity,
  type LoadedRelationship,
  loadEntities,
  loadRelationships,
} from '../../src/record/load.ts'
import type { Read } from '../../src/store/read-plan.ts'
import { EDGE_KIND_NAMES } from '../../src/vocabulary/edge-kinds.ts'
import { NODE_KIND_NAMES } from '../../src/vocabulary/node-kinds.ts'
import { eachStore, type TestStore } from '../support/stores.ts'

const FULL: Read = { of: 'entity', detail: 'full', kinds: [], follows: [] }
const EDGES: Read = { of: 'relationship', detail: 'full', kinds: [], follows: [] }

/** Texts that mean something to some language between a client and the disk. */
const HOSTILE = [
  "'; MATCH (n) DETACH DELETE n; //",
  '" OR "1"="1',
  '\\u0027 RETURN 1 \\',
  '$id } } CALL db.labels() YIELD label',
  '`]->() DELETE r //',
  '*:* OR +name:(a* AND "b)',
  '%_[a-z]*?~^:/{}',
  'ünïcödé 漢字 🕊️ \u202eabc',
  'line\nfeed\ttab',
]

eachStore((_, open) => {
  let store: TestStore
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store[Symbol.asyncDispose]())

  const put = (entities: readonly LoadedEntity[], relationships: readonly LoadedRelationship[] = []) =>
    store.transact(async (transaction) => {
      await loadEntities(transaction, entities)
      await loadRelationships(transaction, relationships)
    })
  const entity = async (id: string) =>
    (await store.lookUp({ by: 'entities', ids: [id], kinds: NODE_KIND_NAMES }, FULL))[0]
  const person = (id: string, more: Partial<LoadedEntity> = {}): LoadedEntity => ({
    entity: 'PERSON',
    id,
    name: id,
    ...more,
  })

  describe('the schema', () => {
    it('is up to date after a migration, and a second one changes nothing', async () => {
      const version = await store.version()
      expect(version.from).toBe(version.to)
      expect(await store.migrate()).toEqual(version)
    })

    it('lets every statement of cypher/ be planned', async () => {
      const checked = await store.check()
      expect(checked.length).toBeGreaterThan(10)
      expect(checked.filter(({ problem }) => problem !== null)).toEqual([])
    })
  })

  describe('look-ups', () => {
    it('give one slot an id, in the order asked, null where nothing has it', async () => {
      await put([person('a'), person('b')])
      const rows = await store.lookUp(
        { by: 'entities', ids: ['b', 'nobody', 'a', 'b'], kinds: NODE_KIND_NAMES },
        FULL,
      )
      expect(rows.map((row) => row?.properties.id ?? null)).toEqual(['b', null, 'a', 'b'])
    })

    it('give null for an entity of a kind that was not asked for', async () => {
      expect(await store.lookUp({ by: 'entities', ids: ['a'], kinds: ['MESSAGE'] }, FULL)).toEqual([null])
    })

    it('give back every property as it was put', async () => {
      const given: LoadedEntity = {
        entity: 'SOURCE',
        id: 'book',
        name: 'Book',
        aliases: ['B', 'Bk'],
        summary: 'A book.',
        identifiers: ['isbn:1', 'url:http://x/:y'],
        sources: ['book'],
        certainty: 'LIKELY',
        url: 'https://example.org/a?b=c',
        author: 'Somebody',
        publishedAt: '../1544',
        licence: 'CC0',
      }
      await put([given])
      expect((await entity('book'))?.properties).toMatchObject({
        kind: 'SOURCE',
        name: 'Book',
        aliases: ['B', 'Bk'],
        identifiers: ['isbn:1', 'url:http://x/:y'],
        date: '../1544',
        earliest: -8.64e15,
        latest: Date.UTC(1545, 0, 1) - 1,
        url: 'https://example.org/a?b=c',
        licence: 'CC0',
        form: null,
        named: null,
      })
    })
  })

  describe('transactions', () => {
    it('leave nothing of work that failed', async () => {
      const failed = store.transact(async (transaction) => {
        await loadEntities(transaction, [person('gone'), person('a', { name: 'changed' })])
        throw new TypeError('enough')
      })
      await expect(failed).rejects.toThrow('enough')
      expect(await entity('gone')).toBeNull()
      expect((await entity('a'))?.properties).toMatchObject({ name: 'a' })
      await put([person('after')])
      expect((await entity('after'))?.properties.id).toBe('after')
    })

    it('read what they have written', async () => {
      const seen = await store.transact(async (transaction) => {
        await loadEntities(transaction, [person('new')])
        return transaction.entities(['new', 'none'])
      })
      expect(seen.map((found) => found?.id ?? null)).toEqual(['new', null])
    })

    it('that are asked for at once all come through', async () => {
      await Promise.all(Array.from({ length: 12 }, (_, number) => put([person(`many-${number}`)])))
      const ids = Array.from({ length: 12 }, (_, number) => `many-${number}`)
      const rows = await store.lookUp({ by: 'entities', ids, kinds: NODE_KIND_NAMES }, FULL)
      expect(rows.every((row) => row !== null)).toBe(true)
    })
  })

  describe('edges', () => {
    it('are replaced whole by id, and stand in parallel under different ids', async () => {
      const edge = (more: Partial<LoadedRelationship>): LoadedRelationship => ({
        relationship: 'KNOWS',
        from: 'a',
        to: 'b',
        ...more,
      })
      await put([], [edge({ note: 'one', role: 'friend', id: 'knows:a:b:1' }), edge({ id: 'knows:a:b:2' })])
      await put([], [edge({ note: 'two', id: 'knows:a:b:1' })])
      const rows = await store.lookUp(
        { by: 'relationships', ids: ['knows:a:b:1', 'knows:a:b:2', 'knows:a:b:3'] },
        EDGES,
      )
      expect(
        rows.map((row) => (row?.type === 'relationship' ? [row.properties.note, row.properties.role] : null)),
      ).toEqual([['two', null], [null, null], null])
      expect(await store.degrees(['a', 'b', 'none'], EDGE_KIND_NAMES)).toEqual([2, 2, 0])
    })

    it('of one entity are found along, against and both ways; kinds without direction always', async () => {
      await put(
        [person('hub'), person('left'), person('right'), person('friend')],
        [
          { relationship: 'SPOKE_TO', from: 'hub', to: 'right' },
          { relationship: 'SPOKE_TO', from: 'left', to: 'hub' },
          { relationship: 'MET_WITH', from: 'hub', to: 'friend' },
        ],
      )
      const touched = async (direction: 'OUT' | 'IN' | 'ANY', limit = 10) => {
        const { edges, more } = await store.touching({
          ids: ['hub'],
          hops: [{ kinds: EDGE_KIND_NAMES, direction }],
          limit,
        })
        return { ids: edges.map(({ id }) => id), more }
      }
      const [meeting, out, back] = ['met-with:friend:hub', 'spoke-to:hub:right', 'spoke-to:left:hub']
      expect(await touched('OUT')).toEqual({ ids: [meeting, out], more: false })
      expect(await touched('IN')).toEqual({ ids: [meeting, back], more: false })
      expect(await touched('ANY')).toEqual({ ids: [meeting, out, back], more: false })
      expect(await touched('ANY', 2)).toEqual({ ids: [meeting, out], more: true })
    })

    it('keep lists of neighbours in order when a message is dated anew', async () => {
      const letters = ['l1', 'l2', 'l3'].map((id, at) => ({
        entity: 'MESSAGE' as const,
        id,
        name: id,
        form: 'LETTER',
        date: `160${at}`,
      }))
      await put(
        [person('w'), ...letters],
        letters.map(({ id }) => ({ relationship: 'SENT' as const, from: 'w', to: id })),
      )
      await put([{ entity: 'MESSAGE', id: 'l1', name: 'l1', form: 'LETTER', date: '1700' }])
      const [row] = await store.lookUp(
        { by: 'entities', ids: ['w'], kinds: NODE_KIND_NAMES },
        {
          ...FULL,
          follows: [
            {
              follow: 'neighbours',
              from: [],
              hop: { kinds: ['SENT'], direction: 'OUT' },
              where: {},
              order: 'date',
              descending: false,
              read: FULL,
              page: { size: 10, backward: false, beyond: null },
              count: true,
              rows: true,
              more: true,
            },
          ],
        },
      )
      const page = row?.answers[0]
      expect(
        page && 'more' in page && [page.total, page.rows.map((listed) => listed.row.properties.id)],
      ).toEqual([3, ['l2', 'l3', 'l1']])
    })
  })

  it('takes hostile texts as texts, in every place', async () => {
    const before = (await store.statistics()).entities
    for (const [number, text] of HOSTILE.entries()) {
      const id = `hostile-${number}`
      await put([person(id, { name: text, aliases: [text], summary: text, identifiers: [`x:${text}`] })])
      expect((await entity(id))?.properties).toMatchObject({ name: text, aliases: [text], summary: text })
      expect(await store.lookUp({ by: 'entities', ids: [text], kinds: NODE_KIND_NAMES }, FULL)).toEqual([
        null,
      ])
      const paged = { page: { size: 10, backward: false, beyond: null }, count: true, rows: true, more: true }
      const found = await store.list({ by: 'actors', where: { identifier: `x:${text}` }, ...paged }, FULL)
      expect(found.rows.map(({ row }) => row.properties.id)).toEqual([id])
      const none = await store.list(
        { by: 'messages', where: { participant: text, topic: text }, descending: false, ...paged },
        FULL,
      )
      expect(none).toMatchObject({ rows: [], total: 0 })
    }
    const after = (await store.statistics()).entities
    expect(after.get('PERSON')).toBe((before.get('PERSON') ?? 0) + HOSTILE.length)
  })

  it('stops for a client that has gone away', async () => {
    const gone = AbortSignal.abort(new DOMException('gone', 'AbortError'))
    await expect(
      store.lookUp({ by: 'entities', ids: ['a'], kinds: NODE_KIND_NAMES }, FULL, gone),
    ).rejects.toThrow('gone')
    await expect(store.transact(async () => 1, gone)).rejects.toThrow('gone')
    expect((await entity('a'))?.properties.id).toBe('a')
  })
})
