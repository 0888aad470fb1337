import { communitiesAround } from '../analysis/centrality/contact-measures.ts'
import { BadInput } from '../errors.ts'
import { Selection } from '../plan/selection.ts'
import type { EntityRow } from '../store/rows.ts'
import { builder } from './builder.ts'
import { Entity } from './entity.ts'
import { LEFT_OUT, leftOutOf } from './left-out.ts'
import { entityRows } from './reading.ts'
import { Actor } from './refs.ts'
import { CONTACTS_MEASURED, SURROUNDINGS, surroundingsOf } from './surroundings.ts'

interface CommunityValue {
  readonly size: number
  /** Empty where no members were asked for. */
  readonly members: readonly EntityRow[]
}

interface CommunitiesValue {
  readonly communities: readonly CommunityValue[]
  readonly modularity: number
  readonly reason: string | null
  readonly leftOut: readonly EntityRow[]
}

const DEFAULT_RESOLUTION = 1

const Community = builder.objectRef<CommunityValue>('Community').implement({
  description: 'Actors who are more in contact with each other than with the rest.',
  fields: (t) => ({
    members: t.field({
      type: [Actor],
      description: 'Who belongs to it, by id.',
      resolve: ({ members }) => [...members],
    }),
    size: t.exposeInt('size', { description: 'How many belong to it.' }),
  }),
})

const Communities = builder.objectRef<CommunitiesValue>('Communities').implement({
  description: 'Actors in groups, each in one.',
  fields: (t) => ({
    communities: t.field({
      type: [Community],
      description: 'The groups: the biggest first, then by the id of the first member.',
      resolve: ({ communities }) => [...communities],
    }),
    modularity: t.exposeFloat('modularity', {
      description:
        'How many more of the contacts lie within the groups than would by chance, at this resolution: at most 1; 0 where there are no contacts.',
    }),
    truncated: t.boolean({
      description: 'Whether the search ended before it was done, so that contacts are missing.',
      resolve: ({ reason }) => reason !== null,
    }),
    reason: t.string({
      nullable: true,
      description: 'Why it ended before; null where it was done.',
      resolve: ({ reason }) => reason,
    }),
    leftOut: t.field({ type: [Entity], description: LEFT_OUT, resolve: ({ leftOut }) => [...leftOut] }),
  }),
})

builder.queryField('communities', (t) =>
  t.field({
    type: Communities,
    description: `The groups into which the actors around some fall, by the Louvain method (Blondel et al. 2008): the more often two were in contact, the closer they are. The same question on the same graph has the same answer. ${CONTACTS_MEASURED}`,
    args: {
      ...SURROUNDINGS,
      resolution: t.arg.float({
        required: false,
        defaultValue: DEFAULT_RESOLUTION,
        description: 'Above 0; the higher, the more and smaller groups.',
      }),
    },
    resolve: async (_, { resolution: given, ...args }, context, info) => {
      const resolution = given ?? DEFAULT_RESOLUTION
      if (resolution <= 0) throw new BadInput('resolution', `is above 0, not ${resolution}`)
      const where = { ...(await surroundingsOf(args, context)), resolution }
      const found = await communitiesAround(context.store, where, { budget: context.budget }, context.signal)
      const communities = Selection.under(info, context).at('communities')
      const rows = communities.has('members')
        ? await entityRows(found.communities.flat(), communities.at('members').read('entity'), context)
        : new Map<string, EntityRow>()
      return {
        communities: found.communities.map((ids) => ({
          size: ids.length,
          members: ids.flatMap((id) => rows.get(id) ?? []),
        })),
        modularity: found.modularity,
        reason: found.reason,
        leftOut: await leftOutOf(found, context, info),
      }
    },
  }),
)
