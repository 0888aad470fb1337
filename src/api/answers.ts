import { shareOf } from '../analysis/answer-coverage.ts'
import { BadInput } from '../errors.ts'
import { planned } from '../plan/field-plan.ts'
import { Selection } from '../plan/selection.ts'
import { builder } from './builder.ts'
import { answersFor } from './context.ts'
import {
  type AnswerValue,
  type CoverageValue,
  coverageFollows,
  coverageOf,
  type SuggestedValue,
} from './coverage.ts'
import { within } from './limits.ts'
import { Actor, Message, Relationship } from './refs.ts'

/** The longest chain of replies that can be asked for. */
const MAX_CHAIN = 20

const AnswerType = builder.objectRef<AnswerValue>('Answer').implement({
  description:
    "An addressee's first answer to a message: the one through the shortest chain of replies, and of those the first by date, undated ones last, then by id.",
  fields: (t) => ({
    addressee: t.field({
      type: Actor,
      description: 'Who was addressed.',
      resolve: ({ addressee }) => addressee,
    }),
    by: t.field({ type: Actor, description: 'Who wrote the answer.', resolve: ({ by }) => by }),
    message: t.field({ type: Message, description: 'The answer.', resolve: ({ message }) => message }),
    onBehalf: t.exposeBoolean('onBehalf', {
      description: 'True where somebody else answered for the addressee.',
    }),
    delayDays: t.exposeInt('delayDays', {
      nullable: true,
      description: 'Whole days from the message to the answer; null where either is not dated to the day.',
    }),
    late: t.exposeBoolean('late', {
      nullable: true,
      description:
        'Whether it took more than `lateAfterDays` whole days, whatever the two dates are; null where they leave that open, and where no limit was given.',
    }),
    chain: t.field({
      type: [Message],
      description:
        'The messages from the first reply to the answer, each a reply to the one before: the answer alone where it is a reply to the message itself.',
      resolve: ({ chain }) => [...chain],
    }),
    notAddressed: t.field({
      type: [Actor],
      description:
        'Those who sent the message and to whom the answer is neither addressed nor copied, by id: it answers a part of those who wrote.',
      resolve: ({ notAddressed }) => [...notAddressed],
    }),
  }),
})

const SuggestedAnswer = builder.objectRef<SuggestedValue>('SuggestedAnswer').implement({
  description:
    'What may be an answer of an addressee, though no source says so: an institution answered, of which the addressee can have been a member at the date of that answer. It never counts as one.',
  fields: (t) => ({
    addressee: t.field({
      type: Actor,
      description: 'Who was addressed and has not answered.',
      resolve: ({ addressee }) => addressee,
    }),
    through: t.field({
      type: Actor,
      description: 'The institution that answered, or for which somebody did.',
      resolve: ({ through }) => through,
    }),
    membership: t.field({
      type: Relationship,
      description: 'What says that the addressee is a member of the institution, with its date and sources.',
      resolve: ({ membership }) => membership,
    }),
    by: t.field({ type: Actor, description: 'Who wrote its answer.', resolve: ({ by }) => by }),
    message: t.field({
      type: Message,
      description: 'Its first answer while the addressee can have been a member.',
      resolve: ({ message }) => message,
    }),
    onBehalf: t.exposeBoolean('onBehalf', {
      description: 'True where somebody else answered for the institution.',
    }),
    chain: t.field({
      type: [Message],
      description: 'The messages from the first reply to its answer, as in `Answer`.',
      resolve: ({ chain }) => [...chain],
    }),
  }),
})

const AnswerCoverage = builder.objectRef<CoverageValue>('AnswerCoverage').implement({
  description:
    'Who of those addressed has answered. An answer is a reply that the addressee sent, or that somebody sent on the addressee’s behalf; being a member of an institution that answered is not enough.',
  fields: (t) => ({
    answered: t.field({
      type: [AnswerType],
      description: 'The addressees who have answered, by id, each with the first answer.',
      resolve: ({ answered }) => [...answered],
    }),
    unanswered: t.field({
      type: [Actor],
      description: 'The addressees of whom no answer is recorded, by id.',
      resolve: ({ unanswered }) => [...unanswered],
    }),
    suggested: t.field({
      type: [SuggestedAnswer],
      description:
        'What may be answers of those who are `unanswered`, by addressee, then by institution. An institution that wrote the message, or for which it was written, suggests none.',
      resolve: ({ suggested }) => [...suggested],
    }),
    total: t.int({
      description: 'How many were addressed.',
      resolve: ({ answered, unanswered }) => answered.length + unanswered.length,
    }),
    share: t.float({
      nullable: true,
      description: 'Which part of those addressed has answered, 0 to 1; null where nobody was addressed.',
      resolve: ({ answered, unanswered }) => shareOf(answered.length, answered.length + unanswered.length),
    }),
  }),
})

builder.objectField(Message, 'answers', (t) =>
  t.field({
    type: AnswerCoverage,
    description:
      'Who of those addressed has answered it, through whom, and who has not. LIMIT_EXCEEDED over 2000 addressees or replies.',
    args: {
      lateAfterDays: t.arg.int({
        required: false,
        description: 'How many whole days an answer may take, 0 or more: one that took more is `late`.',
      }),
      maxChain: t.arg.int({
        required: false,
        defaultValue: 1,
        description: `The most messages of a chain, 1 to ${MAX_CHAIN}: with 1 an answer is a reply to the message, with 2 also a reply to such a reply. Longer chains add answers, and change none.`,
      }),
    },
    extensions: planned({ detail: 'brief', follows: (_, selection) => coverageFollows(selection) }),
    resolve: async (row, args, context, info): Promise<CoverageValue> => {
      const maxChain = args.maxChain ?? 1
      within('maxChain', maxChain, 1, MAX_CHAIN)
      const lateAfterDays = args.lateAfterDays ?? null
      if (lateAfterDays !== null && lateAfterDays < 0)
        throw new BadInput('lateAfterDays', `an answer takes no ${lateAfterDays} days`)
      const answers = await answersFor(row, context, info)
      return coverageOf(row, answers, { maxChain, lateAfterDays }, Selection.under(info, context), context)
    },
  }),
)
