import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { loadSample } from '../../src/sample/load-sample.ts'
import { serveForTest, type TestServer } from '../support/http.ts'
import { eachStore, type TestStore } from '../support/stores.ts'

const FIVE_LEVELS = `query ($id: ID!) {
  actor(id: $id) {
    name
    ...Written
    received { totalCount nodes { ...Thing } edges { cursor node { name } } }
  }
}
fragment Written on Actor {
  sent(first: 5) {
    nodes {
      ...Thing
      addressees { id received(first: 3) { nodes { id senders { id sent(first: 2) { nodes { id topics { name } } } } } } }
    }
  }
}
fragment Thing on Message { id name form date { edtf } onBehalfOf { name } sources { name } relationships(first: 2) { nodes { kind from { name } to { name } } } }`

eachStore((name, open) => {
  let store: TestStore
  let server: TestServer
  const statements: string[] = []
  beforeAll(async () => {
    store = await open()
    await loadSample(store)
    server = await serveForTest(store)
    store.connection.onStatement = (text) => statements.push(text)
  })
  beforeEach(() => {
    statements.length = 0
  })
  afterAll(async () => {
    await server[Symbol.asyncDispose]()
    await store[Symbol.asyncDispose]()
  })

  it('reads a query of five levels and more with few statements, on Neo4j with one', async () => {
    const { errors, data } = await server.ask(FIVE_LEVELS, { id: 'sergey-lavrov' })
    expect(errors).toBeUndefined()
    expect(data).toMatchObject({ actor: { name: 'Sergey Lavrov' } })
    if (name === 'neo4j') expect(statements).toHaveLength(1)
    else expect(statements.length).toBeLessThan(12)
  })

  it('sends one text for queries of one shape, whatever their values', async () => {
    const query = 'query ($id: ID!, $n: Int!) { actor(id: $id) { sent(first: $n) { nodes { name } } } }'
    await server.ask(query, { id: 'sergey-lavrov', n: 3 })
    await server.ask('{ b: actor(id: "josep-borrell") { x: sent(first: 7) { nodes { id kind } } } }')
    if (name === 'neo4j') expect(new Set(statements).size).toBe(1)
    else expect(new Set(statements).size).toBeLessThanOrEqual(2)
  })

  it('counts a list only where its length is selected, and reads rows only where they are', async () => {
    await server.ask('{ messages { nodes { id } } }')
    expect(statements.join()).not.toContain('count(')
    statements.length = 0
    const { data } = await server.ask('{ messages { totalCount } }')
    expect(data).toEqual({ messages: { totalCount: 10 } })
    expect(statements.join()).not.toContain('LIMIT')
    expect(statements).toHaveLength(name === 'neo4j' ? 1 : 0)
  })

  it('reads what a mutation left in one go for all that is selected of it', async () => {
    const { errors } = await server.ask(
      'mutation { saveTopic(input: { id: "de-escalation", name: "De-escalation" }) { topic { messages { nodes { senders { name } topics { id } } } } } }',
    )
    expect(errors).toBeUndefined()
    if (name === 'neo4j') expect(statements.filter((text) => text.includes('collect('))).toHaveLength(1)
  })
})
