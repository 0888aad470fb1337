import type { PathFilter } from '../analysis/path-graph.ts'
import { MAX_PATH_LENGTH } from '../analysis/path-outcome.ts'
import { BadInput, LimitExceeded } from '../errors.ts'
import type { Agency, Direction } from '../store/read-plan.ts'
import type { EdgeKind } from '../vocabulary/edge-kinds.ts'
import type { Certainty } from '../vocabulary/forms.ts'
import { ActorFilter, type ActorFilterArgument, actorWhere } from './actor-filter.ts'
import { builder } from './builder.ts'
import { AS_OF, PeriodInput, type TimeArguments, timeOf } from './dates.ts'
import { kindsOf } from './entity.ts'
import { AgencyType, CertaintyType, DirectionType, EdgeKindType } from './enums.ts'
import { isGiven } from './message-filter.ts'

/** Most entities that a search may be told to avoid. */
const MAX_AVOIDED = 1_000

export const PathFilterInput = builder.inputType('PathFilter', {
  description: 'Which steps count.',
  fields: (t) => ({
    kinds: t.field({
      type: [EdgeKindType],
      required: false,
      description: 'Only these kinds; all where left out.',
    }),
    during: t.field({
      type: PeriodInput,
      required: false,
      description: 'Only relationships dated in this period.',
    }),
    asOf: t.field({ ...AS_OF, description: `Only relationships of this date. ${AS_OF.description}` }),
    direction: t.field({
      type: DirectionType,
      required: false,
      defaultValue: 'ANY',
      description:
        'OUT: each step along its direction. IN: each against it. Kinds without a direction go both ways. TIME_RESPECTING follows the flow of information instead.',
    }),
    maxLength: t.int({ required: false, defaultValue: 6, description: 'Most steps, 1 to 30.' }),
    avoid: t.idList({
      required: false,
      description: 'Entities that may not be between the ends, at most 1000.',
    }),
    avoidHubs: t.int({
      required: false,
      description:
        'Leaves out entities between the ends with more relationships than this, of all kinds; `leftOut` of the answer names those that the search met.',
    }),
    between: t.field({
      type: ActorFilter,
      required: false,
      description:
        'Only actors for whom this holds may stand between the ends. Messages and what else is no actor may.',
    }),
    certainty: t.field({
      type: [CertaintyType],
      required: false,
      description: 'Only relationships of one of these certainties.',
    }),
    throughOffices: t.boolean({
      required: false,
      defaultValue: false,
      description:
        'Whether information may pass between an institution and who holds an office there, at any time while they are known to hold it. For searches that respect time; the others walk HOLDS_OFFICE_AT as any kind.',
    }),
    agency: t.field({
      type: AgencyType,
      required: false,
      defaultValue: 'LITERAL',
      description: 'Whose word a message is.',
    }),
  }),
})

export interface PathFilterArgument extends TimeArguments {
  readonly kinds?: readonly EdgeKind[] | null | undefined
  readonly direction?: Direction | null | undefined
  readonly maxLength?: number | null | undefined
  readonly avoid?: readonly string[] | null | undefined
  readonly avoidHubs?: number | null | undefined
  readonly between?: ActorFilterArgument | null | undefined
  readonly certainty?: readonly Certainty[] | null | undefined
  readonly throughOffices?: boolean | null | undefined
  readonly agency?: Agency | null | undefined
}

/** Most steps where a client does not say. */
const DEFAULT_MAX_LENGTH = 6

/**
 * The filter as searches take it.
 * @param now the present instant, milliseconds since 1970
 * @throws BadInput, LimitExceeded
 */
export function pathFilterOf(filter: PathFilterArgument | null | undefined, now: number): PathFilter {
  const { kinds, direction, maxLength, avoid, avoidHubs, between, certainty, throughOffices, agency } =
    filter ?? {}
  const length = maxLength ?? DEFAULT_MAX_LENGTH
  if (length < 1)
    throw new BadInput('where.maxLength', `a path has at least one step, ${length} were asked for`)
  if (length > MAX_PATH_LENGTH) {
    throw new LimitExceeded(`where.maxLength: is at most ${MAX_PATH_LENGTH}, ${length} was asked for`)
  }
  if (isGiven(avoidHubs) && avoidHubs < 0)
    throw new BadInput('where.avoidHubs', 'a number of relationships is not negative')
  if (isGiven(avoid) && avoid.length > MAX_AVOIDED) {
    throw new LimitExceeded(`where.avoid: names at most ${MAX_AVOIDED} entities, not ${avoid.length}`)
  }
  const during = timeOf(filter ?? {}, now, 'where')
  return {
    kinds: kindsOf(kinds),
    direction: direction ?? 'ANY',
    maxLength: length,
    avoid: [...new Set(avoid ?? [])],
    agency: agency ?? 'LITERAL',
    ...(during && { during }),
    ...(isGiven(avoidHubs) && { avoidHubs }),
    ...(isGiven(between) && { between: actorWhere(between, 'where.between', now) }),
    ...(isGiven(certainty) && { certainty }),
    ...(throughOffices === true && { throughOffices }),
  }
}
