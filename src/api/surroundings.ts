import { CONTACT_LIMITS, type Surroundings } from '../analysis/centrality/contact-measures.ts'
import { NotFound } from '../errors.ts'
import { ACTOR_KINDS } from '../vocabulary/node-kinds.ts'
import { builder } from './builder.ts'
import type { ApiContext } from './context.ts'
import { within } from './limits.ts'
import { type PathFilterArgument, PathFilterInput, pathFilterOf } from './path-filter.ts'
import { entityRows, LABEL } from './reading.ts'

/** Most actors to begin with, and most contacts from these. */
const MAX_AROUND = 500
const MAX_DEPTH = 5
const DEFAULT_DEPTH = 2

/** What all measures of a graph of contacts say of it. */
export const CONTACTS_MEASURED = `Two actors are in contact where one sent a message that was addressed or copied to the other, they met, or one spoke to the other; two addressees of one message are not by that. NOT_FOUND where one of \`around\` is no actor; LIMIT_EXCEEDED where the search meets more than ${CONTACT_LIMITS.actors} actors or ${CONTACT_LIMITS.contacts} pairs of actors in contact; TIMEOUT where the measuring takes longer than a search may.`

/** The arguments that say which part of the graph is measured. */
export const SURROUNDINGS = builder.args((t) => ({
  around: t.idList({ required: true, description: 'The actors in the middle, 1 to 500.' }),
  depth: t.int({
    required: false,
    defaultValue: DEFAULT_DEPTH,
    description:
      'How many contacts away from these actors others are taken in, 0 to 5. All contacts count between two who are taken in. A message is one contact of its sender with an addressee.',
  }),
  where: t.field({
    type: PathFilterInput,
    required: false,
    description:
      'Which relationships contacts are made of; a message needs both its sending and its addressing. `maxLength` and `direction` have no meaning here.',
  }),
}))

interface SurroundingsArguments {
  readonly around: readonly string[]
  readonly depth?: number | null | undefined
  readonly where?: PathFilterArgument | null | undefined
}

/** What the arguments name. @throws BadInput, LimitExceeded, NotFound */
export async function surroundingsOf(
  args: SurroundingsArguments,
  context: ApiContext,
): Promise<Surroundings> {
  const depth = args.depth ?? DEFAULT_DEPTH
  within('depth', depth, 0, MAX_DEPTH)
  within('around', args.around.length, 1, MAX_AROUND)
  const filter = pathFilterOf(args.where, context.now)
  const actors = await entityRows(args.around, LABEL, context, ACTOR_KINDS)
  const missing = args.around.filter((id) => !actors.has(id))
  if (missing.length > 0) throw new NotFound('around', missing, 'actor')
  return { around: args.around, depth, filter }
}
