import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { MAX_SPAN, timeline } from '../../src/analysis/timeline.ts'
import { parseEdtf } from '../../src/dates/edtf.ts'
import type { TimeUnit } from '../../src/dates/spans.ts'
import type { DayCount } from '../../src/store/graph-store.ts'
import { dayOf } from '../../src/store/read-plan.ts'
import { countedDayByDay } from '../oracle/calendar.ts'

/** A date in EDTF, as stores count it; null has no date. */
function dated(edtf: string | null, count = 1): DayCount {
  const parsed = edtf === null ? null : parseEdtf(edtf)
  if (parsed && !parsed.ok) throw new TypeError(parsed.reason)
  return {
    first: dayOf(parsed?.date.earliest ?? null),
    last: dayOf(parsed?.date.latest ?? null),
    count,
  }
}

/** The bars as texts: `from to certain possible`. */
const shown = (unit: TimeUnit, ...dates: readonly DayCount[]): readonly string[] =>
  timeline(dates, unit).bars.map(({ from, to, certain, possible }) => {
    const [first, last] = [from, to].map((instant) => new Date(instant).toISOString().slice(0, 10))
    return `${first} ${last} ${certain} ${possible}`
  })

describe('timeline', () => {
  it('counts a date of several months as possible in each, and as certain in none', () => {
    expect(shown('MONTH', dated('1553-04/1553-06'), dated('1553-05-12', 2))).toEqual([
      '1553-04-01 1553-04-30 0 1',
      '1553-05-01 1553-05-31 2 3',
      '1553-06-01 1553-06-30 0 1',
    ])
  })

  it('counts a date of several months as certain in its year', () => {
    expect(shown('YEAR', dated('1553-04/1553-06'))).toEqual(['1553-01-01 1553-12-31 1 1'])
  })

  it('keeps the last days of a year and the first of the next in one week', () => {
    expect(shown('WEEK', dated('2021-12-31'), dated('2022-01-01'), dated('2022-01-03'))).toEqual([
      '2021-12-27 2022-01-02 2 2',
      '2022-01-03 2022-01-09 1 1',
    ])
  })

  it('knows leap days', () => {
    expect(shown('DAY', dated('2024-02-28/2024-03-01'))).toEqual([
      '2024-02-28 2024-02-28 0 1',
      '2024-02-29 2024-02-29 0 1',
      '2024-03-01 2024-03-01 0 1',
    ])
  })

  it('leaves out bars in which nothing can lie', () => {
    expect(shown('MONTH', dated('2022-01-28'), dated('2022-03'))).toEqual([
      '2022-01-01 2022-01-31 1 1',
      '2022-03-01 2022-03-31 1 1',
    ])
  })

  it('counts apart what has no date, an open date, or one of too many bars', () => {
    const dates = [
      dated(null, 3),
      dated('../1544-04-10', 5),
      dated('1544/..', 7),
      dated('1500/1600', 11),
      dated('1553', 13),
    ]
    const { bars, ...rest } = timeline(dates, 'MONTH')
    expect(rest).toEqual({ more: false, spanning: 23, undated: 3, total: 39 })
    expect(bars).toHaveLength(12)
    expect(timeline(dates, 'YEAR')).toMatchObject({ spanning: 12, undated: 3, total: 39 })
  })

  it('takes a date of just so many bars, and not of one more', () => {
    const long = (bars: number) => timeline([{ first: 1, last: bars, count: 1 }], 'DAY')
    expect(long(MAX_SPAN)).toMatchObject({ spanning: 0, bars: { length: MAX_SPAN } })
    expect(long(MAX_SPAN + 1)).toMatchObject({ spanning: 1, bars: [] })
  })

  it('gives the first bars where there are more than it may give', () => {
    const days = Array.from({ length: 5_001 }, (_, day) => ({ first: day * 2, last: day * 2, count: 1 }))
    const { bars, more, total } = timeline(days.toReversed(), 'DAY')
    expect({ length: bars.length, first: bars[0]?.from, more, total }).toEqual({
      length: 5_000,
      first: 0,
      more: true,
      total: 5_001,
    })
    expect(timeline(days.slice(1), 'DAY')).toMatchObject({ more: false, bars: { length: 5_000 } })
  })

  it('says of any dates what counting day by day says', () => {
    const aDate: fc.Arbitrary<DayCount> = fc
      .tuple(
        fc.integer({ min: -153_000, max: -151_000 }),
        fc.oneof(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 900 })),
        fc.constantFrom('both', 'both', 'both', 'first', 'last', 'none'),
        fc.integer({ min: 1, max: 3 }),
      )
      .map(([first, length, known, count]) => ({
        first: known === 'both' || known === 'first' ? first : null,
        last: known === 'both' || known === 'last' ? first + length : null,
        count,
      }))
    fc.assert(
      fc.property(
        fc.array(aDate, { maxLength: 8 }),
        fc.constantFrom<TimeUnit>('DAY', 'WEEK', 'MONTH', 'YEAR'),
        (dates, unit) => {
          const each = dates.flatMap((date) => Array.from({ length: date.count }, () => date))
          const { bars, more, spanning, undated, total } = timeline(dates, unit)
          expect({ bars, spanning, undated }).toEqual(countedDayByDay(each, unit))
          expect({ more, total }).toEqual({ more: false, total: each.length })
        },
      ),
      { numRuns: 500 },
    )
  })
})
