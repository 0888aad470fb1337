import type { Mailbox } from 'postal-mime'
import type { LoadedEntity } from '../../record/load.ts'
import { slug } from '../../vocabulary/ids.ts'
import { Kind } from '../../vocabulary/node-kinds.ts'
import { cut, idOr, MAX_NAME, shortDigest } from '../short-text.ts'

const ADDRESS = /^[^\s@]+@[^\s@]+$/u

/**
 * Whose mailbox it is. Letter case does not tell addresses apart. Without a display name its actor has no name, and the
 * address describes it; without an address nobody knows who bears the name, so that it is somebody of this mail alone.
 */
export function actorOf(
  { name, address }: Mailbox,
  mail: string,
  sources: readonly string[],
): LoadedEntity | null {
  const bare = address.toLowerCase()
  const shown = name
    .slice(0, 2 * MAX_NAME)
    .replaceAll(/^['"]+|['"]+$/gu, '')
    .trim()
  if (!ADDRESS.test(bare)) {
    const only = shown || address
    if (only === '') return null
    const id = idOr(`${mail}/`, slug(only) || shortDigest(only))
    return { entity: Kind.PERSON, id, name: cut(only, MAX_NAME), named: true, sources }
  }
  const named = shown !== '' && shown.toLowerCase() !== bare
  return {
    entity: Kind.PERSON,
    id: idOr('email:', bare),
    name: cut(named ? shown : bare, MAX_NAME),
    named,
    identifiers: [`email:${bare}`],
    sources,
  }
}
