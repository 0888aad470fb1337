import { kShortestPaths } from '../analysis/k-shortest-paths.ts'
import type { WalkedPath, WalkedStep } from '../analysis/path-graph.ts'
import { explained, type Outcome } from '../analysis/path-outcome.ts'
import { sentenceOf } from '../analysis/sentence.ts'
import { type SearchResult, shortestPaths } from '../analysis/shortest-paths.ts'
import { type TimedPath, type TimeOptions, timeRespectingPath } from '../analysis/time-respecting.ts'
import { describeDate } from '../dates/describe-date.ts'
import { fromSortable } from '../dates/uncertain-date.ts'
import { BadInput, LimitExceeded, NotFound } from '../errors.ts'
import { Selection } from '../plan/selection.ts'
import type { Follow } from '../store/read-plan.ts'
import type { EdgeRow, EntityRow } from '../store/rows.ts'
import { REPRESENTATIONS } from '../vocabulary/edge-kinds.ts'
import { Kind } from '../vocabulary/node-kinds.ts'
import { builder } from './builder.ts'
import type { ApiContext } from './context.ts'
import { asUncertain, dateOf } from './dates.ts'
import { Entity } from './entity.ts'
import { type PathFilterArgument, PathFilterInput, pathFilterOf } from './path-filter.ts'
import { pageIn, rowIn } from './planned-fields.ts'
import { edgeRows, entityRows } from './reading.ts'
import { Relationship } from './refs.ts'
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

const PathOutcome = builder.enumType('PathOutcome', {
  description: 'What came of a search.',
  values: {
    FOUND: { description: 'There is a path.' },
    NOT_WITHIN_LENGTH: { description: 'There is one, but longer than `maxLength`.' },
    DISCONNECTED: { description: 'There is none, whatever the filters.' },
    BLOCKED_BY_FILTER: { description: 'There is one without the filters that `blockedBy` names.' },
    BUDGET_EXCEEDED: { description: 'The search ended early and had found none.' },
  },
})

interface StepValue {
  readonly relationship: EdgeRow
  readonly from: EntityRow
  readonly to: EntityRow
  readonly forward: boolean
}

interface PathValue {
  readonly nodes: readonly EntityRow[]
  readonly steps: readonly StepValue[]
  readonly departure: number | null
  readonly arrival: number | null
}

interface SearchValue {
  readonly outcome: Outcome
  readonly blockedBy: readonly string[]
  readonly paths: readonly PathValue[]
  readonly reason: string | null
}

const PathStep = builder.objectRef<StepValue>('PathStep').implement({
  description: 'One step of a path.',
  fields: (t) => ({
    relationship: t.field({
      type: Relationship,
      description:
        'What it rests on. Under agency PRINCIPAL, the step from a principal to a message rests on who replied for them.',
      resolve: ({ relationship }) => relationship,
    }),
    from: t.field({ type: Entity, description: 'Where the step begins.', resolve: ({ from }) => from }),
    to: t.field({ type: Entity, description: 'Where it ends.', resolve: ({ to }) => to }),
    forward: t.exposeBoolean('forward', {
      description: 'Whether it goes along the direction of the relationship.',
    }),
  }),
})

const PathType = builder.objectRef<PathValue>('Path').implement({
  description: 'A way from one entity to another.',
  fields: (t) => ({
    length: t.int({ description: 'How many steps it has.', resolve: ({ steps }) => steps.length }),
    nodes: t.field({
      type: [Entity],
      description: 'The entities met, both ends included.',
      resolve: ({ nodes }) => [...nodes],
    }),
    steps: t.field({
      type: [PathStep],
      description: 'The steps, in order.',
      resolve: ({ steps }) => [...steps],
    }),
    departure: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'When information leaves: the first instant at which it can, or the last for LATEST_DEPARTURE; for CERTAIN the instant before which it does not. Null unless the mode respects time.',
      resolve: ({ departure }) => departure,
    }),
    arrival: t.field({
      type: 'DateTime',
      nullable: true,
      description:
        'When it can first have arrived; for CERTAIN the instant by which it has. Null unless the mode respects time.',
      resolve: ({ arrival }) => arrival,
    }),
    sentence: t.string({
      description: 'The path in plain language, with dates.',
      resolve: (path) => told(path),
    }),
  }),
})

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
      const filter = pathFilterOf(args.where)
      await requireEnds(args, context)
      const search = searchIn(
        args.mode ?? 'SHORTEST',
        timeOptionsOf(args.time),
        args.from,
        args.to,
        first,
        context,
      )
      const { outcome, blockedBy, result } = await explained(filter, search)
      return {
        outcome,
        blockedBy,
        paths: await hydrated(result.paths, context, info),
        reason: reasonOf(result, first),
      }
    },
  }),
)

type Mode = 'SHORTEST' | 'ALL_SHORTEST' | 'K_SHORTEST' | 'TIME_RESPECTING'

function searchIn(
  mode: Mode,
  time: TimeOptions,
  from: string,
  to: string,
  limit: number,
  { store, budget, signal }: ApiContext,
) {
  return (filter: ReturnType<typeof pathFilterOf>): Promise<SearchResult<WalkedPath | TimedPath>> => {
    switch (mode) {
      case 'SHORTEST':
      case 'ALL_SHORTEST':
        return shortestPaths(store, { from, to, filter, all: mode === 'ALL_SHORTEST', limit }, budget, signal)
      case 'TIME_RESPECTING':
        return timeRespectingPath(store, { from, to, filter, time }, budget, signal)
      case 'K_SHORTEST':
        return kShortestPaths(store, { from, to, filter, limit }, budget, signal)
    }
  }
}

const reasonOf = ({ stopped, more }: SearchResult, first: number): string | null =>
  stopped ?? (more ? `there are more than the ${first} paths asked for` : null)

async function requireEnds(
  {
    from,
    to,
    where,
  }: { readonly from: string; readonly to: string; readonly where?: PathFilterArgument | null | undefined },
  context: ApiContext,
): Promise<void> {
  const ends = { from, to }
  const found = await entityRows(
    [from, to],
    { of: 'entity', detail: 'label', kinds: [], follows: [] },
    context,
  )
  for (const [argument, id] of Object.entries(ends)) {
    if (!found.has(id)) throw new NotFound(argument, [id])
    if (where?.avoid?.includes(id)) throw new BadInput('where.avoid', `"${id}" is an end of the path`)
  }
}

/** Counts the principals of a message, for the sentence. */
const PRINCIPALS: Follow = {
  follow: 'principals',
  from: [Kind.MESSAGE],
  read: { of: 'entity', detail: 'label', kinds: [], follows: [] },
  page: { size: 0, backward: false, beyond: null },
  count: true,
  rows: false,
  more: false,
}

/** The paths with all that is selected of their entities and relationships: two statements for all of them. */
async function hydrated(
  paths: readonly (WalkedPath | TimedPath)[],
  context: ApiContext,
  info: Parameters<typeof Selection.under>[0],
): Promise<readonly PathValue[]> {
  const path = Selection.under(info).at('paths')
  const steps = path.at('steps')
  const nodeRead = path
    .at('nodes')
    .and(steps.at('from'))
    .and(steps.at('to'))
    .read('entity', { follows: path.has('sentence') ? [PRINCIPALS] : [] })
  const edgeRead = steps
    .at('relationship')
    .read('relationship', { follows: path.has('sentence') ? [SPEAKER] : [] })
  const [nodes, edges] = await Promise.all([
    entityRows(
      paths.flatMap((found) => found.nodes),
      nodeRead,
      context,
    ),
    edgeRows(
      paths.flatMap((found) => found.steps.map(({ edge }) => edge.id)),
      edgeRead,
      context,
    ),
  ])
  const values: PathValue[] = []
  for (const found of paths) {
    const rows = found.nodes.flatMap((id) => nodes.get(id) ?? [])
    const walked = found.steps.flatMap((step) => stepOf(step, nodes, edges) ?? [])
    // What a write removed since the search is not shown in part.
    if (rows.length < found.nodes.length || walked.length < found.steps.length) continue
    const timed = 'arrival' in found ? found : { departure: null, arrival: null }
    values.push({
      nodes: rows,
      steps: walked,
      departure: instantOf(timed.departure),
      arrival: instantOf(timed.arrival),
    })
  }
  return values
}

const instantOf = (instant: number | null): number | null => (instant === null ? null : fromSortable(instant))

function stepOf(
  { edge, from, to }: WalkedStep,
  nodes: ReadonlyMap<string, EntityRow>,
  edges: ReadonlyMap<string, EdgeRow>,
): StepValue | null {
  const [relationship, start, end] = [edges.get(edge.id), nodes.get(from), nodes.get(to)]
  return relationship && start && end
    ? { relationship, from: start, to: end, forward: edge.from === from }
    : null
}

/** The name of who spoke for a principal, on the relationship that stands for the sending. */
const SPEAKER: Follow = {
  follow: 'end',
  end: 'from',
  read: { of: 'entity', detail: 'label', kinds: [], follows: [] },
}

function told({ nodes, steps }: PathValue): string {
  return sentenceOf(
    nodes[0]?.properties.name ?? '',
    steps.map(({ relationship, from, to, forward }, index) => {
      const { kind } = relationship.properties
      const date = dateOf(relationship.properties)
      const message = to.properties.kind === Kind.MESSAGE ? to : from
      const speaker = REPRESENTATIONS.includes(kind) && message.properties.kind === Kind.MESSAGE
      return {
        kind,
        from: from.properties.name,
        to: to.properties.name,
        forward,
        date: date && describeDate(asUncertain(date)),
        principals: message.properties.kind === Kind.MESSAGE ? (pageIn(message.answers[0]).total ?? 0) : 0,
        spokenBy: speaker ? speakerOf(relationship) : null,
        throughMessage: to.properties.kind === Kind.MESSAGE && index < steps.length - 1,
      }
    }),
  )
}

const speakerOf = ({ answers }: EdgeRow): string => {
  const speaker = rowIn(answers[0])
  return speaker?.type === 'entity' ? speaker.properties.name : ''
}
