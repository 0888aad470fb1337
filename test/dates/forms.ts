import fc from 'fast-check'
import { dayNumber, type Span, spanOf } from './oracle.ts'

/** A text that is a date, with the bounds that the oracle counts for it. */
export interface Form extends Span {
  readonly text: string
}

const pad = (number: number, length: number): string => String(number).padStart(length, '0')

const counted = (text: string): Form => {
  const span = spanOf(text)
  if (!span) throw new TypeError(`${text} is no date`)
  return { text, ...span }
}

const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
const mark = fc.constantFrom('', '', '~', '?', '%')
const plainYear = fc.integer({ min: 1, max: 9999 }).map((year) => pad(year, 4))
const negativeYear = fc.integer({ min: 1, max: 9999 }).map((year) => `-${pad(year, 4)}`)
const anyYear = fc.oneof({ weight: 3, arbitrary: plainYear }, negativeYear, fc.constant('0000'))
const month = fc.integer({ min: 1, max: 12 })

const behind = (year: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.oneof(
    year,
    fc.tuple(year, month).map(([years, months]) => `${years}-${pad(months, 2)}`),
    fc.tuple(year, month, fc.nat()).map(([years, months, day]) => {
      const length = LENGTHS[months - 1] ?? 28
      return `${years}-${pad(months, 2)}-${pad(1 + (day % length), 2)}`
    }),
  )

/** `2022`, `2022-01` and `2022-01-28`, years 1 to 9999: what the edtf library reads without fault. */
export const plain: fc.Arbitrary<Form> = behind(plainYear).map(counted)

/** The same with negative years and the year 0, and days that only leap years have. */
const signed = fc
  .oneof(
    behind(anyYear),
    fc
      .integer({ min: 0, max: 2_499 })
      .filter((fours) => fours % 25 !== 0 || fours % 100 === 0)
      .map((fours) => `${pad(fours * 4, 4)}-02-29`),
  )
  .map(counted)

/** `156X`, `15XX`, `-156X`, `2004-XX`, `2004-XX-XX`, `2004-06-XX`. */
export const unspecified: fc.Arbitrary<Form> = fc
  .oneof(
    fc.tuple(anyYear, fc.constantFrom(1, 2)).map(([year, open]) => year.slice(0, -open) + 'X'.repeat(open)),
    fc.tuple(anyYear, fc.constantFrom('-XX', '-XX-XX')).map(([year, open]) => year + open),
    fc.tuple(anyYear, month).map(([year, months]) => `${year}-${pad(months, 2)}-XX`),
  )
  .map(counted)

/** `Y12345` and `Y-12345`, as far as instants reach. */
export const long: fc.Arbitrary<Form> = fc
  .oneof(fc.integer({ min: 10_000, max: 275_759 }), fc.integer({ min: -271_820, max: -10_000 }))
  .map((year) => counted(`Y${year}`))

const season = fc
  .tuple(fc.integer({ min: 0, max: 9998 }), fc.constantFrom(21, 22, 23, 24))
  .map(([year, part]): Form => {
    const first = (part - 20) * 3
    const begin = dayNumber(year, first, 1)
    const end = part === 24 ? dayNumber(year + 1, 3, 1) : dayNumber(year, first + 3, 1)
    return { text: `${pad(year, 4)}-${part}`, earliest: begin * 86_400_000, latest: end * 86_400_000 - 1 }
  })

/** A day with a time, and no zone, Z or an offset from -11:59 to +13:59, which the edtf library reads as well. */
export const instant: fc.Arbitrary<Form> = fc
  .record({
    day: fc.tuple(plainYear, month, fc.integer({ min: 1, max: 28 })),
    second: fc.integer({ min: 0, max: 86_399 }),
    offset: fc.constantFrom(-719, -300, -1, 0, 60, 330, 839, null),
    local: fc.boolean(),
  })
  .map(({ day: [year, months, day], second, offset, local }) => {
    const [hour, minute] = [Math.floor(second / 3600), Math.floor(second / 60) % 60]
    const time = [hour, minute, second % 60].map((part) => pad(part, 2)).join(':')
    const away = Math.abs(offset ?? 0)
    const shift = `${(offset ?? 0) < 0 ? '-' : '+'}${pad(Math.floor(away / 60), 2)}:${pad(away % 60, 2)}`
    const zone = offset !== null ? shift : local ? '' : 'Z'
    const earliest = (dayNumber(Number(year), months, day) * 86_400 + second - (offset ?? 0) * 60) * 1_000
    return {
      text: `${year}-${pad(months, 2)}-${pad(day, 2)}T${time}${zone}`,
      earliest,
      latest: earliest + 999,
    }
  })

/** Every single date but instants may be qualified. */
export const single: fc.Arbitrary<Form> = fc.oneof(
  fc
    .tuple(fc.oneof(plain, signed, unspecified, long, season), mark)
    .map(([form, qualifier]) => ({ ...form, text: form.text + qualifier })),
  instant,
)

/** Text that is much like a date, and seldom one. */
export const almost: fc.Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 120 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.stringMatching(/^[-0-9XYTZES:~?%/.^[\]{},ux ]{0,30}$/u),
  fc.stringMatching(/^-?[0-9X]{4}(-[0-9X]{2}(-[0-9X]{2})?)?[~?%]?(\/[0-9X.]{0,7}(-[0-9X]{2})?)?$/u),
)
