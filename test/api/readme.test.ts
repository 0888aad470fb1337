import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { eachServedSample } from '../support/sample.ts'

/** The README's questions with the answers that it prints below them. */
const EXAMPLES = [
  ...readFileSync(new URL('../../README.md', import.meta.url), 'utf8').matchAll(
    /```graphql\n([\s\S]*?)```\s*```json\n([\s\S]*?)```/gu,
  ),
].map(([, query = '', answer = '']) => ({ query, answer: JSON.parse(answer) as unknown }))

eachServedSample((served) => {
  it('answers what the README asks as the README says', async () => {
    expect(EXAMPLES.length).toBeGreaterThanOrEqual(2)
    for (const { query, answer } of EXAMPLES) expect(await served.server.ask(query)).toEqual(answer)
  })
})
