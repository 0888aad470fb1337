import { BadInput, NotFound } from '../errors.ts'
import type { GraphTransaction } from '../store/graph-store.ts'
import type { EdgeProperties, EntityProperties } from '../store/rows.ts'
import { EDGE_KIND_NAMES, edgeKind } from '../vocabulary/edge-kinds.ts'
import type { EntityId } from '../vocabulary/ids.ts'
import { ACTOR_KINDS } from '../vocabulary/node-kinds.ts'
import { existing, nounOf, type Recorded } from './recording.ts'

/**
 * Makes several actors one: the first keeps its id and name, and takes over every alias, identifier, source and edge of
 * the others, which are removed. An actor that was merged before is passed over, so that a second run changes nothing.
 * @throws NotFound, BadInput where kinds differ or the actor is to absorb itself
 */
export async function mergeActors(
  transaction: GraphTransaction,
  keepId: string,
  absorb: readonly string[],
): Promise<Recorded> {
  const [kept] = await existing(transaction, [keepId], 'keep')
  if (!kept) throw new TypeError('entities that exist are there')
  if (!ACTOR_KINDS.includes(kept.kind))
    throw new BadInput('keep', `"${keepId}" is a ${nounOf(kept.kind)}, not an actor`)
  if (absorb.includes(keepId)) throw new BadInput('absorb', `"${keepId}" cannot absorb itself`)
  const absorbed = await toAbsorb(transaction, kept, absorb)
  if (absorbed.length === 0) return { id: kept.id, warnings: [] }
  const gone = new Set<string>(absorbed.map(({ id }) => id))
  const edges = new Map<string, EdgeProperties>()
  for (const { id } of absorbed) {
    for (const edge of await transaction.edgesOf(id, { kinds: EDGE_KIND_NAMES, direction: 'ANY' }))
      edges.set(edge.id, edge)
  }
  const moved = [...edges.values()].map((edge) => movedEdge(edge, gone, kept.id))
  const loops = moved.filter(({ from, to }) => from === to)
  await transaction.putEntities([union(kept, absorbed)])
  await transaction.removeEntities(absorbed.map(({ id }) => id))
  await transaction.putEdges(moved)
  const warnings = loops.map(
    ({ id }) => `"${id}" joined two of the merged actors and now leads from "${kept.id}" to itself`,
  )
  return { id: kept.id, warnings }
}

async function toAbsorb(transaction: GraphTransaction, kept: EntityProperties, absorb: readonly string[]) {
  const ids = [...new Set(absorb)]
  const found = await transaction.entities(ids)
  const missing = ids.filter((id, index) => !found[index] && !kept.formerIds.includes(id as EntityId))
  if (missing.length > 0) throw new NotFound('absorb', missing, 'actor')
  const actors = found.flatMap((actor) => actor ?? [])
  for (const actor of actors) {
    if (actor.kind !== kept.kind) {
      throw new BadInput(
        'absorb',
        `"${actor.id}" is a ${nounOf(actor.kind)}, "${kept.id}" a ${nounOf(kept.kind)}`,
      )
    }
  }
  return actors
}

function movedEdge(edge: EdgeProperties, gone: ReadonlySet<string>, kept: EntityId): EdgeProperties {
  const from = gone.has(edge.from) ? kept : edge.from
  const to = gone.has(edge.to) ? kept : edge.to
  const swapped = !edgeKind(edge.kind).directed && from > to
  return { ...edge, from: swapped ? to : from, to: swapped ? from : to }
}

function union(kept: EntityProperties, absorbed: readonly EntityProperties[]): EntityProperties {
  const all = <T>(of: (entity: EntityProperties) => readonly T[]): readonly T[] => [
    ...new Set([kept, ...absorbed].flatMap((entity) => of(entity))),
  ]
  return {
    ...kept,
    aliases: [
      ...new Set([...kept.aliases, ...absorbed.flatMap(({ name, aliases }) => [name, ...aliases])]),
    ].filter((alias) => alias !== kept.name),
    identifiers: all(({ identifiers }) => identifiers),
    sources: all(({ sources }) => sources),
    formerIds: [
      ...new Set([...kept.formerIds, ...absorbed.flatMap(({ id, formerIds }) => [id, ...formerIds])]),
    ],
    summary: kept.summary ?? absorbed.find(({ summary }) => summary !== null)?.summary ?? null,
  }
}
