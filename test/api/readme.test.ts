import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { loadSample } from '../../src/sample/load-sample.ts'
import { serveForTest, type TestServer } from '../support/http.ts'
import { eachStore, type TestStore } from '../support/stores.ts'

/** The README's questions with the answers that it prints below them. */
const EXAMPLES = [
  ...readFileSync(new URL('../../README.md', import.meta.url), 'utf8').matchAll(
    /```graphql\n([\s\S]*?)```\s*```json\n([\s\S]*?)```/gu,
  ),
].map(([, query = '', answer = '']) => ({ query, answer: JSON.parse(answer) as unknown }))

eachStore((_, open) => {
  let store: TestStore
  let server: TestServer
  beforeAll(async () => {
    store = await open()
    await loadSample(store)
    server = await serveForTest(store)
  })
  afterAll(async () => {
    await server[Symbol.asyncDispose]()
    await store[Symbol.asyncDispose]()
  })

  it('answers what the README asks as the README says', async () => {
    expect(EXAMPLES.length).toBeGreaterThanOrEqual(2)
    for (const { query, answer } of EXAMPLES) expect(await server.ask(query)).toEqual(answer)
  })
})
