import type { LoadedEntity } from '../record/load.ts'
import { slug } from '../vocabulary/ids.ts'
import { Kind } from '../vocabulary/node-kinds.ts'
import type { ReadItem } from './exchange-format.ts'
import { shortDigest } from './short-text.ts'

/** The file itself as the source that its records cite, where it names no other: its id follows from its name alone. */
export const fileSource = (file: string): LoadedEntity => ({
  entity: Kind.SOURCE,
  id: `file:${slug(file) || shortDigest(file)}`,
  name: file.trim() === '' ? 'A file without a name' : file,
})

/** The items of a file, the first of its records with the source that all of them cite. */
export async function* withSource(
  source: LoadedEntity,
  items: AsyncIterable<ReadItem>,
): AsyncGenerator<ReadItem> {
  let begun = false
  for await (const item of items) {
    if (item.kind === 'record' && !begun) {
      begun = true
      yield { ...item, entities: [source, ...item.entities] }
    } else yield item
  }
}
