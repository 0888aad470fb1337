import { BadInput, LimitExceeded } from '../errors.ts'
import { Selection } from '../plan/selection.ts'
import { mergeActors } from '../record/merge-actors.ts'
import { recordMessage } from '../record/record-message.ts'
import type { Given, Recorded } from '../record/recording.ts'
import { relate } from '../record/relate.ts'
import { remove } from '../record/remove.ts'
import { type EntityInput, saveEntity } from '../record/save-entity.ts'
import type { GraphTransaction } from '../store/graph-store.ts'
import type { EdgeRow, EntityRow } from '../store/rows.ts'
import { MESSAGE_FIELDS } from '../vocabulary/edge-kinds.ts'
import { Kind, type NodeKind } from '../vocabulary/node-kinds.ts'
import { builder } from './builder.ts'
import type { ApiContext } from './context.ts'
import { type Identifier, safeUrl, storedIdentifier } from './identifiers.ts'
import {
  RecordMessageInput,
  RelateInput,
  SaveInstitutionInput,
  SavePersonInput,
  SaveSourceInput,
  SaveTopicInput,
} from './mutation-inputs.ts'
import { edgeRows, entityRows } from './reading.ts'
import { Actor, Institution, Message, Person, Relationship, Source, Topic } from './refs.ts'

type Info = Parameters<typeof Selection.under>[0]

/** Most ids that one list of an input may have. */
const MAX_LIST = 1_000

interface Payload<R> {
  readonly row: R
  readonly warnings: readonly string[]
}

const warnings = 'What the author ought to know: nothing was refused.'

/** A payload type: what was left in the graph, under its own name, and warnings. */
const payload = (name: string, field: string, type: typeof Person, what: string) =>
  builder.objectRef<Payload<EntityRow>>(name).implement({
    description: `What ${what} left.`,
    fields: (t) => ({
      [field]: t.field({ type, description: 'As it is now.', resolve: ({ row }) => row }),
      warnings: t.stringList({ description: warnings, resolve: (result) => [...result.warnings] }),
    }),
  })

const SavePersonPayload = payload('SavePersonPayload', 'person', Person, 'savePerson')
const SaveInstitutionPayload = payload(
  'SaveInstitutionPayload',
  'institution',
  Institution,
  'saveInstitution',
)
const SaveTopicPayload = payload('SaveTopicPayload', 'topic', Topic, 'saveTopic')
const SaveSourcePayload = payload('SaveSourcePayload', 'source', Source, 'saveSource')
const RecordMessagePayload = payload('RecordMessagePayload', 'message', Message, 'recordMessage')

const MergeActorsPayload = builder.objectRef<Payload<EntityRow>>('MergeActorsPayload').implement({
  description: 'What mergeActors left.',
  fields: (t) => ({
    actor: t.field({ type: Actor, description: 'As it is now.', resolve: ({ row }) => row }),
    warnings: t.stringList({ description: warnings, resolve: (result) => [...result.warnings] }),
  }),
})

const RelatePayload = builder.objectRef<Payload<EdgeRow>>('RelatePayload').implement({
  description: 'What relate left.',
  fields: (t) => ({
    relationship: t.field({ type: Relationship, description: 'As it is now.', resolve: ({ row }) => row }),
    warnings: t.stringList({ description: warnings, resolve: (result) => [...result.warnings] }),
  }),
})

const RemovePayload = builder.objectRef<Recorded<string>>('RemovePayload').implement({
  description: 'What remove took away.',
  fields: (t) => ({
    removedId: t.id({ description: 'The id that is free now.', resolve: ({ id }) => id }),
    warnings: t.stringList({ description: warnings, resolve: (result) => [...result.warnings] }),
  }),
})

/** Runs a change and reads what it left, as the payload's field selects it. */
async function changed(
  context: ApiContext,
  info: Info,
  field: string,
  work: (transaction: GraphTransaction) => Promise<Recorded>,
): Promise<Payload<EntityRow>> {
  const { id, warnings } = await context.store.transact(work, context.signal)
  const read = Selection.under(info, context).at(field).read('entity')
  const row = (await entityRows([id], read, context)).get(id)
  if (!row) throw new TypeError(`${id} is not there after it was written`)
  return { row, warnings }
}

/** @throws LimitExceeded for lists that are too long */
function bounded<I extends object>(input: I): I {
  for (const [name, value] of Object.entries(input)) {
    if (Array.isArray(value) && value.length > MAX_LIST) {
      throw new LimitExceeded(`input.${name}: has at most ${MAX_LIST} entries, not ${value.length}`)
    }
  }
  return input
}

const stored = (identifiers: Given<readonly Identifier[]>): Given<readonly string[]> =>
  identifiers?.map((identifier) => {
    if (!/^[^\s:]+$/u.test(identifier.scheme.trim()) || identifier.value.trim() === '') {
      throw new BadInput(
        'input.identifiers',
        'a scheme is one word without colons, and its value is not empty',
      )
    }
    return storedIdentifier(identifier)
  }) ?? (identifiers as null | undefined)

const saving =
  (kind: NodeKind, input: EntityInput) =>
  (transaction: GraphTransaction): Promise<Recorded> =>
    saveEntity(transaction, kind, input)

builder.mutationFields((t) => ({
  savePerson: t.field({
    type: SavePersonPayload,
    description: 'Creates or updates a person.',
    args: { input: t.arg({ type: SavePersonInput, required: true, description: 'The person.' }) },
    resolve: (_, { input }, context, info) => {
      const person = { ...bounded(input), identifiers: stored(input.identifiers) }
      return changed(context, info, 'person', saving(Kind.PERSON, person))
    },
  }),
  saveInstitution: t.field({
    type: SaveInstitutionPayload,
    description: 'Creates or updates an institution.',
    args: { input: t.arg({ type: SaveInstitutionInput, required: true, description: 'The institution.' }) },
    resolve: (_, { input }, context, info) => {
      const institution = { ...bounded(input), identifiers: stored(input.identifiers) }
      return changed(context, info, 'institution', saving(Kind.INSTITUTION, institution))
    },
  }),
  saveTopic: t.field({
    type: SaveTopicPayload,
    description: 'Creates or updates a topic.',
    args: { input: t.arg({ type: SaveTopicInput, required: true, description: 'The topic.' }) },
    resolve: (_, { input }, context, info) =>
      changed(context, info, 'topic', saving(Kind.TOPIC, bounded(input))),
  }),
  saveSource: t.field({
    type: SaveSourcePayload,
    description: 'Creates or updates a source.',
    args: { input: t.arg({ type: SaveSourceInput, required: true, description: 'The source.' }) },
    resolve: (_, { input }, context, info) => {
      if (input.url && safeUrl(input.url) === null)
        throw new BadInput('input.url', 'is an http or https address')
      return changed(context, info, 'source', saving(Kind.SOURCE, input))
    },
  }),
  recordMessage: t.field({
    type: RecordMessagePayload,
    description:
      'Creates or updates a message with all its edges. A reply that is certainly older than what it answers is refused; one that may be is taken with a warning.',
    args: {
      input: t.arg({ type: RecordMessageInput, required: true, description: 'The message and its parties.' }),
    },
    resolve: (_, { input }, context, info) => {
      const given: Readonly<Record<string, unknown>> = bounded(input)
      const lists = Object.fromEntries(
        MESSAGE_FIELDS.map(({ field }) => [field.name, given[field.name] as Given<readonly string[]>]),
      )
      return changed(context, info, 'message', (transaction) =>
        recordMessage(transaction, { ...input, lists }),
      )
    },
  }),
  relate: t.field({
    type: RelatePayload,
    description: 'Joins two entities.',
    args: { input: t.arg({ type: RelateInput, required: true, description: 'The relationship.' }) },
    resolve: async (_, { input }, context, info) => {
      const work = (transaction: GraphTransaction) => relate(transaction, bounded(input))
      const { id, warnings } = await context.store.transact(work, context.signal)
      const read = Selection.under(info, context).at('relationship').read('relationship')
      const row = (await edgeRows([id], read, context)).get(id)
      if (!row) throw new TypeError(`${id} is not there after it was written`)
      return { row, warnings }
    },
  }),
  mergeActors: t.field({
    type: MergeActorsPayload,
    description:
      'Makes several actors one, which keeps every alias, identifier, relationship and source of the others.',
    args: {
      keep: t.arg.id({ required: true, description: 'The actor that stays, with its id and name.' }),
      absorb: t.arg.idList({
        required: true,
        description: 'Those that become part of it, of the same kind.',
      }),
    },
    resolve: (_, args, context, info) => {
      bounded(args)
      return changed(context, info, 'actor', (transaction) =>
        mergeActors(transaction, args.keep, args.absorb),
      )
    },
  }),
  remove: t.field({
    type: RemovePayload,
    description:
      'Removes an entity with all relationships that touch it or happened through it, or a relationship.',
    args: { id: t.arg.id({ required: true, description: 'Of an entity or a relationship.' }) },
    resolve: (_, { id }, context) =>
      context.store.transact((transaction) => remove(transaction, id), context.signal),
  }),
}))
