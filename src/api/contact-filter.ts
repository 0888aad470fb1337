import type { ContactFilter } from '../analysis/contact-paths.ts'
import { BadInput } from '../errors.ts'
import { ActorFilter } from './actor-filter.ts'
import { builder } from './builder.ts'
import { AS_OF, PeriodInput } from './dates.ts'
import { AgencyType, CertaintyType } from './enums.ts'
import { isGiven } from './message-filter.ts'
import { type PathFilterArgument, pathFilterOf } from './path-filter.ts'

export const ContactFilterInput = builder.inputType('ContactFilter', {
  description: 'Which contacts count: all that is given must hold.',
  fields: (t) => ({
    during: t.field({
      type: PeriodInput,
      required: false,
      description: 'Only messages, meetings and conversations dated in this period.',
    }),
    asOf: t.field({
      ...AS_OF,
      description: 'Only messages, meetings and conversations of this date: short for `during: { asOf }`.',
    }),
    certainty: t.field({
      type: [CertaintyType],
      required: false,
      description: 'Only what is of one of these certainties: a message by its sending and its addressing.',
    }),
    minMessages: t.int({
      required: false,
      description: 'Only contacts with at least so many messages, either way.',
    }),
    minSources: t.int({
      required: false,
      description: 'Only contacts that rest on at least so many sources.',
    }),
    maxLength: t.int({ required: false, defaultValue: 6, description: 'Most contacts, 1 to 30.' }),
    avoid: t.idList({
      required: false,
      description: 'Actors who may not be between the ends, at most 1000.',
    }),
    avoidHubs: t.int({
      required: false,
      description:
        'Leaves out actors between the ends with more relationships than this, of all kinds; `leftOut` of the answer names those that the search met.',
    }),
    between: t.field({
      type: ActorFilter,
      required: false,
      description: 'Only actors for whom this holds may stand between the ends.',
    }),
    agency: t.field({
      type: AgencyType,
      required: false,
      defaultValue: 'LITERAL',
      description: 'Whose word a message is.',
    }),
  }),
})

export interface ContactFilterArgument
  extends Pick<
    PathFilterArgument,
    'during' | 'asOf' | 'certainty' | 'maxLength' | 'avoid' | 'avoidHubs' | 'between' | 'agency'
  > {
  readonly minMessages?: number | null | undefined
  readonly minSources?: number | null | undefined
}

/**
 * The filter as the search takes it.
 * @param now the present instant, milliseconds since 1970
 * @throws BadInput, LimitExceeded
 */
export function contactFilterOf(
  filter: ContactFilterArgument | null | undefined,
  now: number,
): ContactFilter {
  const { minMessages, minSources, ...rest } = filter ?? {}
  for (const [name, least] of Object.entries({ minMessages, minSources })) {
    if (isGiven(least) && least < 0) throw new BadInput(`where.${name}`, 'a number of them is not negative')
  }
  return {
    ...pathFilterOf(rest, now),
    ...(isGiven(minMessages) && { minMessages }),
    ...(isGiven(minSources) && { minSources }),
  }
}
