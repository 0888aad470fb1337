import { describe, expect, it } from 'vitest'
import { describeDate } from '../../src/dates/describe-date.ts'

describe('describeDate', () => {
  it.each([
    ['2022-01-28', '28 January 2022'],
    ['2022-02-10~', 'about 10 February 2022'],
    ['2022-02-10?', '10 February 2022 (uncertain)'],
    ['2022-02-10%', 'about 10 February 2022 (uncertain)'],
    ['1648-09', 'September 1648'],
    ['1544', '1544'],
    ['0099', '99'],
    ['2004-06-XX', 'June 2004'],
    ['2004-XX-XX', '2004'],
    ['1553-04/1553-06', 'between April 1553 and June 1553'],
    ['1544~/1545?', 'between about 1544 and 1545 (uncertain)'],
    ['../1544-04-10', 'not after 10 April 1544'],
    ['/1544', 'not after 1544'],
    ['XXXX/1544', 'not after 1544'],
    ['1544/..', 'not before 1544'],
    ['1544-04/', 'not before April 1544'],
    ['156X', 'the 1560s'],
    ['156X~', 'about the 1560s'],
    ['15XX', 'the 1500s'],
    ['150X', '1500–1509'],
    ['009X', '90–99'],
    ['00XX', '1 BC–99'],
    ['-156X', '1570–1561 BC'],
    ['2001-21', 'spring 2001'],
    ['2001-24', 'winter 2001'],
    ['0000', '1 BC'],
    ['-0043', '44 BC'],
    ['-0043-03-15', '15 March 44 BC'],
    ['Y12345', '12345'],
    ['Y-12000', '12001 BC'],
    ['2022-01-28T10:00:00', '28 January 2022, 10:00:00'],
    ['2022-01-28T10:00:00Z', '28 January 2022, 10:00:00 UTC'],
    ['2022-01-28T10:00:00+02:00', '28 January 2022, 10:00:00 UTC+02:00'],
    ['..', '..'],
    ['../..', '../..'],
    ['/', '/'],
    ['XXXX-XX-XX?', 'XXXX-XX-XX?'],
    ['soon', 'soon'],
    ['2022-13', '2022-13'],
  ])('says %s as %s', (edtf, words) => {
    expect(describeDate({ edtf })).toBe(words)
  })
})
