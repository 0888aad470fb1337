import type { Certainty } from '../../vocabulary/forms.ts'
import type { Mention } from './letter.ts'

/** What an edition's `cert` means here. TEI knows these four, and leaves others to the edition. */
const OF_CERT: Readonly<Record<string, Certainty>> = {
  high: 'STATED',
  medium: 'LIKELY',
  low: 'UNKNOWN',
  unknown: 'UNKNOWN',
}

/**
 * How sure an edition is. `cert` decides: high is stated, medium likely, low and anything else unknown. Without it,
 * what has `evidence` was inferred from that, and is likely.
 * @returns undefined where the edition says nothing of it, which is stated as the edition is cited
 */
export function certaintyOfMention({
  cert,
  evidence,
}: Pick<Mention, 'cert' | 'evidence'>): Certainty | undefined {
  if (cert !== null) return OF_CERT[cert.toLowerCase()] ?? 'UNKNOWN'
  return evidence === null ? undefined : 'LIKELY'
}
