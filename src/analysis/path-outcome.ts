import { EDGE_KIND_NAMES } from '../vocabulary/edge-kinds.ts'
import type { SearchBudget } from './budget.ts'
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
  between: ({ between: _, ...filter }: PathFilter): PathFilter => filter,
  certainty: ({ certainty: _, ...filter }: PathFilter): PathFilter => filter,
} as const

type FilterName = keyof typeof LIFTED

const ACTIVE: { readonly [F in FilterName]: (filter: PathFilter) => boolean } = {
  kinds: ({ kinds }) => kinds.length < EDGE_KIND_NAMES.length,
  during: ({ during }) => during !== undefined,
  direction: ({ direction }) => direction !== 'ANY',
  avoid: ({ avoid }) => avoid.length > 0,
  avoidHubs: ({ avoidHubs }) => avoidHubs !== undefined,
  between: ({ between }) => between !== undefined,
  certainty: ({ certainty }) => certainty !== undefined,
}

/**
 * Searches, and where nothing is found says why: by searching again without the limit of length, and then without
 * filters, first each by itself, then together. A search that had to end early says nothing about what there is, and
 * neither does the explanation where one of its searches had to; it takes no longer than one search may.
 */
export async function explained<R extends SearchResult>(
  filter: PathFilter,
  budget: SearchBudget,
  search: (filter: PathFilter, budget: SearchBudget) => Promise<R>,
  now: () => number = () => performance.now(),
): Promise<Explained<R>> {
  const result = await search(filter, budget)
  let unknown: string | null = null
  const verdict = (outcome: Outcome, blockedBy: readonly string[] = []): Explained<R> =>
    unknown !== null && outcome !== 'FOUND'
      ? { outcome: 'BUDGET_EXCEEDED', blockedBy: [], result: { ...result, stopped: unknown } }
      : { outcome, blockedBy, result }
  if (result.paths.length > 0) return verdict('FOUND')
  if (result.stopped !== null) return verdict('BUDGET_EXCEEDED')

  const until = now() + budget.milliseconds
  const finds = async (other: PathFilter): Promise<boolean> => {
    const milliseconds = until - now()
    if (unknown !== null || milliseconds <= 0) {
      unknown ??= `there is no such path; why was not found out within ${budget.milliseconds} ms`
      return false
    }
    const longest = { ...other, maxLength: MAX_PATH_LENGTH }
    const { paths, stopped } = await search(longest, { ...budget, milliseconds })
    if (paths.length === 0 && stopped !== null) unknown = `there is no such path; to find out why, ${stopped}`
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
    if (fewer.length > 0 && (await finds(without(fewer)))) together = fewer
  }
  return verdict('BLOCKED_BY_FILTER', together)
}
