import type { EdgeWhere, Hop } from '../store/read-plan.ts'
import type { EdgeRow, EntityRow, Listed } from '../store/rows.ts'
import { ADDRESSINGS, AFFILIATIONS, Edge, MEETINGS, REPRESENTATIONS } from '../vocabulary/edge-kinds.ts'
import { isInstitutionForm } from '../vocabulary/forms.ts'
import { NODE_KINDS } from '../vocabulary/node-kinds.ts'
import { builder, Node, typeNameOf } from './builder.ts'
import { type ClaimArguments, claimArguments, claimsAsked, heldClaimsAsked } from './claims.ts'
import { PeriodInput } from './dates.ts'
import { Entity } from './entity.ts'
import { AgencyType, formIn, InstitutionFormType, MessageOrderType } from './enums.ts'
import { MessageFilter, type MessageFilterArgument, messageWhere } from './message-filter.ts'
import type { PageArguments } from './paging.ts'
import { BRIEF, connectionField, FULL } from './planned-fields.ts'
import {
  Actor,
  CorrespondentConnection,
  Institution,
  MessageConnection,
  Person,
  RelationshipConnection,
} from './refs.ts'

interface MessagesArguments extends PageArguments {
  readonly where?: MessageFilterArgument | null | undefined
  readonly orderBy?: 'DATE_ASC' | 'DATE_DESC' | null | undefined
}

/** The arguments of such a connection, besides those of its pages. */
export const MESSAGES_ARGUMENTS = builder.args((t) => ({
  where: t.field({
    type: MessageFilter,
    required: false,
    description: 'Only messages for which all of this holds.',
  }),
  orderBy: t.field({ type: MessageOrderType, required: false, description: 'Oldest first where left out.' }),
}))

/** A connection of the messages that a step leads to. */
export const messagesField = (hop: Hop) =>
  connectionField<MessagesArguments, EntityRow>({
    order: ({ orderBy }) => (orderBy === 'DATE_DESC' ? 'date-desc' : 'date'),
    follow: ({ where, orderBy }, paged, rows) => ({
      follow: 'neighbours',
      from: [],
      hop,
      where: messageWhere(where, 'where', rows.now),
      order: 'date',
      descending: orderBy === 'DATE_DESC',
      read: rows.read('entity'),
      ...paged,
    }),
    node: ({ row }) => row as EntityRow,
  })

/** A connection of the relationships that a step takes. */
const relationshipsField = <Args extends PageArguments>(
  hop: Hop,
  where: (args: Args, now: number) => EdgeWhere,
) =>
  connectionField<Args, EdgeRow>({
    order: 'date',
    follow: (args, paged, rows) => ({
      follow: 'relationships',
      from: [],
      hop,
      where: where(args, rows.now),
      read: rows.read('relationship'),
      ...paged,
    }),
    node: ({ row }) => row as EdgeRow,
  })

interface ClaimedArguments extends PageArguments, ClaimArguments {}

interface MeetingsArguments extends ClaimedArguments {
  readonly with?: string | null | undefined
}

interface CorrespondentsArguments extends ClaimedArguments {
  readonly agency?: 'LITERAL' | 'PRINCIPAL' | null | undefined
}

Actor.implement({
  description: 'Whoever can speak and be spoken to: a person or an institution.',
  interfaces: [Node, Entity],
  resolveType: typeNameOf,
  fields: (t) => ({
    formerIds: t.idList({
      description: 'Ids of the actors that were merged into it.',
      extensions: FULL,
      resolve: ({ properties }) => [...properties.formerIds],
    }),
    sent: t.field({
      type: MessageConnection,
      description: 'The messages that it sent.',
      args: { ...MESSAGES_ARGUMENTS, ...t.arg.connectionArgs() },
      ...messagesField({ kinds: [Edge.SENT], direction: 'OUT' }),
    }),
    received: t.field({
      type: MessageConnection,
      description: 'The messages that were addressed or copied to it.',
      args: { ...MESSAGES_ARGUMENTS, ...t.arg.connectionArgs() },
      ...messagesField({ kinds: ADDRESSINGS, direction: 'IN' }),
    }),
    meetings: t.field({
      type: RelationshipConnection,
      description: 'Its meetings, by date.',
      args: {
        with: t.arg.id({ required: false, description: 'Only meetings with this actor.' }),
        ...claimArguments('meetings'),
        ...t.arg.connectionArgs(),
      },
      ...relationshipsField<MeetingsArguments>(
        { kinds: MEETINGS, direction: 'ANY' },
        ({ with: other, ...claims }, now) => ({ ...claimsAsked(claims, now), ...(other && { other }) }),
      ),
    }),
    repliedOnBehalfOf: t.field({
      type: RelationshipConnection,
      description: 'Those this actor answered for, an edge for each message and principal.',
      args: { ...claimArguments('those'), ...t.arg.connectionArgs() },
      ...relationshipsField<ClaimedArguments>({ kinds: REPRESENTATIONS, direction: 'OUT' }, claimsAsked),
    }),
    representedBy: t.field({
      type: RelationshipConnection,
      description: 'Those who answered for this actor, an edge for each message.',
      args: { ...claimArguments('those'), ...t.arg.connectionArgs() },
      ...relationshipsField<ClaimedArguments>({ kinds: REPRESENTATIONS, direction: 'IN' }, claimsAsked),
    }),
    correspondents: t.field({
      type: CorrespondentConnection,
      description:
        'Whom it was in contact with, most contacts first, then by id. An addressee and the sender are in contact; two addressees of one letter are not.',
      args: {
        ...claimArguments('contacts'),
        agency: t.arg({
          type: AgencyType,
          required: false,
          defaultValue: 'LITERAL',
          description: 'Whose word a message is.',
        }),
        ...t.arg.connectionArgs(),
      },
      ...connectionField<CorrespondentsArguments, Listed>({
        order: 'contacts',
        rowAt: 'actor',
        follow: ({ agency, ...claims }, paged, rows) => ({
          follow: 'correspondents',
          from: [],
          where: claimsAsked(claims, rows.now),
          agency: agency ?? 'LITERAL',
          read: rows.read('entity'),
          ...paged,
        }),
        node: (listed) => listed,
      }),
    }),
    affiliations: t.field({
      type: RelationshipConnection,
      description: 'The offices it holds and the institutions it belongs to, by date.',
      args: {
        ...claimArguments('affiliations'),
        during: t.arg({
          type: PeriodInput,
          required: false,
          description:
            'Only those that held in this period: POSSIBLE at some time of it, CERTAIN through the whole of it. One without a date is POSSIBLE: nothing says that it had ended.',
        }),
        asOf: t.arg({
          type: 'EDTF',
          required: false,
          description:
            'Only those that can have held at this date. One without a date is among them: nothing says that it had ended. Not together with `during`.',
        }),
        ...t.arg.connectionArgs(),
      },
      ...relationshipsField<ClaimedArguments>({ kinds: AFFILIATIONS, direction: 'OUT' }, heldClaimsAsked),
    }),
  }),
})

Person.implement({
  description: NODE_KINDS.PERSON.meaning,
  interfaces: [Node, Entity, Actor],
  fields: (t) => ({
    named: t.boolean({
      description: 'False for somebody known only by description ("a colleague"): never merged by name.',
      extensions: BRIEF,
      resolve: ({ properties }) => properties.named ?? true,
    }),
  }),
})

Institution.implement({
  description: NODE_KINDS.INSTITUTION.meaning,
  interfaces: [Node, Entity, Actor],
  fields: (t) => ({
    form: t.field({
      type: InstitutionFormType,
      description: 'What it is by its form.',
      extensions: BRIEF,
      resolve: ({ properties }) => formIn(isInstitutionForm, properties.form),
    }),
  }),
})
