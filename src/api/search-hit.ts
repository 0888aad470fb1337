import type { EntityProperties } from '../store/rows.ts'
import { searchKey } from '../vocabulary/search-key.ts'
import { Entity } from './entity.ts'
import { SearchHit } from './refs.ts'

SearchHit.implement({
  description: 'An entity that was found, and why.',
  fields: (t) => ({
    entity: t.field({ type: Entity, description: 'What was found.', resolve: ({ entity }) => entity }),
    score: t.exposeFloat('score', {
      description:
        'How well it fits: 1 its name is just the words, 0.9 its name begins with them, 0.75 its name has them, 0.5 another of its texts has them.',
    }),
    matched: t.string({
      description:
        'The text in which most of the words were found: a name, an alias, an identifier or the summary.',
      resolve: ({ entity, words }) => bestText(entity.properties, words),
    }),
  }),
})

/** The first of the entity's texts that has the most of the words. */
function bestText(entity: EntityProperties, words: readonly string[]): string {
  const texts = [
    entity.name,
    ...entity.aliases,
    ...entity.identifiers,
    ...(entity.summary === null ? [] : [entity.summary]),
  ]
  let best = { text: entity.name, found: 0 }
  for (const text of texts) {
    const key = searchKey(text)
    const found = words.filter((word) => key.includes(` ${word}`)).length
    if (found > best.found) best = { text, found }
  }
  return best.text
}
