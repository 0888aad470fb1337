import { type MatrixCell as FoundCell, matrix } from '../analysis/matrix.ts'
import type { Bar } from '../analysis/timeline.ts'
import { NotFound } from '../errors.ts'
import { Selection } from '../plan/selection.ts'
import type { DateProperties, EntityRow } from '../store/rows.ts'
import { ACTOR_KINDS } from '../vocabulary/node-kinds.ts'
import { builder } from './builder.ts'
import { claimArguments, claimsAsked } from './claims.ts'
import type { ApiContext } from './context.ts'
import { dateOf, PeriodInput, UncertainDate } from './dates.ts'
import { AgencyType, CertaintyType, TimeUnitType } from './enums.ts'
import { within } from './limits.ts'
import { edgeRows, entityRows } from './reading.ts'
import { Actor } from './refs.ts'
import { barType } from './timeline.ts'

/** Most actors of one matrix. */
const MAX_ACTORS = 200

interface CellValue {
  readonly from: EntityRow
  readonly to: EntityRow
  readonly messages: number
  readonly conversations: number
  readonly meetings: number
  readonly first: DateProperties | null
  readonly last: DateProperties | null
  readonly periods: readonly Bar[]
}

interface MatrixValue {
  readonly actors: readonly EntityRow[]
  readonly cells: readonly CellValue[]
  readonly reason: string | null
}

const MatrixPeriod = barType(
  'MatrixPeriod',
  'A day, week, month or year, and how many contacts: messages, conversations and meetings.',
  'contacts',
)

const MatrixCell = builder.objectRef<CellValue>('MatrixCell').implement({
  description: 'What went from one actor to another: at least one contact.',
  fields: (t) => ({
    from: t.field({ type: Actor, description: 'Who sent or spoke.', resolve: ({ from }) => from }),
    to: t.field({ type: Actor, description: 'To whom.', resolve: ({ to }) => to }),
    messages: t.exposeInt('messages', {
      description: 'Messages from the first, addressed or copied to the second; each counts once.',
    }),
    conversations: t.exposeInt('conversations', {
      description: 'Times that the first spoke to the second.',
    }),
    meetings: t.exposeInt('meetings', {
      description: 'Meetings of the two. Each is in the cells of both directions.',
    }),
    first: t.field({
      type: UncertainDate,
      nullable: true,
      description: 'The date of the first dated contact; null where none has a date.',
      resolve: ({ first }) => first,
    }),
    last: t.field({
      type: UncertainDate,
      nullable: true,
      description: 'The date of the last dated contact; null where none has a date.',
      resolve: ({ last }) => last,
    }),
    periods: t.field({
      type: [MatrixPeriod],
      description:
        'The contacts by time where `by` is given, as bars of `timeline`: undated and very uncertain ones are in none.',
      resolve: ({ periods }) => [...periods],
    }),
  }),
})

const CorrespondenceMatrix = builder.objectRef<MatrixValue>('CorrespondenceMatrix').implement({
  description: 'The correspondence among some actors.',
  fields: (t) => ({
    actors: t.field({
      type: [Actor],
      description: 'The actors in the order asked, each once.',
      resolve: ({ actors }) => [...actors],
    }),
    cells: t.field({
      type: [MatrixCell],
      description: 'By the ids of `from` and `to`; those with no contact are left out.',
      resolve: ({ cells }) => [...cells],
    }),
    truncated: t.boolean({
      description: 'Whether the search ended before it was done, so that contacts or periods may be missing.',
      resolve: ({ reason }) => reason !== null,
    }),
    reason: t.string({
      nullable: true,
      description: 'Why it ended before; null where it was done.',
      resolve: ({ reason }) => reason,
    }),
  }),
})

builder.queryField('matrix', (t) =>
  t.field({
    type: CorrespondenceMatrix,
    description:
      'Who of some actors was in contact with whom, and how often. NOT_FOUND where one of them does not exist.',
    args: {
      among: t.arg.idList({ required: true, description: `The actors, 1 to ${MAX_ACTORS}.` }),
      ...claimArguments('contacts'),
      during: t.arg({
        type: PeriodInput,
        required: false,
        description: 'Only contacts dated in this period; a message counts by the date of its sending.',
      }),
      certainty: t.arg({
        type: [CertaintyType],
        required: false,
        description:
          'Only contacts of one of these certainties: a message by its sending and its addressing.',
      }),
      by: t.arg({ type: TimeUnitType, required: false, description: 'Count the contacts by this as well.' }),
      agency: t.arg({
        type: AgencyType,
        required: false,
        defaultValue: 'LITERAL',
        description: 'Whose word a message is.',
      }),
    },
    resolve: async (_, args, context, info): Promise<MatrixValue> => {
      const { among, by } = args
      within('among', among.length, 1, MAX_ACTORS)
      const claims = claimsAsked(args, context.now)
      const selection = Selection.under(info, context)
      const cells = selection.at('cells')
      const read = selection.at('actors').and(cells.at('from')).and(cells.at('to')).read('entity')
      const actors = await entityRows(among, read, context, ACTOR_KINDS)
      const missing = among.filter((id) => !actors.has(id))
      if (missing.length > 0) throw new NotFound('among', missing, 'actor')
      const question = { among, agency: args.agency ?? 'LITERAL', by: by ?? null, ...claims }
      const found = await matrix(context.store, question, context.budget, context.signal)
      const dated = cells.has('first') || cells.has('last')
      return {
        actors: [...actors.values()],
        cells: await hydrated(found.cells, actors, dated, context),
        reason: found.stopped,
      }
    },
  }),
)

/** The cells with their actors, and with their dates where these are asked for. */
async function hydrated(
  cells: readonly FoundCell[],
  actors: ReadonlyMap<string, EntityRow>,
  dated: boolean,
  context: ApiContext,
): Promise<readonly CellValue[]> {
  const ids = dated ? cells.flatMap(({ first, last }) => [first, last].flatMap((edge) => edge?.id ?? [])) : []
  const edges = await edgeRows(ids, { of: 'relationship', detail: 'full', kinds: [], follows: [] }, context)
  const date = (edge: FoundCell['first']): DateProperties | null => {
    const row = edge && edges.get(edge.id)
    return row ? dateOf(row.properties) : null
  }
  return cells.flatMap(({ from, to, first, last, ...counts }): readonly CellValue[] => {
    const [sender, receiver] = [actors.get(from), actors.get(to)]
    if (!sender || !receiver) return []
    return [{ ...counts, from: sender, to: receiver, first: date(first), last: date(last) }]
  })
}
