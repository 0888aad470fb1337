import { answerCoverage } from '../analysis/answer-coverage.ts'
import { fromSortable } from '../dates/uncertain-date.ts'
import { LimitExceeded } from '../errors.ts'
import { planned } from '../plan/field-plan.ts'
import type { Follow, Hop, Read } from '../store/read-plan.ts'
import type { Answer, EntityProperties, EntityRow } from '../store/rows.ts'
import { Edge } from '../vocabulary/edge-kinds.ts'
import { Kind } from '../vocabulary/node-kinds.ts'
import { builder } from './builder.ts'
import { answersFor } from './context.ts'
import { MAX_LIST_LENGTH, pageIn, rowsIn, WHOLE_LIST } from './planned-fields.ts'
import { LABEL } from './reading.ts'
import { Actor, Message } from './refs.ts'

interface AnswerValue {
  readonly addressee: EntityRow
  readonly by: EntityRow
  readonly message: EntityRow
  readonly onBehalf: boolean
  readonly delayDays: number | null
}

interface CoverageValue {
  readonly answered: readonly AnswerValue[]
  readonly unanswered: readonly EntityRow[]
}

const AnswerType = builder.objectRef<AnswerValue>('Answer').implement({
  description: "An addressee's first answer to a message.",
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
    total: t.int({
      description: 'How many were addressed.',
      resolve: ({ answered, unanswered }) => answered.length + unanswered.length,
    }),
  }),
})

const neighbours = (hop: Hop, order: 'id' | 'date', read: Read): Follow => ({
  follow: 'neighbours',
  from: [Kind.MESSAGE],
  hop,
  where: {},
  order,
  descending: false,
  read,
  ...WHOLE_LIST,
})

builder.objectField(Message, 'answers', (t) =>
  t.field({
    type: AnswerCoverage,
    description:
      'Who of those addressed has answered it, through whom, and who has not. LIMIT_EXCEEDED over 2000 addressees or replies.',
    extensions: planned({
      detail: 'brief',
      follows: (_, selection) => {
        const addressee = selection.at('answered', 'addressee').and(selection.at('unanswered')).read('entity')
        const senders = neighbours(
          { kinds: [Edge.SENT], direction: 'IN' },
          'id',
          selection.at('answered', 'by').read('entity'),
        )
        const principals: Follow = { follow: 'principals', from: [Kind.MESSAGE], read: LABEL, ...WHOLE_LIST }
        const reply = selection
          .at('answered', 'message')
          .read('entity', { detail: 'brief', follows: [senders, principals] })
        return [
          neighbours({ kinds: [Edge.ADDRESSED_TO], direction: 'OUT' }, 'id', addressee),
          neighbours({ kinds: [Edge.IN_REPLY_TO], direction: 'IN' }, 'date', reply),
        ]
      },
    }),
    resolve: async (row, _args, context, info): Promise<CoverageValue> => {
      const [addressees, replies] = await answersFor(row, context, info)
      return coverageOf(row.properties, whole(addressees), whole(replies))
    },
  }),
)

function whole(answer: Answer | undefined): readonly EntityRow[] {
  if (pageIn(answer).more)
    throw new LimitExceeded(`answers: more than ${MAX_LIST_LENGTH} addressees or replies`)
  return rowsIn(answer) as readonly EntityRow[]
}

const boundsOf = ({ earliest, latest }: EntityProperties) => ({
  earliest: earliest === null ? null : fromSortable(earliest),
  latest: latest === null ? null : fromSortable(latest),
})

/** The replies carry their senders and principals as their first two answers: see the plan above. */
function coverageOf(
  letter: EntityProperties,
  addressees: readonly EntityRow[],
  replies: readonly EntityRow[],
): CoverageValue {
  const rows = new Map<string, EntityRow>()
  const remember = (row: EntityRow): string => {
    rows.set(row.properties.id, row)
    return row.properties.id
  }
  const byId = (id: string): EntityRow => {
    const row = rows.get(id)
    if (!row) throw new TypeError(`coverage speaks of ${id}, which was not read`)
    return row
  }
  const messages = new Map(replies.map((reply) => [reply.properties.id as string, reply]))
  const writers = new Map<string, EntityRow>()
  const coverage = answerCoverage(
    boundsOf(letter),
    addressees.map(remember),
    replies.map(({ properties, answers: [senders, principals] }) => ({
      id: properties.id,
      ...boundsOf(properties),
      senders: whole(senders).map((sender) => {
        writers.set(sender.properties.id, sender)
        return sender.properties.id
      }),
      principals: whole(principals).map((principal) => principal.properties.id),
    })),
  )
  const found = <T>(value: T | undefined): T => {
    if (value === undefined) throw new TypeError('coverage speaks of a message or writer that was not read')
    return value
  }
  return {
    answered: coverage.answered.map(({ addressee, by, reply, onBehalf, delayDays }) => ({
      addressee: byId(addressee),
      by: found(writers.get(by)),
      message: found(messages.get(reply)),
      onBehalf,
      delayDays,
    })),
    unanswered: coverage.unanswered.map(byId),
  }
}
