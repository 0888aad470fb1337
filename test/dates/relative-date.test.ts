import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseEdtf } from '../../src/dates/edtf.ts'
import { parsePeriod } from '../../src/dates/period.ts'
import { isRelative, relativeBounds } from '../../src/dates/relative-date.ts'
import { dayNumber } from './oracle.ts'

const DAY_MS = 86_400_000

/** The day that a text names, seen from an instant; or why there is none. */
function dayFrom(now: string, text: string): string {
  const bounds = relativeBounds(text, Date.parse(now))
  if ('reason' in bounds) return bounds.reason
  expect(bounds.latest).toBe(bounds.earliest + DAY_MS - 1)
  return new Date(bounds.earliest).toISOString().replace('T00:00:00.000Z', '')
}

describe('a date reckoned from today', () => {
  it.each([
    ['2022-02-10T12:34:56Z', 'today', '2022-02-10'],
    ['2022-02-10T23:59:59.999Z', '-0d', '2022-02-10'],
    ['2022-02-10T00:00:00Z', '-10d', '2022-01-31'],
    ['2022-02-10T12:00:00Z', '-4w', '2022-01-13'],
    ['2022-02-10T12:00:00Z', '+1w', '2022-02-17'],
    ['2022-02-10T12:00:00Z', '-6m', '2021-08-10'],
    ['2022-02-10T12:00:00Z', '-2m', '2021-12-10'],
    ['2022-02-10T12:00:00Z', '+11m', '2023-01-10'],
    ['2022-02-10T12:00:00Z', '-2y', '2020-02-10'],
    ['2022-03-31T12:00:00Z', '-1m', '2022-02-28'],
    ['2024-03-31T12:00:00Z', '-1m', '2024-02-29'],
    ['2022-10-31T12:00:00Z', '-4m', '2022-06-30'],
    ['2024-02-29T12:00:00Z', '-1y', '2023-02-28'],
    ['2024-02-29T12:00:00Z', '-4y', '2020-02-29'],
    ['2024-02-29T12:00:00Z', '+12m', '2025-02-28'],
    ['2000-02-29T12:00:00Z', '-100y', '1900-02-28'],
    ['1969-12-31T23:00:00Z', '+1d', '1970-01-01'],
    ['1970-01-01T00:00:00Z', '-1d', '1969-12-31'],
    ['2022-02-10T12:00:00Z', '-2022y', '0000-02-10'],
    ['2022-02-10T12:00:00Z', '-2023y', '-000001-02-10'],
  ])('seen from %s, %s is %s', (now, text, day) => {
    expect(dayFrom(now, text)).toBe(day)
  })

  it('is refused where it lies beyond the calendar', () => {
    expect(dayFrom('2022-02-10T12:00:00Z', '-999999y')).toBe(
      '"-999999y" lies beyond the years -271820 to 275759; write a shorter span, such as -2y',
    )
  })

  it('has one way of being written', () => {
    for (const text of [
      '',
      '-',
      '4w',
      '-4',
      '-4W',
      '- 4w',
      '-4 w',
      '-1.5y',
      '--4w',
      'now',
      'Today',
      '-4w/today',
    ]) {
      expect([text, isRelative(text)]).toEqual([text, false])
    }
  })

  it('is as many days, or the same day of as many months, away: counted by hand', () => {
    const aToday = fc.tuple(
      fc.integer({ min: -300, max: 3000 }),
      fc.integer({ min: 1, max: 12 }),
      fc.oneof(fc.integer({ min: 1, max: 28 }), fc.integer({ min: 29, max: 31 })),
      fc.integer({ min: 0, max: DAY_MS - 1 }),
    )
    const aSpan = fc.tuple(fc.integer({ min: -5000, max: 5000 }), fc.constantFrom('d', 'w', 'm', 'y'))
    fc.assert(
      fc.property(aToday, aSpan, ([year, month, date, time], [count, unit]) => {
        const today = dayNumber(year, month, date)
        // The oracle counts on beyond the end of a month: such a day belongs to the next one.
        fc.pre(today < dayNumber(month === 12 ? year + 1 : year, month === 12 ? 1 : month + 1, 1))
        const text = `${count < 0 ? '' : '+'}${count}${unit}`
        const bounds = relativeBounds(text, today * DAY_MS + time)
        const found = 'reason' in bounds ? Number.NaN : bounds.earliest / DAY_MS
        if (unit === 'd' || unit === 'w') {
          expect(found).toBe(today + count * (unit === 'w' ? 7 : 1))
          return
        }
        let [years, months] = [year, month]
        for (let step = 0; step < Math.abs(count) * (unit === 'y' ? 12 : 1); step++) {
          months += Math.sign(count)
          if (months === 0) [years, months] = [years - 1, 12]
          if (months === 13) [years, months] = [years + 1, 1]
        }
        const next = months === 12 ? dayNumber(years + 1, 1, 1) : dayNumber(years, months + 1, 1)
        expect(found).toBe(Math.min(dayNumber(years, months, date), next - 1))
      }),
      { numRuns: 300 },
    )
  })

  it('is no date to be stored', () => {
    expect(parseEdtf('-4w')).toEqual({
      ok: false,
      reason:
        '"-4w" is reckoned from today, as only a question can be; write the date itself, such as 2022-01-28',
    })
  })

  it.each(['-4W', '4w', '- 4w', '-4 weeks', '-1.5y'])('is shown to who writes %s', (text) => {
    const parsed = parseEdtf(text)
    expect(parsed.ok || parsed.reason).toBe(
      `"${text}" is no date; write 2022-01-28, or in a question -10d, -4w, -6m or -2y for the day so long ago`,
    )
  })
})

describe('a period reckoned from today', () => {
  const now = Date.parse('2024-03-31T15:00:00Z')
  const span = (from: string, to: string) => ({
    ok: true,
    period: { from: Date.parse(`${from}T00:00:00Z`), to: Date.parse(`${to}T23:59:59.999Z`) },
  })

  it('begins with the first instant of a day and ends with the last of another', () => {
    expect(parsePeriod({ from: '-4w', to: 'today' }, now)).toEqual(span('2024-03-03', '2024-03-31'))
    expect(parsePeriod({ from: '-1m', to: '-1m' }, now)).toEqual(span('2024-02-29', '2024-02-29'))
    expect(parsePeriod({ from: '2024', to: '+1d' }, now)).toEqual(span('2024-01-01', '2024-04-01'))
  })

  it('is a whole day, or whatever else one date is, as of a date', () => {
    expect(parsePeriod({ asOf: '-1y' }, now)).toEqual(span('2023-03-31', '2023-03-31'))
    expect(parsePeriod({ asOf: '2022-02' }, now)).toEqual(span('2022-02-01', '2022-02-28'))
  })

  it('names one date or two ends, not both', () => {
    expect(parsePeriod({ asOf: 'today', to: '2025' }, now)).toEqual({
      ok: false,
      field: 'asOf',
      reason: 'is the whole of one date; leave out from and to, or asOf',
    })
  })

  it('is refused where it ends before it begins', () => {
    expect(parsePeriod({ from: '-1w', to: '-2w' }, now)).toMatchObject({ ok: false, field: 'to' })
  })
})
