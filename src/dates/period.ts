import { parseEdtf } from './edtf.ts'
import { isRelative, relativeBounds } from './relative-date.ts'
import type { Bounds } from './uncertain-date.ts'
import type { Refusal } from './why-not-edtf.ts'

/** A span of time, both ends inclusive, milliseconds since 1970 (UTC); null is open. */
export interface Period {
  readonly from: number | null
  readonly to: number | null
}

/** A period as it is asked for: from one date to another, or the whole of one. Null is as good as left out. */
export interface AskedPeriod {
  readonly from?: string | null | undefined
  readonly to?: string | null | undefined
  readonly asOf?: string | null | undefined
}

/** A period, or which of its dates is at fault, and why: a clause that shows a right form. */
export type ParsedPeriod =
  | { readonly ok: true; readonly period: Period }
  | { readonly ok: false; readonly field: keyof AskedPeriod; readonly reason: string }

/**
 * The period from the first instant of one date to the last of another, or of one date, `asOf`. Dates are EDTF, or
 * reckoned from today (`-4w`); an end left out, null or open is open.
 * @param now the present instant, milliseconds since 1970
 * @returns never throws. A period that ends before it begins is refused, as a fault of `to`
 */
export function parsePeriod({ from, to, asOf }: AskedPeriod, now: number): ParsedPeriod {
  if (asOf != null && (from != null || to != null)) {
    return { ok: false, field: 'asOf', reason: 'is the whole of one date; leave out from and to, or asOf' }
  }
  const at = asOf == null ? null : askedBounds(asOf, now)
  if (at && 'reason' in at) return { ok: false, field: 'asOf', reason: at.reason }
  const first = at ?? (from == null ? null : askedBounds(from, now))
  if (first && 'reason' in first) return { ok: false, field: 'from', reason: first.reason }
  const last = at ?? (to == null ? null : askedBounds(to, now))
  if (last && 'reason' in last) return { ok: false, field: 'to', reason: last.reason }
  const period = { from: first?.earliest ?? null, to: last?.latest ?? null }
  if (period.from !== null && period.to !== null && period.from > period.to) {
    const reversed = `the period ends with ${to} before it begins with ${from}`
    return { ok: false, field: 'to', reason: `${reversed}; write the earlier date as from` }
  }
  return { ok: true, period }
}

/** The bounds of a date that a question names. */
function askedBounds(text: string, now: number): Bounds | Refusal {
  if (isRelative(text)) return relativeBounds(text, now)
  const parsed = parseEdtf(text)
  return parsed.ok ? parsed.date : { reason: parsed.reason }
}

/** Whether all that a date can be lies in a period: an open side does so only where the period is open there too. */
export const certainlyWithin = ({ earliest, latest }: Bounds, { from, to }: Period): boolean =>
  (from === null || (earliest !== null && earliest >= from)) &&
  (to === null || (latest !== null && latest <= to))

/** Whether some of what a date can be lies in a period. */
export const possiblyWithin = ({ earliest, latest }: Bounds, { from, to }: Period): boolean =>
  (from === null || latest === null || latest >= from) && (to === null || earliest === null || earliest <= to)
