import { createHash } from 'node:crypto'
import { whyNotEntityId } from '../vocabulary/ids.ts'

/** Names and summaries are at most this long, in characters. */
export const [MAX_NAME, MAX_SUMMARY] = [1_000, 100_000]

/** A text that is not longer, its end left out where it was. */
export const cut = (text: string, length: number): string =>
  text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`

/** What stands for a text where an id is to be short: 16 hexadecimal digits. */
export const shortDigest = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 16)

/** An id of a text behind a prefix: the text itself, or its digest where an id cannot hold it. */
export const idOr = (prefix: string, text: string): string =>
  whyNotEntityId(`${prefix}${text}`) === null ? `${prefix}${text}` : `${prefix}${shortDigest(text)}`
