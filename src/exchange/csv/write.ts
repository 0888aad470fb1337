import { stringify } from 'csv-stringify/sync'
import type { ReadRecord } from '../exchange-format.ts'
import { cellOf, EDGES, type GraphTable, NODES } from './columns.ts'

type Records = AsyncIterable<ReadRecord> | Iterable<ReadRecord>

/** Writes the entities of records as `nodes.csv`, in the order given: the same records give the same bytes. */
export const writeNodesCsv = (records: Records): AsyncGenerator<string> =>
  writeTable(records, NODES, ({ entities }) => entities)

/** Writes the relationships of records as `edges.csv`, in the order given. */
export const writeEdgesCsv = (records: Records): AsyncGenerator<string> =>
  writeTable(records, EDGES, ({ relationships }) => relationships)

async function* writeTable(
  records: Records,
  { columns }: GraphTable,
  rowsOf: (record: ReadRecord) => readonly object[],
): AsyncGenerator<string> {
  const names = [...columns.keys()]
  yield row(names)
  for await (const record of records) {
    for (const properties of rowsOf(record)) {
      const values = new Map<string, unknown>(Object.entries(properties))
      yield row(names.map((name) => cellOf(values.get(name))))
    }
  }
}

/** A row with its end, as RFC 4180 has it but for LF alone. */
const row = (cells: readonly string[]): string =>
  stringify([[...cells]], { record_delimiter: '\n', quoted_match: /[\r\n]/u })
