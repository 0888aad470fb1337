import { parseEdtf } from './edtf.ts'

/** A span of time, both ends inclusive, milliseconds since 1970; null is open. */
export interface Period {
  readonly from: number | null
  readonly to: number | null
}

export type ParsedPeriod =
  | { readonly ok: true; readonly period: Period }
  | { readonly ok: false; readonly field: 'from' | 'to'; readonly reason: string }

/** The period from the first instant of one date to the last of another; an end left out (null) is open. */
export function parsePeriod({
  from,
  to,
}: {
  readonly from: string | null
  readonly to: string | null
}): ParsedPeriod {
  const first = from === null ? null : parseEdtf(from)
  if (first && !first.ok) return { ok: false, field: 'from', reason: first.reason }
  const last = to === null ? null : parseEdtf(to)
  if (last && !last.ok) return { ok: false, field: 'to', reason: last.reason }
  const period = { from: first?.date.earliest ?? null, to: last?.date.latest ?? null }
  if (period.from !== null && period.to !== null && period.from > period.to) {
    return { ok: false, field: 'to', reason: `the period ends with ${to} before it begins with ${from}` }
  }
  return { ok: true, period }
}
