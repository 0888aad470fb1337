import { afterAll, beforeAll, expect, it } from 'vitest'
import { type LoadedEntity, loadEntities, loadRelationships } from '../../../src/record/load.ts'
import { eachStore, type TestStore } from '../../support/stores.ts'
import { fixture, itemsOf, recordsIn } from './files.ts'

const NAME = 'Klaproth.xml'

eachStore((_, open) => {
  let store: TestStore
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store[Symbol.asyncDispose]())

  /** As an importer does it, but for what a file leaves to be decided: the name that somebody came with first stands. */
  async function load() {
    const entities = new Map<string, LoadedEntity>()
    const records = recordsIn(await itemsOf(fixture(NAME), NAME))
    for (const entity of records.flatMap((record) => record.entities))
      entities.set(entity.id, entities.get(entity.id) ?? entity)
    await store.transact(async (transaction) => {
      await loadEntities(transaction, [...entities.values()])
      await loadRelationships(
        transaction,
        records.flatMap(({ relationships }) => relationships),
      )
    })
    return [...entities.keys()]
  }

  const stored = (ids: readonly string[]) => store.transact((transaction) => transaction.entities(ids))

  it('takes an edition as its reader gives it, and a second time changes nothing', async () => {
    const ids = await load()
    const first = [await store.statistics(), await stored(ids)]
    await load()
    expect([await store.statistics(), await stored(ids)]).toEqual(first)
    expect((await store.statistics()).entities.get('MESSAGE')).toBe(145)
  })
})
