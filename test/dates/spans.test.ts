import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { spanOf, type TimeUnit, unitOf } from '../../src/dates/spans.ts'
import { spanAround } from '../oracle/calendar.ts'

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`) / 86_400_000
const spanWith = (unit: TimeUnit, text: string): readonly string[] => {
  const { from, to } = spanOf(unit, unitOf(unit, day(text)))
  return [from, to].map((instant) => new Date(instant).toISOString())
}

describe('the span of a unit', () => {
  it.each<readonly [TimeUnit, string, string, string]>([
    ['DAY', '2022-01-28', '2022-01-28', '2022-01-28'],
    ['WEEK', '2022-01-01', '2021-12-27', '2022-01-02'],
    ['WEEK', '2021-12-27', '2021-12-27', '2022-01-02'],
    ['WEEK', '2022-01-03', '2022-01-03', '2022-01-09'],
    ['WEEK', '1970-01-01', '1969-12-29', '1970-01-04'],
    ['WEEK', '1969-12-28', '1969-12-22', '1969-12-28'],
    ['MONTH', '2024-02-29', '2024-02-01', '2024-02-29'],
    ['MONTH', '1900-02-01', '1900-02-01', '1900-02-28'],
    ['MONTH', '1553-04-30', '1553-04-01', '1553-04-30'],
    ['MONTH', '1969-12-31', '1969-12-01', '1969-12-31'],
    ['YEAR', '2024-02-29', '2024-01-01', '2024-12-31'],
    ['YEAR', '0099-06-01', '0099-01-01', '0099-12-31'],
  ])('a %s with %s goes from %s to %s', (unit, at, first, last) => {
    expect(spanWith(unit, at)).toEqual([`${first}T00:00:00.000Z`, `${last}T23:59:59.999Z`])
  })

  it('holds the day, is found by any day of it, and the next one follows at once', () => {
    const aDay = fc.oneof(
      fc.integer({ min: day('-001000-01-01'), max: day('3000-01-01') }),
      fc.integer({ min: -800, max: 800 }),
    )
    fc.assert(
      fc.property(fc.constantFrom<TimeUnit>('DAY', 'WEEK', 'MONTH', 'YEAR'), aDay, (unit, at) => {
        const number = unitOf(unit, at)
        expect(spanOf(unit, number)).toEqual(spanAround(unit, at))
        expect(spanOf(unit, number + 1).from).toBe(spanOf(unit, number).to + 1)
      }),
      { numRuns: 500 },
    )
  })
})
