import type { InstantPeriod } from '../../src/store/read-plan.ts'

/** Whether a date certainly, or possibly, lies in a period: said once more, apart from the stores' own way. */
export function liesIn(
  { earliest, latest }: { readonly earliest: number | null; readonly latest: number | null },
  { from, to, match }: InstantPeriod,
): boolean {
  if (earliest === null || latest === null) return false
  const begins = from ?? -8.64e15
  const ends = to ?? 8.64e15
  if (match === 'CERTAIN') return begins <= earliest && latest <= ends
  return !(latest < begins || ends < earliest)
}
