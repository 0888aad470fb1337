import { brokersAround, type FoundBroker } from '../analysis/centrality/contact-measures.ts'
import { Selection } from '../plan/selection.ts'
import { pageOf } from '../store/page.ts'
import type { EntityRow, Listed } from '../store/rows.ts'
import { builder } from './builder.ts'
import { Entity } from './entity.ts'
import { LEFT_OUT, leftOutOf } from './left-out.ts'
import { paged } from './paging.ts'
import { rowsOf } from './planned-fields.ts'
import { entityRows } from './reading.ts'
import { Actor, NODES, nodesOf } from './refs.ts'
import { SearchedPage, searchedPage } from './searched-page.ts'
import { CONTACTS_MEASURED, SURROUNDINGS, surroundingsOf } from './surroundings.ts'

interface BrokerValue extends Omit<FoundBroker, 'id'> {
  readonly actor: EntityRow
}

const Broker = builder.objectRef<BrokerValue>('Broker').implement({
  description: 'An actor as a go-between.',
  fields: (t) => ({
    actor: t.field({ type: Actor, description: 'Who.', resolve: ({ actor }) => actor }),
    betweenness: t.exposeFloat('betweenness', {
      description:
        'The share of shortest ways between two others that lead by this actor, over all pairs of others (Brandes 2001): 0 where none does, 1 where all do.',
    }),
    contacts: t.exposeInt('contacts', {
      description: 'How many others of those looked at the actor is in contact with.',
    }),
  }),
})

const BrokerConnection = builder.connectionObject(
  {
    type: Broker,
    name: 'BrokerConnection',
    description: 'A page of go-betweens.',
    fields: (t) => ({
      nodes: t.field({ type: [Broker], description: NODES, resolve: nodesOf<BrokerValue> }),
      truncated: t.boolean({
        description: 'Whether the search ended before it was done, so that contacts are missing.',
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
  { name: 'BrokerEdge', description: 'A go-between, in a list.' },
)

builder.queryField('brokers', (t) =>
  t.field({
    type: BrokerConnection,
    description: `Who stands between the others, among the actors around some: those with the highest betweenness first, then by id. A way between two is the shorter the fewer contacts it leads over; how often two were in contact makes no difference. ${CONTACTS_MEASURED}`,
    args: { ...SURROUNDINGS, ...t.arg.connectionArgs() },
    resolve: async (_, args, context, info) => {
      const selection = Selection.under(info, context)
      const asked = paged(args, 'betweenness', selection)
      const where = await surroundingsOf(args, context)
      const found = await brokersAround(context.store, where, { budget: context.budget }, context.signal)
      const order = { value: ({ betweenness }: FoundBroker) => betweenness, descending: true }
      const page = pageOf(found.brokers, order, asked)
      const read = rowsOf(selection).at('actor').read('entity')
      const ids = page.found.map(({ of: { id } }) => id)
      const actors = await entityRows(ids, read, context)
      const values = new Map<string, BrokerValue>()
      const rows = page.found.flatMap(({ of: { id, betweenness, contacts }, key }): readonly Listed[] => {
        const actor = actors.get(id)
        // Who was removed since the search is not shown.
        if (!actor) return []
        values.set(id, { actor, betweenness, contacts })
        return [{ row: actor, key }]
      })
      const brokerAt = ({ row }: Listed): BrokerValue => {
        const value = values.get(row.properties.id)
        if (!value) throw new TypeError('a row of the page has a value')
        return value
      }
      const leftOut = await leftOutOf(found, context, info)
      return new SearchedPage(
        { reason: found.reason, leftOut },
        { ...page, rows },
        asked.page,
        'betweenness',
        brokerAt,
      )
    },
  }),
)
