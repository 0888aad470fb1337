import { describe, expect, inject, it } from 'vitest'
import { StoreUnavailable } from '../../src/errors.ts'
import { Neo4jStore } from '../../src/store/neo4j/neo4j-store.ts'
import { refusalOf, serveForTest } from '../support/http.ts'
import { relay } from '../support/relay.ts'

describe('a Neo4j that is down', () => {
  it('is UNAVAILABLE within 5 s', async () => {
    await using store = new Neo4jStore({
      uri: 'bolt://127.0.0.1:1',
      username: 'neo4j',
      password: 'x',
      timeoutMs: 10_000,
      memoryEdges: 1_000_000,
    })
    await using server = await serveForTest(store)
    const began = performance.now()
    expect(refusalOf(await server.ask('{ statistics { first { edtf } } }'))).toEqual({
      code: 'UNAVAILABLE',
      message: 'the graph store does not answer; try again later',
    })
    expect(
      refusalOf(await server.ask('mutation { saveTopic(input: { name: "T" }) { topic { id } } }')),
    ).toMatchObject({
      code: 'UNAVAILABLE',
    })
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(server.faults).toEqual([])
  })

  const neo4j = inject('neo4j')
  if (neo4j) {
    it('is used again when it returns', async () => {
      await using line = await relay(Number(new URL(neo4j.uri).port))
      await using store = new Neo4jStore({
        ...neo4j,
        uri: `bolt://127.0.0.1:${line.port}`,
        timeoutMs: 10_000,
        memoryEdges: 1_000_000,
      })
      await store.migrate()
      await store.ping()
      line.cut()
      await expect(store.ping()).rejects.toBeInstanceOf(StoreUnavailable)
      line.mend()
      await store.ping()
    })
  }
})
