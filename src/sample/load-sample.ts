import { createReadStream } from 'node:fs'
import { BadInput } from '../errors.ts'
import { readJsonl } from '../exchange/jsonl/read.ts'
import {
  type LoadedEntity,
  type LoadedRelationship,
  loadEntities,
  loadRelationships,
} from '../record/load.ts'
import type { GraphStore } from '../store/graph-store.ts'

/** The sample: the EU's collective reply to a letter, February 2022. */
const FILE = 'eu-reply-2022.jsonl'

export interface LoadedSample {
  readonly entities: number
  readonly relationships: number
}

/** Puts the sample into the graph, in one transaction; a second time changes nothing. */
export async function loadSample(store: GraphStore): Promise<LoadedSample> {
  const entities: LoadedEntity[] = []
  const relationships: LoadedRelationship[] = []
  const bytes = createReadStream(new URL(`../../sample/${FILE}`, import.meta.url))
  for await (const item of readJsonl(bytes, { file: FILE })) {
    if (item.kind === 'refused') throw new BadInput(`${FILE}, line ${item.place.line}`, item.message)
    if (item.kind !== 'record') continue
    entities.push(...item.entities)
    relationships.push(...item.relationships)
  }
  await store.transact(async (transaction) => {
    await loadEntities(transaction, entities)
    await loadRelationships(transaction, relationships)
  })
  return { entities: entities.length, relationships: relationships.length }
}
