import { Edge, type EdgeKind, edgeKind } from '../vocabulary/edge-kinds.ts'

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
  /** Names of the sources that say so. */
  readonly sources: readonly string[]
  /** On how many others' behalf the message that this step sent was sent. */
  readonly principals: number
  /** Who spoke for the actor of this step, where the step is a principal's word. */
  readonly spokenBy: string | null
  /** Whether the far end is a message that the next step leaves again. */
  readonly throughMessage: boolean
}

/**
 * A path in plain language, from its first entity to its last: "Josep Borrell, on behalf of 28 others, sent “Reply”,
 * which was addressed to Sergey Lavrov (about 10 February 2022; source: News item)." Two steps over a message make one
 * clause.
 */
export function sentenceOf(start: string, steps: readonly ToldStep[]): string {
  if (steps.length === 0) return `${start} is both ends of the path.`
  let sentence = ''
  let overMessage = false
  let sources: readonly string[] = []
  for (const step of steps) {
    sources = overMessage ? [...sources, ...step.sources] : step.sources
    sentence += overMessage
      ? `, which ${toldOf(step)}`
      : `${sentence === '' ? '' : '; '}${actorOf(step)} ${toldOf(step)}`
    // A clause over a message says its date and sources once, at its end.
    if (!step.throughMessage) sentence += groundsOf(step.date, sources)
    overMessage = step.throughMessage
  }
  return `${sentence}.`
}

/** Most sources that a clause names. */
const MAX_NAMED = 2

/** When, and who says so. */
function groundsOf(date: string | null, sources: readonly string[]): string {
  const names = [...new Set(sources)]
  const more = names.length - MAX_NAMED
  const named =
    names
      .slice(0, MAX_NAMED)
      .map((name) => `“${name}”`)
      .join(', ') + (more > 0 ? ` and ${more} more` : '')
  const cited = names.length === 0 ? [] : [`${names.length === 1 ? 'source' : 'sources'}: ${named}`]
  const grounds = [...(date === null ? [] : [date]), ...cited]
  return grounds.length === 0 ? '' : ` (${grounds.join('; ')})`
}

const behalfOf = ({ principals }: ToldStep): string =>
  `on behalf of ${principals} ${principals === 1 ? 'other' : 'others'}`

const isSending = ({ kind }: ToldStep): boolean => kind === Edge.SENT

/** Who begins a clause. */
function actorOf(step: ToldStep): string {
  if (step.spokenBy !== null) return `${step.from}, through ${step.spokenBy},`
  return isSending(step) && step.forward && step.principals > 0
    ? `${step.from}, ${behalfOf(step)},`
    : step.from
}

/** What a clause says of its beginning. */
function toldOf(step: ToldStep): string {
  const { verb, passive } = edgeKind(step.spokenBy === null ? step.kind : Edge.SENT)
  const to = step.throughMessage ? `“${step.to}”` : step.to
  if (step.forward) return `${verb} ${to}`
  if (step.spokenBy !== null) return `${passive} ${to} through ${step.spokenBy}`
  return `${passive} ${to}${isSending(step) && step.principals > 0 ? ` ${behalfOf(step)}` : ''}`
}
