import { GraphQLError, Kind } from 'graphql'
import { parseEdtf } from '../dates/edtf.ts'
import { isRelative } from '../dates/relative-date.ts'
import { builder } from './builder.ts'

const parseText = (value: unknown): string => {
  if (typeof value !== 'string') throw badDate('a date is written as text in EDTF, such as "2022-01-28"')
  // Whether a date may be reckoned from today shows where it is read: a period takes it, a date to be stored does not.
  if (isRelative(value)) return value
  const parsed = parseEdtf(value)
  if (!parsed.ok) throw badDate(parsed.reason)
  return value
}

const badDate = (reason: string): GraphQLError =>
  new GraphQLError(`EDTF: ${reason}`, { extensions: { code: 'BAD_USER_INPUT' } })

builder.scalarType('EDTF', {
  description:
    'A date as sources give it: Extended Date/Time Format (ISO 8601-2), levels 0 and 1. `2022-01-28`, `1648-09` (month), `1553-04/1553-06` (from, to), `2022-02-10~` (about), `1544?` (uncertain), `156X` (a year of the 1560s), `../1544-04-10` (not after). Where a question names a date (`during`, `asOf`) it may be reckoned from today, in UTC: `today`, `-10d`, `-4w`, `-6m` and `-2y` are the day so many days, weeks, months or years ago, `+1w` one to come; the last day of a month that has no such day. Anything else is BAD_USER_INPUT.',
  serialize: (value) => value,
  parseValue: parseText,
  parseLiteral: (node) => {
    if (node.kind !== Kind.STRING) throw badDate('a date is written as text in EDTF, such as "2022-01-28"')
    return parseText(node.value)
  },
})

builder.scalarType('DateTime', {
  description: 'An instant in UTC, ISO 8601 with milliseconds: `2022-02-10T23:59:59.999Z`.',
  serialize: (value) => new Date(value).toISOString(),
  parseValue: (value) => {
    const instant = typeof value === 'string' ? Date.parse(value) : Number.NaN
    if (Number.isNaN(instant))
      throw new GraphQLError('DateTime: an instant is written as "2022-02-10T12:00:00Z"')
    return instant
  },
})
