import type { WalkedPath, WalkedStep } from '../analysis/path-graph.ts'
import { sentenceOf } from '../analysis/sentence.ts'
import type { TimedPath } from '../analysis/time-respecting.ts'
import { describeDate } from '../dates/describe-date.ts'
import { fromSortable } from '../dates/uncertain-date.ts'
import { Selection } from '../plan/selection.ts'
import type { Follow } from '../store/read-plan.ts'
import type { EdgeRow, EntityRow } from '../store/rows.ts'
import { REPRESENTATIONS } from '../vocabulary/edge-kinds.ts'
import { Kind } from '../vocabulary/node-kinds.ts'
import { builder } from './builder.ts'
import type { ApiContext } from './context.ts'
import { asUncertain, dateOf } from './dates.ts'
import { Entity } from './entity.ts'
import { pageIn, rowIn, rowsIn } from './planned-fields.ts'
import { edgeRows, entityRows, LABEL } from './reading.ts'
import { Relationship } from './refs.ts'

interface StepValue {
  readonly relationship: EdgeRow
  readonly from: EntityRow
  readonly to: EntityRow
  readonly forward: boolean
}

/** A path with its rows. */
export interface PathValue {
  readonly length: number
  readonly nodes: readonly EntityRow[]
  /** Empty where they are not selected. */
  readonly steps: readonly StepValue[]
  readonly departure: number | null
  readonly arrival: number | null
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

export const PathType = builder.objectRef<PathValue>('Path').implement({
  description: 'A way from one entity to another.',
  fields: (t) => ({
    length: t.int({ description: 'How many steps it has.', resolve: ({ length }) => length }),
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
      description: 'The path in plain language, with dates and sources.',
      resolve: (path) => told(path),
    }),
  }),
})

/** Counts the principals of a message, for the sentence. */
const PRINCIPALS: Follow = {
  follow: 'principals',
  from: [Kind.MESSAGE],
  read: LABEL,
  page: { size: 0, backward: false, beyond: null },
  count: true,
  rows: false,
  more: false,
}

/** The paths with all that is selected of their entities and relationships: two statements for all of them. */
export async function hydrated(
  paths: readonly (WalkedPath | TimedPath)[],
  context: ApiContext,
  info: Parameters<typeof Selection.under>[0],
): Promise<readonly PathValue[]> {
  const selection = Selection.under(info, context)
  if (!selection.has('paths')) return []
  const path = selection.at('paths')
  const steps = path.at('steps')
  const nodeRead = path
    .at('nodes')
    .and(steps.at('from'))
    .and(steps.at('to'))
    .read('entity', { follows: path.has('sentence') ? [PRINCIPALS] : [] })
  const edgeRead = steps
    .at('relationship')
    .read('relationship', { follows: path.has('sentence') ? [SPEAKER, CITED] : [] })
  const told = path.has('steps') || path.has('sentence')
  const [nodes, edges] = await Promise.all([
    entityRows(
      paths.flatMap((found) => found.nodes),
      nodeRead,
      context,
    ),
    // Relationships that nobody asks about are not read.
    edgeRows(told ? paths.flatMap((found) => found.steps.map(({ edge }) => edge.id)) : [], edgeRead, context),
  ])
  const values: PathValue[] = []
  for (const found of paths) {
    const rows = found.nodes.flatMap((id) => nodes.get(id) ?? [])
    const walked = (told ? found.steps : []).flatMap((step) => stepOf(step, nodes, edges) ?? [])
    // What a write removed since the search is not shown in part.
    if (rows.length < found.nodes.length || (told && walked.length < found.steps.length)) continue
    const timed = 'arrival' in found ? found : { departure: null, arrival: null }
    values.push({
      length: found.steps.length,
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
  read: LABEL,
}

/** The names of what a step rests on. */
const CITED: Follow = { follow: 'sources', from: [], read: LABEL }

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
        sources: citedBy(relationship),
        principals: message.properties.kind === Kind.MESSAGE ? (pageIn(message.answers[0]).total ?? 0) : 0,
        spokenBy: speaker ? speakerOf(relationship) : null,
        throughMessage: to.properties.kind === Kind.MESSAGE && index < steps.length - 1,
      }
    }),
  )
}

const citedBy = ({ answers }: EdgeRow): readonly string[] =>
  (rowsIn(answers[1]) as readonly EntityRow[]).map(({ properties }) => properties.name)

const speakerOf = ({ answers }: EdgeRow): string => {
  const speaker = rowIn(answers[0])
  return speaker?.type === 'entity' ? speaker.properties.name : ''
}
