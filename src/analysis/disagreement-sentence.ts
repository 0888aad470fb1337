import type { EdgeStep } from '../store/graph-store.ts'
import { edgeKind } from '../vocabulary/edge-kinds.ts'
import type { Certainty } from '../vocabulary/forms.ts'
import { type Disagreement, otherEndOf, type Side } from './disagreements.ts'
import { groupedBy } from './grouped.ts'

/** How the sentence names what it speaks of. */
export interface Words {
  readonly name: (id: string) => string
  /** The date of a claim in plain words; null without one. */
  readonly date: (claim: string) => string | null
}

/** Most entities that are named one after the other. */
const MAX_NAMED = 3

const SURENESS: Readonly<Record<Certainty, string | null>> = {
  STATED: null,
  LIKELY: 'likely',
  DISPUTED: 'disputed',
  UNKNOWN: 'how sure is not recorded',
}

/**
 * A disagreement in plain language, one sentence a side: "According to “News item”, “Letter” was addressed to Canada and
 * United States. According to “Post”, “Letter” was addressed to Austria (disputed)."
 */
export function disagreementSentence(disagreement: Disagreement, words: Words): string {
  const sides = disagreement.sides.map(
    (side) => `${groundsOf(side, words)}, ${told(disagreement, side, words)}.`,
  )
  return [...sides, ...(sides.length === 1 ? ['What speaks against it is not recorded.'] : [])].join(' ')
}

function groundsOf({ sources }: Side, { name }: Words): string {
  if (sources.length === 0) return 'Without a source'
  return `According to ${listed(sources.map((id) => () => `“${name(id)}”`))}`
}

/** What a side says: its claims alike in all but their other end are told together. */
function told({ sign, kind }: Disagreement, { claims }: Side, { name, date }: Words): string {
  const { message, verb, passive } = edgeKind(kind)
  const subjectOf = (claim: EdgeStep): string =>
    message === 'to'
      ? `“${name(claim.to)}” ${passive}`
      : message === 'from'
        ? `“${name(claim.from)}” ${verb}`
        : `${name(claim.from)} ${verb}`
  const own = sign === 'DATES' || message === null || message === 'property'
  const remarkOf = (claim: EdgeStep): string => {
    const remarks = [own ? date(claim.id) : null, SURENESS[claim.certainty]].flatMap((remark) => remark ?? [])
    const through = claim.message === null ? '' : ` through “${name(claim.message)}”`
    return `${through}${remarks.length === 0 ? '' : ` (${remarks.join('; ')})`}`
  }
  const parts: string[] = []
  for (const [subject, said] of groupedBy(claims.toSorted(bySureness), subjectOf)) {
    const alike = [...groupedBy(said, remarkOf)].map(
      ([remark, some]) => `${listed(some.map((claim) => () => name(otherEndOf(claim))))}${remark}`,
    )
    parts.push(`${subject} ${alike.join('; ')}`)
  }
  return parts.join('; ')
}

const ORDER = Object.keys(SURENESS)

const bySureness = (one: EdgeStep, other: EdgeStep): number =>
  ORDER.indexOf(one.certainty) - ORDER.indexOf(other.certainty)

/** "A", "A and B", "A, B and C", "A, B, C and 4 more"; no more are named than are shown. */
function listed(names: readonly (() => string)[]): string {
  const shown = names.slice(0, MAX_NAMED).map((name) => name())
  const more = names.length - shown.length
  const all = more > 0 ? [...shown, `${more} more`] : shown
  const last = all.pop() ?? ''
  return all.length === 0 ? last : `${all.join(', ')} and ${last}`
}
