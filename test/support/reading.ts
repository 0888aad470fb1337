import type { Bytes, ReadItem, ReadRecord } from '../../src/exchange/exchange-format.ts'
import type { LoadedEntity, LoadedRelationship } from '../../src/record/load.ts'

/** A file's bytes, in pieces of a length that cuts characters and lines anywhere. */
export async function* inPieces(content: string | Uint8Array, length = 7): Bytes {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length)
}

/** What a reader gave out, by kind. */
export interface WhatWasRead {
  readonly items: readonly ReadItem[]
  readonly records: readonly ReadRecord[]
  readonly entities: readonly LoadedEntity[]
  readonly relationships: readonly LoadedRelationship[]
  readonly awaiting: readonly LoadedRelationship[]
  /** Refusals, warnings and skips: the line and what is said of it. */
  readonly refused: readonly string[]
  readonly warnings: readonly string[]
  readonly skipped: readonly string[]
}

/** All that a reader gives out. */
export async function everything(reading: AsyncIterable<ReadItem>): Promise<WhatWasRead> {
  const items: ReadItem[] = []
  for await (const item of reading) items.push(item)
  const records = items.filter((item) => item.kind === 'record')
  const told = (kind: 'refused' | 'warning') =>
    items.flatMap((item) => (item.kind === kind ? [`${placeOf(item)}: ${item.message}`] : []))
  return {
    items,
    records,
    entities: records.flatMap(({ entities }) => entities),
    relationships: records.flatMap(({ relationships }) => relationships),
    awaiting: records.flatMap(({ awaiting = [] }) => awaiting),
    refused: told('refused'),
    warnings: told('warning'),
    skipped: items.flatMap((item) => (item.kind === 'skipped' ? [item.type] : [])),
  }
}

const placeOf = ({ place: { line, column } }: ReadItem): string =>
  column === null ? `${line}` : `${line}:${column}`

/** The pieces of a written file, whole. */
export async function written(pieces: AsyncIterable<string>): Promise<string> {
  let whole = ''
  for await (const piece of pieces) whole += piece
  return whole
}
