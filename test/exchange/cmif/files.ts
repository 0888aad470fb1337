import { createReadStream, readdirSync } from 'node:fs'
import { readCmif } from '../../../src/exchange/cmif/read.ts'
import { writeCmif } from '../../../src/exchange/cmif/write.ts'
import type { ReadItem, ReadRecord } from '../../../src/exchange/exchange-format.ts'

export const FOLDER = new URL('../../fixtures/cmif/', import.meta.url)

/** The real editions, by name, in the order in which their figures were counted. */
export const FILES = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.xml'))
  .sort()

/** All that reading a file gives. */
export async function itemsOf(bytes: AsyncIterable<Uint8Array>, file: string): Promise<readonly ReadItem[]> {
  const items: ReadItem[] = []
  for await (const item of readCmif(bytes, { file })) items.push(item)
  return items
}

export const fixture = (name: string): AsyncIterable<Uint8Array> => createReadStream(new URL(name, FOLDER))

/** A text as bytes, in pieces of a size. */
export async function* inPieces(text: string | Uint8Array, size = 1_000): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === 'string' ? Buffer.from(text) : text
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

export const recordsIn = (items: readonly ReadItem[]): readonly ReadRecord[] =>
  items.filter((item) => item.kind === 'record')

/** What a record says, without where it stood. */
export const contentOf = ({ entities, relationships, awaiting }: ReadRecord) => ({
  entities,
  relationships,
  awaiting,
})

export const messagesIn = (items: readonly ReadItem[]): readonly string[] =>
  items.flatMap((item) => (item.kind === 'warning' || item.kind === 'refused' ? [item.message] : []))

export async function written(records: readonly ReadRecord[]): Promise<string> {
  let text = ''
  for await (const piece of writeCmif(records, {})) text += piece
  return text
}

/** A file with one edition and these descriptions of letters. */
export const cmif = (
  letters: string,
  bibl = '<bibl xml:id="b1" type="print">An Edition. 1999.</bibl>',
): string =>
  `<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>Letters</title><editor>Ed Itor<email>e@example.org</email></editor></titleStmt><publicationStmt><publisher><ref target="https://example.org">House</ref></publisher><availability><licence target="https://creativecommons.org/licenses/by/4.0/">CC BY</licence></availability><idno type="url">https://example.org/letters.xml</idno><date when="2020-01-02"/></publicationStmt><sourceDesc>${bibl}</sourceDesc></fileDesc><profileDesc>${letters}</profileDesc></teiHeader></TEI>`

/** The record of the only letter in such a file. */
export async function letter(xml: string) {
  const items = await itemsOf(inPieces(cmif(xml)), 'letters.xml')
  const record = recordsIn(items)[1]
  if (!record) throw new Error(`no letter was taken: ${messagesIn(items).join(', ')}`)
  const [message, ...others] = record.entities
  if (!message) throw new Error('a letter has a message')
  return { record, message, others, edges: record.relationships, warnings: messagesIn(items) }
}
