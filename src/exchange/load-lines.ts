import {
  type LoadedEntity,
  type LoadedRelationship,
  loadEntities,
  loadRelationships,
} from '../record/load.ts'
import type { GraphStore } from '../store/graph-store.ts'

/** How much was put into the graph. */
export interface LoadedLines {
  readonly entities: number
  readonly relationships: number
}

/** How many lines one transaction takes, where nothing else is said. */
const LINES_AT_ONCE = 1_000

/**
 * Puts what a reader gives into the graph, so many lines a transaction; what a line refers to comes before it or among
 * the lines of its transaction. A second time changes nothing, so what was left half done is done by doing it again.
 * @throws what the reader throws; BadInput, NotFound naming the first line that cannot be taken
 */
export async function loadLines(
  store: Pick<GraphStore, 'transact'>,
  lines: AsyncIterable<LoadedEntity | LoadedRelationship>,
  { atOnce = LINES_AT_ONCE }: { readonly atOnce?: number } = {},
): Promise<LoadedLines> {
  const loaded = { entities: 0, relationships: 0 }
  let entities: LoadedEntity[] = []
  let relationships: LoadedRelationship[] = []
  const load = async (): Promise<void> => {
    await store.transact(async (transaction) => {
      await loadEntities(transaction, entities)
      await loadRelationships(transaction, relationships)
    })
    loaded.entities += entities.length
    loaded.relationships += relationships.length
    entities = []
    relationships = []
  }
  for await (const line of lines) {
    if ('entity' in line) entities.push(line)
    else relationships.push(line)
    if (entities.length + relationships.length >= atOnce) await load()
  }
  await load()
  return loaded
}
