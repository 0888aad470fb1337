import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { CsvError, parse } from 'csv-parse'
import { NotWellFormed } from '../../errors.ts'
import type { Bytes } from '../exchange-format.ts'
import { type Passed, utf8Only } from '../utf8.ts'

/** What may stand between cells. Of several, the one that the first line has most of is meant. */
export const SEPARATORS = [',', ';', '\t'] as const
export type Separator = (typeof SEPARATORS)[number]

/** A row of a table. */
export interface TableRow {
  readonly cells: readonly string[]
  /** Of its first line in the file, from 1. */
  readonly line: number
  /** False for a last row that no end of line follows: nobody knows whether it is whole. */
  readonly ended: boolean
}

/** A longer row is a quote that was never closed, and would be held in memory whole. */
const MAX_ROW_LENGTH = 4 * 1024 * 1024

/**
 * The rows of a table as RFC 4180 has them, the first with the names of columns among them. A byte order mark and empty
 * lines are passed over; lines end with LF or CR LF. Holds one row at a time, and what the stream buffers.
 * @throws NotWellFormed with the line of what is not a table
 */
export async function* tableRows(
  bytes: Bytes,
  file: string,
  separator?: Separator,
): AsyncGenerator<TableRow> {
  const passed: Passed = { endsWithLine: true }
  const { head, all } = await begun(utf8Only(bytes, file, passed))
  const lines = new LineCount()
  const parser = parse({
    bom: true,
    delimiter: separator ?? separatorOf(head),
    max_record_size: MAX_ROW_LENGTH,
    // The parser takes back a list of texts alone, so that the line stands before the cells.
    on_record: (cells, { empty_lines }) => [String(lines.add(cells, empty_lines)), ...cells],
    record_delimiter: ['\r\n', '\n'],
    relax_column_count: true,
    skip_empty_lines: true,
  })
  const piping = pipeline(Readable.from(all, { objectMode: false }), parser).catch(() => undefined)
  let held: Omit<TableRow, 'ended'> | null = null
  try {
    for await (const [line, ...cells] of parser as AsyncIterable<readonly string[]>) {
      if (held) yield { ...held, ended: true }
      held = { cells, line: Number(line) }
    }
    if (held) yield { ...held, ended: passed.endsWithLine }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new NotWellFormed(file, { line: lines.next, column: null }, reasonOf(error), { cause: error })
  } finally {
    parser.destroy()
    await piping
  }
}

/** In which line a row begins, as the parser comes to it: what it has counted itself counts CR LF in cells twice. */
class LineCount {
  #inRows = 0
  #emptyLines = 0

  /** The line that the next row begins in, or one before it where lines between are empty. */
  get next(): number {
    return 1 + this.#inRows + this.#emptyLines
  }

  add(cells: readonly string[], emptyLines: number): number {
    this.#emptyLines = emptyLines
    const line = this.next
    this.#inRows += 1 + cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0)
    return line
  }
}

/** What is said of the parser's refusals. */
function reasonOf({ code }: CsvError): string {
  if (code === 'CSV_QUOTE_NOT_CLOSED') return 'a cell of this row has an opening quote and no closing one'
  if (code === 'CSV_MAX_RECORD_SIZE')
    return `this row is longer than ${MAX_ROW_LENGTH} characters: a quote may not be closed`
  return 'a quote stands within a cell of this row; a cell with quotes is quoted as a whole, and each of its own doubled'
}

/** How much of a file is looked at for its first line. */
const HEAD_LENGTH = 64 * 1024

/** The first line of a text, or what is looked at of it, and the text with it. */
async function begun(text: AsyncGenerator<Buffer>) {
  const pieces: Buffer[] = []
  let length = 0
  for (let next = await text.next(); !next.done; next = await text.next()) {
    pieces.push(next.value)
    length += next.value.length
    if (length >= HEAD_LENGTH || next.value.includes('\n')) break
  }
  async function* all(): AsyncGenerator<Buffer> {
    yield* pieces
    yield* text
  }
  return { head: Buffer.concat(pieces).toString('utf8', 0, HEAD_LENGTH), all: all() }
}

/** The separator that a first line has most of outside of quotes. */
function separatorOf(head: string): Separator {
  const [line = ''] = head.replaceAll(/"[^"]*"/gu, '').split('\n')
  const count = (separator: Separator): number => line.split(separator).length
  return SEPARATORS.reduce((best, separator) => (count(separator) > count(best) ? separator : best))
}
