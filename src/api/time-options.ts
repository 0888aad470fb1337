import { AS_EARLY_AS_CAN_BE, type TimeOptions } from '../analysis/ways.ts'
import { BadInput } from '../errors.ts'
import { builder } from './builder.ts'
import { DateMatchType } from './enums.ts'
import { isGiven } from './message-filter.ts'

const TimePreference = builder.enumType('TimePreference', {
  description: 'Which of the ways that respect time to choose. Ties go to the fewest steps.',
  values: {
    EARLIEST_ARRIVAL: { description: 'The one that arrives first.' },
    LATEST_DEPARTURE: { description: 'The one that leaves last and still arrives.' },
    FEWEST_STEPS: { description: 'The one with the fewest steps, and of those the one that arrives first.' },
  },
})

export const TimeInput = builder.inputType('TimeOptions', {
  description: 'What a way must be to respect time.',
  fields: (t) => ({
    prefer: t.field({
      type: TimePreference,
      required: false,
      defaultValue: 'EARLIEST_ARRIVAL',
      description: 'Which way to choose.',
    }),
    dates: t.field({
      type: DateMatchType,
      required: false,
      defaultValue: 'POSSIBLE',
      description:
        'POSSIBLE: there are instants, one of each date, at which the steps follow each other. CERTAIN: they follow each other whatever the instants are. The sending and the arrival of a message without a date of receipt are one instant.',
    }),
    maxWaitDays: t.int({
      required: false,
      description:
        'Longest time between two steps, in days of 24 hours, 0 or more; any where left out. The way may then come by an entity twice.',
    }),
  }),
})

/** The options as clients give them. */
export interface TimeArgument {
  readonly prefer?: TimeOptions['prefer'] | null | undefined
  readonly dates?: TimeOptions['dates'] | null | undefined
  readonly maxWaitDays?: number | null | undefined
}

const DAY_MS = 86_400_000

/** The options as searches take them. @throws BadInput for a negative wait */
export function timeOptionsOf(time: TimeArgument | null | undefined): TimeOptions {
  const { prefer, dates, maxWaitDays } = time ?? {}
  if (isGiven(maxWaitDays) && maxWaitDays < 0)
    throw new BadInput('time.maxWaitDays', `nobody waits ${maxWaitDays} days`)
  return {
    prefer: prefer ?? AS_EARLY_AS_CAN_BE.prefer,
    dates: dates ?? AS_EARLY_AS_CAN_BE.dates,
    maxWait: isGiven(maxWaitDays) ? maxWaitDays * DAY_MS : null,
  }
}
