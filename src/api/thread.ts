import { conversation, type ReplyLink } from '../analysis/conversation.ts'
import { BadInput, LimitExceeded } from '../errors.ts'
import { Selection } from '../plan/selection.ts'
import { type Hop, isAmong } from '../store/read-plan.ts'
import type { EntityRow } from '../store/rows.ts'
import { Edge } from '../vocabulary/edge-kinds.ts'
import { builder } from './builder.ts'
import { claimArguments, claimsAsked } from './claims.ts'
import type { ApiContext } from './context.ts'
import { entityRows } from './reading.ts'
import { Message } from './refs.ts'

/** The deepest conversation that can be asked for. */
const MAX_DEPTH = 1_000

interface Entry {
  readonly message: EntityRow
  readonly depth: number
}

const ThreadEntry = builder.objectRef<Entry>('ThreadEntry').implement({
  description: 'A message at its place in a conversation.',
  fields: (t) => ({
    message: t.field({ type: Message, description: 'The message.', resolve: ({ message }) => message }),
    depth: t.exposeInt('depth', {
      description: 'How many replies lie between it and the first message, which has 0.',
    }),
  }),
})

builder.objectField(Message, 'thread', (t) =>
  t.field({
    type: [ThreadEntry],
    description:
      'The whole conversation that it belongs to, from the first message on, depth first, replies by date; where it is narrowed, a message left out does not hide the replies to it. LIMIT_EXCEEDED for conversations of more than 2000 messages.',
    args: {
      maxDepth: t.arg.int({
        required: false,
        defaultValue: 20,
        description: 'Leaves out replies that are further from the first message than this, 0 to 1000.',
      }),
      ...claimArguments('messages'),
    },
    resolve: async ({ properties }, args, context, info) => {
      const maxDepth = args.maxDepth ?? 20
      if (maxDepth < 0) throw new BadInput('maxDepth', `a depth is not negative, ${maxDepth} was asked for`)
      if (maxDepth > MAX_DEPTH)
        throw new LimitExceeded(`maxDepth: is at most ${MAX_DEPTH}, ${maxDepth} was asked for`)
      const claims = claimsAsked(args, context.now)
      const turns = await conversation(properties.id, maxDepth, linksOf(context))
      const detail = claims.certainty ? 'full' : claims.during ? 'brief' : 'label'
      const read = Selection.under(info, context).at('message').read('entity', { detail })
      const messages = await entityRows(
        turns.map(({ message }) => message),
        read,
        context,
      )
      return turns.flatMap(({ message, depth }) => {
        const row = messages.get(message)
        return row && isAmong(row.properties, claims) ? [{ message: row, depth }] : []
      })
    },
  }),
)

/** The links of replies, from the store. */
function linksOf({ store, signal }: ApiContext) {
  const links = async (
    ids: readonly string[],
    direction: Hop['direction'],
  ): Promise<readonly ReplyLink[]> => {
    const hop = { kinds: [Edge.IN_REPLY_TO], direction }
    const { edges, more } = await store.touching({ ids, hops: [hop], limit: MAX_LINKS }, signal)
    if (more)
      throw new LimitExceeded(
        `thread: more than ${MAX_LINKS} replies at one depth; ask with a smaller maxDepth`,
      )
    return edges.map(({ from, to, earliest }) => ({ parent: to, reply: from, at: earliest }))
  }
  return {
    parents: (ids: readonly string[]) => links(ids, 'OUT'),
    replies: (ids: readonly string[]) => links(ids, 'IN'),
  }
}

const MAX_LINKS = 5_000
