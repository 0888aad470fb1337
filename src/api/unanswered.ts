import { answerCoverage } from '../analysis/answer-coverage.ts'
import { parsePeriod } from '../dates/period.ts'
import { DAY_MS, wholeDaysBetween } from '../dates/uncertain-date.ts'
import { BadInput, NotFound } from '../errors.ts'
import { plannedOnce } from '../plan/plan-cache.ts'
import { Selection } from '../plan/selection.ts'
import { canBeSentBy, LAST_INSTANT, type OpenWhere, type Read } from '../store/read-plan.ts'
import type { EntityRow, Listed } from '../store/rows.ts'
import { ACTOR_KINDS, Kind } from '../vocabulary/node-kinds.ts'
import { builder } from './builder.ts'
import type { ApiContext } from './context.ts'
import { PeriodInput, periodOf } from './dates.ts'
import { isGiven } from './message-filter.ts'
import { Connection, type PageArguments, paged } from './paging.ts'
import { rowsOf } from './planned-fields.ts'
import { entityRows, LABEL } from './reading.ts'
import { Actor, Message, NODES, nodesOf } from './refs.ts'
import { addresseesOf, boundsOf, idsOf, repliesOf, replyFollows, replyIn, wholeRows } from './replies.ts'

interface OpenMessageValue {
  readonly message: EntityRow
  readonly waiting: readonly EntityRow[]
  readonly ageDays: number | null
}

const OpenMessage = builder.objectRef<OpenMessageValue>('OpenMessage').implement({
  description: 'A message that waits for an answer.',
  fields: (t) => ({
    message: t.field({ type: Message, description: 'The message.', resolve: ({ message }) => message }),
    waiting: t.field({
      type: [Actor],
      description:
        'The addressees whose answer it waits for, by id: those of whom none was recorded by then. LIMIT_EXCEEDED over 2000 addressees or replies.',
      resolve: ({ waiting }) => [...waiting],
    }),
    ageDays: t.exposeInt('ageDays', {
      nullable: true,
      description:
        'Whole days from the message to `asOf`, of which the last day counts; null where the message is not dated to the day.',
    }),
  }),
})

const OpenMessageConnection = builder.connectionObject(
  {
    type: OpenMessage,
    name: 'OpenMessageConnection',
    description: 'A page of messages that wait for an answer.',
    fields: (t) => ({
      nodes: t.field({ type: [OpenMessage], description: NODES, resolve: nodesOf<OpenMessageValue> }),
    }),
  },
  { name: 'OpenMessageEdge', description: 'A message that waits for an answer, in a list.' },
)

interface UnansweredArguments extends PageArguments {
  readonly sentBy?: string | null | undefined
  readonly owedBy?: string | null | undefined
  readonly olderThanDays?: number | null | undefined
  readonly asOf?: string | null | undefined
}

/** Which messages are open, as stores take it. @throws BadInput */
function openWhere({ sentBy, owedBy, olderThanDays, asOf }: UnansweredArguments, present: number): OpenWhere {
  const now = isGiven(asOf) ? endOf(asOf, present) : present
  if (isGiven(olderThanDays)) {
    if (olderThanDays < 0) throw new BadInput('olderThanDays', `nothing is ${olderThanDays} days old`)
    if (now === LAST_INSTANT) throw new BadInput('asOf', 'has no end to count days back from')
  }
  return {
    asOf: now,
    until: isGiven(olderThanDays) ? (Math.floor(now / DAY_MS) - olderThanDays) * DAY_MS - 1 : null,
    ...(isGiven(sentBy) && { sender: sentBy }),
    ...(isGiven(owedBy) && { debtor: owedBy }),
  }
}

/** The last instant that a date can be. */
function endOf(asOf: string, present: number): number {
  const parsed = parsePeriod({ asOf }, present)
  if (!parsed.ok) throw new BadInput('asOf', parsed.reason)
  return parsed.period.to ?? LAST_INSTANT
}

/** What is read of its replies: whose word each is, and when it was sent. */
const REPLY: Read = {
  of: 'entity',
  detail: 'brief',
  kinds: [Kind.MESSAGE],
  follows: replyFollows(LABEL, false),
}

/** What is read of an open message: its addressees and its replies, where those who have not answered are asked for. */
function openRead(rows: Selection): Read {
  const wanted = rows.has('waiting')
  return rows.at('message').read('entity', {
    detail: 'brief',
    follows: [addresseesOf(rows.at('waiting').read('entity'), wanted), repliesOf(REPLY, wanted)],
  })
}

function openMessage({ row }: Listed, { asOf }: OpenWhere): OpenMessageValue {
  const message = row as EntityRow
  const [addressees, replies] = message.answers
  const asked = wholeRows<EntityRow>(addressees)
  const { id } = message.properties
  const said = wholeRows<EntityRow>(replies).filter(({ properties }) => canBeSentBy(properties, asOf))
  const { unanswered } = answerCoverage(
    { id, ...boundsOf(message.properties), authors: [] },
    idsOf(asked),
    said.map(replyIn).map((reply) => ({ ...reply, parents: [id], senders: idsOf(reply.senders) })),
  )
  return {
    message,
    waiting: asked.filter(({ properties }) => unanswered.includes(properties.id)),
    ageDays: wholeDaysBetween(boundsOf(message.properties), { earliest: asOf, latest: asOf }),
  }
}

/** @throws NotFound where one of these is no actor */
async function haveToBeThere(args: UnansweredArguments, context: ApiContext): Promise<void> {
  const named = (['sentBy', 'owedBy'] as const).flatMap((argument) => {
    const id = args[argument]
    return isGiven(id) ? [[argument, id] as const] : []
  })
  const there = await entityRows(
    named.map(([, id]) => id),
    LABEL,
    context,
    ACTOR_KINDS,
  )
  for (const [argument, id] of named) if (!there.has(id)) throw new NotFound(argument, [id], 'actor')
}

builder.queryField('unanswered', (t) =>
  t.field({
    type: OpenMessageConnection,
    description:
      'Open letters: messages with an addressee of whom no answer is recorded, that is, no reply to the message that the addressee sent or that somebody sent on the addressee’s behalf. The oldest first, undated ones last, then by id. NOT_FOUND where there is no such actor.',
    args: {
      sentBy: t.arg.id({
        required: false,
        description: 'Only messages that this actor sent: what it waits for.',
      }),
      owedBy: t.arg.id({
        required: false,
        description: 'Only messages addressed to this actor, of whom no answer is recorded: what it owes.',
      }),
      during: t.arg({
        type: PeriodInput,
        required: false,
        description: 'Only messages dated in this period.',
      }),
      olderThanDays: t.arg.int({
        required: false,
        description:
          'Only messages that are more whole days old than this, 0 or more, whatever their date is: one without a date is not among them.',
      }),
      asOf: t.arg({
        type: 'EDTF',
        required: false,
        description:
          'The graph as it was at the end of this date; now where left out. Only messages and replies that can have been sent by then count, those without a date among them.',
      }),
      ...t.arg.connectionArgs(),
    },
    resolve: async (_, args, context, info) => {
      const open = openWhere(args, context.now)
      const during = periodOf(args.during, 'during', context.now)
      const selection = Selection.under(info, context)
      const asked = paged(args, 'date', selection)
      const read = plannedOnce(info, context, () => openRead(rowsOf(selection)))
      await haveToBeThere(args, context)
      const where = { open, ...(during && { during }) }
      const start = { by: 'messages', where, descending: false, ...asked } as const
      const page = await context.store.list(start, read, context.signal)
      return new Connection(page, asked.page, 'date', (listed) => openMessage(listed, open))
    },
  }),
)
