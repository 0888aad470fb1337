import edtf from 'edtf'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeDate } from '../../src/dates/describe-date.ts'
import { interval, parseEdtf } from '../../src/dates/edtf.ts'
import { almost, instant, long, plain, single, unspecified } from './forms.ts'
import { spanOf } from './oracle.ts'

const RUNS = { numRuns: 2_000 }

/** Whether the edtf library takes a text at all. */
function isTaken(text: string): boolean {
  try {
    edtf(text)
    return true
  } catch {
    return false
  }
}

describe('parseEdtf', () => {
  it('gives the bounds that counting gives, for every single form', () => {
    fc.assert(
      fc.property(single, ({ text, earliest, latest }) => {
        expect(parseEdtf(text)).toEqual({ ok: true, date: { edtf: text, earliest, latest } })
      }),
      RUNS,
    )
  })

  it('takes a day exactly where the calendar has it', () => {
    const number = (max: number, length: number) =>
      fc.integer({ min: 0, max }).map((digits) => String(digits).padStart(length, '0'))
    fc.assert(
      fc.property(
        fc.constantFrom('', '-'),
        number(9999, 4),
        number(20, 2),
        number(40, 2),
        (sign, ...parts) => {
          const text = sign + parts.join('-')
          expect(parseEdtf(text).ok).toBe(spanOf(text) !== null)
        },
      ),
      RUNS,
    )
  })

  it('spans both sides of an interval, and refuses it exactly where it ends before it begins', () => {
    fc.assert(
      fc.property(single, single, (from, to) => {
        const parsed = parseEdtf(`${from.text}/${to.text}`)
        if (from.earliest <= to.latest) {
          const bounds = { earliest: from.earliest, latest: to.latest }
          expect(parsed).toEqual({ ok: true, date: { edtf: `${from.text}/${to.text}`, ...bounds } })
        } else {
          const reason = `"${from.text}/${to.text}" ends with ${to.text} before it begins with ${from.text}; write the earlier first, ${to.text}/${from.text}`
          expect(parsed).toEqual({ ok: false, reason })
          expect(parseEdtf(`${to.text}/${from.text}`).ok).toBe(true)
        }
      }),
      RUNS,
    )
  })

  it('leaves the open or unknown side of an interval null', () => {
    fc.assert(
      fc.property(single, fc.constantFrom('', '..', 'XXXX'), ({ text, earliest, latest }, open) => {
        expect(parseEdtf(`${open}/${text}`)).toMatchObject({ ok: true, date: { earliest: null, latest } })
        expect(parseEdtf(`${text}/${open}`)).toMatchObject({ ok: true, date: { earliest, latest: null } })
      }),
    )
  })

  it('never throws; what it takes is kept as written, in order and in words, and a refusal shows a right form', () => {
    fc.assert(
      fc.property(almost, (text) => {
        const parsed = parseEdtf(text)
        const words = describeDate({ edtf: text })
        if (parsed.ok) {
          const { earliest, latest } = parsed.date
          expect(parsed.date.edtf).toBe(text)
          expect((earliest ?? Number.NEGATIVE_INFINITY) <= (latest ?? Number.POSITIVE_INFINITY)).toBe(true)
          expect(words).not.toMatch(/undefined|NaN|X|^$/u)
        } else {
          expect(words).toBe(text)
          const said = parsed.reason.replace(JSON.stringify(text), '')
          expect(said.split(/[\s,;]+/u).some((word) => parseEdtf(word).ok)).toBe(true)
        }
      }),
      { numRuns: 20_000 },
    )
  })
})

// The edtf library (4.11.1) is right on these forms. Counting alone judges those where it is not: it takes 1900-02-29,
// makes 0000-02-29 a 1 March, ends -0100-XX before it begins, has season 21 begin in January, refuses 2022-01/2022.
describe('the edtf library agrees', () => {
  const libraryBounds = (text: string): readonly [number, number] => [edtf(text).min, edtf(text).max]

  it('on plain dates, with and without a qualifier, and on unspecified digits and long years', () => {
    const marked = fc
      .tuple(plain, fc.constantFrom('', '~', '?', '%'))
      .map(([form, mark]) => ({ ...form, text: form.text + mark }))
    const open = unspecified.filter(({ text }) => !/^-|^0000/u.test(text))
    fc.assert(
      fc.property(fc.oneof(marked, open, long), ({ text }) => {
        const [earliest, latest] = libraryBounds(text)
        expect(parseEdtf(text)).toEqual({ ok: true, date: { edtf: text, earliest, latest } })
      }),
      RUNS,
    )
  })

  it('on when a time is, which here lasts its second', () => {
    fc.assert(
      fc.property(instant, ({ text }) => {
        const [earliest] = libraryBounds(text)
        expect(parseEdtf(text)).toMatchObject({ ok: true, date: { earliest, latest: earliest + 999 } })
      }),
    )
  })

  it('on intervals', () => {
    fc.assert(
      fc.property(plain, plain, (a, b) => {
        fc.pre(a.earliest !== b.earliest)
        const text = a.earliest < b.earliest ? `${a.text}/${b.text}` : `${b.text}/${a.text}`
        const [earliest, latest] = libraryBounds(text)
        expect(parseEdtf(text)).toEqual({ ok: true, date: { edtf: text, earliest, latest } })
      }),
    )
  })

  it('on which plain texts are dates, except for 29 February', () => {
    const digits = fc.stringMatching(/^[0-9]{4}(-[0-2][0-9](-[0-3][0-9])?)?$/u)
    fc.assert(
      fc.property(digits, (text) => {
        fc.pre(!text.endsWith('-02-29') && !/^....-2[5-9]/u.test(text))
        expect(parseEdtf(text).ok).toBe(isTaken(text))
      }),
      RUNS,
    )
  })
})

describe('interval', () => {
  it('reads the two sides as one text', () => {
    fc.assert(
      fc.property(fc.option(single), fc.option(single), (from, to) => {
        fc.pre(from?.text !== to?.text)
        const text = `${from?.text ?? '..'}/${to?.text ?? '..'}`
        expect(interval(from?.text ?? null, to?.text ?? null)).toEqual(parseEdtf(text))
      }),
    )
  })

  it('never throws', () => {
    fc.assert(
      fc.property(fc.option(almost), fc.option(almost), (from, to) => {
        expect(typeof interval(from, to).ok).toBe('boolean')
      }),
      RUNS,
    )
  })
})
