import { disagreementSentence } from '../analysis/disagreement-sentence.ts'
import { type Disagreement, disagreements, type Side } from '../analysis/disagreements.ts'
import { describeDate } from '../dates/describe-date.ts'
import { Selection } from '../plan/selection.ts'
import { pageOf } from '../store/page.ts'
import type { Read } from '../store/read-plan.ts'
import type { EdgeRow, EntityRow, Listed } from '../store/rows.ts'
import { builder } from './builder.ts'
import type { ApiContext } from './context.ts'
import { AS_OF, asUncertain, dateOf, PeriodInput, timeOf } from './dates.ts'
import { Entity, kindsOf } from './entity.ts'
import { EdgeKindType } from './enums.ts'
import { isGiven } from './message-filter.ts'
import { paged } from './paging.ts'
import { rowsOf } from './planned-fields.ts'
import { edgeRows, entityRows, LABEL } from './reading.ts'
import { NODES, nodesOf, Relationship, Source } from './refs.ts'
import { SearchedPage, searchedPage } from './searched-page.ts'

/** Most claims that one side shows. */
const MAX_SHOWN = 100

const DisagreementSign = builder.enumType('DisagreementSign', {
  description: 'By what sources are seen to disagree about a fact.',
  values: {
    DISPUTED: {
      description:
        'A claim is recorded as DISPUTED. It stands beside all claims of its kind that belong to the same message, or, where it belongs to none, that join the same two.',
    },
    DATES: {
      description:
        'Claims of one kind between the same two that belong to the same message have dates that exclude each other, and no source in common.',
    },
  },
})

interface SideValue {
  readonly side: Side
  readonly sources: readonly EntityRow[]
  readonly claims: readonly EdgeRow[]
}

const DisagreementSide = builder.objectRef<SideValue>('DisagreementSide').implement({
  description: 'What some sources say about a fact, all of them the same.',
  fields: (t) => ({
    sources: t.field({
      type: [Source],
      description: 'Who says so, by id; empty for claims that rest on no source.',
      resolve: ({ sources }) => [...sources],
    }),
    claims: t.field({
      type: [Relationship],
      description: `What they say, by id, the first ${MAX_SHOWN}. A claim with several sources can stand on several sides.`,
      resolve: ({ claims }) => [...claims],
    }),
    claimCount: t.int({
      description: 'How many claims that is in all.',
      resolve: ({ side }) => side.claims.length,
    }),
  }),
})

interface DisagreementValue {
  readonly disagreement: Disagreement
  readonly subject: EntityRow
  readonly object: EntityRow | null
  readonly sides: readonly SideValue[]
  readonly sentence: string
}

const DisagreementType = builder.objectRef<DisagreementValue>('Disagreement').implement({
  description: 'Claims about one fact that do not go together, by who makes them.',
  fields: (t) => ({
    kind: t.field({
      type: EdgeKindType,
      description: 'What the claims say.',
      resolve: ({ disagreement }) => disagreement.kind,
    }),
    sign: t.field({
      type: DisagreementSign,
      description: 'By what it is seen.',
      resolve: ({ disagreement }) => disagreement.sign,
    }),
    subject: t.field({
      type: Entity,
      description: 'What the fact is about: the message that the claims belong to; else where they start.',
      resolve: ({ subject }) => subject,
    }),
    object: t.field({
      type: Entity,
      nullable: true,
      description: 'The other end, where all claims have the same one.',
      resolve: ({ object }) => object,
    }),
    sides: t.field({
      type: [DisagreementSide],
      description:
        'The claims by who makes them. One side alone where only the disputed claims are recorded, not what speaks against them.',
      resolve: ({ sides }) => [...sides],
    }),
    sentence: t.string({
      description: 'The disagreement in plain language, side by side.',
      resolve: ({ sentence }) => sentence,
    }),
  }),
})

const DisagreementConnection = builder.connectionObject(
  {
    type: DisagreementType,
    name: 'DisagreementConnection',
    description: 'A page of disagreements.',
    fields: (t) => ({
      nodes: t.field({ type: [DisagreementType], description: NODES, resolve: nodesOf<DisagreementValue> }),
      truncated: t.boolean({
        description: 'Whether the search ended before it was done, so that disagreements are missing.',
        resolve: (page) => searchedPage(page).reason !== null,
      }),
      reason: t.string({
        nullable: true,
        description: 'Why it ended before; null where it was done.',
        resolve: (page) => searchedPage(page).reason,
      }),
    }),
  },
  { name: 'DisagreementEdge', description: 'A disagreement in a list.' },
)

builder.queryField('disagreements', (t) =>
  t.field({
    type: DisagreementConnection,
    description:
      'Where sources disagree about the same fact, by kind and by what it is about: claims marked DISPUTED beside those they stand against, and dates of one event that exclude each other. Two meetings of the same two are two events, not one with two dates.',
    args: {
      kinds: t.arg({
        type: [EdgeKindType],
        required: false,
        description: 'Only about these kinds; all where left out.',
      }),
      around: t.arg.id({
        required: false,
        description: 'Only those in which this entity is the subject or an end of a claim.',
      }),
      during: t.arg({
        type: PeriodInput,
        required: false,
        description: 'Only those with a claim dated in this period.',
      }),
      asOf: t.arg({ ...AS_OF, description: `Only those with a claim of this date. ${AS_OF.description}` }),
      ...t.arg.connectionArgs(),
    },
    resolve: async (_, args, context, info) => {
      const selection = Selection.under(info, context)
      const asked = paged(args, 'id', selection)
      const { around } = args
      const during = timeOf(args, context.now)
      const found = await disagreements(
        context.store,
        { kinds: kindsOf(args.kinds), ...(isGiven(around) && { around }), ...(during && { during }) },
        context.budget,
        context.signal,
      )
      const page = pageOf(found.disagreements, { value: () => '', descending: false }, asked)
      const values = await hydrated(
        page.found.map(({ of }) => of),
        context,
        rowsOf(selection),
      )
      const rows = page.found.flatMap(({ of: { id }, key }): readonly Listed[] => {
        const value = values.get(id)
        return value ? [{ row: value.subject, key }] : []
      })
      const disagreementAt = ({ key: [, id] }: Listed): DisagreementValue => {
        const value = values.get(id)
        if (!value) throw new TypeError('a row of the page has a value')
        return value
      }
      return new SearchedPage(
        { reason: found.reason, leftOut: [] },
        { ...page, rows },
        asked.page,
        'id',
        disagreementAt,
      )
    },
  }),
)

const DATES: Read = { of: 'relationship', detail: 'full', kinds: [], follows: [] }

/** Disagreements with all that is selected of their entities and relationships, by id. */
async function hydrated(
  found: readonly Disagreement[],
  context: ApiContext,
  selection: Selection,
): Promise<ReadonlyMap<string, DisagreementValue>> {
  const sides = found.flatMap((one) => one.sides)
  const shown = selection.at('sides')
  const [told, dated] = selection.has('sentence') ? spokenOf(found) : [[], []]
  const [entities, sources, claims, names, dates] = await Promise.all([
    entityRows(
      found.flatMap(({ subject, object }) => [subject, ...(object === null ? [] : [object])]),
      selection.at('subject').and(selection.at('object')).read('entity'),
      context,
    ),
    entityRows(
      shown.has('sources') ? sides.flatMap((side) => side.sources) : [],
      shown.at('sources').read('entity'),
      context,
    ),
    edgeRows(
      shown.has('claims') ? sides.flatMap(shownOf) : [],
      shown.at('claims').read('relationship'),
      context,
    ),
    entityRows(told, LABEL, context),
    edgeRows(dated, DATES, context),
  ])
  const words = {
    name: (id: string) => names.get(id)?.properties.name ?? id,
    date: (claim: string) => {
      const row = dates.get(claim)
      const date = row && dateOf(row.properties)
      return date ? describeDate(asUncertain(date)) : null
    },
  }
  return new Map(
    found.flatMap((disagreement): readonly (readonly [string, DisagreementValue])[] => {
      const subject = entities.get(disagreement.subject)
      // What a write removed since the search is not shown.
      if (!subject) return []
      return [
        [
          disagreement.id,
          {
            disagreement,
            subject,
            object: entities.get(disagreement.object ?? '') ?? null,
            sides: disagreement.sides.map((side) => ({
              side,
              sources: side.sources.flatMap((id) => sources.get(id) ?? []),
              claims: shownOf(side).flatMap((id) => claims.get(id) ?? []),
            })),
            sentence: disagreementSentence(disagreement, words),
          },
        ],
      ]
    }),
  )
}

const shownOf = ({ claims }: Side): readonly string[] => claims.slice(0, MAX_SHOWN).map(({ id }) => id)

/** The entities and the claims that the sentences name and date: those that they ask for. */
function spokenOf(found: readonly Disagreement[]): readonly [readonly string[], readonly string[]] {
  const [named, dated] = [new Set<string>(), new Set<string>()]
  const words = {
    name: (id: string) => {
      named.add(id)
      return id
    },
    date: (claim: string) => {
      dated.add(claim)
      return claim
    },
  }
  for (const disagreement of found) disagreementSentence(disagreement, words)
  return [[...named], [...dated]]
}
