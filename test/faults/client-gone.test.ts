import { EventEmitter, once } from 'node:events'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { loadLines } from '../../src/exchange/load-lines.ts'
import { Neo4jStore } from '../../src/store/neo4j/neo4j-store.ts'
import { denseGraph } from '../support/dense-graph.ts'
import { serveForTest, type TestServer } from '../support/http.ts'
import { SEARCHES, type SearchName } from '../support/searches.ts'
import { eachStore, openAnyStore, type TestStore } from '../support/stores.ts'
import { type Watch, watchSearches } from '../support/watched-store.ts'

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

/** Neo4j answers some in one statement, which the test above ends. */
const askingSeveral = (store: 'ladybug' | 'neo4j'): readonly SearchName[] =>
  (Object.keys(SEARCHES) as SearchName[]).filter(
    (search) => store === 'ladybug' || !['paths, SHORTEST', 'paths, ALL_SHORTEST'].includes(search),
  )

eachStore((name, open) => {
  describe('a search whose client goes away', () => {
    let store: TestStore
    let server: TestServer
    let watch: Watch
    beforeAll(async () => {
      store = await open()
      await loadLines(store, denseGraph(12))
      watch = watchSearches(store)
      server = await serveForTest(store)
    })
    afterAll(async () => {
      expect(server.faults).toEqual([])
      await server[Symbol.asyncDispose]()
      await store[Symbol.asyncDispose]()
    })

    /** How many questions a search asks of the store where nobody goes away. */
    const questionsOf = async (query: string): Promise<number> => {
      watch.before = () => undefined
      watch.forget()
      const { errors } = await server.ask(query)
      expect(errors).toBeUndefined()
      return watch.questions
    }

    /** Goes away while the store works on this question, which it answers all the same. */
    const leaveAt = async (query: string, question: number): Promise<void> => {
      const client = new AbortController()
      watch.forget()
      watch.before = async (number, signal) => {
        if (number !== question || !signal) return
        const gone = once(signal, 'abort')
        client.abort()
        await gone
      }
      const answered = new Promise<void>((resolve) => {
        watch.after = (number) => {
          if (number === question) resolve()
        }
      })
      const answer = fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query }),
        signal: client.signal,
      })
      await expect(answer).rejects.toThrow()
      await answered
    }

    it.each(askingSeveral(name))('%s has nothing more done by the store', async (search) => {
      const query = `{ search: ${SEARCHES[search]} }`
      const whole = await questionsOf(query)
      expect(whole).toBeGreaterThan(1)
      for (let question = 1; question < whole; question++) {
        await leaveAt(query, question)
        // What goes on asks at once when it has its answer; this takes a way through the whole server and the store.
        await server.ask('{ statistics { entities { count } } }')
        const { questions, late } = watch
        expect({ question, done: questions - late }).toEqual({ question, done: question })
        // One that is refused is the last.
        expect(late).toBeLessThanOrEqual(1)
      }
    })
  })
})
