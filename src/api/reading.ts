import type { Read } from '../store/read-plan.ts'
import type { EdgeRow, EntityRow, Row } from '../store/rows.ts'
import { NODE_KIND_NAMES, type NodeKind } from '../vocabulary/node-kinds.ts'
import type { ApiContext } from './context.ts'

/** Enough of an entity to name it. */
export const LABEL: Read = { of: 'entity', detail: 'label', kinds: [], follows: [] }

/** How many ids one look-up takes; more are read in several. */
const BATCH = 500

async function rowsById<R extends Row>(
  ids: readonly string[],
  fetch: (batch: readonly string[]) => Promise<readonly (Row | null)[]>,
): Promise<ReadonlyMap<string, R>> {
  const unique = [...new Set(ids)]
  const found = new Map<string, R>()
  for (let at = 0; at < unique.length; at += BATCH) {
    for (const row of await fetch(unique.slice(at, at + BATCH)))
      if (row) found.set(row.properties.id, row as R)
  }
  return found
}

/** Entities by id, each read once, for fields that found the ids by an algorithm. Ids without an entity are left out. */
export const entityRows = (
  ids: readonly string[],
  read: Read,
  { store, signal }: ApiContext,
  kinds: readonly NodeKind[] = NODE_KIND_NAMES,
): Promise<ReadonlyMap<string, EntityRow>> =>
  rowsById(ids, (batch) => store.lookUp({ by: 'entities', ids: batch, kinds }, read, signal))

/** Relationships by id, as `entityRows`. */
export const edgeRows = (
  ids: readonly string[],
  read: Read,
  { store, signal }: ApiContext,
): Promise<ReadonlyMap<string, EdgeRow>> =>
  rowsById(ids, (batch) => store.lookUp({ by: 'relationships', ids: batch }, read, signal))
