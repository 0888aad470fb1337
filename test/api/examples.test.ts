import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { loadSample } from '../../src/sample/load-sample.ts'
import { loadExamples } from '../../src/server/examples.ts'
import { eachServedSample } from '../support/sample.ts'

const answerTo = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../schema/examples/${name}.answer.json`, import.meta.url), 'utf8'))

eachServedSample((served) => {
  describe('the questions that the sample answers', () => {
    for (const { name, query } of loadExamples()) {
      it(name, async () => {
        expect(await served.server.ask(query)).toEqual(answerTo(name))
      })
    }
  })

  it('has answered 27 states through one reply, and two not at all', async () => {
    const { data } = await served.server.ask<{
      message: {
        answers: {
          answered: { by: { id: string }; onBehalf: boolean }[]
          unanswered: { id: string }[]
          total: number
        }
      }
    }>(
      '{ message(id: "lavrov-letter") { answers { answered { by { id } onBehalf } unanswered { id } total } } }',
    )
    const answers = data?.message.answers
    expect(answers?.answered).toHaveLength(27)
    expect(new Set(answers?.answered.map(({ by }) => by.id))).toEqual(new Set(['josep-borrell']))
    expect(answers?.answered.every(({ onBehalf }) => onBehalf)).toBe(true)
    expect(answers?.unanswered.map(({ id }) => id)).toEqual(['canada', 'united-states'])
    expect(answers?.total).toBe(29)
  })

  it('cites a source for every entity and every relationship', async () => {
    type Cited = { readonly id: string; readonly sources: readonly unknown[] }
    const { data } = await served.server.ask<{ subgraph: { nodes: Cited[]; relationships: Cited[] } }>(
      `{ subgraph(around: ["eu-reply"], depth: 10, maxNodes: 5000) {
           nodes { id sources { id } } relationships { id sources { id } } } }`,
    )
    const all = data?.subgraph ?? { nodes: [], relationships: [] }
    expect(all.nodes.length).toBeGreaterThan(55)
    expect([...all.nodes, ...all.relationships].filter(({ sources }) => sources.length === 0)).toEqual([])
  })

  it('is the same after it was loaded twice', async () => {
    const counts = '{ statistics { entities { kind count } relationships { kind count } } }'
    const before = await served.server.ask(counts)
    await loadSample(served.store)
    expect(await served.server.ask(counts)).toEqual(before)
  })
})
