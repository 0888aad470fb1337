import { BadInput } from '../errors.ts'
import type { ActorWhere } from '../store/read-plan.ts'
import type { Certainty, InstitutionForm } from '../vocabulary/forms.ts'
import { ACTOR_KINDS, type NodeKind } from '../vocabulary/node-kinds.ts'
import { builder } from './builder.ts'
import { type PeriodArgument, PeriodInput, periodOf } from './dates.ts'
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
      description: 'Members of this institution: at any time where `during` does not say when.',
    }),
    during: t.field({
      type: PeriodInput,
      required: false,
      description:
        'When they were members; one without a date is among them, since nothing says that it had ended. Goes with `memberOf`.',
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

export interface ActorFilterArgument {
  readonly kind?: NodeKind | null | undefined
  readonly form?: readonly InstitutionForm[] | null | undefined
  readonly memberOf?: string | null | undefined
  readonly during?: PeriodArgument | null | undefined
  readonly name?: string | null | undefined
  readonly identifier?: Identifier | null | undefined
  readonly certainty?: readonly Certainty[] | null | undefined
}

/** The filter as stores take it. @throws BadInput, LimitExceeded */
export function actorWhere(filter: ActorFilterArgument | null | undefined, argument: string): ActorWhere {
  if (!filter) return {}
  const { kind, form, memberOf, during, name, identifier, certainty } = filter
  if (isGiven(kind) && !ACTOR_KINDS.includes(kind)) {
    throw new BadInput(`${argument}.kind`, `actors are ${ACTOR_KINDS.join(' or ')}, not ${kind}`)
  }
  if (isGiven(during) && !isGiven(memberOf)) {
    throw new BadInput(`${argument}.during`, 'says when somebody was a member: give memberOf too')
  }
  const period = periodOf(during, `${argument}.during`)
  return {
    ...(isGiven(kind) && { kind }),
    ...(isGiven(form) && { forms: form }),
    ...(isGiven(memberOf) && { memberOf }),
    ...(period && { memberDuring: period }),
    ...(isGiven(name) && { words: wordsOf(name, `${argument}.name`) }),
    ...(isGiven(identifier) && { identifier: storedIdentifier(identifier) }),
    ...(isGiven(certainty) && { certainty }),
  }
}
