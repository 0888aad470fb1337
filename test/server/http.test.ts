import { request } from 'node:http'
import { type Audit, serverAudits } from 'graphql-http'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { serveForTest, type TestServer } from '../support/http.ts'
import { openAnyStore, type TestStore } from '../support/stores.ts'

let store: TestStore
let server: TestServer
let audits: readonly Audit[] = []
beforeAll(async () => {
  store = await openAnyStore()
  server = await serveForTest(store)
  audits = serverAudits({ url: () => `${server.url}/graphql`, fetchFn: fetch })
})
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await store[Symbol.asyncDispose]()
})

const QUERY = JSON.stringify({ query: '{ statistics { first { edtf } } }' })

describe('GraphQL over HTTP', () => {
  it('passes every audit of graphql-http 1.23', async () => {
    const failed: string[] = []
    for (const audit of audits) {
      const result = await audit.fn()
      if (result.status !== 'ok') failed.push(`${result.status}: ${audit.name}: ${result.reason}`)
    }
    expect(audits.length).toBeGreaterThan(50)
    expect(failed).toEqual([])
  })

  it('takes no forms, whatever they carry', async () => {
    for (const type of [
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'text/plain',
    ]) {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': type },
        body: QUERY,
      })
      expect([type, response.status]).toEqual([type, 415])
    }
  })

  it('lets no other origin read its answers', async () => {
    for (const origin of ['https://example.org', 'null']) {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: QUERY,
      })
      expect(response.headers.get('access-control-allow-origin')).toBeNull()
      expect(response.headers.get('access-control-allow-credentials')).toBeNull()
    }
  })

  it('runs no mutation from a GET', async () => {
    const query = encodeURIComponent('mutation { saveTopic(input: { name: "T" }) { topic { id } } }')
    const response = await fetch(`${server.url}/graphql?query=${query}`)
    expect(response.status).toBe(405)
    expect((await server.ask('{ entity(id: "t") { id } }')).data).toEqual({ entity: null })
  })

  it('refuses bodies over 1 MB', async () => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: `{ entity(id: "${'x'.repeat(1_100_000)}") { id } }` }),
    })
    expect(response.status).toBe(413)
  })
})

describe('other addresses', () => {
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(`${server.url}${path}`, { headers, redirect: 'manual' })

  it('says that it is alive, and that its store answers', async () => {
    expect(await (await get('/health')).json()).toEqual({ status: 'alive' })
    expect(await (await get('/ready')).json()).toEqual({ status: 'ready' })
  })

  it('shows a browser GraphiQL, which needs no other host', async () => {
    const response = await get('/graphql', { accept: 'text/html' })
    const page = await response.text()
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(page).toContain('<title>Parley</title>')
    expect(page).not.toMatch(/<(script|link)[^>]+(src|href)="https?:/u)
    expect((await get('/')).headers.get('location')).toBe('/graphql')
  })

  it('answers 404 elsewhere', async () => {
    expect((await get('/nowhere')).status).toBe(404)
  })

  it('answers an absolute address in the request line without a fault', async () => {
    const { port } = new URL(server.url)
    const status = await new Promise((resolve, reject) => {
      const asked = request({
        port,
        host: '127.0.0.1',
        path: 'http://example.org/graphql?query={__typename}',
        method: 'GET',
      })
      asked.on('response', (response) => resolve(response.statusCode)).on('error', reject)
      asked.end()
    })
    expect(status).toBe(404)
  })
})
