import { BadInput } from '../errors.ts'
import type { ActorWhere } from '../store/read-plan.ts'
import type { Certainty, InstitutionForm } from '../vocabulary/forms.ts'
import { ACTOR_KINDS, type NodeKind } from '../vocabulary/node-kinds.ts'
import { builder } from './builder.ts'
import { AS_OF, PeriodInput, type TimeArguments, timeOf } from './dates.ts'
import { CertaintyType, EntityKind, InstitutionFormType } from './enums.ts'
import { type Identifier, IdentifierInput, storedIdentifier } from './identifiers.ts'
import { isGiven, wordsOf } from './message-filter.ts'

export const ActorFilter = builder.inputType('ActorFilter', {
  description: 'Which actors: all that is given must hold.',
  fields: (t) => ({
    kind: t.field({
      type: EntityKind,
      required: false,
      description: 'PERSON or INSTITUTION; others are BAD_USER_INPUT.',
    }),
    form: t.field({
      type: [InstitutionFormType],
      required: false,
      description: 'Institutions of one of these forms.',
    }),
    memberOf: t.id({
      required: false,
      description: 'Members of this institution: at any time where neither `during` nor `asOf` says when.',
    }),
    during: t.field({
      type: PeriodInput,
      required: false,
      description:
        'When they were members: POSSIBLE at some time of it, CERTAIN through the whole of it. A membership without a date is POSSIBLE: nothing says that it had ended. Goes with `memberOf`.',
    }),
    asOf: t.field({
      ...AS_OF,
      description:
        'Members who can have been so at this date: short for `during: { asOf }`. Goes with `memberOf`.',
    }),
    name: t.string({
      required: false,
      description: 'Whose name or aliases have, for each word given, a word that begins with it.',
    }),
    identifier: t.field({ type: IdentifierInput, required: false, description: 'With this identifier.' }),
    certainty: t.field({
      type: [CertaintyType],
      required: false,
      description: 'Recorded with one of these certainties.',
    }),
  }),
})

export interface ActorFilterArgument extends TimeArguments {
  readonly kind?: NodeKind | null | undefined
  readonly form?: readonly InstitutionForm[] | null | undefined
  readonly memberOf?: string | null | undefined
  readonly name?: string | null | undefined
  readonly identifier?: Identifier | null | undefined
  readonly certainty?: readonly Certainty[] | null | undefined
}

/**
 * The filter as stores take it.
 * @param now the present instant, milliseconds since 1970
 * @throws BadInput, LimitExceeded
 */
export function actorWhere(
  filter: ActorFilterArgument | null | undefined,
  argument: string,
  now: number,
): ActorWhere {
  if (!filter) return {}
  const { kind, form, memberOf, during, asOf, name, identifier, certainty } = filter
  if (isGiven(kind) && !ACTOR_KINDS.includes(kind)) {
    throw new BadInput(`${argument}.kind`, `actors are ${ACTOR_KINDS.join(' or ')}, not ${kind}`)
  }
  for (const [name, given] of Object.entries({ during, asOf })) {
    if (isGiven(given) && !isGiven(memberOf))
      throw new BadInput(`${argument}.${name}`, 'says when somebody was a member: give memberOf too')
  }
  const period = timeOf(filter, now, argument)
  return {
    ...(isGiven(kind) && { kind }),
    ...(isGiven(form) && { forms: form }),
    ...(isGiven(memberOf) && { memberOf }),
    ...(period && { memberDuring: { ...period, held: true } }),
    ...(isGiven(name) && { words: wordsOf(name, `${argument}.name`) }),
    ...(isGiven(identifier) && { identifier: storedIdentifier(identifier) }),
    ...(isGiven(certainty) && { certainty }),
  }
}
