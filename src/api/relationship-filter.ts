import { BadInput } from '../errors.ts'
import type { ClaimWhere } from '../store/read-plan.ts'
import type { EdgeKind } from '../vocabulary/edge-kinds.ts'
import type { Certainty } from '../vocabulary/forms.ts'
import { builder } from './builder.ts'
import { AS_OF, PeriodInput, type TimeArguments, timeOf } from './dates.ts'
import { kindsOf } from './entity.ts'
import { CertaintyType, EdgeKindType } from './enums.ts'
import { isGiven } from './message-filter.ts'

export const RelationshipFilter = builder.inputType('RelationshipFilter', {
  description: 'Which relationships: all that is given must hold.',
  fields: (t) => ({
    kinds: t.field({ type: [EdgeKindType], required: false, description: 'Of one of these kinds.' }),
    minSources: t.int({
      required: false,
      description: 'That cite at least so many sources: with 1, what rests on no source is left out.',
    }),
    maxSources: t.int({
      required: false,
      description:
        'That cite at most so many sources. 1: what rests on one source only, or on none; 0: on none. Each source counts, also one that is known only through another: see `Source.sources`.',
    }),
    source: t.id({
      required: false,
      description: 'That cite this source. With `maxSources: 1`, what this source alone says.',
    }),
    around: t.id({ required: false, description: 'That touch this entity: they start or end there.' }),
    during: t.field({ type: PeriodInput, required: false, description: 'Dated in this period.' }),
    asOf: t.field(AS_OF),
    certainty: t.field({
      type: [CertaintyType],
      required: false,
      description: 'Of one of these certainties.',
    }),
  }),
})

export interface RelationshipFilterArgument extends TimeArguments {
  readonly kinds?: readonly EdgeKind[] | null | undefined
  readonly minSources?: number | null | undefined
  readonly maxSources?: number | null | undefined
  readonly source?: string | null | undefined
  readonly around?: string | null | undefined
  readonly certainty?: readonly Certainty[] | null | undefined
}

/**
 * The filter as stores take it.
 * @param now the present instant, milliseconds since 1970
 * @throws BadInput
 */
export function relationshipWhere(
  filter: RelationshipFilterArgument | null | undefined,
  argument: string,
  now: number,
): ClaimWhere {
  const { kinds, minSources, maxSources, source, around, certainty } = filter ?? {}
  for (const [name, count] of Object.entries({ minSources, maxSources })) {
    if (isGiven(count) && count < 0)
      throw new BadInput(`${argument}.${name}`, 'a number of sources is not negative')
  }
  const period = timeOf(filter ?? {}, now, argument)
  return {
    kinds: kindsOf(kinds),
    ...(isGiven(minSources) && { minSources }),
    ...(isGiven(maxSources) && { maxSources }),
    ...(isGiven(source) && { source }),
    ...(isGiven(around) && { around }),
    ...(period && { during: period }),
    ...(isGiven(certainty) && { certainty }),
  }
}
