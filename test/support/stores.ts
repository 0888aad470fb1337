import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, inject } from 'vitest'
import { LadybugStore } from '../../src/store/ladybug/ladybug-store.ts'
import { Neo4jStore } from '../../src/store/neo4j/neo4j-store.ts'

/** A store of either engine, which tells the statements it runs. */
export type TestStore = LadybugStore | Neo4jStore

const TIMEOUT_MS = 30_000

/** Opens an empty store with its schema in place. Closing it leaves nothing behind. */
export type OpenStore = () => Promise<TestStore>

async function openLadybug(): Promise<TestStore> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-test-'))
  const store = await LadybugStore.open({ folder, timeoutMs: TIMEOUT_MS })
  const close = store[Symbol.asyncDispose].bind(store)
  store[Symbol.asyncDispose] = async () => {
    await close()
    await rm(folder, { recursive: true, force: true })
  }
  await store.migrate()
  return store
}

async function openNeo4j(): Promise<TestStore> {
  const server = inject('neo4j')
  if (!server) throw new TypeError('there is no Neo4j in this run')
  const store = new Neo4jStore({ ...server, timeoutMs: TIMEOUT_MS, memoryEdges: 1_000_000 })
  await store.migrate()
  await store.connection.write((run) => run('MATCH (node:Entity) DETACH DELETE node'))
  return store
}

/** Runs one suite on every store of this run: what holds on one holds on the other. */
export function eachStore(suite: (name: 'ladybug' | 'neo4j', open: OpenStore) => void): void {
  const stores = (process.env.STORES ?? 'ladybug,neo4j').split(',')
  if (stores.includes('ladybug')) describe('ladybug', () => suite('ladybug', openLadybug))
  if (stores.includes('neo4j') && inject('neo4j')) describe('neo4j', () => suite('neo4j', openNeo4j))
}

/** For suites that need only a store, whichever. */
export const openAnyStore: OpenStore = openLadybug
