import type { AddedEdge } from '../../adjacency/adjacency.ts'
import type { EdgeKind } from '../../vocabulary/edge-kinds.ts'
import type { EdgeStep } from '../graph-store.ts'
import { UNDATED } from '../read-plan.ts'

type Values = readonly unknown[]

/** An edge from a row of the statements that walk the graph: see `walk-statements.ts`. */
export function stepFrom([
  id,
  kind,
  from,
  to,
  earliest,
  latest,
  message,
  certainty,
  sources,
]: Values): EdgeStep {
  const dated = earliest !== UNDATED && earliest !== null
  return {
    id,
    kind,
    from,
    to,
    earliest: dated ? earliest : null,
    latest: dated ? latest : null,
    message: message ?? null,
    certainty: certainty ?? 'UNKNOWN',
    sources: sources ?? [],
  } as EdgeStep
}

/** An edge from a row of `all-edges`. */
export const addedEdge = (
  kind: EdgeKind,
  [from, to, earliest, latest, message, certainty, id]: Values,
): AddedEdge => stepFrom([id, kind, from, to, earliest, latest, message, certainty])

/** An edge from a row of `edges`. */
export function addedFrom({ kind, from, to, properties }: EdgeRecord): AddedEdge & { readonly id: string } {
  const { id, earliest, latest, message, certainty } = properties
  return stepFrom([id, kind, from, to, earliest, latest, message, certainty])
}

/** A row of the statements that read edges whole. */
export interface EdgeRecord {
  readonly kind: string
  readonly from: string
  readonly to: string
  readonly properties: Readonly<Record<string, unknown>>
}
