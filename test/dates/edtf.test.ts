import { describe, expect, it } from 'vitest'
import { interval, parseEdtf } from '../../src/dates/edtf.ts'

/** The bounds of a date as ISO text, or the reason why it is none. */
function boundsOf(text: string): readonly (string | null)[] | string {
  const parsed = parseEdtf(text)
  if (!parsed.ok) return parsed.reason
  const iso = (instant: number | null): string | null =>
    instant === null ? null : new Date(instant).toISOString()
  return [iso(parsed.date.earliest), iso(parsed.date.latest)]
}

describe('parseEdtf', () => {
  it.each([
    ['2022-01-28', '2022-01-28T00:00:00.000Z', '2022-01-28T23:59:59.999Z'],
    ['1648-09', '1648-09-01T00:00:00.000Z', '1648-09-30T23:59:59.999Z'],
    ['2000-02', '2000-02-01T00:00:00.000Z', '2000-02-29T23:59:59.999Z'],
    ['1900-02', '1900-02-01T00:00:00.000Z', '1900-02-28T23:59:59.999Z'],
    ['1553-04/1553-06', '1553-04-01T00:00:00.000Z', '1553-06-30T23:59:59.999Z'],
    ['1648/1648', '1648-01-01T00:00:00.000Z', '1648-12-31T23:59:59.999Z'],
    ['2022-06-15/2022-06', '2022-06-15T00:00:00.000Z', '2022-06-30T23:59:59.999Z'],
    ['2022-02-10~', '2022-02-10T00:00:00.000Z', '2022-02-10T23:59:59.999Z'],
    ['2022-02-10?', '2022-02-10T00:00:00.000Z', '2022-02-10T23:59:59.999Z'],
    ['1544%', '1544-01-01T00:00:00.000Z', '1544-12-31T23:59:59.999Z'],
    ['1544~/1545-03?', '1544-01-01T00:00:00.000Z', '1545-03-31T23:59:59.999Z'],
    ['../1544-04-10', null, '1544-04-10T23:59:59.999Z'],
    ['/1544', null, '1544-12-31T23:59:59.999Z'],
    ['1544/', '1544-01-01T00:00:00.000Z', null],
    ['1544/..', '1544-01-01T00:00:00.000Z', null],
    ['156X', '1560-01-01T00:00:00.000Z', '1569-12-31T23:59:59.999Z'],
    ['156X~', '1560-01-01T00:00:00.000Z', '1569-12-31T23:59:59.999Z'],
    ['15XX', '1500-01-01T00:00:00.000Z', '1599-12-31T23:59:59.999Z'],
    ['-156X', '-001569-01-01T00:00:00.000Z', '-001560-12-31T23:59:59.999Z'],
    ['-000X', '-000009-01-01T00:00:00.000Z', '-000001-12-31T23:59:59.999Z'],
    ['00XX', '0000-01-01T00:00:00.000Z', '0099-12-31T23:59:59.999Z'],
    ['156X/158X', '1560-01-01T00:00:00.000Z', '1589-12-31T23:59:59.999Z'],
    ['2004-06-XX', '2004-06-01T00:00:00.000Z', '2004-06-30T23:59:59.999Z'],
    ['2004-02-XX', '2004-02-01T00:00:00.000Z', '2004-02-29T23:59:59.999Z'],
    ['2004-XX', '2004-01-01T00:00:00.000Z', '2004-12-31T23:59:59.999Z'],
    ['2004-XX-XX', '2004-01-01T00:00:00.000Z', '2004-12-31T23:59:59.999Z'],
    ['XXXX/1544', null, '1544-12-31T23:59:59.999Z'],
    ['2001-21', '2001-03-01T00:00:00.000Z', '2001-05-31T23:59:59.999Z'],
    ['2001-22', '2001-06-01T00:00:00.000Z', '2001-08-31T23:59:59.999Z'],
    ['2001-23~', '2001-09-01T00:00:00.000Z', '2001-11-30T23:59:59.999Z'],
    ['2003-24', '2003-12-01T00:00:00.000Z', '2004-02-29T23:59:59.999Z'],
    ['0099', '0099-01-01T00:00:00.000Z', '0099-12-31T23:59:59.999Z'],
    ['0050-02-01', '0050-02-01T00:00:00.000Z', '0050-02-01T23:59:59.999Z'],
    ['0000-02-29', '0000-02-29T00:00:00.000Z', '0000-02-29T23:59:59.999Z'],
    ['-0001', '-000001-01-01T00:00:00.000Z', '-000001-12-31T23:59:59.999Z'],
    ['-0044-03-15', '-000044-03-15T00:00:00.000Z', '-000044-03-15T23:59:59.999Z'],
    ['Y12345', '+012345-01-01T00:00:00.000Z', '+012345-12-31T23:59:59.999Z'],
    ['Y-12000', '-012000-01-01T00:00:00.000Z', '-012000-12-31T23:59:59.999Z'],
    ['Y275759', '+275759-01-01T00:00:00.000Z', '+275759-12-31T23:59:59.999Z'],
    ['Y-271820', '-271820-01-01T00:00:00.000Z', '-271820-12-31T23:59:59.999Z'],
    ['2022-01-28T10:00:00Z', '2022-01-28T10:00:00.000Z', '2022-01-28T10:00:00.999Z'],
    ['2022-01-28T10:00:00+02:00', '2022-01-28T08:00:00.000Z', '2022-01-28T08:00:00.999Z'],
    ['2022-01-28T10:00:00+02', '2022-01-28T08:00:00.000Z', '2022-01-28T08:00:00.999Z'],
    ['2022-01-28T23:00:00-15:56', '2022-01-29T14:56:00.000Z', '2022-01-29T14:56:00.999Z'],
    ['0050-01-28T10:00:00Z', '0050-01-28T10:00:00.000Z', '0050-01-28T10:00:00.999Z'],
    ['2022-01-28T10:00:00', '2022-01-28T10:00:00.000Z', '2022-01-28T10:00:00.999Z'],
    ['2022-01-28T10:00:00Z/2022-01-29', '2022-01-28T10:00:00.000Z', '2022-01-29T23:59:59.999Z'],
  ])('takes %s', (text, earliest, latest) => {
    expect(boundsOf(text)).toEqual([earliest, latest])
  })

  const forms = 'write 2022-01-28, 1648-09, 1553-04/1553-06, 2022-02-10~ or ../1544-04-10'
  const level2 = 'that is level 2 of EDTF and not supported'
  const openDigits = `has an X in a place ${level2}; write 156X, 15XX, 2004-XX, 2004-XX-XX or 2004-06-XX`
  const range =
    'lies outside the years -271820 to 275759, beyond which instants cannot be compared; write Y275759 at most'
  const offset =
    'has no such offset from UTC: it is Z, or from -15:59 to +15:59, as in 2022-01-28T10:00:00+02:00'
  const time = 'has no time as hours, minutes and whole seconds; write 2022-01-28T10:00:00Z'
  const longYear = 'has a Y that stands before a year of five digits or more, alone; write 2022 or Y12345'
  const partly = `qualifies a part of a date ${level2}; write the mark behind the whole, such as 2022-02-10~`
  const shortYear = 'does not begin with a year of four digits; write 0199, or 199X for a decade'
  const oneDigit = 'has a month or day of one digit; write 2022-01-02'
  const small = 'has a small x or u for an unknown digit; write X, such as 156X'

  it.each([
    ['2022-13', 'has no month 13: months are 01 to 12, such as 2022-01, and seasons 21 to 24'],
    ['2022-00', 'has no month 00: months are 01 to 12, such as 2022-01, and seasons 21 to 24'],
    ['2022-02-30', 'has no day 30: 2022-02 has the days 01 to 28, such as 2022-02-28'],
    ['1900-02-29', 'has no day 29: 1900-02 has the days 01 to 28, such as 1900-02-28'],
    ['2022-04-00', 'has no day 00: 2022-04 has the days 01 to 30, such as 2022-04-30'],
    ['2001-21-05', 'has a day behind a season; months are 01 to 12, such as 2001-01'],
    [
      '2001-25',
      `has a part of the year ${level2}; seasons are 21 to 24, such as 2001-21, and months are 01 to 12, such as 2001-01`,
    ],
    [
      '2001-41',
      `has a part of the year ${level2}; seasons are 21 to 24, such as 2001-21, and months are 01 to 12, such as 2001-01`,
    ],
    ['2001-42', 'has no month 42: months are 01 to 12, such as 2001-01, and seasons 21 to 24'],
    ['1650/1648', 'ends with 1648 before it begins with 1650; write the earlier first, 1648/1650'],
    ['Y170000002', range],
    ['Y275760', range],
    ['Y-271821', range],
    [`Y${'9'.repeat(99)}`, range],
    ['Y-17E7', `has an exponent E ${level2}; write the year out, such as Y170000`],
    ['1950S2', `has significant digits S ${level2}; write a decade, such as 195X`],
    ['Y2022', longYear],
    ['Y02022', longYear],
    ['Y12345-01', longYear],
    ['12345', 'has a year of more than four digits; write Y before it, such as Y12345'],
    ['-0000', 'has a year -0000; write 0000, which is 1 BC'],
    ['[1667,1668]', `is a set of dates ${level2}; write a span, such as 1667/1668`],
    ['{1667..1668}', `is a set of dates ${level2}; write a span, such as 1667/1668`],
    ['2001-21^southern', `has a mark ^ ${level2}; write a season without it, such as 2001-21`],
    ['2004-06~-11', partly],
    ['?2004', partly],
    ['2004-06-~11', partly],
    ['2004~?', 'has two qualifiers; write one of ~ (about), ? (uncertain) or % (both), such as 2022-02-10%'],
    ['1XXX', openDigits],
    ['156X-04', openDigits],
    ['2004-XX-15', openDigits],
    ['2004-1X', openDigits],
    ['XXXX-12', openDigits],
    ['-XXXX', openDigits],
    ['156x', small],
    ['15uu', small],
    ['2004-uu', small],
    ['2022-01-28T25:00:00Z', 'has no such time of day: the last is 23:59:59, as in 2022-01-28T23:59:59Z'],
    ['2022-01-28T23:59:60Z', 'has no such time of day: the last is 23:59:59, as in 2022-01-28T23:59:59Z'],
    ['2022-01-28T24:00:00Z', 'has no such time of day: the last is 23:59:59, as in 2022-01-28T23:59:59Z'],
    ['2022-01-28T10:00', time],
    ['2022-01-28T10:00:00.123Z', time],
    ['2022-01-28T10:00:00+16:00', offset],
    ['2022-01-28T10:00:00+02:60', offset],
    ['2022-01-28T10:00:00-00:00', offset],
    [
      '2022-01-28T10:00:00Z?',
      'qualifies a time, which EDTF does not have; qualify the day, such as 2022-01-28?',
    ],
    ['2022-01-28 ', 'begins or ends with a blank; write it without, such as 2022-01-28'],
    ['28/01/2022', 'has more than one slash; write 2022-01-28 for a day and 1553-04/1553-06 for a span'],
    ['1560-1570', 'is a span with a hyphen; write a slash, such as 1560/1570'],
    ['20220128', 'has no hyphens; write 2022-01-28'],
    ['199', shortYear],
    ['28-01-2022', shortYear],
    ['2022-1-2', oneDigit],
    ['2022-1', oneDigit],
    ['2022-W05', `is not a date in EDTF; ${forms}`],
    ['2022-028', `is not a date in EDTF; ${forms}`],
    ['28.1.2022', `is not a date in EDTF; ${forms}`],
    ['The year 1560', `is not a date in EDTF; ${forms}`],
    ['\u0000', `is not a date in EDTF; ${forms}`],
  ])('refuses %j', (text, mistake) => {
    expect(boundsOf(text)).toBe(`${JSON.stringify(text)} ${mistake}`)
  })

  it('refuses no text at all', () => {
    expect(boundsOf('')).toBe(`a date is not empty; ${forms}`)
  })

  it('refuses more than 100 characters', () => {
    expect(boundsOf('2'.repeat(101))).toBe('a date has at most 100 characters, such as 2022-01-28')
  })

  it.each(['..', '../..', '/', 'XXXX', 'XXXX-XX-XX', 'XXXX-XX-XX?', 'XXXX/..'])(
    'refuses %s, which says nothing of when',
    (text) => {
      expect(boundsOf(text)).toBe(
        `"${text}" says nothing of when; leave an unknown date out, or write 2022-01-28`,
      )
    },
  )

  it('names the side of an interval that is at fault', () => {
    expect(boundsOf('2022-01/soon')).toBe(`"soon" is not a date in EDTF; ${forms}`)
    expect(boundsOf('-0000-01-01T10:00:00Z/..')).toBe(
      '"-0000-01-01" has a year -0000; write 0000, which is 1 BC',
    )
  })
})

describe('interval', () => {
  it.each([
    ['1553-04', '1553-06', '1553-04/1553-06'],
    [null, '1544-04-10', '../1544-04-10'],
    ['1544', null, '1544/..'],
    ['', '1544', '/1544'],
    ['1648-09', '1648-09', '1648-09'],
  ])('writes %s and %s as %s', (from, to, text) => {
    expect(interval(from, to)).toEqual(parseEdtf(text))
    expect(interval(from, to)).toMatchObject({ ok: true, date: { edtf: text } })
  })

  it('refuses a side that is a span, and reversed sides', () => {
    expect(interval('1650/1651', '1652')).toEqual({
      ok: false,
      reason: '"1650/1651" is a span already; write one date a side, such as 1553-04',
    })
    expect(interval('1650', '1648')).toEqual({
      ok: false,
      reason: '"1650/1648" ends with 1648 before it begins with 1650; write the earlier first, 1648/1650',
    })
  })
})
