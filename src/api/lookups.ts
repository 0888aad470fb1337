import { LimitExceeded } from '../errors.ts'
import { plannedOnce } from '../plan/plan-cache.ts'
import { Selection } from '../plan/selection.ts'
import type { EdgeRow, EntityRow, Row } from '../store/rows.ts'
import { isEdgeId } from '../vocabulary/ids.ts'
import { ACTOR_KINDS, Kind, NODE_KIND_NAMES, type NodeKind } from '../vocabulary/node-kinds.ts'
import { builder, Node } from './builder.ts'
import type { ApiContext } from './context.ts'
import { Entity } from './entity.ts'
import { Actor, Institution, Message, Person, Relationship } from './refs.ts'

type Info = Parameters<typeof plannedOnce>[0]

/** Most ids that one field looks up. */
const MAX_IDS = 1_000

async function entityById(
  id: string,
  kinds: readonly NodeKind[],
  context: ApiContext,
  info: Info,
): Promise<EntityRow | null> {
  const read = plannedOnce(info, context, () => Selection.under(info, context).read('entity'))
  const [row] = await context.store.lookUp({ by: 'entities', ids: [id], kinds }, read, context.signal)
  return (row as EntityRow | null | undefined) ?? null
}

async function edgeById(id: string, context: ApiContext, info: Info): Promise<EdgeRow | null> {
  const read = plannedOnce(info, context, () => Selection.under(info, context).read('relationship'))
  const [row] = await context.store.lookUp({ by: 'relationships', ids: [id] }, read, context.signal)
  return (row as EdgeRow | null | undefined) ?? null
}

/** Entities and relationships together, one slot an id: at most one statement for each of the two. */
async function nodesById(ids: readonly string[], context: ApiContext, info: Info): Promise<(Row | null)[]> {
  if (ids.length > MAX_IDS)
    throw new LimitExceeded(`ids: at most ${MAX_IDS} at once, ${ids.length} were asked for`)
  const reads = plannedOnce(info, context, () => {
    const selection = Selection.under(info, context)
    return { entity: selection.read('entity'), relationship: selection.read('relationship') }
  })
  const unique = [...new Set(ids)]
  const [edgeIds, entityIds] = [unique.filter(isEdgeId), unique.filter((id) => !isEdgeId(id))]
  const rows = await Promise.all([
    entityIds.length === 0
      ? []
      : context.store.lookUp(
          { by: 'entities', ids: entityIds, kinds: NODE_KIND_NAMES },
          reads.entity,
          context.signal,
        ),
    edgeIds.length === 0
      ? []
      : context.store.lookUp({ by: 'relationships', ids: edgeIds }, reads.relationship, context.signal),
  ])
  const found = new Map(rows.flat().flatMap((row) => (row ? [[row.properties.id as string, row]] : [])))
  return ids.map((id) => found.get(id) ?? null)
}

builder.queryFields((t) => {
  const id = t.arg.id({ required: true, description: 'Its id.' })
  return {
    node: t.field({
      type: Node,
      nullable: true,
      description: 'The entity or relationship with this id; null where there is none.',
      args: { id },
      resolve: async (_, args, context, info) => (await nodesById([args.id], context, info))[0] ?? null,
    }),
    nodes: t.field({
      type: [Node],
      nullable: { list: false, items: true },
      description:
        'The entities and relationships with these ids, at most 1000, in their order; null for each that is not there.',
      args: { ids: t.arg.idList({ required: true, description: 'Their ids.' }) },
      resolve: (_, args, context, info) => nodesById(args.ids, context, info),
    }),
    entity: t.field({
      type: Entity,
      nullable: true,
      description: 'The entity of any kind with this id; null where there is none.',
      args: { id },
      resolve: (_, args, context, info) => entityById(args.id, NODE_KIND_NAMES, context, info),
    }),
    actor: t.field({
      type: Actor,
      nullable: true,
      description: 'The person or institution with this id; null where there is none.',
      args: { id },
      resolve: (_, args, context, info) => entityById(args.id, ACTOR_KINDS, context, info),
    }),
    person: t.field({
      type: Person,
      nullable: true,
      description: 'The person with this id; null where there is none.',
      args: { id },
      resolve: (_, args, context, info) => entityById(args.id, [Kind.PERSON], context, info),
    }),
    institution: t.field({
      type: Institution,
      nullable: true,
      description: 'The institution with this id; null where there is none.',
      args: { id },
      resolve: (_, args, context, info) => entityById(args.id, [Kind.INSTITUTION], context, info),
    }),
    message: t.field({
      type: Message,
      nullable: true,
      description: 'The message with this id; null where there is none.',
      args: { id },
      resolve: (_, args, context, info) => entityById(args.id, [Kind.MESSAGE], context, info),
    }),
    relationship: t.field({
      type: Relationship,
      nullable: true,
      description: 'The relationship with this id; null where there is none.',
      args: { id },
      resolve: (_, args, context, info) => edgeById(args.id, context, info),
    }),
  }
})
