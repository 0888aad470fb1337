import { expect, it } from 'vitest'
import { loadSample } from '../../src/sample/load-sample.ts'
import { Neo4jStore } from '../../src/store/neo4j/neo4j-store.ts'
import { eachStore } from '../support/stores.ts'

const MARKS = 'MATCH ()-[e]->() RETURN e.id AS id, e.footing AS footing, e.doubt AS doubt ORDER BY id'

eachStore((name, open) => {
  it('marks the claims of a graph that an older version wrote as it marks those that it writes', async () => {
    await using store = await open()
    await loadSample(store)
    if (!(store instanceof Neo4jStore)) {
      // This store keeps no marks: what it asks of claims is in memory.
      expect(name).toBe('ladybug')
      return
    }
    const { connection } = store
    const written = await connection.read<{ doubt: string | null }>(MARKS, {})
    expect(written.filter(({ doubt }) => doubt)).toHaveLength(54)
    await connection.write(async (run) => {
      await run('MATCH ()-[e]->() REMOVE e.footing, e.doubt')
      await run('MATCH (graph:ParleyGraph) SET graph.version = 1')
    })
    expect(await store.migrate()).toEqual({ from: 1, to: 3 })
    expect(await connection.read(MARKS, {})).toEqual(written)
  })
})
