import { BadInput } from '../errors.ts'
import type { GraphTransaction } from '../store/graph-store.ts'
import type { EdgeProperties, EntityProperties } from '../store/rows.ts'
import { Edge, type EdgeKind, edgeKind, THROUGH_MESSAGE, whyNotJoinable } from '../vocabulary/edge-kinds.ts'
import type { Certainty } from '../vocabulary/forms.ts'
import { type EdgeId, edgeIdOf, kindOfEdgeId, MAX_ID_LENGTH } from '../vocabulary/ids.ts'
import { Kind } from '../vocabulary/node-kinds.ts'
import { bare, datedBy } from './message-edges.ts'
import {
  certaintyOf,
  citedSources,
  dateProperties,
  existing,
  type Given,
  givenText,
  isSame,
  keep,
  type Recorded,
} from './recording.ts'
import { checkReplyOrder } from './reply-order.ts'

export interface RelateInput {
  readonly id?: Given<string>
  readonly kind: EdgeKind
  readonly from: string
  readonly to: string
  readonly date?: Given<string>
  readonly role?: Given<string>
  readonly note?: Given<string>
  readonly message?: Given<string>
  readonly certainty?: Given<Certainty>
  readonly sources?: Given<readonly string[]>
}

/**
 * Joins two entities, or updates the edge that is already there: the one with the id given, or else the one of the same
 * kind, ends, message, date and role. Sources are added to those that it cites.
 * @throws BadInput, NotFound
 */
export async function relate(transaction: GraphTransaction, input: RelateInput): Promise<Recorded<EdgeId>> {
  const { kind } = input
  const [from, to] = await ends(transaction, input)
  const through = await messageOf(transaction, input)
  const cited = input.sources ? await citedSources(transaction, input.sources) : []
  const dated = dateProperties(input.date ?? null, 'input.date')
  const anchor = edgeKind(kind).message
  const message = anchor === 'from' ? from : anchor === 'to' ? to : through
  const id = idOf(input, from, to, through)
  const [known = null] = await transaction.edges([id])
  const sources = [...new Set([...(known?.sources ?? []), ...cited])]
  const origin = { certainty: input.certainty ?? known?.certainty ?? certaintyOf(null, sources), sources }
  const edge: EdgeProperties = {
    ...(known ?? bare(id, kind, from.id, to.id, origin)),
    ...origin,
    ...(input.date === undefined ? {} : { ...dated, inherited: false }),
    role: keep(givenText(input.role, 'input.role'), known?.role ?? null),
    note: keep(givenText(input.note, 'input.note'), known?.note ?? null),
    message: through?.id ?? known?.message ?? null,
  }
  const whole = edge.date === null && message ? { ...edge, ...datedBy(kind, message) } : edge
  const warning = kind === Edge.IN_REPLY_TO ? checkReplyOrder(from, to, 'input.to') : null
  if (!known || !isSame(known, whole)) await transaction.putEdges([whole])
  return { id, warnings: warning === null ? [] : [warning] }
}

/** Both ends, in the order in which the edge stores them. */
async function ends(
  transaction: GraphTransaction,
  { kind, from, to }: RelateInput,
): Promise<readonly [EntityProperties, EntityProperties]> {
  const [start] = await existing(transaction, [from], 'input.from')
  const [end] = await existing(transaction, [to], 'input.to')
  if (!start || !end) throw new TypeError('entities that exist are there')
  if (from === to) throw new BadInput('input.to', 'an entity is not related to itself')
  const problem = whyNotJoinable(kind, start.kind, end.kind)
  if (problem !== null) throw new BadInput('input.kind', problem)
  return edgeKind(kind).directed || start.id < end.id ? [start, end] : [end, start]
}

async function messageOf(
  transaction: GraphTransaction,
  { kind, message }: RelateInput,
): Promise<EntityProperties | null> {
  if (message === null || message === undefined) return null
  if (!THROUGH_MESSAGE.includes(kind)) {
    throw new BadInput(
      'input.message',
      `${kind} does not happen through a message; ${THROUGH_MESSAGE.join(', ')} can`,
    )
  }
  const [found] = await existing(transaction, [message], 'input.message')
  if (found?.kind !== Kind.MESSAGE) throw new BadInput('input.message', `"${message}" is not a message`)
  return found
}

/** An edge that belongs to a message is told by its ends; others recur, and are told by message, date and role. */
function idOf(
  input: RelateInput,
  from: EntityProperties,
  to: EntityProperties,
  through: EntityProperties | null,
): EdgeId {
  const { id, kind } = input
  if (id !== null && id !== undefined) {
    if (kindOfEdgeId(id) !== kind || /\s/u.test(id) || id.length > 3 * MAX_ID_LENGTH || !id.isWellFormed()) {
      throw new BadInput(
        'input.id',
        `the id of this relationship begins with "${edgeIdOf(kind, '', '').split(':')[0]}:" and holds no blanks`,
      )
    }
    return id as EdgeId
  }
  const { message } = edgeKind(kind)
  const own = message === 'from' || message === 'to'
  return own
    ? edgeIdOf(kind, from.id, to.id)
    : edgeIdOf(kind, from.id, to.id, through?.id, input.date, input.role)
}
