import { createHash } from 'node:crypto'
import { slug, whyNotEntityId } from '../../vocabulary/ids.ts'

/** So many hexadecimal digits tell texts apart that look alike as ids. */
const DIGITS = 8

export const digest = (text: string, digits = DIGITS): string =>
  createHash('sha256').update(text).digest('hex').slice(0, digits)

/** A readable part of an id; texts that differ give parts that differ: `4`, `123-1-5b1f8c0e` for `123/1/-`. */
export function idPart(text: string): string {
  const readable = slug(text)
  return readable === text || readable === plainly(text) ? readable : `${readable || 'x'}-${digest(text)}`
}

/** Letter case and blanks alone hardly ever tell names apart, but they may: only all-lower and Title Case are plain. */
const plainly = (text: string): string =>
  /^\p{Lu}\p{Ll}*(?:[ -]\p{Lu}\p{Ll}*)*$/u.test(text) ? text.toLowerCase().replaceAll(' ', '-') : ''

/** An id for what has an identifier of an authority: that identifier, or a digest of one that is too long for an id. */
export const idOfIdentifier = (scheme: string, value: string): string => {
  const id = `${scheme}:${value}`
  return whyNotEntityId(id) === null ? id : `${scheme}:${digest(value, 32)}`
}
