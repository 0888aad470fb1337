import { Edge, MESSAGE_FIELDS } from '../vocabulary/edge-kinds.ts'
import { builder } from './builder.ts'
import { CertaintyType, EdgeKindType, InstitutionFormType, MessageFormType } from './enums.ts'
import { IdentifierInput } from './identifiers.ts'

const texts = {
  id: 'Which one to update. Without it one is derived from the name, and the same input finds the same one again.',
  name: 'Its usual name, 1 to 1000 characters.',
  aliases: 'Other names and spellings: the whole list.',
  summary: 'What it says or is, in a few words of your own.',
  identifiers: 'Names that others gave it: the whole list.',
  sources: 'Ids of the sources it rests on: the whole list.',
} as const

export const SavePersonInput = builder.inputType('SavePersonInput', {
  description: 'A person to create or update. What is left out stays as it is.',
  fields: (t) => ({
    id: t.id({ required: false, description: texts.id }),
    name: t.string({ required: true, description: texts.name }),
    aliases: t.stringList({ required: false, description: texts.aliases }),
    summary: t.string({ required: false, description: texts.summary }),
    identifiers: t.field({ type: [IdentifierInput], required: false, description: texts.identifiers }),
    named: t.boolean({
      required: false,
      defaultValue: true,
      description: 'False for somebody known only by description.',
    }),
    sources: t.idList({ required: false, description: texts.sources }),
  }),
})

export const SaveInstitutionInput = builder.inputType('SaveInstitutionInput', {
  description: 'An institution to create or update. What is left out stays as it is.',
  fields: (t) => ({
    id: t.id({ required: false, description: texts.id }),
    name: t.string({ required: true, description: texts.name }),
    form: t.field({ type: InstitutionFormType, required: true, description: 'What it is by its form.' }),
    aliases: t.stringList({ required: false, description: texts.aliases }),
    summary: t.string({ required: false, description: texts.summary }),
    identifiers: t.field({ type: [IdentifierInput], required: false, description: texts.identifiers }),
    sources: t.idList({ required: false, description: texts.sources }),
  }),
})

export const SaveTopicInput = builder.inputType('SaveTopicInput', {
  description: 'A topic to create or update. What is left out stays as it is.',
  fields: (t) => ({
    id: t.id({ required: false, description: texts.id }),
    name: t.string({ required: true, description: texts.name }),
    aliases: t.stringList({ required: false, description: texts.aliases }),
    summary: t.string({ required: false, description: texts.summary }),
  }),
})

export const SaveSourceInput = builder.inputType('SaveSourceInput', {
  description: 'A source to create or update. What is left out stays as it is.',
  fields: (t) => ({
    id: t.id({ required: false, description: texts.id }),
    name: t.string({ required: true, description: texts.name }),
    url: t.string({ required: false, description: 'Where it can be read: an http or https address.' }),
    author: t.string({ required: false, description: 'Who wrote or edited it.' }),
    publishedAt: t.field({ type: 'EDTF', required: false, description: 'When it was published.' }),
    licence: t.string({ required: false, description: 'Under which terms it may be used.' }),
  }),
})

export const RecordMessageInput = builder.inputType('RecordMessageInput', {
  description:
    'A message with all its edges, created or updated in one transaction. A list that is left out leaves its edges as they are; one that is given is the whole list.',
  fields: (t) => ({
    id: t.id({
      required: false,
      description:
        'Which one to update. Without it: the one of this name, form, date and senders, or a new one.',
    }),
    name: t.string({ required: true, description: 'A title, 1 to 1000 characters.' }),
    form: t.field({ type: MessageFormType, required: true, description: 'What it is by its outward form.' }),
    date: t.field({ type: 'EDTF', required: false, description: 'When it was written or spoken.' }),
    summary: t.string({ required: false, description: texts.summary }),
    isPublic: t.boolean({ required: false, description: 'Whether it was published.' }),
    onBehalfOf: t.idList({
      required: false,
      description: 'Those for whom it was sent: an edge from each sender to each of them.',
    }),
    certainty: t.field({
      type: CertaintyType,
      required: false,
      description: 'How sure it is, with all its edges.',
    }),
    sources: t.idList({ required: false, description: 'Ids of the sources that it and its edges rest on.' }),
    ...Object.fromEntries(
      MESSAGE_FIELDS.map(({ kind, field }) => [
        field.name,
        t.idList({ required: kind === Edge.SENT, description: `${field.meaning} Their ids.` }),
      ]),
    ),
  }),
})

export const RelateInput = builder.inputType('RelateInput', {
  description:
    'Two entities to join. The edge of the same kind, ends, message, date and role is updated; sources are added to its own.',
  fields: (t) => ({
    id: t.id({
      required: false,
      description: 'Tells this claim from another that says the same; begins with the kind, as `met-with:`.',
    }),
    kind: t.field({ type: EdgeKindType, required: true, description: 'What it says.' }),
    from: t.id({ required: true, description: 'Where it starts.' }),
    to: t.id({ required: true, description: 'Where it leads.' }),
    date: t.field({ type: 'EDTF', required: false, description: 'When it happened or held.' }),
    role: t.string({ required: false, description: 'In what capacity.' }),
    note: t.string({ required: false, description: 'What else is to be said about it.' }),
    message: t.id({
      required: false,
      description: 'The message that an actor-to-actor relationship happened through.',
    }),
    certainty: t.field({ type: CertaintyType, required: false, description: 'How sure it is.' }),
    sources: t.idList({ required: false, description: 'Ids of the sources that it rests on.' }),
  }),
})
