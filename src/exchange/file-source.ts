import { createHash } from 'node:crypto'
import type { LoadedEntity } from '../record/load.ts'
import { slug } from '../vocabulary/ids.ts'
import { Kind } from '../vocabulary/node-kinds.ts'

/** The file itself as the source that its records cite, where it names no other: its id follows from its name alone. */
export const fileSource = (file: string): LoadedEntity => ({
  entity: Kind.SOURCE,
  id: `file:${slug(file) || shortDigest(file)}`,
  name: file.trim() === '' ? 'A file without a name' : file,
})

/** What stands for a text where an id is to be short: 16 hexadecimal digits. */
export const shortDigest = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 16)
