import { entityProperties } from '../../src/record/load.ts'
import { LadybugStore } from '../../src/store/ladybug/ladybug-store.ts'

/** Writes one entity after the other, each in a transaction, and prints an id once its write is acknowledged. */
const [folder = '', round = ''] = process.argv.slice(2)
const store = await LadybugStore.open({ folder, timeoutMs: 30_000 })
await store.migrate()
for (let number = 0; ; number++) {
  const id = `person-${round}-${number}`
  await store.transact((transaction) =>
    transaction.putEntities([entityProperties({ entity: 'PERSON', id, name: id })]),
  )
  process.stdout.write(`${id}\n`)
}
