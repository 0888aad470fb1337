import fc from 'fast-check'
import { expect, it } from 'vitest'
import { listCell, listOfCell, textCell, textOfCell } from '../../../src/exchange/csv/cell.ts'
import { readEdgesCsv, readNodesCsv } from '../../../src/exchange/csv/read.ts'
import { writeEdgesCsv, writeNodesCsv } from '../../../src/exchange/csv/write.ts'
import { recordsOf } from '../../../src/exchange/stored-records.ts'
import { anyText, aWholeGraph, loaded } from '../../oracle/whole-graph.ts'
import { damaged } from '../../support/damage.ts'
import { everything, inPieces, written } from '../../support/reading.ts'

const readNodes = (content: string | Uint8Array, pieces?: number) =>
  everything(readNodesCsv(inPieces(content, pieces), { file: 'nodes.csv' }))
const readEdges = (content: string | Uint8Array, pieces?: number) =>
  everything(readEdgesCsv(inPieces(content, pieces), { file: 'edges.csv' }))

it('texts and lists are what they were when their cell is read', () => {
  fc.assert(
    fc.property(anyText, fc.array(anyText, { minLength: 1 }), (text, list) => {
      expect(textCell(text)).not.toBe('')
      expect(textOfCell(textCell(text))).toBe(text)
      expect(listOfCell(listCell(list))).toEqual(list)
    }),
    { numRuns: 2_000 },
  )
})

it('a graph that was written as two tables and read is the same graph, and written again the same bytes', async () => {
  await fc.assert(
    fc.asyncProperty(
      aWholeGraph,
      fc.integer({ min: 1, max: 5_000 }),
      fc.boolean(),
      async (graph, pieces, mark) => {
        const nodes = await written(writeNodesCsv(recordsOf(graph)))
        const edges = await written(writeEdgesCsv(recordsOf(graph)))
        const [entities, relationships] = [
          await readNodes(mark ? `\ufeff${nodes}` : nodes, pieces),
          await readEdges(edges, pieces),
        ]
        expect([...entities.refused, ...relationships.refused]).toEqual([])
        const back = await loaded(entities.entities, relationships.relationships)
        expect(back).toEqual(graph)
        expect(await written(writeNodesCsv(recordsOf(back)))).toBe(nodes)
        expect(await written(writeEdgesCsv(recordsOf(back)))).toBe(edges)
      },
    ),
    { numRuns: 150 },
  )
})

it('a damaged table is read as far as it is whole, or refused with its place: never half a record', async () => {
  await fc.assert(
    fc.asyncProperty(aWholeGraph, damaged, async (graph, damage) => {
      const nodes = Buffer.from(await written(writeNodesCsv(recordsOf(graph))))
      await damage.check(nodes, (bytes) => readNodes(bytes), (await readNodes(nodes)).records)
      const edges = Buffer.from(await written(writeEdgesCsv(recordsOf(graph))))
      await damage.check(edges, (bytes) => readEdges(bytes), (await readEdges(edges)).records)
    }),
    { numRuns: 150 },
  )
})
