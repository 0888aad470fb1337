import { expect, it } from 'vitest'
import { loadLines } from '../../src/exchange/load-lines.ts'
import type { LoadedEntity, LoadedRelationship } from '../../src/record/load.ts'
import { refusalIn } from '../support/refusals.ts'
import { eachStore } from '../support/stores.ts'

type Line = LoadedEntity | LoadedRelationship

const LINES: readonly Line[] = [
  { entity: 'PERSON', id: 'first', name: 'First' },
  { entity: 'PERSON', id: 'second', name: 'Second' },
  { relationship: 'KNOWS', from: 'second', to: 'first' },
  { entity: 'MESSAGE', id: 'letter', name: 'A letter', date: '1648' },
  { relationship: 'SENT', from: 'first', to: 'letter' },
  { relationship: 'ADDRESSED_TO', from: 'letter', to: 'second' },
]

async function* linesOf(lines: readonly Line[]): AsyncGenerator<Line> {
  yield* lines
}

/** The kinds of which there is anything. */
const some = (counts: ReadonlyMap<string, number>) => [...counts].filter(([, count]) => count > 0).sort()

eachStore((_, open) => {
  it('puts lines into the graph, however many at once; a second time changes nothing', async () => {
    await using store = await open()
    for (const atOnce of [1, 2, 4, 1_000]) {
      const loaded = await loadLines(store, linesOf(LINES), { atOnce })
      expect(loaded).toEqual({ entities: 3, relationships: 3 })
      const { entities, relationships } = await store.statistics()
      expect(some(entities)).toEqual([
        ['MESSAGE', 1],
        ['PERSON', 2],
      ])
      expect(some(relationships)).toEqual([
        ['ADDRESSED_TO', 1],
        ['KNOWS', 1],
        ['SENT', 1],
      ])
    }
  })

  it('keeps what went in before a line that cannot be taken', async () => {
    await using store = await open()
    const lines = linesOf([...LINES.slice(0, 2), { relationship: 'SENT', from: 'first', to: 'nothing' }])
    expect(await refusalIn(loadLines(store, lines, { atOnce: 2 }))).toBe('to: no entity has the id "nothing"')
    expect(some((await store.statistics()).entities)).toEqual([['PERSON', 2]])
  })
})
