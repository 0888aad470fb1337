import { Edge } from '../vocabulary/edge-kinds.ts'
import { NODE_KINDS } from '../vocabulary/node-kinds.ts'
import { MESSAGES_ARGUMENTS, messagesField } from './actor.ts'
import { Node } from './builder.ts'
import { Entity } from './entity.ts'
import { MessageConnection, Topic } from './refs.ts'

Topic.implement({
  description: NODE_KINDS.TOPIC.meaning,
  interfaces: [Node, Entity],
  fields: (t) => ({
    messages: t.field({
      type: MessageConnection,
      description: 'The messages about it, by date, undated ones last.',
      args: { ...MESSAGES_ARGUMENTS, ...t.arg.connectionArgs() },
      ...messagesField({ kinds: [Edge.ABOUT], direction: 'IN' }),
    }),
  }),
})
