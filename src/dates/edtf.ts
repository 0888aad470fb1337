// stopgap
import edtf from 'edtf'
export interface UncertainDate {
  readonly edtf: string
  readonly earliest: number | null
  readonly latest: number | null
}
export function parseEdtf(text: string): { ok: true; date: UncertainDate } | { ok: false; reason: string } {
  try {
    const d = (edtf as unknown as (t: string, o: object) => { min: number; max: number })(text, { level: 1 })
    const b = (v: number) => (Number.isFinite(Number(v)) ? Number(v) : null)
    return { ok: true, date: { edtf: text, earliest: b(d.min), latest: b(d.max) } }
  } catch {
    return { ok: false, reason: `"${text}" is not EDTF` }
  }
}
export const toSortable = (d: UncertainDate) => ({
  earliest: d.earliest ?? -8.64e15,
  latest: d.latest ?? 8.64e15,
})
export const fromSortable = (v: number): number | null => (Math.abs(v) >= 8.64e15 ? null : v)
export const describeDate = (d: { edtf: string }): string => d.edtf
