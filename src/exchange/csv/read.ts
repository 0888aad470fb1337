import { NotWellFormed } from '../../errors.ts'
import type { Bytes, ReadItem, ReadOptions } from '../exchange-format.ts'
import { graphRecord } from '../graph-record.ts'
import { EDGES, type GraphTable, NODES, valueOfCell } from './columns.ts'
import { type TableRow, tableRows } from './rows.ts'

/**
 * Reads `nodes.csv`: an entity a row, each a record.
 * @throws NotWellFormed where it is no table, or has a column that no entity has
 */
export const readNodesCsv = (bytes: Bytes, options: ReadOptions): AsyncGenerator<ReadItem> =>
  readTable(bytes, options, NODES)

/**
 * Reads `edges.csv`: a relationship a row, each a record. Its entities are there already.
 * @throws NotWellFormed where it is no table, or has a column that no relationship has
 */
export const readEdgesCsv = (bytes: Bytes, options: ReadOptions): AsyncGenerator<ReadItem> =>
  readTable(bytes, options, EDGES)

async function* readTable(bytes: Bytes, { file }: ReadOptions, table: GraphTable): AsyncGenerator<ReadItem> {
  let names: readonly string[] | null = null
  for await (const row of tableRows(bytes, file)) {
    if (names) yield read(row, names, table)
    else names = columnNames(row, file, table)
  }
  if (!names)
    throw new NotWellFormed(
      file,
      { line: 1, column: null },
      'the table has no row with the names of its columns',
    )
}

function columnNames(
  { cells, line }: TableRow,
  file: string,
  { columns, required }: GraphTable,
): readonly string[] {
  const names = cells.map((cell) => cell.trim())
  const refuse = (reason: string) => new NotWellFormed(file, { line, column: null }, reason)
  const unknown = names.find((name) => !columns.has(name))
  if (unknown !== undefined)
    throw refuse(`the column "${unknown}" is none of these: ${[...columns.keys()].join(', ')}`)
  const twice = names.find((name, at) => names.indexOf(name) !== at)
  if (twice !== undefined) throw refuse(`the column "${twice}" is there twice`)
  const missing = required.find((name) => !names.includes(name))
  if (missing !== undefined) throw refuse(`the column "${missing}" is missing`)
  return names
}

function read({ cells, line, ended }: TableRow, names: readonly string[], { columns }: GraphTable): ReadItem {
  const key = cells[names.indexOf('id')] || null
  const place = { line, column: null, key }
  const refused = (message: string): ReadItem => ({ kind: 'refused', place, message })
  if (cells.length !== names.length)
    return refused(`the row has ${cells.length} cells, and there are ${names.length} columns`)
  if (!ended) return refused('no end of line follows this last row, so that it may not be whole')
  const value: Record<string, unknown> = {}
  for (const [at, name] of names.entries()) {
    const [cell = '', type = 'text'] = [cells[at], columns.get(name)]
    if (cell === '') continue
    value[name] = valueOfCell(cell, type)
    if (value[name] === undefined)
      return refused(
        `column "${name}": "${cell}" is no ${type === 'flag' ? 'flag: write true or false' : 'number'}`,
      )
  }
  const record = graphRecord(value)
  if (!('reason' in record)) return { kind: 'record', place, ...record }
  return refused(record.property === null ? record.reason : `column "${record.property}": ${record.reason}`)
}
