import type { EdgeWhere, Hop, MessageWhere } from '../store/read-plan.ts'
import type { EdgeRow, EntityRow, Listed } from '../store/rows.ts'
import { ADDRESSINGS, AFFILIATIONS, Edge, MEETINGS, REPRESENTATIONS } from '../vocabulary/edge-kinds.ts'
import { isInstitutionForm } from '../vocabulary/forms.ts'
import { NODE_KINDS } from '../vocabulary/node-kinds.ts'
import { Node, typeNameOf } from './builder.ts'
import { type PeriodArgument, PeriodInput, periodOf } from './dates.ts'
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

/** A connection of the messages that a step leads to. */
export const messagesField = (hop: Hop) =>
  connectionField<MessagesArguments, EntityRow>({
    order: ({ orderBy }) => (orderBy === 'DATE_DESC' ? 'date-desc' : 'date'),
    follow: ({ where, orderBy }, paged, rows) => ({
      follow: 'neighbours',
      from: [],
      hop,
      where: messageWhere(where, 'where') satisfies MessageWhere,
      order: 'date',
      descending: orderBy === 'DATE_DESC',
      read: rows.read('entity'),
      ...paged,
    }),
    node: ({ row }) => row as EntityRow,
  })

/** A connection of the relationships that a step takes. */
const relationshipsField = <Args extends PageArguments>(hop: Hop, where: (args: Args) => EdgeWhere) =>
  connectionField<Args, EdgeRow>({
    order: 'date',
    follow: (args, paged, rows) => ({
      follow: 'relationships',
      from: [],
      hop,
      where: where(args),
      read: rows.read('relationship'),
      ...paged,
    }),
    node: ({ row }) => row as EdgeRow,
  })

interface MeetingsArguments extends PageArguments {
  readonly with?: string | null | undefined
  readonly during?: PeriodArgument | null | undefined
}

interface CorrespondentsArguments extends PageArguments {
  readonly during?: PeriodArgument | null | undefined
  readonly agency?: 'LITERAL' | 'PRINCIPAL' | null | undefined
}

interface AffiliationsArguments extends PageArguments {
  readonly asOf?: string | null | undefined
}

Actor.implement({
  description: 'Whoever can speak and be spoken to: a person or an institution.',
  interfaces: [Node, Entity],
  resolveType: typeNameOf,
  fields: (t) => {
    const messageArguments = {
      where: t.arg({
        type: MessageFilter,
        required: false,
        description: 'Only messages for which all of this holds.',
      }),
      orderBy: t.arg({
        type: MessageOrderType,
        required: false,
        description: 'Oldest first where left out.',
      }),
      ...t.arg.connectionArgs(),
    }
    return {
      formerIds: t.idList({
        description: 'Ids of the actors that were merged into it.',
        extensions: FULL,
        resolve: ({ properties }) => [...properties.formerIds],
      }),
      sent: t.field({
        type: MessageConnection,
        description: 'The messages that it sent.',
        args: messageArguments,
        ...messagesField({ kinds: [Edge.SENT], direction: 'OUT' }),
      }),
      received: t.field({
        type: MessageConnection,
        description: 'The messages that were addressed or copied to it.',
        args: messageArguments,
        ...messagesField({ kinds: ADDRESSINGS, direction: 'IN' }),
      }),
      meetings: t.field({
        type: RelationshipConnection,
        description: 'Its meetings, by date.',
        args: {
          with: t.arg.id({ required: false, description: 'Only meetings with this actor.' }),
          during: t.arg({ type: PeriodInput, required: false, description: 'Only meetings in this period.' }),
          ...t.arg.connectionArgs(),
        },
        ...relationshipsField<MeetingsArguments>(
          { kinds: MEETINGS, direction: 'ANY' },
          ({ with: other, during }) => {
            const period = periodOf(during, 'during')
            return { ...(other ? { other } : {}), ...(period ? { during: period } : {}) }
          },
        ),
      }),
      repliedOnBehalfOf: t.field({
        type: RelationshipConnection,
        description: 'Those this actor answered for, an edge for each message and principal.',
        args: t.arg.connectionArgs(),
        ...relationshipsField<PageArguments>({ kinds: REPRESENTATIONS, direction: 'OUT' }, () => ({})),
      }),
      representedBy: t.field({
        type: RelationshipConnection,
        description: 'Those who answered for this actor, an edge for each message.',
        args: t.arg.connectionArgs(),
        ...relationshipsField<PageArguments>({ kinds: REPRESENTATIONS, direction: 'IN' }, () => ({})),
      }),
      correspondents: t.field({
        type: CorrespondentConnection,
        description:
          'Whom it was in contact with, most contacts first, then by id. An addressee and the sender are in contact; two addressees of one letter are not.',
        args: {
          during: t.arg({
            type: PeriodInput,
            required: false,
            description: 'Only contacts dated in this period.',
          }),
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
          follow: ({ during, agency }, paged, rows) => ({
            follow: 'correspondents',
            from: [],
            during: periodOf(during, 'during') ?? null,
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
          asOf: t.arg({
            type: 'EDTF',
            required: false,
            description:
              'Only those that can have held at this date. One without a date is among them: nothing says that it had ended.',
          }),
          ...t.arg.connectionArgs(),
        },
        ...relationshipsField<AffiliationsArguments>(
          { kinds: AFFILIATIONS, direction: 'OUT' },
          ({ asOf }) => {
            const during = asOf ? periodOf({ from: asOf, to: asOf }, 'asOf') : undefined
            return during ? { during, undatedToo: true } : {}
          },
        ),
      }),
    }
  },
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
