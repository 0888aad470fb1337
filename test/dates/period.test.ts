import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { certainlyWithin, type Period, parsePeriod, possiblyWithin } from '../../src/dates/period.ts'
import { type Bounds, INSTANT_MAX, INSTANT_MIN, toSortable } from '../../src/dates/uncertain-date.ts'

/** The present instant matters to no date in full. */
const NOW = 0

const instant = fc.option(fc.integer({ min: -20, max: 20 }))
const bounds: fc.Arbitrary<Bounds> = fc
  .tuple(instant, instant)
  .map(([earliest, latest]) =>
    earliest !== null && latest !== null && earliest > latest
      ? { earliest: latest, latest: earliest }
      : { earliest, latest },
  )
const anyPeriod: fc.Arbitrary<Period> = fc.record({ from: instant, to: instant })
const period = anyPeriod.filter(({ from, to }) => from === null || to === null || from <= to)

/** Whether the whole of a date, or some of it, lies in a period: instant by instant, from before all to after all. */
function instantsWithin(
  date: Bounds,
  { from, to }: Period,
): { readonly all: boolean; readonly some: boolean } {
  const instants = Array.from({ length: 61 }, (_, index) => index - 30).filter(
    (at) => (date.earliest === null || at >= date.earliest) && (date.latest === null || at <= date.latest),
  )
  const within = (at: number): boolean => (from === null || at >= from) && (to === null || at <= to)
  return { all: instants.every(within), some: instants.some(within) }
}

describe('certainlyWithin and possiblyWithin', () => {
  it.each([
    [{ earliest: 1, latest: 5 }, { from: 1, to: 5 }, true, true],
    [{ earliest: 1, latest: 6 }, { from: 1, to: 5 }, false, true],
    [{ earliest: 5, latest: 9 }, { from: 1, to: 5 }, false, true],
    [{ earliest: 6, latest: 9 }, { from: 1, to: 5 }, false, false],
    [{ earliest: null, latest: 3 }, { from: 1, to: 5 }, false, true],
    [{ earliest: null, latest: 3 }, { from: null, to: 5 }, true, true],
    [{ earliest: 3, latest: null }, { from: 1, to: null }, true, true],
    [{ earliest: null, latest: null }, { from: 1, to: 5 }, false, true],
    [{ earliest: null, latest: null }, { from: null, to: null }, true, true],
  ])('hold %j against %j', (date, span, certain, possible) => {
    expect([certainlyWithin(date, span), possiblyWithin(date, span)]).toEqual([certain, possible])
  })

  it('say what holding every instant of the date against the period says', () => {
    fc.assert(
      fc.property(bounds, period, (date, span) => {
        const { all, some } = instantsWithin(date, span)
        expect([certainlyWithin(date, span), possiblyWithin(date, span)]).toEqual([all, some])
      }),
      { numRuns: 5_000 },
    )
  })

  it('are such that what is certain is possible, even in a period that ends before it begins', () => {
    fc.assert(
      fc.property(bounds, anyPeriod, (date, span) => {
        expect(certainlyWithin(date, span) && !possiblyWithin(date, span)).toBe(false)
      }),
      { numRuns: 5_000 },
    )
  })

  it('say what stores say, which compare the stored bounds', () => {
    fc.assert(
      fc.property(bounds, period, (date, span) => {
        const { earliest, latest } = toSortable(date)
        const [from, to] = [span.from ?? INSTANT_MIN, span.to ?? INSTANT_MAX]
        expect(certainlyWithin(date, span)).toBe(earliest >= from && latest <= to)
        expect(possiblyWithin(date, span)).toBe(earliest <= to && latest >= from)
      }),
    )
  })
})

describe('parsePeriod', () => {
  it('begins with the first instant of one date and ends with the last of the other', () => {
    expect(parsePeriod({ from: '2022-01', to: '2022-02' }, NOW)).toEqual({
      ok: true,
      period: { from: Date.UTC(2022, 0, 1), to: Date.UTC(2022, 2, 1) - 1 },
    })
    expect(parsePeriod({ from: '2022-02-10~', to: '2022-02-10~' }, NOW)).toEqual({
      ok: true,
      period: { from: Date.UTC(2022, 1, 10), to: Date.UTC(2022, 1, 11) - 1 },
    })
  })

  it('is open where an end is left out, null or open', () => {
    const open = { ok: true, period: { from: null, to: null } }
    expect(parsePeriod({}, NOW)).toEqual(open)
    expect(parsePeriod({ from: null, to: null }, NOW)).toEqual(open)
    expect(parsePeriod({ from: '../2022', to: '2021/..' }, NOW)).toEqual(open)
    expect(parsePeriod({ to: '1969-12-31' }, NOW)).toEqual({ ok: true, period: { from: null, to: -1 } })
  })

  it('refuses a text that is no date, and says which of the two it is', () => {
    expect(parsePeriod({ from: '2022-13', to: 'soon' }, NOW)).toEqual({
      ok: false,
      field: 'from',
      reason: '"2022-13" has no month 13: months are 01 to 12, such as 2022-01, and seasons 21 to 24',
    })
    expect(parsePeriod({ from: '2022', to: '20220128' }, NOW)).toEqual({
      ok: false,
      field: 'to',
      reason: '"20220128" has no hyphens; write 2022-01-28',
    })
  })

  it('refuses one that ends before it begins', () => {
    expect(parsePeriod({ from: '2023', to: '2022' }, NOW)).toEqual({
      ok: false,
      field: 'to',
      reason: 'the period ends with 2022 before it begins with 2023; write the earlier date as from',
    })
  })
})
