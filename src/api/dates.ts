import { type AskedPeriod, parsePeriod } from '../dates/period.ts'
import { fromSortable, type UncertainDate as UncertainDateValue } from '../dates/uncertain-date.ts'
import { BadInput } from '../errors.ts'
import type { InstantPeriod } from '../store/read-plan.ts'
import type { DateProperties } from '../store/rows.ts'
import { builder } from './builder.ts'
import { DateMatchType } from './enums.ts'

/** What has a date as stored: as written, and its bounds. */
export interface Dated {
  readonly date: string | null
  readonly earliest: number | null
  readonly latest: number | null
}

export const UncertainDate = builder.objectRef<DateProperties>('UncertainDate').implement({
  description: 'A date as its source gives it, with the first and last instant that it can be.',
  fields: (t) => ({
    edtf: t.field({ type: 'EDTF', description: 'As recorded.', resolve: ({ date }) => date }),
    earliest: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'The first instant it can be; null where that is open. A qualifier such as `~` does not widen it.',
      resolve: ({ earliest }) => fromSortable(earliest),
    }),
    latest: t.field({
      type: 'DateTime',
      nullable: true,
      description: 'The last instant it can be; null where that is open.',
      resolve: ({ latest }) => fromSortable(latest),
    }),
  }),
})

/** The date of a row, or null where it has none. */
export const dateOf = ({ date, earliest, latest }: Dated): DateProperties | null =>
  date === null || earliest === null || latest === null ? null : { date, earliest, latest }

/** A stored date as the dates room takes it. */
export const asUncertain = ({ date, earliest, latest }: DateProperties): UncertainDateValue => ({
  edtf: date,
  earliest: fromSortable(earliest),
  latest: fromSortable(latest),
})

/** The argument and the field that name a date instead of a period. */
export const AS_OF = {
  type: 'EDTF',
  required: false,
  description:
    'What happened then, and what lasts (an office, a membership) where it can have held then. Short for `during: { asOf }`; not together with `during`.',
} as const

export const PeriodInput = builder.inputType('Period', {
  description:
    'A span of time, both ends inclusive, where an end left out is open; or a date, `asOf`. Days are those of UTC.',
  fields: (t) => ({
    from: t.field({
      type: 'EDTF',
      required: false,
      description: 'Begins with the first instant of this date.',
    }),
    to: t.field({ type: 'EDTF', required: false, description: 'Ends with the last instant of this date.' }),
    asOf: t.field({
      type: 'EDTF',
      required: false,
      description:
        'From the first instant of this date to its last, where what lasts counts if it held then: `match` says how. Not together with `from` and `to`.',
    }),
    match: t.field({
      type: DateMatchType,
      required: false,
      defaultValue: 'POSSIBLE',
      description: 'How dates that are not exact are held against it.',
    }),
  }),
})

/** A period as clients give it. */
export interface PeriodArgument extends AskedPeriod {
  readonly match?: 'CERTAIN' | 'POSSIBLE' | null | undefined
}

/** A period or a date as clients give it. */
export interface TimeArguments {
  readonly during?: PeriodArgument | null | undefined
  readonly asOf?: string | null | undefined
}

/**
 * The time that a filter names, as stores take it; undefined where it names none.
 * @param now the present instant, milliseconds since 1970
 * @param filter the argument that holds `during` and `asOf`, where they are no arguments themselves
 * @throws BadInput where a period ends before it begins, and where both are given
 */
export function timeOf(
  { during, asOf }: TimeArguments,
  now: number,
  filter?: string,
): InstantPeriod | undefined {
  const at = (name: string): string => (filter === undefined ? name : `${filter}.${name}`)
  if (asOf == null) return periodOf(during, at('during'), now)
  if (during != null) throw new BadInput(at('asOf'), 'names a date, and during a period: give one of the two')
  const parsed = parsePeriod({ asOf }, now)
  if (!parsed.ok) throw new BadInput(at('asOf'), parsed.reason)
  return { ...parsed.period, match: 'POSSIBLE', held: true }
}

/**
 * The period as stores take it, or undefined where none was given.
 * @param now the present instant, milliseconds since 1970
 * @throws BadInput where it ends before it begins
 */
export function periodOf(
  period: PeriodArgument | null | undefined,
  argument: string,
  now: number,
): InstantPeriod | undefined {
  if (!period) return undefined
  const parsed = parsePeriod(period, now)
  if (!parsed.ok) throw new BadInput(`${argument}.${parsed.field}`, parsed.reason)
  return { ...parsed.period, match: period.match ?? 'POSSIBLE', ...(period.asOf != null && { held: true }) }
}
