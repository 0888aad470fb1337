import { BadInput } from '../errors.ts'
import type { GraphTransaction } from '../store/graph-store.ts'
import { ABSENT } from '../store/row-properties.ts'
import type { EdgeProperties, EntityProperties } from '../store/rows.ts'
import {
  EDGE_KIND_NAMES,
  Edge,
  type EdgeKind,
  MESSAGE_FIELDS,
  REPRESENTATIONS,
  whyNotJoinable,
} from '../vocabulary/edge-kinds.ts'
import type { Certainty, MessageForm } from '../vocabulary/forms.ts'
import type { EntityId } from '../vocabulary/ids.ts'
import { Kind } from '../vocabulary/node-kinds.ts'
import { derivedId } from './derived-id.ts'
import { datedBy, type EdgeOrigin, edgeThrough, messageEdge } from './message-edges.ts'
import {
  certaintyOf,
  chosenId,
  citedSources,
  dateProperties,
  existing,
  type Given,
  givenText,
  isSame,
  keep,
  nameOf,
  type Recorded,
  requireKind,
} from './recording.ts'
import { checkReplyOrder } from './reply-order.ts'

/**
 * A message with all its edges. Besides these properties it has a list of ids for each message field of the vocabulary
 * (`senders`, `addressees` and so on). A list that is left out leaves its edges as they are; one that is given is the
 * whole list.
 */
export interface MessageInput {
  readonly id?: Given<string>
  readonly name: string
  readonly form: MessageForm
  readonly date?: Given<string>
  readonly summary?: Given<string>
  readonly isPublic?: Given<boolean>
  readonly onBehalfOf?: Given<readonly string[]>
  readonly certainty?: Given<Certainty>
  readonly sources?: Given<readonly string[]>
  /** By the names of the vocabulary's message fields. */
  readonly lists: Readonly<Record<string, Given<readonly string[]>>>
}

/** Records a message and all its edges. @throws BadInput, NotFound, Conflict */
export async function recordMessage(transaction: GraphTransaction, input: MessageInput): Promise<Recorded> {
  const name = nameOf(input.name)
  const { id, known } = await target(transaction, name, input)
  const sources = input.sources && (await citedSources(transaction, input.sources))
  const citing = keep(sources, known?.sources ?? []) ?? []
  const message: EntityProperties = {
    ...ABSENT,
    ...known,
    id,
    kind: Kind.MESSAGE,
    name,
    form: input.form,
    summary: keep(givenText(input.summary, 'input.summary'), known?.summary ?? null),
    isPublic: keep(input.isPublic, known?.isPublic ?? null),
    sources: citing,
    certainty: known && !input.certainty ? known.certainty : certaintyOf(input.certainty, citing),
    ...(input.date === undefined ? {} : dateProperties(input.date, 'input.date')),
  }
  const origin: EdgeOrigin = { certainty: message.certainty, sources: message.sources }
  const others = await participants(transaction, message, input)
  const warnings = others.parents.flatMap(
    (parent) => checkReplyOrder(message, parent, 'input.inReplyTo') ?? [],
  )

  const before = known ? await edgesOfMessage(transaction, id) : []
  const wanted = wantedEdges(message, input, origin)
  const listed = new Set(wanted.kinds)
  const kept = before.filter((edge) => !listed.has(edge.kind) || wanted.pairs.has(pairOf(edge)))
  const keptPairs = new Set(kept.map(pairOf))
  const moved = kept.map((edge) => renewed(edge, message, input, origin))
  const added = wanted.edges.filter((edge) => !keptPairs.has(pairOf(edge)))

  if (!known || !isSame(known, message)) await transaction.putEntities([message])
  await transaction.removeEdges(before.filter((edge) => !kept.includes(edge)).map((edge) => edge.id))
  await transaction.putEdges([...moved.filter((edge, index) => edge !== kept[index]), ...added])
  return { id, warnings }
}

/** The message meant: the one with the id given, or of the same name, form, date and senders. */
async function target(transaction: GraphTransaction, name: string, input: MessageInput) {
  if (input.id) {
    const id = chosenId(input.id, 'input.id')
    const [known = null] = await transaction.entities([id])
    if (known) requireKind(known, Kind.MESSAGE)
    return { id, known }
  }
  const senders = [...new Set(input.lists.senders ?? [])].sort().join('\n')
  return derivedId(transaction, Kind.MESSAGE, name, async (known) => {
    if (known.form !== input.form || (known.date ?? null) !== (input.date ?? null)) return false
    const sent = await transaction.edgesOf(known.id, { kinds: [Edge.SENT], direction: 'IN' })
    return [...new Set(sent.map(({ from }) => from))].sort().join('\n') === senders
  })
}

/** Every entity that the input names is there and of a kind that its edge can join. */
async function participants(transaction: GraphTransaction, message: EntityProperties, input: MessageInput) {
  let parents: readonly EntityProperties[] = []
  for (const { kind, entry, field } of MESSAGE_FIELDS) {
    const argument = `input.${field.name}`
    const others = await existing(
      transaction,
      (input.lists[field.name] ?? []).filter((id) => id !== message.id),
      argument,
    )
    if (input.lists[field.name]?.includes(message.id))
      throw new BadInput(argument, 'a message does not lead to itself')
    for (const other of others) {
      const ends =
        entry.message === 'from'
          ? ([message.kind, other.kind] as const)
          : ([other.kind, message.kind] as const)
      const problem = whyNotJoinable(kind, ...ends)
      if (problem !== null) throw new BadInput(argument, `"${other.id}": ${problem}`)
    }
    if (kind === Edge.IN_REPLY_TO) parents = others
  }
  const principals = await existing(transaction, input.onBehalfOf ?? [], 'input.onBehalfOf')
  for (const principal of principals) {
    const problem = whyNotJoinable(Edge.REPLIED_ON_BEHALF_OF, Kind.PERSON, principal.kind)
    if (problem !== null) throw new BadInput('input.onBehalfOf', `"${principal.id}": ${problem}`)
  }
  return { parents }
}

async function edgesOfMessage(
  transaction: GraphTransaction,
  id: EntityId,
): Promise<readonly EdgeProperties[]> {
  const touching = await transaction.edgesOf(id, { kinds: EDGE_KIND_NAMES, direction: 'ANY' })
  return [...touching.filter((edge) => belongsTo(edge, id)), ...(await transaction.edgesThrough(id))]
}

/** Whether the edge is the message's own: not a reply to it, not a mention of it by another. */
const belongsTo = (edge: EdgeProperties, message: EntityId): boolean =>
  MESSAGE_FIELDS.some(
    ({ kind, entry }) => kind === edge.kind && (entry.message === 'from' ? edge.from : edge.to) === message,
  )

const pairOf = ({ kind, from, to }: EdgeProperties): string => JSON.stringify([kind, from, to])

/** The edges that the input's lists ask for, and which kinds they speak of. */
function wantedEdges(message: EntityProperties, input: MessageInput, origin: EdgeOrigin) {
  const kinds: EdgeKind[] = []
  const edges: EdgeProperties[] = []
  for (const { kind, field } of MESSAGE_FIELDS) {
    const ids = input.lists[field.name]
    if (ids === undefined) continue
    kinds.push(kind)
    for (const id of new Set(ids ?? [])) edges.push(messageEdge(kind, message, id as EntityId, origin))
  }
  if (input.onBehalfOf !== undefined) {
    kinds.push(...REPRESENTATIONS)
    for (const sender of new Set(input.lists.senders ?? [])) {
      for (const principal of new Set(input.onBehalfOf ?? [])) {
        if (sender === principal) continue
        for (const kind of REPRESENTATIONS) {
          edges.push(edgeThrough(kind, message, sender as EntityId, principal as EntityId, origin))
        }
      }
    }
  }
  return { kinds, edges, pairs: new Set(edges.map(pairOf)) }
}

/** An edge that stays, with the message's date where it follows that, and what the input says of it. */
function renewed(
  edge: EdgeProperties,
  message: EntityProperties,
  input: MessageInput,
  origin: EdgeOrigin,
): EdgeProperties {
  const next: EdgeProperties = {
    ...edge,
    ...(edge.inherited || edge.date === null ? datedBy(edge.kind, message) : {}),
    ...(input.certainty ? { certainty: origin.certainty } : {}),
    ...(input.sources ? { sources: origin.sources } : {}),
  }
  return isSame(edge, next) ? edge : next
}
