import type { Bytes, Place, Reader, ReadItem, ReadOptions } from '../exchange-format.ts'
import { type Edition, editionOf } from './edition.ts'
import { letterOf, TEI } from './letter.ts'
import { recordOf } from './letter-record.ts'
import { Occurrences } from './occurrences.ts'
import { xmlTrees } from './xml-trees.ts'

/**
 * Reads CMIF, the Correspondence Metadata Interchange Format: letters as `correspDesc` of TEI, each a record, after one
 * for the file and the editions that it lists. Held in memory are one letter, the list of editions, and some 20 bytes for
 * each letter.
 * @throws NotWellFormed
 */
export const readCmif: Reader = async function* (
  bytes: Bytes,
  { file }: ReadOptions,
): AsyncGenerator<ReadItem> {
  let edition: Edition | null = null
  const seen = new Occurrences()
  const known = new Set<string>()
  const names = ['fileDesc', 'correspDesc']
  for await (const tree of xmlTrees(bytes, { file, namespace: TEI, roots: ['TEI', 'teiCorpus'], names })) {
    const { line, column } = tree
    if (tree.name === 'fileDesc' || edition === null) {
      edition = editionOf(tree.name === 'fileDesc' ? tree : null, file)
      const entities = [edition.file, ...edition.listed.values()].filter(({ id }) => !known.has(id))
      for (const { id } of entities) known.add(id)
      yield { kind: 'record', place: { line, column, key: null }, entities, relationships: [] }
      if (tree.name === 'fileDesc') continue
    }
    const letter = letterOf(tree)
    const place: Place = { line, column, key: letter.key ?? letter.xmlId }
    const { entities, relationships, awaiting, warnings, refused } = recordOf(letter, edition, seen)
    for (const message of warnings) yield { kind: 'warning', place, message }
    if (refused !== null) yield { kind: 'refused', place, message: refused }
    else
      yield { kind: 'record', place, entities, relationships, ...(awaiting.length > 0 ? { awaiting } : {}) }
  }
}
