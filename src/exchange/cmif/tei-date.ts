import { interval, parseEdtf } from '../../dates/edtf.ts'
import { DAY_MS } from '../../dates/uncertain-date.ts'
import type { TeiDate } from './letter.ts'

/** A date in EDTF, null where there is none, and what its author should look at. */
export interface ReadDate {
  readonly edtf: string | null
  readonly warnings: readonly string[]
}

/**
 * The date that a `date` element gives: `when`, else from `from` or `notBefore` to `to` or `notAfter`, either side open.
 * What is conjectured, or less than surely so (`cert`), is uncertain: `1801-09?`.
 * Bounds in the wrong order are taken in the right one; the element is kept as it is beside.
 */
export function edtfOf({ attributes }: TeiDate): ReadDate {
  const warnings: string[] = []
  const mark = isUncertain(attributes) ? '?' : ''
  const side = (...names: readonly string[]): string | null => {
    for (const name of names) {
      const value = attributes[name]
      if (value === undefined) continue
      const plain = value.replace(/(T\d\d:\d\d:\d\d)\.\d+/u, '$1')
      const parsed = parseEdtf(plain)
      if (parsed.ok && !/[/~?%]/u.test(plain)) return plain.includes('T') ? plain : plain + mark
      warnings.push(
        `the date's ${name}, "${value}", is left out: ${parsed.ok ? 'it is no single date' : parsed.reason}`,
      )
    }
    return null
  }
  const when = side('when')
  if (when !== null) return { edtf: when, warnings }
  const [first, last] = [side('from', 'notBefore'), side('to', 'notAfter')]
  if (first === null && last === null) return { edtf: null, warnings }
  const straight = interval(first, last)
  if (straight.ok) return { edtf: straight.date.edtf, warnings }
  const reversed = interval(last, first)
  if (!reversed.ok) return { edtf: null, warnings: [...warnings, `the date is left out: ${straight.reason}`] }
  return {
    edtf: reversed.date.edtf,
    warnings: [
      ...warnings,
      `the date ends with ${last} before it begins with ${first}: taken as ${reversed.date.edtf}`,
    ],
  }
}

function isUncertain({ cert, evidence }: TeiDate['attributes']): boolean {
  if (cert !== undefined) return cert !== 'high'
  return evidence === 'conjecture'
}

const PLAIN = /^-?\d{4}(?:-\d{2}(?:-\d{2})?)?$/u

/**
 * A `date` element that says what a date in EDTF says; `edtfOf` reads it back. Forms that TEI does not have (`156X`, seasons) go
 * out as their first and last day.
 */
export function teiDateOf(edtf: string): TeiDate {
  const cert = /[?%]/u.test(edtf) ? { cert: 'low' } : /~/u.test(edtf) ? { cert: 'medium' } : {}
  const [first = '', last] = edtf.replaceAll(/[~?%]/gu, '').split('/')
  const attributes =
    last === undefined
      ? PLAIN.test(first) || first.includes('T')
        ? { when: first }
        : { ...bound('notBefore', first, true), ...bound('notAfter', first, false) }
      : { ...bound('notBefore', first, true), ...bound('notAfter', last, false) }
  return { attributes: { ...attributes, ...cert }, text: '' }
}

function bound(name: string, side: string, isFirst: boolean): Record<string, string> {
  if (PLAIN.test(side) || side.includes('T')) return { [name]: side }
  const parsed = parseEdtf(side)
  const instant = parsed.ok ? (isFirst ? parsed.date.earliest : parsed.date.latest) : null
  if (instant === null) return {}
  const day = new Date(Math.floor(instant / DAY_MS) * DAY_MS).toISOString().replace(/T.*$/u, '')
  return /^-?\d{4}-/u.test(day) ? { [name]: day } : {}
}

/** Whether two `date` elements say the same in the same words. */
export function isSameDate(a: TeiDate, b: TeiDate): boolean {
  const [first, second] = [Object.entries(a.attributes).sort(), Object.entries(b.attributes).sort()]
  return a.text === b.text && JSON.stringify(first) === JSON.stringify(second)
}
