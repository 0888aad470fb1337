import { EDGE_KIND_NAMES } from '../vocabulary/edge-kinds.ts'
import type { PathFilter } from './path-graph.ts'
import type { SearchResult } from './shortest-paths.ts'

export type Outcome = 'FOUND' | 'NOT_WITHIN_LENGTH' | 'DISCONNECTED' | 'BLOCKED_BY_FILTER' | 'BUDGET_EXCEEDED'

export interface Explained<R extends SearchResult> {
  readonly outcome: Outcome
  /** The filters without which there is a path. */
  readonly blockedBy: readonly string[]
  readonly result: R
}

/** No path is longer than this: what is beyond is as good as not connected. */
export const MAX_PATH_LENGTH = 30

/** How each filter is lifted. `maxLength` is not among them: it has an outcome of its own. */
const LIFTED = {
  kinds: (filter: PathFilter): PathFilter => ({ ...filter, kinds: EDGE_KIND_NAMES }),
  during: ({ during: _, ...filter }: PathFilter): PathFilter => filter,
  direction: (filter: PathFilter): PathFilter => ({ ...filter, direction: 'ANY' }),
  avoid: (filter: PathFilter): PathFilter => ({ ...filter, avoid: [] }),
  avoidHubs: ({ avoidHubs: _, ...filter }: PathFilter): PathFilter => filter,
} as const

type FilterName = keyof typeof LIFTED

const ACTIVE: { readonly [F in FilterName]: (filter: PathFilter) => boolean } = {
  kinds: ({ kinds }) => kinds.length < EDGE_KIND_NAMES.length,
  during: ({ during }) => during !== undefined,
  direction: ({ direction }) => direction !== 'ANY',
  avoid: ({ avoid }) => avoid.length > 0,
  avoidHubs: ({ avoidHubs }) => avoidHubs !== undefined,
}

/**
 * Searches, and where nothing is found says why: by searching again without the limit of length, and then without
 * filters, first each by itself, then together. A search that had to end early says nothing about what there is.
 */
export async function explained<R extends SearchResult>(
  filter: PathFilter,
  search: (filter: PathFilter) => Promise<R>,
): Promise<Explained<R>> {
  const result = await search(filter)
  const verdict = (outcome: Outcome, blockedBy: readonly string[] = []): Explained<R> => ({
    outcome,
    blockedBy,
    result,
  })
  if (result.paths.length > 0) return verdict('FOUND')
  if (result.stopped !== null) return verdict('BUDGET_EXCEEDED')

  const finds = async (other: PathFilter): Promise<boolean> => {
    const { paths } = await search({ ...other, maxLength: MAX_PATH_LENGTH })
    return paths.length > 0
  }
  if (filter.maxLength < MAX_PATH_LENGTH && (await finds(filter))) return verdict('NOT_WITHIN_LENGTH')
  const active = (Object.keys(LIFTED) as FilterName[]).filter((name) => ACTIVE[name](filter))
  const without = (names: readonly FilterName[]): PathFilter =>
    names.reduce((lifted, name) => LIFTED[name](lifted), filter)
  if (active.length === 0 || !(await finds(without(active)))) return verdict('DISCONNECTED')
  const alone: FilterName[] = []
  for (const name of active) if (await finds(without([name]))) alone.push(name)
  if (alone.length > 0) return verdict('BLOCKED_BY_FILTER', alone)
  let together = active
  for (const name of active) {
    const fewer = together.filter((other) => other !== name)
    if (await finds(without(fewer))) together = fewer
  }
  return verdict('BLOCKED_BY_FILTER', together)
}
