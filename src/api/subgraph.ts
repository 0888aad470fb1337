import { subgraph } from '../analysis/subgraph.ts'
import { NotFound } from '../errors.ts'
import { Selection } from '../plan/selection.ts'
import type { EdgeRow, EntityRow } from '../store/rows.ts'
import { builder } from './builder.ts'
import { Entity } from './entity.ts'
import { LEFT_OUT, leftOutOf } from './left-out.ts'
import { within } from './limits.ts'
import { PathFilterInput, pathFilterOf } from './path-filter.ts'
import { edgeRows, entityRows } from './reading.ts'
import { Relationship } from './refs.ts'

/** Most entities of one subgraph, most of them to begin with, and most steps from these. */
const MAX_NODES = 5_000
const MAX_AROUND = 500
const MAX_DEPTH = 10

interface SubgraphValue {
  readonly nodes: readonly EntityRow[]
  readonly relationships: readonly EdgeRow[]
  readonly reason: string | null
  readonly leftOut: readonly EntityRow[]
}

const Subgraph = builder.objectRef<SubgraphValue>('Subgraph').implement({
  description: 'A part of the graph, as visualizations take it.',
  fields: (t) => ({
    nodes: t.field({
      type: [Entity],
      description: 'The entities: first those asked for, then by distance and id.',
      resolve: ({ nodes }) => [...nodes],
    }),
    relationships: t.field({
      type: [Relationship],
      description: 'All relationships between these entities that pass the filter, by id.',
      resolve: ({ relationships }) => [...relationships],
    }),
    truncated: t.boolean({
      description: 'Whether it was cut short.',
      resolve: ({ reason }) => reason !== null,
    }),
    reason: t.string({
      nullable: true,
      description: 'Why it was cut short; null where this is all.',
      resolve: ({ reason }) => reason,
    }),
    leftOut: t.field({ type: [Entity], description: LEFT_OUT, resolve: ({ leftOut }) => [...leftOut] }),
  }),
})

builder.queryField('subgraph', (t) =>
  t.field({
    type: Subgraph,
    description:
      'Everything within so many steps of some entities, nearest first. `where.maxLength` has no meaning here. NOT_FOUND where one of them does not exist.',
    args: {
      around: t.arg.idList({ required: true, description: 'Where to begin, 1 to 500 entities.' }),
      depth: t.arg.int({ required: false, defaultValue: 1, description: 'Most steps from there, 0 to 10.' }),
      where: t.arg({ type: PathFilterInput, required: false, description: 'Which steps count.' }),
      maxNodes: t.arg.int({
        required: false,
        defaultValue: 500,
        description: 'At most this many entities, 1 to 5000.',
      }),
    },
    resolve: async (_, args, context, info) => {
      const depth = args.depth ?? 1
      const maxNodes = args.maxNodes ?? 500
      within('depth', depth, 0, MAX_DEPTH)
      within('maxNodes', maxNodes, 1, MAX_NODES)
      within('around', args.around.length, 1, MAX_AROUND)
      const filter = pathFilterOf(args.where, context.now)
      const found = await subgraph(
        context.store,
        { around: args.around, depth, filter, maxNodes },
        context.budget,
        context.signal,
      )
      const selection = Selection.under(info, context)
      const [nodes, edges] = await Promise.all([
        entityRows(found.nodes, selection.at('nodes').read('entity'), context),
        selection.has('relationships')
          ? edgeRows(
              found.edges.map(({ id }) => id),
              selection.at('relationships').read('relationship'),
              context,
            )
          : new Map<string, EdgeRow>(),
      ])
      const missing = args.around.filter((id) => found.nodes.includes(id) && !nodes.has(id))
      if (missing.length > 0) throw new NotFound('around', missing)
      return {
        nodes: found.nodes.flatMap((id) => nodes.get(id) ?? []),
        relationships: found.edges.flatMap(({ id }) => edges.get(id) ?? []),
        reason: found.reason,
        leftOut: await leftOutOf(found, context, info),
      }
    },
  }),
)
