import { Selection } from '../plan/selection.ts'
import type { EntityRow } from '../store/rows.ts'
import type { ApiContext } from './context.ts'
import { entityRows } from './reading.ts'

export const LEFT_OUT =
  'The entities that `avoidHubs` kept out, by id, as far as the search met them; at most 500.'

/** Most entities that are named. */
const MAX_LEFT_OUT = 500

/** The rows of the entities that a search left out, where the client asks for them. */
export async function leftOutOf(
  { leftOut }: { readonly leftOut: readonly string[] },
  context: ApiContext,
  info: Parameters<typeof Selection.under>[0],
): Promise<readonly EntityRow[]> {
  const selection = Selection.under(info, context)
  if (leftOut.length === 0 || !selection.has('leftOut')) return []
  const ids = leftOut.slice(0, MAX_LEFT_OUT)
  const rows = await entityRows(ids, selection.at('leftOut').read('entity'), context)
  return ids.flatMap((id) => rows.get(id) ?? [])
}
