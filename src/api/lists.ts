import { plannedOnce } from '../plan/plan-cache.ts'
import { Selection } from '../plan/selection.ts'
import type { Listing } from '../store/graph-store.ts'
import type { Paged, Read } from '../store/read-plan.ts'
import type { EdgeRow, EntityRow, Listed } from '../store/rows.ts'
import { NODE_KIND_NAMES } from '../vocabulary/node-kinds.ts'
import type { Detail } from '../vocabulary/properties.ts'
import { ActorFilter, actorWhere } from './actor-filter.ts'
import { builder } from './builder.ts'
import type { ApiContext } from './context.ts'
import { EntityKind, MessageOrderType } from './enums.ts'
import { MessageFilter, messageWhere, wordsOf } from './message-filter.ts'
import { Connection, type Order, type PageArguments, paged } from './paging.ts'
import { rowsOf } from './planned-fields.ts'
import { ActorConnection, MessageConnection, RelationshipConnection, SearchConnection } from './refs.ts'
import { RelationshipFilter, relationshipWhere } from './relationship-filter.ts'

/** A root connection: one page of a listing, with all that its selection reads below. */
async function listed<Node>(
  options: {
    readonly args: PageArguments
    readonly order: Order
    readonly of?: Read['of']
    readonly start: (paged: Paged) => Listing
    readonly rowAt?: string
    readonly detail?: (rows: Selection) => Detail
    readonly node: (listed: Listed) => Node
  },
  context: ApiContext,
  info: Parameters<typeof plannedOnce>[0],
) {
  const selection = Selection.under(info, context)
  const read = plannedOnce(info, context, () => {
    const detail = options.detail?.(rowsOf(selection)) ?? 'label'
    return rowsOf(selection, options.rowAt).read(options.of ?? 'entity', { detail })
  })
  const asked = paged(options.args, options.order, selection)
  const page = await context.store.list(options.start(asked), read, context.signal)
  return new Connection(page, asked.page, options.order, options.node)
}

const entityOf = ({ row }: Listed): EntityRow => row as EntityRow

builder.queryFields((t) => ({
  actors: t.field({
    type: ActorConnection,
    description: 'Persons and institutions, by name, then by id.',
    args: {
      where: t.arg({
        type: ActorFilter,
        required: false,
        description: 'Only actors for whom all of this holds.',
      }),
      ...t.arg.connectionArgs(),
    },
    resolve: (_, args, context, info) =>
      listed(
        {
          args,
          order: 'name',
          start: (page) => ({ by: 'actors', where: actorWhere(args.where, 'where', context.now), ...page }),
          node: entityOf,
        },
        context,
        info,
      ),
  }),
  messages: t.field({
    type: MessageConnection,
    description: 'Messages, by date, then by id; undated ones last.',
    args: {
      where: t.arg({
        type: MessageFilter,
        required: false,
        description: 'Only messages for which all of this holds.',
      }),
      orderBy: t.arg({
        type: MessageOrderType,
        required: false,
        description: 'Oldest first where left out.',
      }),
      ...t.arg.connectionArgs(),
    },
    resolve: (_, args, context, info) => {
      const descending = args.orderBy === 'DATE_DESC'
      return listed(
        {
          args,
          order: descending ? 'date-desc' : 'date',
          start: (page) => ({
            by: 'messages',
            where: messageWhere(args.where, 'where', context.now),
            descending,
            ...page,
          }),
          node: entityOf,
        },
        context,
        info,
      )
    },
  }),
  relationships: t.field({
    type: RelationshipConnection,
    description:
      'Relationships of the whole graph, by id: with `maxSources: 1`, what rests on a single source; with `certainty: [DISPUTED]`, what is disputed.',
    args: {
      where: t.arg({
        type: RelationshipFilter,
        required: false,
        description: 'Only relationships for which all of this holds.',
      }),
      ...t.arg.connectionArgs(),
    },
    resolve: (_, args, context, info) =>
      listed(
        {
          args,
          order: 'id',
          of: 'relationship',
          start: (page) => ({
            by: 'claims',
            where: relationshipWhere(args.where, 'where', context.now),
            ...page,
          }),
          node: ({ row }) => row as EdgeRow,
        },
        context,
        info,
      ),
  }),
  search: t.field({
    type: SearchConnection,
    description:
      'Entities whose name, aliases, identifiers or summary have, for each word given, a word that begins with it; letter case and accents do not matter. Best first, then by id.',
    args: {
      text: t.arg.string({ required: true, description: 'The words, at most 20 and 1000 characters.' }),
      kinds: t.arg({
        type: [EntityKind],
        required: false,
        description: 'Only these kinds; all where left out.',
      }),
      ...t.arg.connectionArgs(),
    },
    resolve: (_, args, context, info) => {
      const where = { words: wordsOf(args.text, 'text'), kinds: args.kinds ?? NODE_KIND_NAMES }
      return listed(
        {
          args,
          order: 'score',
          start: (page) => ({ by: 'search', where, ...page }),
          rowAt: 'entity',
          detail: (rows) => (rows.has('matched') ? 'full' : 'label'),
          node: ({ row, hit }) => ({ entity: row as EntityRow, score: hit?.score ?? 0, words: where.words }),
        },
        context,
        info,
      )
    },
  }),
}))
