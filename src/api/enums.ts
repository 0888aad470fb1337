import { EDGE_KIND_NAMES, edgeKind } from '../vocabulary/edge-kinds.ts'
import { CERTAINTIES, INSTITUTION_FORMS, MESSAGE_FORMS } from '../vocabulary/forms.ts'
import { NODE_KIND_NAMES, NODE_KINDS } from '../vocabulary/node-kinds.ts'
import { builder } from './builder.ts'

const described = <K extends string>(
  meanings: Readonly<Record<K, string>>,
): Record<K, { description: string }> =>
  Object.fromEntries(
    Object.entries(meanings).map(([name, description]) => [name, { description }]),
  ) as Record<K, { description: string }>

const meaningOf = <K extends string>(names: readonly K[], meaning: (name: K) => string): Record<K, string> =>
  Object.fromEntries(names.map((name) => [name, meaning(name)])) as Record<K, string>

export const EntityKind = builder.enumType('EntityKind', {
  description: 'What a node is.',
  values: described(meaningOf(NODE_KIND_NAMES, (kind) => NODE_KINDS[kind].meaning)),
})

export const EdgeKindType = builder.enumType('EdgeKind', {
  description:
    'What a relationship says. Each kind joins certain kinds of node, in a direction or without one.',
  values: described(
    meaningOf(EDGE_KIND_NAMES, (kind) => {
      const { from, to, directed, meaning } = edgeKind(kind)
      return `${meaning} From ${from.join(', ')} to ${to.join(', ')}${directed ? '' : ', without direction'}.`
    }),
  ),
})

export const MessageFormType = builder.enumType('MessageForm', {
  description: 'What a message is by its outward form.',
  values: described(MESSAGE_FORMS),
})

export const InstitutionFormType = builder.enumType('InstitutionForm', {
  description: 'What an institution is by its form.',
  values: described(INSTITUTION_FORMS),
})

export const CertaintyType = builder.enumType('Certainty', {
  description: 'How sure a claim is.',
  values: described(CERTAINTIES),
})

export const DirectionType = builder.enumType('Direction', {
  description: 'Which relationships to take, seen from the entity asked.',
  values: described({
    OUT: 'Those that start here. Kinds without a direction count as well.',
    IN: 'Those that lead here. Kinds without a direction count as well.',
    ANY: 'Both.',
  }),
})

export const MessageOrderType = builder.enumType('MessageOrder', {
  description:
    'Order of messages: by the first instant their date can be, then by id. Undated ones come last.',
  values: described({ DATE_ASC: 'Oldest first.', DATE_DESC: 'Newest first.' }),
})

export const DateMatchType = builder.enumType('DateMatch', {
  description:
    'How a date that is not exact is held against a period. What has no date is in no period; but what lasts and has none can have held at any date.',
  values: described({
    CERTAIN:
      'The whole uncertain date lies in the period. As of a date: what lasts held through the whole of it.',
    POSSIBLE:
      'Some of it does. As of a date: what lasts can have held at some time of it. All that is CERTAIN is POSSIBLE.',
  }),
})

export const AgencyType = builder.enumType('Agency', {
  description: 'Whose word a message is.',
  values: described({
    LITERAL: 'That of who sent it.',
    PRINCIPAL: 'That of those on whose behalf it was sent; of its sender where there is nobody such.',
  }),
})

export const TimeUnitType = builder.enumType('TimeUnit', {
  description: 'What time is counted by, in UTC.',
  values: described({
    DAY: 'Days.',
    WEEK: 'Weeks of ISO 8601: from Monday to Sunday.',
    MONTH: 'Months.',
    YEAR: 'Years.',
  }),
})

/** A stored form as the enum's value; a form that this version does not know is OTHER. */
export const formIn = <F extends string>(
  isForm: (text: string) => text is F | 'OTHER',
  form: string | null,
): F | 'OTHER' => (form !== null && isForm(form) ? form : 'OTHER')
