import type { Claims, InstantPeriod } from '../store/read-plan.ts'
import type { Certainty } from '../vocabulary/forms.ts'
import { builder } from './builder.ts'
import { AS_OF, PeriodInput, type TimeArguments, timeOf } from './dates.ts'
import { CertaintyType } from './enums.ts'

/** The arguments by which a list of claims is narrowed: when they were, and how sure they are. */
export const claimArguments = (what: string) =>
  builder.args((t) => ({
    during: t.field({
      type: PeriodInput,
      required: false,
      description: `Only ${what} dated in this period.`,
    }),
    asOf: t.field({ ...AS_OF, description: `Only ${what} of this date. ${AS_OF.description}` }),
    certainty: t.field({
      type: [CertaintyType],
      required: false,
      description: `Only ${what} of one of these certainties.`,
    }),
  }))

export interface ClaimArguments extends TimeArguments {
  readonly certainty?: readonly Certainty[] | null | undefined
}

/**
 * Which claims count, as stores take it.
 * @param now the present instant, milliseconds since 1970
 * @throws BadInput
 */
export const claimsAsked = (args: ClaimArguments, now: number): Claims =>
  claimsIn(timeOf(args, now), args.certainty)

/** As `claimsAsked`, of what lasts: a period asks whether it held then, as a date does. */
export function heldClaimsAsked(args: ClaimArguments, now: number): Claims {
  const time = timeOf(args, now)
  return claimsIn(time && { ...time, held: true }, args.certainty)
}

const claimsIn = (
  during: InstantPeriod | undefined,
  certainty: readonly Certainty[] | null | undefined,
): Claims => ({ ...(during && { during }), ...(certainty && { certainty }) })
