import { NotFound } from '../errors.ts'
import type { GraphTransaction } from '../store/graph-store.ts'
import { EDGE_KIND_NAMES } from '../vocabulary/edge-kinds.ts'
import { type EdgeId, type EntityId, isEdgeId } from '../vocabulary/ids.ts'
import { Kind } from '../vocabulary/node-kinds.ts'
import type { Recorded } from './recording.ts'

/**
 * Removes an entity with every edge that touches it or happened through it, or a single edge. What cited a source that
 * is removed stays, without it.
 * @throws NotFound
 */
export async function remove(
  transaction: GraphTransaction,
  id: string,
): Promise<Recorded<EntityId | EdgeId>> {
  if (isEdgeId(id)) {
    const [edge] = await transaction.edges([id])
    if (!edge) throw new NotFound('id', [id], 'relationship')
    await transaction.removeEdges([id])
    return { id: edge.id, warnings: [] }
  }
  const [entity] = await transaction.entities([id])
  if (!entity) throw new NotFound('id', [id])
  const touching = await transaction.edgesOf(id, { kinds: EDGE_KIND_NAMES, direction: 'ANY' })
  const through = entity.kind === Kind.MESSAGE ? await transaction.edgesThrough(id) : []
  const uncited = entity.kind === Kind.SOURCE ? await withoutSource(transaction, entity.id) : 0
  await transaction.removeEdges(through.map((edge) => edge.id))
  await transaction.removeEntities([entity.id])
  const edges = new Set([...touching, ...through].map((edge) => edge.id)).size
  return {
    id: entity.id,
    warnings: [
      ...(edges > 0 ? [`${edges} relationships were removed with it`] : []),
      ...(uncited > 0 ? [`${uncited} entities and relationships cited it and no longer do`] : []),
    ],
  }
}

async function withoutSource(transaction: GraphTransaction, source: EntityId): Promise<number> {
  const citing = await transaction.citing(source)
  const less = <T extends { readonly sources: readonly EntityId[] }>(rows: readonly (T | null)[]): T[] =>
    rows.flatMap((row) => (row ? [{ ...row, sources: row.sources.filter((id) => id !== source) }] : []))
  const entities = less(await transaction.entities(citing.entities))
  const edges = less(await transaction.edges(citing.edges))
  await transaction.putEntities(entities)
  await transaction.putEdges(edges)
  return entities.length + edges.length
}
