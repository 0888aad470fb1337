import { EventEmitter, once } from 'node:events'
import { describe, expect, inject, it } from 'vitest'
import { Neo4jStore } from '../../src/store/neo4j/neo4j-store.ts'
import { serveForTest } from '../support/http.ts'
import { openAnyStore } from '../support/stores.ts'

describe('a client that goes away', () => {
  it('aborts what the store does for it, and is no fault', async () => {
    await using store = await openAnyStore()
    const asked = new EventEmitter()
    const arrived = once(asked, 'asked') as Promise<[AbortSignal]>
    store.lookUp = async (_start, _read, signal) => {
      if (!signal) throw new TypeError('a request has a signal')
      asked.emit('asked', signal)
      if (!signal.aborted) await once(signal, 'abort')
      throw signal.reason
    }
    await using server = await serveForTest(store)
    const client = new AbortController()
    const answer = fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: '{ person(id: "a") { id } }' }),
      signal: client.signal,
    })
    const [signal] = await arrived
    expect(signal.aborted).toBe(false)
    client.abort()
    await expect(answer).rejects.toThrow()
    if (!signal.aborted) await once(signal, 'abort')
    expect(server.faults).toEqual([])
  })

  const neo4j = inject('neo4j')
  it.runIf(neo4j)('ends the statement that Neo4j runs for it', async () => {
    if (!neo4j) throw new TypeError('runs where there is a Neo4j')
    await using store = new Neo4jStore({ ...neo4j, timeoutMs: 60_000, memoryEdges: 1_000_000 })
    const running = async (): Promise<number> => {
      const rows = await store.connection.read<{ query: string }>(
        'SHOW TRANSACTIONS YIELD currentQuery AS query',
        {},
      )
      return rows.filter(({ query }) => query.startsWith('UNWIND range')).length
    }
    const client = new AbortController()
    const slow = store.connection.read(
      'UNWIND range(1, 100000000000) AS number RETURN max(number % 7) AS most',
      {},
      client.signal,
    )
    const ended = expect(slow).rejects.toThrow('gone')
    await expect.poll(running, { timeout: 20_000 }).toBe(1)
    client.abort(new DOMException('gone', 'AbortError'))
    await ended
    await expect.poll(running, { timeout: 20_000 }).toBe(0)
  })
})
