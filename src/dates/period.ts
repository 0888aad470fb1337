import { parseEdtf } from './edtf.ts'
import type { Bounds } from './uncertain-date.ts'

/** A span of time, both ends inclusive, milliseconds since 1970 (UTC); null is open. */
export interface Period {
  readonly from: number | null
  readonly to: number | null
}

/** A period, or which of its two dates is at fault, and why: a clause that shows a right form. */
export type ParsedPeriod =
  | { readonly ok: true; readonly period: Period }
  | { readonly ok: false; readonly field: 'from' | 'to'; readonly reason: string }

/**
 * The period from the first instant of one EDTF date to the last of another; an end left out, null or open is open.
 * @returns never throws. A period that ends before it begins is refused, as a fault of `to`
 */
export function parsePeriod({
  from,
  to,
}: {
  readonly from?: string | null | undefined
  readonly to?: string | null | undefined
}): ParsedPeriod {
  const first = from == null ? null : parseEdtf(from)
  if (first && !first.ok) return { ok: false, field: 'from', reason: first.reason }
  const last = to == null ? null : parseEdtf(to)
  if (last && !last.ok) return { ok: false, field: 'to', reason: last.reason }
  const period = { from: first?.date.earliest ?? null, to: last?.date.latest ?? null }
  if (period.from !== null && period.to !== null && period.from > period.to) {
    const reversed = `the period ends with ${to} before it begins with ${from}`
    return { ok: false, field: 'to', reason: `${reversed}; write the earlier date as from` }
  }
  return { ok: true, period }
}

/** Whether all that a date can be lies in a period: an open side does so only where the period is open there too. */
export const certainlyWithin = ({ earliest, latest }: Bounds, { from, to }: Period): boolean =>
  (from === null || (earliest !== null && earliest >= from)) &&
  (to === null || (latest !== null && latest <= to))

/** Whether some of what a date can be lies in a period. */
export const possiblyWithin = ({ earliest, latest }: Bounds, { from, to }: Period): boolean =>
  (from === null || latest === null || latest >= from) && (to === null || earliest === null || earliest <= to)
