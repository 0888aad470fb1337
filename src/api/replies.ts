import { fromSortable } from '../dates/uncertain-date.ts'
import { LimitExceeded } from '../errors.ts'
import type { Follow, Hop, Paged, Read } from '../store/read-plan.ts'
import type { Answer, EntityProperties, EntityRow, Row } from '../store/rows.ts'
import { ADDRESSINGS, Edge } from '../vocabulary/edge-kinds.ts'
import { Kind } from '../vocabulary/node-kinds.ts'
import { MAX_LIST_LENGTH, pageIn, rowsIn, WHOLE_LIST } from './planned-fields.ts'
import { LABEL } from './reading.ts'

/**
 * A whole list, or nothing where it is not wanted. Steps keep their places among a row's answers either way: which of
 * them are wanted is known when the plan is made, from all places of the result that it serves.
 */
export const wholeList = (wanted: boolean): Paged => ({ ...WHOLE_LIST, rows: wanted, more: wanted })

const neighbours = (hop: Hop, order: 'id' | 'date', read: Read, wanted: boolean): Follow => ({
  follow: 'neighbours',
  from: [Kind.MESSAGE],
  hop,
  where: {},
  order,
  descending: false,
  read,
  ...wholeList(wanted),
})

/** To whom a message was addressed, by id. */
export const addresseesOf = (read: Read, wanted = true): Follow =>
  neighbours({ kinds: [Edge.ADDRESSED_TO], direction: 'OUT' }, 'id', read, wanted)

/** Who sent a message, by id. */
export const sendersOf = (read: Read, wanted = true): Follow =>
  neighbours({ kinds: [Edge.SENT], direction: 'IN' }, 'id', read, wanted)

/** For whom a message was sent, by id. */
export const principalsOf = (wanted = true): Follow => ({
  follow: 'principals',
  from: [Kind.MESSAGE],
  read: LABEL,
  ...wholeList(wanted),
})

/** The replies to a message, by date. */
export const repliesOf = (read: Read, wanted = true): Follow =>
  neighbours({ kinds: [Edge.IN_REPLY_TO], direction: 'IN' }, 'date', read, wanted)

/**
 * What tells of a reply whose word it is and, where that is wanted, to whom it went.
 * @param senders what is read of those who sent it
 */
export const replyFollows = (senders: Read, withReceivers: boolean): readonly Follow[] => [
  sendersOf(senders),
  principalsOf(),
  neighbours({ kinds: ADDRESSINGS, direction: 'OUT' }, 'id', LABEL, withReceivers),
]

/** A reply of which `replyFollows` were read first. */
export function replyIn({ properties, answers: [senders, principals, receivers] }: EntityRow) {
  return {
    id: properties.id,
    ...boundsOf(properties),
    senders: wholeRows<EntityRow>(senders),
    principals: idsOf(wholeRows(principals)),
    receivers: idsOf(wholeRows(receivers)),
  }
}

/**
 * The rows of a whole list.
 * @throws LimitExceeded where there are more
 */
export function wholeRows<R extends Row>(answer: Answer | undefined): readonly R[] {
  if (pageIn(answer).more) throw tooMany()
  return rowsIn(answer) as readonly R[]
}

export const tooMany = (): LimitExceeded =>
  new LimitExceeded(`answers: more than ${MAX_LIST_LENGTH} addressees or replies`)

export const idsOf = (rows: readonly Row[]): readonly string[] => rows.map(({ properties }) => properties.id)

/** The bounds of a row's date: null where they are open, or where there is no date. */
export const boundsOf = ({ earliest, latest }: Pick<EntityProperties, 'earliest' | 'latest'>) => ({
  earliest: earliest === null ? null : fromSortable(earliest),
  latest: latest === null ? null : fromSortable(latest),
})
