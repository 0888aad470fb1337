import type { EntityLine, RelationshipLine } from '../exchange/jsonl/line.ts'
import { readLines } from '../exchange/jsonl/read.ts'
import { loadEntities, loadRelationships } from '../record/load.ts'
import type { GraphStore } from '../store/graph-store.ts'

/** The sample: the EU's collective reply to a letter, February 2022. */
const FILE = new URL('../../sample/eu-reply-2022.jsonl', import.meta.url)

export interface LoadedSample {
  readonly entities: number
  readonly relationships: number
}

/** Puts the sample into the graph, in one transaction; a second time changes nothing. */
export async function loadSample(store: GraphStore): Promise<LoadedSample> {
  const entities: EntityLine[] = []
  const relationships: RelationshipLine[] = []
  for await (const line of readLines(FILE)) {
    if ('entity' in line) entities.push(line)
    else relationships.push(line)
  }
  await store.transact(async (transaction) => {
    await loadEntities(transaction, entities)
    await loadRelationships(transaction, relationships)
  })
  return { entities: entities.length, relationships: relationships.length }
}
