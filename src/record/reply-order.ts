import { fromSortable } from '../dates/uncertain-date.ts'
import { BadInput } from '../errors.ts'
import type { EntityProperties } from '../store/rows.ts'

const isQualified = (date: string): boolean => /[~?%X]/u.test(date)

/**
 * Holds the date of a reply against that of what it answers.
 * @returns a warning where the reply may be older, or null
 * @throws BadInput where it is older for certain: both dates unqualified, and no reading of them in order
 */
export function checkReplyOrder(
  reply: EntityProperties,
  parent: EntityProperties,
  argument: string,
): string | null {
  if (reply.date === null || parent.date === null) return null
  const older = (reply.latest ?? 0) < (parent.earliest ?? 0)
  const perhaps = (reply.earliest ?? 0) < (parent.earliest ?? 0)
  const told = `"${reply.id}" (${reply.date}) answers "${parent.id}" (${parent.date})`
  if (older && !isQualified(reply.date) && !isQualified(parent.date)) {
    throw new BadInput(argument, `${told}, which is younger: a reply is not older than what it answers`)
  }
  const open = fromSortable(reply.earliest ?? 0) === null
  return older || (perhaps && !open) ? `${told}: by its date it may be older than what it answers` : null
}
