import { parseEdtf } from '../dates/edtf.ts'

/** A date as databases write it, in EDTF: fractions of seconds are left out. Null where it is none. */
export function edtfOfIso(text: string): string | null {
  const date = text
    .trim()
    .replace(/^(\d{4}-\d{2}-\d{2}) (?=\d)/u, '$1T')
    .replace(/(T\d{2}:\d{2}:\d{2})\.\d+/u, '$1')
    .replace(/[+-]00:?00$/u, 'Z')
  return parseEdtf(date).ok ? date : null
}

/** The time from one date to another; a side that is not known stays so. Null where there is none, or none such. */
export function edtfSpan(from: string | null, to: string | null): string | null {
  if (from === null && to === null) return null
  const span = from !== null && from === to ? from : `${from ?? ''}/${to ?? ''}`
  return parseEdtf(span).ok ? span : null
}
