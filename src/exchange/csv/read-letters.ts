import { NotWellFormed } from '../../errors.ts'
import type { LoadedEntity } from '../../record/load.ts'
import { Kind } from '../../vocabulary/node-kinds.ts'
import type { Bytes, ReadItem, ReadOptions } from '../exchange-format.ts'
import { fileSource, withSource } from '../file-source.ts'
import { SeenRecords } from '../seen-records.ts'
import { shortDigest } from '../short-text.ts'
import { fieldsOf, type MappedColumn } from './letter-fields.ts'
import type { LetterMapping } from './letter-mapping.ts'
import { letterId, letterRow } from './letter-row.ts'
import { type TableRow, tableRows } from './rows.ts'

export interface LetterTableOptions extends ReadOptions {
  /** What the columns are: see `readLetterMapping`. */
  readonly mapping: LetterMapping
}

/**
 * Reads a table of letters, one a row, each a record.
 * @throws NotWellFormed where it is no table, or lacks a column that the mapping names
 */
export function readLettersCsv(
  bytes: Bytes,
  { file, mapping }: LetterTableOptions,
): AsyncGenerator<ReadItem> {
  const source: LoadedEntity = mapping.source
    ? { entity: Kind.SOURCE, certainty: 'STATED', ...mapping.source }
    : fileSource(file)
  return withSource(source, letterItems(bytes, file, mapping, source.id))
}

async function* letterItems(
  bytes: Bytes,
  file: string,
  mapping: LetterMapping,
  scope: string,
): AsyncGenerator<ReadItem> {
  const seen = new SeenRecords()
  let columns: readonly MappedColumn[] | null = null
  let width = 0
  for await (const row of tableRows(bytes, file, mapping.separator)) {
    if (columns) yield* itemsOf(row, { columns, width, mapping, scope, seen })
    else {
      columns = mappedColumns(row, file, mapping)
      width = row.cells.length
      const place = { line: row.line, column: null, key: null }
      const left = row.cells
        .map((name) => name.trim())
        .filter((name) => !Object.hasOwn(mapping.columns, name))
      if (left.length > 0)
        yield { kind: 'warning', place, message: `the mapping does not name ${quoted(left)}: not read` }
    }
  }
  if (!columns)
    throw new NotWellFormed(
      file,
      { line: 1, column: null },
      'the table has no row with the names of its columns',
    )
}

const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ')

function mappedColumns(
  { cells, line }: TableRow,
  file: string,
  { columns }: LetterMapping,
): readonly MappedColumn[] {
  const names = cells.map((cell) => cell.trim())
  const refuse = (reason: string) => new NotWellFormed(file, { line, column: null }, reason)
  const missing = Object.keys(columns).filter((name) => !names.includes(name))
  if (missing.length > 0) throw refuse(`the table has no column ${quoted(missing)}, which the mapping names`)
  const twice = names.find((name, at) => names.indexOf(name) !== at && Object.hasOwn(columns, name))
  if (twice !== undefined) throw refuse(`the column "${twice}" is there twice`)
  return Object.entries(columns).map(([name, how]) => ({ at: names.indexOf(name), name, how }))
}

interface Table {
  readonly columns: readonly MappedColumn[]
  readonly width: number
  readonly mapping: LetterMapping
  readonly scope: string
  readonly seen: SeenRecords
}

function* itemsOf(row: TableRow, { columns, width, mapping, scope, seen }: Table): Generator<ReadItem> {
  const { cells, line, ended } = row
  if (cells.every((cell) => cell.trim() === '')) return
  const fields = fieldsOf(cells, columns, mapping)
  const key = fields('key')[0]?.text || null
  const place = { line, column: null, key }
  const refused = (message: string): ReadItem => ({ kind: 'refused', place, message })
  const warning = (message: string): ReadItem => ({ kind: 'warning', place, message })
  if (cells.length !== width) {
    yield refused(`the row has ${cells.length} cells, and there are ${width} columns`)
    return
  }
  if (!ended) {
    yield refused('no end of line follows this last row, so that it may not be whole')
    return
  }
  const content = JSON.stringify(cells)
  const first = seen.meet(key ?? content, content, line)
  if (first?.same) {
    yield warning(`the row is that of line ${first.line} once more, and is not taken twice`)
    return
  }
  const id = letterId(scope, first || key === null ? `${key ?? 'row'} ${shortDigest(content)}` : key)
  const letter = letterRow(fields, id, scope)
  if (typeof letter === 'string') {
    yield refused(letter)
    return
  }
  if (first)
    yield warning(`the key "${key}" is that of line ${first.line} too: this is taken as another letter`)
  yield* letter.warnings.map(warning)
  const { entities, relationships, awaiting } = letter
  yield { kind: 'record', place, entities, relationships, awaiting }
}
