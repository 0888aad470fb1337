import { NotWellFormed } from '../../errors.ts'
import type { Bytes, ReadItem, ReadOptions } from '../exchange-format.ts'
import { graphRecord } from '../graph-record.ts'
import { columnAt, parsedJson } from '../json-text.ts'
import { type TextLine, textLines } from '../text-lines.ts'
import { headerLine, VERSION } from './header.ts'

/**
 * Reads Parley's own JSON Lines: a header, then an entity or a relationship a line, each a record. Empty lines are passed
 * over, and a file may be without a header. Relationships lead to entities of lines before, or to those of a store.
 * @throws NotWellFormed where a line is not JSON, or the header is of a version that this program does not know
 */
export async function* readJsonl(bytes: Bytes, { file }: ReadOptions): AsyncGenerator<ReadItem> {
  let begun = false
  for await (const line of textLines(bytes, file)) {
    if (line.text.trim() === '') continue
    const value = parsedJson(line, file)
    if (begun || !isObject(value) || !('parley' in value)) yield read(line, value)
    else checkHeader(line, value, file)
    begun = true
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function checkHeader({ text, number: line }: TextLine, value: unknown, file: string): void {
  const header = headerLine.safeParse(value)
  const refuse = (property: string, reason: string) =>
    new NotWellFormed(file, { line, column: columnAt(text, [property]) }, reason)
  if (!header.success)
    throw refuse('parley', `the header of a graph is {"parley":"graph","version":${VERSION}}`)
  const { version } = header.data
  if (version > VERSION)
    throw refuse('version', `this is version ${version} of the format, and this Parley reads ${VERSION}`)
}

function read({ text, number: line }: TextLine, value: unknown): ReadItem {
  const refused = (property: string | null, message: string, key: string | null): ReadItem => {
    const column = columnAt(text, property === null ? [] : [property])
    return { kind: 'refused', place: { line, column, key }, message }
  }
  if (!isObject(value)) return refused(null, 'an entity or a relationship is a JSON object', null)
  const key = typeof value.id === 'string' ? value.id : null
  const record = graphRecord(value)
  if (!('reason' in record)) return { kind: 'record', place: { line, column: null, key }, ...record }
  const { property, reason } = record
  return refused(property, property === null ? reason : `${property}: ${reason}`, key)
}
