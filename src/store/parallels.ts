import { type EdgeKind, edgeKind } from '../vocabulary/edge-kinds.ts'
import { isEdgeIdOf } from '../vocabulary/ids.ts'

/**
 * Whether a claim may stand beside another one of the same kind, ends and message. Of such parallels all but one have
 * an id that says more than these, so those that others may stand against are found without comparing all claims.
 * What belongs to no message has no parallels: two meetings of the same two are two meetings.
 */
export function mayHaveParallels(edge: {
  readonly id: string
  readonly kind: EdgeKind
  readonly from: string
  readonly to: string
  readonly message: string | null
}): boolean {
  const { id, kind, from, to, message } = edge
  const { message: anchor } = edgeKind(kind)
  if (anchor === null) return false
  if (anchor !== 'property') return !isEdgeIdOf(id, from, to)
  return message !== null && !isEdgeIdOf(id, from, to, message)
}
