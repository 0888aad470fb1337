import { type Reached as Found, reach } from '../analysis/reach.ts'
import { fromSortable } from '../dates/uncertain-date.ts'
import { BadInput, LimitExceeded, NotFound } from '../errors.ts'
import { Selection } from '../plan/selection.ts'
import { pageOf } from '../store/page.ts'
import type { EntityRow, Listed } from '../store/rows.ts'
import { ACTOR_KINDS } from '../vocabulary/node-kinds.ts'
import { builder } from './builder.ts'
import type { ApiContext } from './context.ts'
import { Entity } from './entity.ts'
import { LEFT_OUT, leftOutOf } from './left-out.ts'
import { type PageArguments, paged } from './paging.ts'
import { type PathFilterArgument, PathFilterInput, pathFilterOf } from './path-filter.ts'
import { rowsOf } from './planned-fields.ts'
import { entityRows } from './reading.ts'
import { Actor, NODES, nodesOf } from './refs.ts'
import { SearchedPage, searchedPage } from './searched-page.ts'
import { type TimeArgument, TimeInput, timeOptionsOf } from './time-options.ts'

/** Most contacts between the ends. */
const MAX_HOPS = 20

interface ReachedValue {
  readonly actor: EntityRow
  readonly via: EntityRow
  readonly hops: number
  readonly arrival: number | null
  readonly departure: number | null
}

const Reached = builder.objectRef<ReachedValue>('Reached').implement({
  description: 'An actor whom information can have reached, or from whom it can have come.',
  fields: (t) => ({
    actor: t.field({ type: Actor, description: 'Who.', resolve: ({ actor }) => actor }),
    via: t.field({
      type: Actor,
      description: 'The actor next to this one on the way; the one asked about where there is none between.',
      resolve: ({ via }) => via,
    }),
    hops: t.exposeInt('hops', {
      description:
        'How many contacts the way has: messages, meetings and conversations. A message is one contact, whoever carried it.',
    }),
    arrival: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When information can first have arrived; null for `sources`.',
      resolve: ({ arrival }) => arrival,
    }),
    departure: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'When it can last have left and still have come; null for `reach`.',
      resolve: ({ departure }) => departure,
    }),
  }),
})

const ReachConnection = builder.connectionObject(
  {
    type: Reached,
    name: 'ReachConnection',
    description: 'A page of actors reached.',
    fields: (t) => ({
      nodes: t.field({ type: [Reached], description: NODES, resolve: nodesOf<ReachedValue> }),
      truncated: t.boolean({
        description: 'Whether the search ended before it was done, so that there may be more.',
        resolve: (page) => searchedPage(page).reason !== null,
      }),
      reason: t.string({
        nullable: true,
        description: 'Why it ended before; null where it was done.',
        resolve: (page) => searchedPage(page).reason,
      }),
      leftOut: t.field({
        type: [Entity],
        description: LEFT_OUT,
        resolve: (page) => [...searchedPage(page).leftOut],
      }),
    }),
  },
  { name: 'ReachEdge', description: 'An actor reached, in a list.' },
)

interface ReachArguments extends PageArguments {
  readonly where?: PathFilterArgument | null | undefined
  readonly time?: TimeArgument | null | undefined
  readonly maxHops?: number | null | undefined
}

async function reached(
  of: string,
  argument: 'from' | 'of',
  args: ReachArguments,
  context: ApiContext,
  info: Parameters<typeof Selection.under>[0],
): Promise<SearchedPage<ReachedValue>> {
  const backward = argument === 'of'
  const maxHops = args.maxHops ?? 3
  if (maxHops < 1) throw new BadInput('maxHops', `at least one contact is asked for, not ${maxHops}`)
  if (maxHops > MAX_HOPS) throw new LimitExceeded(`maxHops: is at most ${MAX_HOPS}, ${maxHops} was asked for`)
  const selection = Selection.under(info, context)
  const asked = paged(args, 'arrival', selection)
  const filter = pathFilterOf(args.where, context.now)
  const time = timeOptionsOf(args.time)
  const rows = rowsOf(selection)
  const read = rows.at('actor').and(rows.at('via')).read('entity')
  const start = await entityRows([of], read, context, ACTOR_KINDS)
  if (start.size === 0) throw new NotFound(argument, [of])
  const search = { of, backward, maxHops, filter, time }
  const result = await reach(context.store, search, context.budget, context.signal)
  // First arrivals first; last departures first.
  const order = { value: ({ at }: Found) => at, descending: backward }
  const page = pageOf(result.reached, order, asked)
  const actors = await entityRows(
    page.found.flatMap(({ of: { id, via } }) => [id, via]),
    read,
    context,
  )
  const values = new Map<string, ReachedValue>()
  const listed = page.found.flatMap(({ of: each, key }): readonly Listed[] => {
    const [actor, via] = [actors.get(each.id), actors.get(each.via)]
    // What a write removed since the search is not shown in part.
    if (!actor || !via) return []
    const at = fromSortable(each.at)
    values.set(each.id, {
      actor,
      via,
      hops: each.hops,
      arrival: backward ? null : at,
      departure: backward ? at : null,
    })
    return [{ row: actor, key }]
  })
  const reachedAt = ({ row }: Listed): ReachedValue => {
    const value = values.get(row.properties.id)
    if (!value) throw new TypeError('a row of the page has a value')
    return value
  }
  const leftOut = await leftOutOf(result, context, info)
  return new SearchedPage(
    { reason: result.stopped, leftOut },
    { ...page, rows: listed },
    asked.page,
    'arrival',
    reachedAt,
  )
}

builder.queryFields((t) => {
  const args = {
    where: t.arg({
      type: PathFilterInput,
      required: false,
      description: 'Which relationships carry information. `maxLength` and `direction` have no meaning here.',
    }),
    time: t.arg({
      type: TimeInput,
      required: false,
      description: 'What a way must be to respect time. `prefer` has no meaning here.',
    }),
    maxHops: t.arg.int({
      required: false,
      defaultValue: 3,
      description: 'Most contacts between the two, 1 to 20.',
    }),
    ...t.arg.connectionArgs(),
  }
  return {
    reach: t.field({
      type: ReachConnection,
      description:
        'Everybody whom information from an actor can have reached, first arrivals first, then by id. NOT_FOUND where there is no such actor.',
      args: { from: t.arg.id({ required: true, description: 'Who had the information.' }), ...args },
      resolve: (_, given, context, info) => reached(given.from, 'from', given, context, info),
    }),
    sources: t.field({
      type: ReachConnection,
      description:
        'Everybody from whom information can have come to an actor, last departures first, then by id: who could have told. NOT_FOUND where there is no such actor.',
      args: { of: t.arg.id({ required: true, description: 'Who has the information.' }), ...args },
      resolve: (_, given, context, info) => reached(given.of, 'of', given, context, info),
    }),
  }
})
