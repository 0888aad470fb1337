import type { SearchBudget } from '../analysis/budget.ts'
import { kShortestPaths } from '../analysis/k-shortest-paths.ts'
import type { PathFilter, WalkedPath } from '../analysis/path-graph.ts'
import { existsBy, explained, type Outcome, PATH_LIFTS, type Searches } from '../analysis/path-outcome.ts'
import { type SearchResult, shortestPaths } from '../analysis/shortest-paths.ts'
import { hasTimeRespectingPath, type TimedPath, timeRespectingPath } from '../analysis/time-respecting.ts'
import type { TimeOptions } from '../analysis/ways.ts'
import { BadInput, LimitExceeded, NotFound } from '../errors.ts'
import type { EntityRow } from '../store/rows.ts'
import { builder } from './builder.ts'
import type { ApiContext } from './context.ts'
import { Entity } from './entity.ts'
import { LEFT_OUT, leftOutOf } from './left-out.ts'
import { hydrated, PathType, type PathValue } from './path.ts'
import { type PathFilterArgument, PathFilterInput, pathFilterOf } from './path-filter.ts'
import { entityRows, LABEL } from './reading.ts'
import { TimeInput, timeOptionsOf } from './time-options.ts'

const PathMode = builder.enumType('PathMode', {
  description: 'Which paths to look for.',
  values: {
    SHORTEST: { description: 'One path with the fewest steps.' },
    ALL_SHORTEST: {
      description: 'Every path with the fewest steps, up to `first`, by the ids met on the way.',
    },
    K_SHORTEST: {
      description:
        'Fewest steps first, then the next longer ones, up to `first`, none with an entity twice; of one length by the ids met on the way.',
    },
    TIME_RESPECTING: {
      description:
        'A way by which information can have travelled: along its flow, no step earlier than the one before; the earliest arrival where `time` does not say otherwise.',
    },
  },
})

export const PathOutcome = builder.enumType('PathOutcome', {
  description: 'What came of a search.',
  values: {
    FOUND: { description: 'There is a path.' },
    NOT_WITHIN_LENGTH: { description: 'There is one, but longer than `maxLength`.' },
    DISCONNECTED: { description: 'There is none, whatever the filters.' },
    BLOCKED_BY_FILTER: { description: 'There is one without the filters that `blockedBy` names.' },
    BUDGET_EXCEEDED: { description: 'The search ended early and had found none.' },
  },
})

interface SearchValue {
  readonly outcome: Outcome
  readonly blockedBy: readonly string[]
  readonly paths: readonly PathValue[]
  readonly reason: string | null
  readonly leftOut: readonly EntityRow[]
}

const PathSearch = builder.objectRef<SearchValue>('PathSearch').implement({
  description: 'What a search for paths found, or why it found nothing.',
  fields: (t) => ({
    outcome: t.field({
      type: PathOutcome,
      description: 'What came of it.',
      resolve: ({ outcome }) => outcome,
    }),
    blockedBy: t.stringList({
      description:
        'Filters without which there is a path: any one of them alone where each suffices, else all together.',
      resolve: ({ blockedBy }) => [...blockedBy],
    }),
    paths: t.field({
      type: [PathType],
      description: 'The paths, best first.',
      resolve: ({ paths }) => [...paths],
    }),
    truncated: t.boolean({
      description: 'Whether there are or may be more.',
      resolve: ({ reason }) => reason !== null,
    }),
    reason: t.string({
      nullable: true,
      description: 'Why there may be more; null where this is all.',
      resolve: ({ reason }) => reason,
    }),
    leftOut: t.field({ type: [Entity], description: LEFT_OUT, resolve: ({ leftOut }) => [...leftOut] }),
  }),
})

/** Most paths of one search. */
const MAX_PATHS = 100

builder.queryField('paths', (t) =>
  t.field({
    type: PathSearch,
    description: 'How one entity is linked to another. NOT_FOUND where an end does not exist.',
    args: {
      from: t.arg.id({ required: true, description: 'Where to begin.' }),
      to: t.arg.id({ required: true, description: 'Where to end.' }),
      mode: t.arg({
        type: PathMode,
        required: false,
        defaultValue: 'SHORTEST',
        description: 'Which paths to look for.',
      }),
      where: t.arg({ type: PathFilterInput, required: false, description: 'Which steps count.' }),
      time: t.arg({
        type: TimeInput,
        required: false,
        description: 'What TIME_RESPECTING asks of time; the other modes leave time aside.',
      }),
      first: t.arg.int({
        required: false,
        defaultValue: 10,
        description: 'At most this many paths, 1 to 100.',
      }),
    },
    resolve: async (_, args, context, info): Promise<SearchValue> => {
      const first = args.first ?? 10
      if (first < 1) throw new BadInput('first', `at least one path is asked for, not ${first}`)
      if (first > MAX_PATHS) throw new LimitExceeded(`first: is at most ${MAX_PATHS}, ${first} was asked for`)
      const filter = pathFilterOf(args.where, context.now)
      const searches = searchesIn(args.mode ?? 'SHORTEST', timeOptionsOf(args.time), args, first, context)
      avoidNoEnd(args)
      if (args.from === args.to) await requireEnds(args, context)
      const { outcome, blockedBy, result } = await explained(filter, PATH_LIFTS, context.budget, {
        ...searches,
        search: async (where, budget) => {
          const found = await searches.search(where, budget)
          // A path that was found has both its ends.
          if (found.paths.length === 0) await requireEnds(args, context)
          return found
        },
      })
      return {
        outcome,
        blockedBy,
        paths: await hydrated(result.paths, context, info),
        reason: reasonOf(result, first),
        leftOut: await leftOutOf(result, context, info),
      }
    },
  }),
)

type Mode = 'SHORTEST' | 'ALL_SHORTEST' | 'K_SHORTEST' | 'TIME_RESPECTING'

function searchesIn(
  mode: Mode,
  time: TimeOptions,
  { from, to }: Ends,
  limit: number,
  { store, signal }: ApiContext,
): Searches<PathFilter, SearchResult<WalkedPath | TimedPath>> {
  const shortest =
    (all: boolean) =>
    (filter: PathFilter, budget: SearchBudget): Promise<SearchResult> =>
      shortestPaths(store, { from, to, filter, all, limit }, budget, signal)
  const exists = existsBy(shortest(false))
  switch (mode) {
    case 'SHORTEST':
    case 'ALL_SHORTEST':
      return { search: shortest(mode === 'ALL_SHORTEST'), exists }
    case 'K_SHORTEST':
      return {
        search: (filter, budget) => kShortestPaths(store, { from, to, filter, limit }, budget, signal),
        exists,
      }
    case 'TIME_RESPECTING':
      return {
        search: (filter, budget) => timeRespectingPath(store, { from, to, filter, time }, budget, signal),
        exists: (filter, budget) => hasTimeRespectingPath(store, { from, to, filter, time }, budget, signal),
      }
  }
}

/** Why there may be more paths than a search gives, or null. */
export const reasonOf = ({ stopped, more }: SearchResult, first: number): string | null =>
  stopped ?? (more ? `there are more than the ${first} paths asked for` : null)

interface Ends {
  readonly from: string
  readonly to: string
}

async function requireEnds({ from, to }: Ends, context: ApiContext): Promise<void> {
  const found = await entityRows([from, to], LABEL, context)
  for (const [argument, id] of Object.entries({ from, to }))
    if (!found.has(id)) throw new NotFound(argument, [id])
}

/** @throws BadInput where an end is among what is to be avoided */
function avoidNoEnd({
  from,
  to,
  where,
}: Ends & { readonly where?: PathFilterArgument | null | undefined }): void {
  for (const id of [from, to])
    if (where?.avoid?.includes(id)) throw new BadInput('where.avoid', `"${id}" is an end of the path`)
}
