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

/** What of a filter can stand in the way: whether it was given, and the filter without it. */
export type Lifts<F> = Readonly<
  Record<string, { readonly isGiven: (filter: F) => boolean; readonly lift: (filter: F) => F }>
>

/** The limits of paths. `maxLength` is not among them: it has an outcome of its own. */
export const PATH_LIFTS: Lifts<PathFilter> = {
  kinds: {
    isGiven: ({ kinds }) => kinds.length < EDGE_KIND_NAMES.length,
    lift: (filter) => ({ ...filter, kinds: EDGE_KIND_NAMES }),
  },
  during: {
    isGiven: ({ during }) => during !== undefined && !during.held,
    lift: ({ during: _, ...filter }) => filter,
  },
  asOf: {
    isGiven: ({ during }) => during?.held === true,
    lift: ({ during: _, ...filter }) => filter,
  },
  certainty: {
    isGiven: ({ certainty }) => certainty !== undefined,
    lift: ({ certainty: _, ...filter }) => filter,
  },
  direction: {
    isGiven: ({ direction }) => direction !== 'ANY',
    lift: (filter) => ({ ...filter, direction: 'ANY' }),
  },
  avoid: { isGiven: ({ avoid }) => avoid.length > 0, lift: (filter) => ({ ...filter, avoid: [] }) },
  avoidHubs: {
    isGiven: ({ avoidHubs }) => avoidHubs !== undefined,
    lift: ({ avoidHubs: _, ...filter }) => filter,
  },
  between: { isGiven: ({ between }) => between !== undefined, lift: ({ between: _, ...filter }) => filter },
}

/** Whether there is a path, and why the search for one ended early, if it did. */
export interface Found {
  readonly found: boolean
  readonly stopped: string | null
}

/** How to find paths, and how to find out whether there are any, which may be less work. */
export interface Searches<F extends PathFilter, R extends SearchResult> {
  readonly search: (filter: F, budget: SearchBudget) => Promise<R>
  readonly exists: (filter: F, budget: SearchBudget) => Promise<Found>
}

/** Finds out whether there is a path by looking for one. */
export const existsBy =
  <F extends PathFilter>(search: (filter: F, budget: SearchBudget) => Promise<SearchResult>) =>
  async (filter: F, budget: SearchBudget): Promise<Found> => {
    const { paths, stopped } = await search(filter, budget)
    return { found: paths.length > 0, stopped }
  }

/**
 * Searches, and where nothing is found says why: by searching again without the limit of length, and then without
 * filters, first each by itself, then together. A search that had to end early says nothing about what there is, and
 * neither does the explanation where one of its searches had to; it takes no longer than one search may.
 */
export async function explained<F extends PathFilter, R extends SearchResult>(
  filter: F,
  lifts: Lifts<F>,
  budget: SearchBudget,
  { search, exists }: Searches<F, R>,
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
  const finds = async (other: F): Promise<boolean> => {
    const milliseconds = until - now()
    if (unknown !== null || milliseconds <= 0) {
      unknown ??= `there is no such path; why was not found out within ${budget.milliseconds} ms`
      return false
    }
    const longest = { ...other, maxLength: MAX_PATH_LENGTH }
    const { found, stopped } = await exists(longest, { ...budget, milliseconds })
    if (!found && stopped !== null) unknown = `there is no such path; to find out why, ${stopped}`
    return found
  }
  if (filter.maxLength < MAX_PATH_LENGTH && (await finds(filter))) return verdict('NOT_WITHIN_LENGTH')
  const active = Object.keys(lifts).filter((name) => lifts[name]?.isGiven(filter))
  const without = (names: readonly string[]): F =>
    names.reduce((lifted, name) => lifts[name]?.lift(lifted) ?? lifted, filter)
  if (active.length === 0 || !(await finds(without(active)))) return verdict('DISCONNECTED')
  const alone: string[] = []
  for (const name of active) if (await finds(without([name]))) alone.push(name)
  if (alone.length > 0) return verdict('BLOCKED_BY_FILTER', alone)
  let together = active
  for (const name of active) {
    const fewer = together.filter((other) => other !== name)
    if (fewer.length > 0 && (await finds(without(fewer)))) together = fewer
  }
  return verdict('BLOCKED_BY_FILTER', together)
}
