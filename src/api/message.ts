import type { EntityRow } from '../store/rows.ts'
import { Edge } from '../vocabulary/edge-kinds.ts'
import { isMessageForm } from '../vocabulary/forms.ts'
import { NODE_KINDS } from '../vocabulary/node-kinds.ts'
import { MESSAGES_ARGUMENTS, messagesField } from './actor.ts'
import { Node } from './builder.ts'
import { dateOf, UncertainDate } from './dates.ts'
import { Entity } from './entity.ts'
import { formIn, MessageFormType } from './enums.ts'
import { BRIEF, FULL, listField } from './planned-fields.ts'
import { Actor, Message, MessageConnection } from './refs.ts'

Message.implement({
  description: NODE_KINDS.MESSAGE.meaning,
  interfaces: [Node, Entity],
  fields: (t) => ({
    form: t.field({
      type: MessageFormType,
      description: 'What it is by its outward form.',
      extensions: BRIEF,
      resolve: ({ properties }) => formIn(isMessageForm, properties.form),
    }),
    date: t.field({
      type: UncertainDate,
      nullable: true,
      description: 'When it was written or spoken; null where no source says.',
      extensions: BRIEF,
      resolve: ({ properties }) => dateOf(properties),
    }),
    isPublic: t.boolean({
      nullable: true,
      description: 'Whether it was published; null where that is not known.',
      extensions: FULL,
      resolve: ({ properties }) => properties.isPublic,
    }),
    onBehalfOf: t.field({
      type: [Actor],
      description: 'Those on whose behalf it was sent, by id.',
      ...listField<EntityRow>({
        what: 'onBehalfOf',
        follow: (whole, rows) => ({ follow: 'principals', from: [], read: rows.read('entity'), ...whole }),
      }),
    }),
    replies: t.field({
      type: MessageConnection,
      description: 'The messages that answer it, by date, undated ones last.',
      args: { ...MESSAGES_ARGUMENTS, ...t.arg.connectionArgs() },
      ...messagesField({ kinds: [Edge.IN_REPLY_TO], direction: 'IN' }),
    }),
  }),
})
