import {
  type Balance,
  exchange,
  type Exchange as Found,
  type OneWay,
  type ExchangePeriod as Period,
} from '../analysis/exchange.ts'
import { BadInput, NotFound } from '../errors.ts'
import { Selection } from '../plan/selection.ts'
import type { EntityRow } from '../store/rows.ts'
import { ACTOR_KINDS } from '../vocabulary/node-kinds.ts'
import { builder } from './builder.ts'
import { PeriodInput, periodOf } from './dates.ts'
import { AgencyType, TimeUnitType } from './enums.ts'
import { entityRows } from './reading.ts'
import { Actor } from './refs.ts'

/** The two, the one named first in front. */
interface Ends {
  readonly between: EntityRow
  readonly and: EntityRow
}

interface DirectionValue extends OneWay {
  readonly from: EntityRow
  readonly to: EntityRow
}

const ExchangeDirection = builder.objectRef<DirectionValue>('ExchangeDirection').implement({
  description: 'What one of two actors sent the other, and how it was answered.',
  fields: (t) => ({
    from: t.field({ type: Actor, description: 'Who sent.', resolve: ({ from }) => from }),
    to: t.field({ type: Actor, description: 'To whom.', resolve: ({ to }) => to }),
    messages: t.exposeInt('messages', {
      description:
        'Messages from the first, addressed to the second; a copy waits for no answer and does not count.',
    }),
    answered: t.exposeInt('answered', {
      description:
        'Of these, how many have a reply that the second sent, or that somebody sent on their behalf, whenever.',
    }),
    share: t.exposeFloat('share', {
      nullable: true,
      description: 'Which part was answered, 0 to 1; null where there were no messages.',
    }),
    medianDays: t.exposeFloat('medianDays', {
      nullable: true,
      description:
        'The median of the whole days from a message to its first answer; null where of none both are dated to the day.',
    }),
  }),
})

const RECIPROCITY =
  'How balanced the two are: twice the smaller of the two numbers of messages over their sum (the reciprocity of a weighted network, Squartini et al. 2013, of the two alone). 1 where both sent as much, 0 where only one did, null where none did.'

const DIRECTIONS = 'From `between` to `and`, then back.'

const directionsOf = ({ there, back, between, and }: Balance & Ends): DirectionValue[] => [
  { ...there, from: between, to: and },
  { ...back, from: and, to: between },
]

const ExchangePeriod = builder.objectRef<Period & Ends>('ExchangePeriod').implement({
  description: 'The messages of two actors that were sent in one day, week, month or year for certain.',
  fields: (t) => ({
    from: t.field({ type: 'DateTime', description: 'Its first instant.', resolve: ({ from }) => from }),
    to: t.field({ type: 'DateTime', description: 'Its last instant.', resolve: ({ to }) => to }),
    directions: t.field({ type: [ExchangeDirection], description: DIRECTIONS, resolve: directionsOf }),
    reciprocity: t.exposeFloat('reciprocity', { nullable: true, description: RECIPROCITY }),
  }),
})

const Exchange = builder.objectRef<Found & Ends>('Exchange').implement({
  description: 'What two actors sent each other, and how much of it was answered.',
  fields: (t) => ({
    directions: t.field({ type: [ExchangeDirection], description: DIRECTIONS, resolve: directionsOf }),
    reciprocity: t.exposeFloat('reciprocity', { nullable: true, description: RECIPROCITY }),
    periods: t.field({
      type: [ExchangePeriod],
      description:
        'The same by time where `by` is given, in order; those in which nothing was sent for certain are left out.',
      resolve: ({ periods, between, and }) => periods.map((period) => ({ ...period, between, and })),
    }),
    unplaced: t.exposeInt('unplaced', {
      description:
        'Messages of both directions that are in none of the periods, since their date does not lie in one for certain; 0 where `by` is not given.',
    }),
    truncated: t.boolean({
      description:
        'Whether the search ended before it was done, so that messages, answers or periods may be missing.',
      resolve: ({ stopped }) => stopped !== null,
    }),
    reason: t.string({
      nullable: true,
      description: 'Why it ended before; null where it was done.',
      resolve: ({ stopped }) => stopped,
    }),
  }),
})

builder.queryField('exchange', (t) =>
  t.field({
    type: Exchange,
    description:
      'What two actors sent each other, how much of it was answered and how fast, and how balanced that is. NOT_FOUND where one of them does not exist.',
    args: {
      between: t.arg.id({ required: true, description: 'One of the two.' }),
      and: t.arg.id({ required: true, description: 'The other.' }),
      during: t.arg({
        type: PeriodInput,
        required: false,
        description: 'Only messages sent in this period; their answers may have come later.',
      }),
      by: t.arg({ type: TimeUnitType, required: false, description: 'Say all by this as well.' }),
      agency: t.arg({
        type: AgencyType,
        required: false,
        defaultValue: 'LITERAL',
        description: 'Whose word a message is. What answers it is the same with both.',
      }),
    },
    resolve: async (_, args, context, info): Promise<Found & Ends> => {
      if (args.between === args.and)
        throw new BadInput('and', 'is the actor that `between` names; give another')
      const during = periodOf(args.during, 'during', context.now)
      const selection = Selection.under(info, context)
      const directions = selection.at('directions').and(selection.at('periods', 'directions'))
      const read = directions.at('from').and(directions.at('to')).read('entity')
      const actors = await entityRows([args.between, args.and], read, context, ACTOR_KINDS)
      const [between, and] = [actors.get(args.between), actors.get(args.and)]
      if (!between) throw new NotFound('between', [args.between], 'actor')
      if (!and) throw new NotFound('and', [args.and], 'actor')
      const found = await exchange(
        context.store,
        {
          between: args.between,
          and: args.and,
          agency: args.agency ?? 'LITERAL',
          by: args.by ?? null,
          ...(during && { during }),
        },
        context.budget,
        context.signal,
      )
      return { ...found, between, and }
    },
  }),
)
