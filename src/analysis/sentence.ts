import { type EdgeKind, edgeKind } from '../vocabulary/edge-kinds.ts'

/** A step of a path as words need it. */
export interface ToldStep {
  readonly kind: EdgeKind
  /** Names of the ends, in the order walked. */
  readonly from: string
  readonly to: string
  /** Whether the step goes along the direction of its edge. */
  readonly forward: boolean
  /** In plain words; null without a date. */
  readonly date: string | null
  /** On how many others' behalf the message at this step was sent. */
  readonly principals: number
  /** Whether the far end is a message that the next step leaves again. */
  readonly throughMessage: boolean
}

/**
 * A path in plain language, from its first entity to its last: "Josep Borrell, on behalf of 28 others, sent “Reply”,
 * which was addressed to Sergey Lavrov (about 10 February 2022)." Two steps over a message make one clause.
 */
export function sentenceOf(start: string, steps: readonly ToldStep[]): string {
  if (steps.length === 0) return `${start} is both ends of the path.`
  const clauses: string[] = []
  let subject: string | null = null
  for (const step of steps) {
    const verb = verbOf(step)
    const date = step.date === null || step.throughMessage ? '' : ` (${step.date})`
    if (subject === null) {
      const behalf =
        step.principals > 0
          ? `, on behalf of ${step.principals} ${step.principals === 1 ? 'other' : 'others'},`
          : ''
      clauses.push(`${step.from}${behalf} ${verb} ${quoted(step)}${date}`)
    } else {
      clauses.push(`which ${verb} ${step.to}${date}`)
    }
    subject = step.throughMessage ? step.to : null
  }
  return `${clauses.join('; ').replaceAll('; which', ', which')}.`
}

const verbOf = ({ kind, forward }: ToldStep): string =>
  forward ? edgeKind(kind).verb : edgeKind(kind).passive

const quoted = ({ to, throughMessage }: ToldStep): string => (throughMessage ? `“${to}”` : to)
