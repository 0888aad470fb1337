import { createHash } from 'node:crypto'
import { Conflict } from '../errors.ts'
import type { GraphTransaction } from '../store/graph-store.ts'
import type { EntityProperties } from '../store/rows.ts'
import { type EntityId, slug } from '../vocabulary/ids.ts'
import { NODE_KINDS, type NodeKind } from '../vocabulary/node-kinds.ts'

/** How many entities may share a name before the author must choose the ids. */
const MAX_NAMESAKES = 100

/**
 * The id of an entity that was given none: from its name, with a number behind it where somebody else has it already.
 * @param isIt whether an entity that has the id is the one meant; it makes the same input find the same entity again
 * @returns the id, and the entity that has it
 */
export async function derivedId(
  transaction: GraphTransaction,
  kind: NodeKind,
  name: string,
  isIt: (entity: EntityProperties) => boolean | Promise<boolean>,
): Promise<{ readonly id: EntityId; readonly known: EntityProperties | null }> {
  const base =
    slug(name) || `${NODE_KINDS[kind].noun}-${createHash('sha256').update(name).digest('hex').slice(0, 8)}`
  for (let number = 1; number <= MAX_NAMESAKES; number++) {
    const id = (number === 1 ? base : `${base}-${number}`) as EntityId
    const [known] = await transaction.entities([id])
    if (!known) return { id, known: null }
    if (known.kind === kind && known.name === name && (await isIt(known))) return { id, known }
  }
  throw new Conflict(`more than ${MAX_NAMESAKES} entities are called "${name}": give an id`)
}
