import { searchKey } from '../vocabulary/search-key.ts'
import type { EntityProperties } from './rows.ts'

/**
 * How well an entity fits the words searched for: its name is just those words; its name begins with them; its name
 * has a word beginning with each; only its other texts have.
 */
export const SEARCH_SCORES = { whole: 1, start: 0.9, name: 0.75, text: 0.5 } as const

/** What a store keeps beside an entity for search: its name, and its other texts, as `searchKey` folds them. */
export function searchText(entity: EntityProperties): { readonly nameKey: string; readonly textKey: string } {
  return {
    nameKey: searchKey(entity.name),
    textKey: searchKey(...entity.aliases, ...entity.identifiers, entity.summary),
  }
}
