import { parsePeriod } from '../dates/period.ts'
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

export const PeriodInput = builder.inputType('Period', {
  description: 'A span of time, both ends inclusive; an end left out is open.',
  fields: (t) => ({
    from: t.field({
      type: 'EDTF',
      required: false,
      description: 'Begins with the first instant of this date.',
    }),
    to: t.field({ type: 'EDTF', required: false, description: 'Ends with the last instant of this date.' }),
    match: t.field({
      type: DateMatchType,
      required: false,
      defaultValue: 'POSSIBLE',
      description: 'How dates that are not exact are held against it.',
    }),
  }),
})

/** A period as clients give it. */
export interface PeriodArgument {
  readonly from?: string | null | undefined
  readonly to?: string | null | undefined
  readonly match?: 'CERTAIN' | 'POSSIBLE' | null | undefined
}

/**
 * The period as stores take it, or undefined where none was given.
 * @throws BadInput where it ends before it begins
 */
export function periodOf(
  period: PeriodArgument | null | undefined,
  argument: string,
): InstantPeriod | undefined {
  if (!period) return undefined
  const parsed = parsePeriod({ from: period.from ?? null, to: period.to ?? null })
  if (!parsed.ok) throw new BadInput(`${argument}.${parsed.field}`, parsed.reason)
  return { ...parsed.period, match: period.match ?? 'POSSIBLE' }
}
