import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { PassThrough, pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { CsvError, parse } from 'csv-parse'
import { BadInput } from '../../errors.ts'

/** One line of a table: its cells by the name of their column or by their place. */
export interface TableRow {
  /** @throws BadInput where there is no such column */
  cell(column: string): string
  /** Null where there is no such column. */
  cellIfAny(column: string): string | null
  /** @throws BadInput where there are not so many columns */
  at(place: number): string
  /** @throws BadInput where there is no such column, or no instant in it */
  instant(column: string): Date
  /** Null where there is no such column. @throws BadInput where there is no instant in it */
  instantIfAny(column: string): Date | null
}

/** What the generator wrote of one kind of thing, in one file or in parts. */
export interface Table {
  /** The lines, file by file. @throws BadInput naming file and line */
  rows(): AsyncGenerator<TableRow>
}

/**
 * The tables with these names, wherever under the folder they are: `person_0_0.csv`, `person_0.csv`, or compressed with
 * gzip and `.gz` behind it.
 * @throws BadInput naming all that are missing
 */
export async function tablesOf<Name extends string>(
  folder: string,
  names: readonly Name[],
): Promise<Readonly<Record<Name, Table>>> {
  const files = (await readdir(folder, { recursive: true })).sort()
  const found = names.map((name) => {
    const part = new RegExp(`^${name}_\\d+(_\\d+)?\\.csv(\\.gz)?$`, 'u')
    return [name, files.filter((file) => part.test(basename(file)))] as const
  })
  const missing = found.filter(([, parts]) => parts.length === 0).map(([name]) => `${name}_0_0.csv`)
  if (missing.length > 0) throw new BadInput(folder, `has no ${missing.join(', no ')}`)
  return Object.fromEntries(
    found.map(([name, parts]) => [name, { rows: () => rowsOf(folder, parts) }]),
  ) as Record<Name, Table>
}

async function* rowsOf(folder: string, parts: readonly string[]): AsyncGenerator<TableRow> {
  for (const part of parts) {
    let columns: readonly string[] | null = null
    for await (const { cells, line } of linesOf(join(folder, part), part)) {
      if (columns === null) columns = cells
      else yield new Row(columns, cells, `${part} line ${line}`)
    }
  }
}

interface CsvLine {
  readonly cells: readonly string[]
  readonly line: number
}

/** The generator puts nothing in quotes: a quote is a character like others. */
async function* linesOf(file: string, name: string): AsyncGenerator<CsvLine> {
  const parser = parse({ delimiter: '|', quote: null, escape: null, info: true, skip_empty_lines: true })
  const unpacked = file.endsWith('.gz') ? createGunzip() : new PassThrough()
  // What goes wrong before the parser comes out of the parser.
  pipeline(createReadStream(file), unpacked, parser, () => undefined)
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: Info }>) {
      yield { cells: record, line: info.lines }
    }
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new BadInput(`${name} line ${error.lines}`, 'has not as many columns as the first line', {
      cause: error,
    })
  }
}

interface Info {
  readonly lines: number
}

class Row implements TableRow {
  readonly #columns: readonly string[]
  readonly #cells: readonly string[]
  readonly #place: string

  constructor(columns: readonly string[], cells: readonly string[], place: string) {
    this.#columns = columns
    this.#cells = cells
    this.#place = place
  }

  cellIfAny(column: string): string | null {
    return this.#cells[this.#columns.indexOf(column)] ?? null
  }

  cell(column: string): string {
    const text = this.cellIfAny(column)
    if (text === null) throw new BadInput(this.#place, `has no column "${column}"`)
    return text
  }

  at(place: number): string {
    const text = this.#cells[place]
    if (text === undefined) throw new BadInput(this.#place, `has no column ${place + 1}`)
    return text
  }

  instantIfAny(column: string): Date | null {
    const text = this.cellIfAny(column)
    if (text === null) return null
    const instant = new Date(/^-?\d+$/u.test(text) ? Number(text) : text)
    if (Number.isNaN(instant.getTime()))
      throw new BadInput(
        this.#place,
        `${column} "${text}" is no instant: milliseconds since 1970 or ISO 8601`,
      )
    return instant
  }

  instant(column: string): Date {
    return this.instantIfAny(column) ?? new Date(this.cell(column))
  }
}
