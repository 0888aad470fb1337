import edtf from 'edtf'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeDate } from '../../src/dates/describe-date.ts'
import { parseEdtf } from '../../src/dates/edtf.ts'
import { parsePeriod } from '../../src/dates/period.ts'
import { fromSortable, toSortable, wholeDaysBetween } from '../../src/dates/uncertain-date.ts'

/** The bounds of a date as ISO text, or the reason why it is none. */
function boundsOf(text: string): readonly (string | null)[] | string {
  const parsed = parseEdtf(text)
  if (!parsed.ok) return parsed.reason
  const iso = (instant: number | null): string | null =>
    instant === null ? null : new Date(instant).toISOString()
  return [iso(parsed.date.earliest), iso(parsed.date.latest)]
}

describe('bounds', () => {
  it.each([
    ['2022-01-28', '2022-01-28T00:00:00.000Z', '2022-01-28T23:59:59.999Z'],
    ['1648-09', '1648-09-01T00:00:00.000Z', '1648-09-30T23:59:59.999Z'],
    ['2000-02', '2000-02-01T00:00:00.000Z', '2000-02-29T23:59:59.999Z'],
    ['1553-04/1553-06', '1553-04-01T00:00:00.000Z', '1553-06-30T23:59:59.999Z'],
    ['2022-02-10~', '2022-02-10T00:00:00.000Z', '2022-02-10T23:59:59.999Z'],
    ['1544?', '1544-01-01T00:00:00.000Z', '1544-12-31T23:59:59.999Z'],
    ['../1544-04-10', null, '1544-04-10T23:59:59.999Z'],
    ['/1544', null, '1544-12-31T23:59:59.999Z'],
    ['1544/', '1544-01-01T00:00:00.000Z', null],
    ['1544/..', '1544-01-01T00:00:00.000Z', null],
    ['156X', '1560-01-01T00:00:00.000Z', '1569-12-31T23:59:59.999Z'],
    ['15XX', '1500-01-01T00:00:00.000Z', '1599-12-31T23:59:59.999Z'],
    ['2004-06-XX', '2004-06-01T00:00:00.000Z', '2004-06-30T23:59:59.999Z'],
    ['2004-XX', '2004-01-01T00:00:00.000Z', '2004-12-31T23:59:59.999Z'],
    ['2004-XX-XX', '2004-01-01T00:00:00.000Z', '2004-12-31T23:59:59.999Z'],
    ['2001-21', '2001-03-01T00:00:00.000Z', '2001-05-31T23:59:59.999Z'],
    ['2003-24', '2003-12-01T00:00:00.000Z', '2004-02-29T23:59:59.999Z'],
    ['0099', '0099-01-01T00:00:00.000Z', '0099-12-31T23:59:59.999Z'],
    ['-0044-03-15', '-000044-03-15T00:00:00.000Z', '-000044-03-15T23:59:59.999Z'],
    ['Y-12000', '-012000-01-01T00:00:00.000Z', '-012000-12-31T23:59:59.999Z'],
    ['2022-01-28T10:00:00Z', '2022-01-28T10:00:00.000Z', '2022-01-28T10:00:00.999Z'],
    ['2022-01-28T10:00:00+02:00', '2022-01-28T08:00:00.000Z', '2022-01-28T08:00:00.999Z'],
    ['2022-01-28T10:00:00', '2022-01-28T10:00:00.000Z', '2022-01-28T10:00:00.999Z'],
  ])('of %s', (text, earliest, latest) => {
    expect(boundsOf(text)).toEqual([earliest, latest])
  })

  it.each([
    ['2022-13', '"2022-13" has no month 13; months are 01 to 12'],
    ['2022-02-30', '"2022-02-30": 2022-02 has the days 01 to 28, not 30'],
    ['1900-02-29', '"1900-02-29": 1900-02 has the days 01 to 28, not 29'],
    ['1650/1648', '"1650/1648" ends with 1648 before it begins with 1650'],
    ['../..', '"../.." is open on both sides and says nothing'],
    ['', 'a date is not empty; write 2022-01-28, 1648-09, 1553-04/1553-06, 2022-02-10~ or ../1544-04-10'],
    ['Y170000002', '"Y170000002" lies outside the years -271820 to 275759'],
    ['2022-01-28T25:00:00Z', '"2022-01-28T25:00:00Z" has no such time of day; write 23:59:59 at most'],
  ])('are refused of %s', (text, reason) => {
    expect(boundsOf(text)).toBe(reason)
  })

  it.each(['[1667,1668]', '2004-06~-11', '?2004', 'soon', '28.1.2022', '2022-1-2', 'XXXX', '2022-01-28 '])(
    'are refused of %s, with a right form',
    (text) => {
      expect(boundsOf(text)).toMatch(/write 2022-01-28/u)
    },
  )

  const pad = (number: number, length: number): string => String(number).padStart(length, '0')
  const day = fc
    .date({ min: new Date('0000-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((date) => date.toISOString().slice(0, 10))
  const whole = fc.oneof(
    day,
    day.map((text) => text.slice(0, 7)),
    day.map((text) => text.slice(0, 4)),
  )
  const unspecified = fc.oneof(
    fc.integer({ min: 0, max: 999 }).map((decade) => `${pad(decade, 3)}X`),
    fc.integer({ min: 0, max: 99 }).map((century) => `${pad(century, 2)}XX`),
  )
  const qualified = fc.oneof(
    fc.tuple(whole, fc.constantFrom('', '~', '?', '%')).map(([text, mark]) => text + mark),
    unspecified,
  )

  it('are those that the edtf library gives, for every plain form', () => {
    fc.assert(
      fc.property(qualified, (text) => {
        const other = edtf(text)
        expect(parseEdtf(text)).toEqual({
          ok: true,
          date: { edtf: text, earliest: other.min, latest: other.max },
        })
      }),
      { numRuns: 500 },
    )
  })

  it('are in order, and those of an interval span both its ends', () => {
    fc.assert(
      fc.property(qualified, qualified, (from, to) => {
        const [a, b, both] = [parseEdtf(from), parseEdtf(to), parseEdtf(`${from}/${to}`)]
        if (!a.ok || !b.ok) throw new TypeError('plain forms are dates')
        expect(Number(a.date.earliest)).toBeLessThanOrEqual(Number(a.date.latest))
        if (both.ok) expect([both.date.earliest, both.date.latest]).toEqual([a.date.earliest, b.date.latest])
        else expect(Number(a.date.earliest)).toBeGreaterThan(Number(b.date.latest))
      }),
    )
  })

  it('come back from their stored form', () => {
    for (const text of ['2022', '../2022', '2022/..']) {
      const parsed = parseEdtf(text)
      if (!parsed.ok) throw new TypeError(parsed.reason)
      const { earliest, latest } = toSortable(parsed.date)
      expect([fromSortable(earliest), fromSortable(latest)]).toEqual([
        parsed.date.earliest,
        parsed.date.latest,
      ])
    }
  })

  it('never throw, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-0-9XYT:~?%/.]{0,30}$/u)), (text) => {
        parseEdtf(text)
        describeDate({ edtf: text })
      }),
      { numRuns: 2_000 },
    )
  })
})

describe('in words', () => {
  it.each([
    ['2022-01-28', '28 January 2022'],
    ['2022-02-10~', 'about 10 February 2022'],
    ['2022-02-10?', '10 February 2022 (uncertain)'],
    ['1648-09', 'September 1648'],
    ['1553-04/1553-06', 'between April 1553 and June 1553'],
    ['../1544-04-10', 'not after 10 April 1544'],
    ['1544/..', 'not before 1544'],
    ['156X', 'the 1560s'],
    ['15XX', 'the 1500s'],
    ['2001-21', 'spring 2001'],
    ['-0043', '44 BC'],
  ])('%s is %s', (edtf, words) => {
    expect(describeDate({ edtf })).toBe(words)
  })
})

describe('days and periods', () => {
  const date = (text: string) => {
    const parsed = parseEdtf(text)
    if (!parsed.ok) throw new TypeError(parsed.reason)
    return parsed.date
  }

  it('counts days only between dates known to the day', () => {
    expect(wholeDaysBetween(date('2022-01-28'), date('2022-02-10~'))).toBe(13)
    expect(wholeDaysBetween(date('2022-01'), date('2022-02-10'))).toBeNull()
    expect(wholeDaysBetween(date('../2022-01-28'), date('2022-02-10'))).toBeNull()
  })

  it('takes a period from the first instant of one date to the last of the other', () => {
    expect(parsePeriod({ from: '2022-01', to: '2022-02' })).toEqual({
      ok: true,
      period: { from: Date.UTC(2022, 0, 1), to: Date.UTC(2022, 2, 1) - 1 },
    })
    expect(parsePeriod({ from: null, to: null })).toEqual({ ok: true, period: { from: null, to: null } })
  })

  it('refuses one that ends before it begins', () => {
    expect(parsePeriod({ from: '2023', to: '2022' })).toEqual({
      ok: false,
      field: 'to',
      reason: 'the period ends with 2022 before it begins with 2023',
    })
  })
})
