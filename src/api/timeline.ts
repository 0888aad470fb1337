import { type Bar, MAX_BARS, MAX_SPAN, type Timeline, timeline } from '../analysis/timeline.ts'
import { builder } from './builder.ts'
import { TimeUnitType } from './enums.ts'
import { MessageFilter, messageWhere } from './message-filter.ts'

/** A type that shows a bar; `what` is counted in it. */
export const barType = (name: string, description: string, what: string) =>
  builder.objectRef<Bar>(name).implement({
    description,
    fields: (t) => ({
      from: t.field({ type: 'DateTime', description: 'Its first instant.', resolve: ({ from }) => from }),
      to: t.field({ type: 'DateTime', description: 'Its last instant.', resolve: ({ to }) => to }),
      certain: t.exposeInt('certain', {
        description: `How many ${what} lie in it for certain: all that their date can be does.`,
      }),
      possible: t.exposeInt('possible', {
        description: `How many ${what} can lie in it: some of what their date can be does. Never less than \`certain\`.`,
      }),
    }),
  })

const TimelineBar = barType('TimelineBar', 'A day, week, month or year, and how many messages.', 'messages')

const TimelineType = builder.objectRef<Timeline>('Timeline').implement({
  description: 'How many messages there are, by day, week, month or year.',
  fields: (t) => ({
    bars: t.field({
      type: [TimelineBar],
      description: `In order; those in which no message can lie are left out. At most ${MAX_BARS}.`,
      resolve: ({ bars }) => [...bars],
    }),
    spanning: t.exposeInt('spanning', {
      description: `Messages with a date that is open at one side or can lie in more than ${MAX_SPAN} bars: they are in no bar.`,
    }),
    undated: t.exposeInt('undated', { description: 'Messages without a date.' }),
    total: t.exposeInt('total', { description: 'All messages that pass the filter.' }),
    truncated: t.boolean({
      description: 'Whether there are more bars.',
      resolve: ({ more }) => more,
    }),
    reason: t.string({
      nullable: true,
      description: 'Why bars are missing; null where these are all.',
      resolve: ({ more }) =>
        more
          ? `there are more than ${MAX_BARS} bars; ask for a longer unit, or for messages of a shorter period`
          : null,
    }),
  }),
})

builder.queryField('timeline', (t) =>
  t.field({
    type: TimelineType,
    description:
      'How many messages there are by day, week, month or year (UTC). A message counts in every bar that its date can lie in, also outside `where.during`.',
    args: {
      by: t.arg({ type: TimeUnitType, required: true, description: 'What a bar is.' }),
      where: t.arg({
        type: MessageFilter,
        required: false,
        description: 'Only messages for which all of this holds.',
      }),
    },
    resolve: async (_, { by, where }, { store, signal, now }) =>
      timeline(await store.messageDays(messageWhere(where, 'where', now), signal), by),
  }),
)
