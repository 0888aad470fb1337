import {
  CONTACT_LIFTS,
  type ContactFilter,
  type ContactQuestion,
  type ContactResult,
  contactPaths,
} from '../analysis/contact-paths.ts'
import { type Contact, evidenceOf, sourcesOf } from '../analysis/contacts.ts'
import { byBeginning, firstOf, lastOf } from '../analysis/dated-edges.ts'
import { existsBy, explained, type Outcome } from '../analysis/path-outcome.ts'
import { BadInput, NotFound } from '../errors.ts'
import { Selection } from '../plan/selection.ts'
import type { Read } from '../store/read-plan.ts'
import type { DateProperties, EdgeRow, EntityRow } from '../store/rows.ts'
import { ACTOR_KINDS } from '../vocabulary/node-kinds.ts'
import { builder } from './builder.ts'
import { type ContactFilterArgument, ContactFilterInput, contactFilterOf } from './contact-filter.ts'
import type { ApiContext } from './context.ts'
import { dateOf, UncertainDate } from './dates.ts'
import { Entity } from './entity.ts'
import { LEFT_OUT, leftOutOf } from './left-out.ts'
import { within } from './limits.ts'
import { PathOutcome, reasonOf } from './paths.ts'
import { edgeRows, entityRows, LABEL } from './reading.ts'
import { Actor, Relationship, Source } from './refs.ts'

/** Most paths of one search, and most relationships that one hop shows. */
const MAX_PATHS = 100
const MAX_EVIDENCE = 100

const ContactPathMode = builder.enumType('ContactPathMode', {
  description: 'Which paths of contacts to look for.',
  values: {
    SHORTEST: { description: 'One path with the fewest contacts.' },
    ALL_SHORTEST: { description: 'Every path with the fewest contacts, up to `first`, by the ids met.' },
    K_SHORTEST: {
      description:
        'Fewest contacts first, then the next longer ones, up to `first`, none with an actor twice.',
    },
  },
})

interface HopValue {
  readonly from: EntityRow
  readonly to: EntityRow
  readonly contact: Contact
  readonly first: DateProperties | null
  readonly last: DateProperties | null
  readonly sources: readonly EntityRow[]
  readonly relationships: readonly EdgeRow[]
}

const ContactHop = builder.objectRef<HopValue>('ContactHop').implement({
  description: 'A contact of two actors, with what shows it.',
  fields: (t) => ({
    from: t.field({ type: Actor, description: 'Where the hop begins.', resolve: ({ from }) => from }),
    to: t.field({ type: Actor, description: 'Where it ends.', resolve: ({ to }) => to }),
    messages: t.int({
      description: 'Messages that one sent to the other, addressed or copied.',
      resolve: ({ contact }) => contact.messages.size,
    }),
    meetings: t.int({
      description: 'Meetings of the two.',
      resolve: ({ contact }) => contact.meetings.length,
    }),
    conversations: t.int({
      description: 'Times that one of the two spoke to the other.',
      resolve: ({ contact }) => contact.conversations.length,
    }),
    firstContact: t.field({
      type: UncertainDate,
      nullable: true,
      description: 'The date of their first dated contact.',
      resolve: ({ first }) => first,
    }),
    lastContact: t.field({
      type: UncertainDate,
      nullable: true,
      description: 'The date of their last dated contact.',
      resolve: ({ last }) => last,
    }),
    sources: t.field({
      type: [Source],
      description: 'What the contact rests on, by id.',
      resolve: ({ sources }) => [...sources],
    }),
    relationships: t.field({
      type: [Relationship],
      description: `The relationships that show it, the first ${MAX_EVIDENCE} by date, then by id.`,
      resolve: ({ relationships }) => [...relationships],
    }),
  }),
})

interface PathValue {
  readonly actors: readonly EntityRow[]
  readonly hops: readonly HopValue[]
}

const ContactPath = builder.objectRef<PathValue>('ContactPath').implement({
  description: 'A way from one actor to another over contacts.',
  fields: (t) => ({
    length: t.int({ description: 'How many contacts it has.', resolve: ({ hops }) => hops.length }),
    actors: t.field({
      type: [Actor],
      description: 'The actors met, both ends included.',
      resolve: ({ actors }) => [...actors],
    }),
    hops: t.field({
      type: [ContactHop],
      description: 'The contacts, in order.',
      resolve: ({ hops }) => [...hops],
    }),
  }),
})

interface SearchValue {
  readonly outcome: Outcome
  readonly blockedBy: readonly string[]
  readonly paths: readonly PathValue[]
  readonly reason: string | null
  readonly leftOut: readonly EntityRow[]
}

const ContactPathSearch = builder.objectRef<SearchValue>('ContactPathSearch').implement({
  description: 'What a search for paths of contacts found, or why it found nothing.',
  fields: (t) => ({
    outcome: t.field({
      type: PathOutcome,
      description: 'What came of it.',
      resolve: ({ outcome }) => outcome,
    }),
    blockedBy: t.stringList({
      description:
        'Filters without which there is a path: any one of them alone where each suffices, else all together.',
      resolve: ({ blockedBy }) => [...blockedBy],
    }),
    paths: t.field({
      type: [ContactPath],
      description: 'The paths, best first.',
      resolve: ({ paths }) => [...paths],
    }),
    truncated: t.boolean({
      description: 'Whether there are or may be more.',
      resolve: ({ reason }) => reason !== null,
    }),
    reason: t.string({
      nullable: true,
      description: 'Why there may be more; null where this is all.',
      resolve: ({ reason }) => reason,
    }),
    leftOut: t.field({ type: [Entity], description: LEFT_OUT, resolve: ({ leftOut }) => [...leftOut] }),
  }),
})

builder.queryField('contactPaths', (t) =>
  t.field({
    type: ContactPathSearch,
    description:
      'How one actor is linked to another over contacts between actors alone: a message that one sent to the other, a meeting, a conversation. NOT_FOUND where an end is no actor.',
    args: {
      from: t.arg.id({ required: true, description: 'Where to begin.' }),
      to: t.arg.id({ required: true, description: 'Where to end.' }),
      mode: t.arg({
        type: ContactPathMode,
        required: false,
        defaultValue: 'SHORTEST',
        description: 'Which paths to look for.',
      }),
      where: t.arg({ type: ContactFilterInput, required: false, description: 'Which contacts count.' }),
      first: t.arg.int({
        required: false,
        defaultValue: 10,
        description: 'At most this many paths, 1 to 100.',
      }),
    },
    resolve: async (_, args, context, info): Promise<SearchValue> => {
      const { from, to } = args
      const limit = args.first ?? 10
      within('first', limit, 1, MAX_PATHS)
      const filter = contactFilterOf(args.where, context.now)
      await requireActors(from, to, args.where, context)
      const searchBy =
        (mode: ContactQuestion['mode']) =>
        (where: ContactFilter, budget: ApiContext['budget']): Promise<ContactResult> =>
          contactPaths(context.store, { from, to, mode, filter: where, limit }, budget, context.signal)
      const { outcome, blockedBy, result } = await explained(filter, CONTACT_LIFTS, context.budget, {
        search: searchBy(args.mode ?? 'SHORTEST'),
        exists: existsBy(searchBy('SHORTEST')),
      })
      return {
        outcome,
        blockedBy,
        paths: await hydrated(result, context, Selection.under(info, context).at('paths')),
        reason: reasonOf(result, limit),
        leftOut: await leftOutOf(result, context, info),
      }
    },
  }),
)

async function requireActors(
  from: string,
  to: string,
  where: ContactFilterArgument | null | undefined,
  context: ApiContext,
): Promise<void> {
  const found = await entityRows([from, to], LABEL, context, ACTOR_KINDS)
  for (const [argument, id] of Object.entries({ from, to })) {
    if (!found.has(id)) throw new NotFound(argument, [id], 'actor')
    if (where?.avoid?.includes(id)) throw new BadInput('where.avoid', `"${id}" is an end of the path`)
  }
}

const DATES: Read = { of: 'relationship', detail: 'full', kinds: [], follows: [] }

/** The paths with all that is selected of their actors, sources and relationships. */
async function hydrated(
  { contactPaths: found }: ContactResult,
  context: ApiContext,
  path: Selection,
): Promise<readonly PathValue[]> {
  const hops = path.at('hops')
  const contacts = found.flatMap((one) => one.contacts)
  const shown = hops.has('relationships')
  const dated = hops.has('firstContact') || hops.has('lastContact')
  const evidence = new Map(contacts.map((contact) => [contact, shown ? shownOf(contact) : []]))
  const [actors, sources, edges, dates] = await Promise.all([
    entityRows(
      found.flatMap((one) => one.actors),
      path.at('actors').and(hops.at('from')).and(hops.at('to')).read('entity'),
      context,
    ),
    entityRows(
      hops.has('sources') ? contacts.flatMap(sourcesOf) : [],
      hops.at('sources').read('entity'),
      context,
    ),
    edgeRows([...evidence.values()].flat(), hops.at('relationships').read('relationship'), context),
    edgeRows(dated ? contacts.flatMap(datingOf) : [], DATES, context),
  ])
  const date = (edge: { readonly id: string } | null): DateProperties | null => {
    const row = edge && dates.get(edge.id)
    return row ? dateOf(row.properties) : null
  }
  return found.flatMap((one): readonly PathValue[] => {
    const rows = one.actors.flatMap((id) => actors.get(id) ?? [])
    // What a write removed since the search is not shown in part.
    if (rows.length < one.actors.length) return []
    const values = one.contacts.flatMap((contact, at): readonly HopValue[] => {
      const [from, to] = [rows[at], rows[at + 1]]
      if (!from || !to) return []
      const all = evidenceOf(contact)
      return [
        {
          from,
          to,
          contact,
          first: date(firstOf(all)),
          last: date(lastOf(all)),
          sources: sourcesOf(contact).flatMap((id) => sources.get(id) ?? []),
          relationships: (evidence.get(contact) ?? []).flatMap((id) => edges.get(id) ?? []),
        },
      ]
    })
    return [{ actors: rows, hops: values }]
  })
}

/** The relationships that a hop shows, by date, then by id. */
const shownOf = (contact: Contact): readonly string[] =>
  evidenceOf(contact)
    .toSorted(byBeginning)
    .slice(0, MAX_EVIDENCE)
    .map(({ id }) => id)

/** The relationships that say when a contact was first and last. */
const datingOf = (contact: Contact): readonly string[] =>
  [firstOf(evidenceOf(contact)), lastOf(evidenceOf(contact))].flatMap((edge) => edge?.id ?? [])
