import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseEdtf } from '../../src/dates/edtf.ts'
import {
  type Bounds,
  daysBetween,
  fromSortable,
  INSTANT_MAX,
  INSTANT_MIN,
  isPreciseToTheDay,
  toSortable,
  wholeDaysBetween,
} from '../../src/dates/uncertain-date.ts'
import { single } from './forms.ts'

function date(text: string): Bounds {
  const parsed = parseEdtf(text)
  if (!parsed.ok) throw new TypeError(parsed.reason)
  return parsed.date
}

const restored = (bounds: Bounds): Bounds => {
  const { earliest, latest } = toSortable(bounds)
  return { earliest: fromSortable(earliest), latest: fromSortable(latest) }
}

describe('the stored form of bounds', () => {
  it('has the ends of time for open ends', () => {
    expect(new Date(INSTANT_MAX).toISOString()).toBe('+275760-09-13T00:00:00.000Z')
    expect(new Date(INSTANT_MIN).toISOString()).toBe('-271821-04-20T00:00:00.000Z')
    expect(toSortable({ earliest: null, latest: null })).toEqual({ earliest: -8.64e15, latest: 8.64e15 })
  })

  it('gives back what was stored', () => {
    const bound = fc.option(fc.integer({ min: INSTANT_MIN + 1, max: INSTANT_MAX - 1 }))
    fc.assert(
      fc.property(bound, bound, (earliest, latest) => {
        expect(restored({ earliest, latest })).toEqual({ earliest, latest })
      }),
    )
  })

  it('gives back the bounds of every date that is read', () => {
    fc.assert(
      fc.property(single, fc.constantFrom('', '../', '/'), ({ text }, open) => {
        const read = parseEdtf(open + text)
        expect(read.ok && restored(read.date)).toEqual(
          read.ok && { earliest: read.date.earliest, latest: read.date.latest },
        )
        expect(read.ok).toBe(true)
      }),
    )
  })
})

describe('isPreciseToTheDay', () => {
  it.each([
    ['2022-01-28', true],
    ['2022-01-28~', true],
    ['-0044-03-15', true],
    ['2022-01-28T23:59:59Z', true],
    ['2022-01-28T00:00:00Z/2022-01-28T12:00:00Z', true],
    ['2022-01-28/2022-01-29', false],
    ['2022-01', false],
    ['2022-01-28/..', false],
    ['../2022-01-28', false],
  ])('is of %s: %s', (text, precise) => {
    expect(isPreciseToTheDay(date(text))).toBe(precise)
  })
})

describe('wholeDaysBetween', () => {
  it.each([
    ['2022-01-28', '2022-02-10~', 13],
    ['2022-02-10', '2022-01-28', -13],
    ['2022-01-28T23:59:59Z', '2022-01-29T00:00:00Z', 1],
    ['1969-12-31', '1970-01-01', 1],
    ['0000-02-28', '0000-03-01', 2],
    ['2022-01-28', '2022-01-28T10:00:00Z', 0],
    ['2022-01', '2022-02-10', null],
    ['2022-01-28', '2022-02', null],
    ['../2022-01-28', '2022-02-10', null],
  ])('from %s to %s is %s', (from, to, days) => {
    expect(wholeDaysBetween(date(from), date(to))).toBe(days)
  })
})

describe('the days between two dates', () => {
  it.each([
    ['2022-01-28', '2022-02-10~', 13, 13],
    ['2022-01-28', '2022-02', 4, 31],
    ['2022-01', '2022-02', 1, 58],
    ['2022-02-10', '2022-01-28', -13, -13],
    ['../2022-01-28', '2022-02', 4, Number.POSITIVE_INFINITY],
    ['2022-01-28/..', '2022-02', Number.NEGATIVE_INFINITY, 31],
  ])('are, from %s to %s, at least %d and at most %d', (from, to, least, most) => {
    expect(daysBetween(date(from), date(to))).toEqual({ least, most })
  })
})
