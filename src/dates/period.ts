import { parseEdtf } from './edtf.ts'
export function parsePeriod({
  from,
  to,
}: {
  from: string | null
  to: string | null
}):
  | { ok: true; period: { from: number | null; to: number | null } }
  | { ok: false; field: 'from' | 'to'; reason: string } {
  const f = from === null ? null : parseEdtf(from)
  const t = to === null ? null : parseEdtf(to)
  if (f && !f.ok) return { ok: false, field: 'from', reason: f.reason }
  if (t && !t.ok) return { ok: false, field: 'to', reason: t.reason }
  return { ok: true, period: { from: f ? f.date.earliest : null, to: t ? t.date.latest : null } }
}
