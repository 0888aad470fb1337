import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readJsonl } from '../../../src/exchange/jsonl/read.ts'
import { writeJsonl } from '../../../src/exchange/jsonl/write.ts'
import { recordsOf } from '../../../src/exchange/stored-records.ts'
import { aWholeGraph, loaded } from '../../oracle/whole-graph.ts'
import { damaged } from '../../support/damage.ts'
import { everything, inPieces, written } from '../../support/reading.ts'

const read = (content: string | Uint8Array, pieces?: number) =>
  everything(readJsonl(inPieces(content, pieces), { file: 'graph.jsonl' }))

it('a graph that was written and read is the same graph, and written again the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(aWholeGraph, fc.integer({ min: 1, max: 5_000 }), async (graph, pieces) => {
      const file = await written(writeJsonl(recordsOf(graph)))
      const { entities, relationships, refused } = await read(file, pieces)
      expect(refused).toEqual([])
      const back = await loaded(entities, relationships)
      expect(back).toEqual(graph)
      expect(await written(writeJsonl(recordsOf(back)))).toBe(file)
    }),
    { numRuns: 300 },
  )
})

it('a damaged file is read as far as it is whole, or refused with its place: never half a record', async () => {
  await fc.assert(
    fc.asyncProperty(aWholeGraph, damaged, async (graph, damage) => {
      const file = Buffer.from(await written(writeJsonl(recordsOf(graph))))
      const before = (await read(file)).records
      await damage.check(file, (bytes) => read(bytes), before)
    }),
    { numRuns: 300 },
  )
})
