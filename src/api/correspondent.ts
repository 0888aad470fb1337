import type { Contact, EntityRow, Listed } from '../store/rows.ts'
import { UncertainDate } from './dates.ts'
import { Actor, Correspondent } from './refs.ts'

const contactOf = ({ contact }: Listed): Contact => {
  if (!contact) throw new TypeError('a correspondent is listed with its contact')
  return contact
}

Correspondent.implement({
  description: 'Somebody an actor was in contact with, and how often.',
  fields: (t) => ({
    actor: t.field({ type: Actor, description: 'Whom.', resolve: ({ row }) => row as EntityRow }),
    sent: t.int({
      description: 'Messages that the actor asked about sent to this one, addressed or copied.',
      resolve: (listed) => contactOf(listed).sent,
    }),
    received: t.int({
      description: 'Messages that the actor asked about received from this one, addressed or copied.',
      resolve: (listed) => contactOf(listed).received,
    }),
    meetings: t.int({ description: 'Meetings of the two.', resolve: (listed) => contactOf(listed).meetings }),
    conversations: t.int({
      description: 'Times that one of the two spoke to the other.',
      resolve: (listed) => contactOf(listed).conversations,
    }),
    firstContact: t.field({
      type: UncertainDate,
      nullable: true,
      description: 'The date of their first dated contact.',
      resolve: (listed) => contactOf(listed).first,
    }),
    lastContact: t.field({
      type: UncertainDate,
      nullable: true,
      description: 'The date of their last dated contact.',
      resolve: (listed) => contactOf(listed).last,
    }),
  }),
})
