import type { EntityRow } from '../store/rows.ts'
import { Node } from './builder.ts'
import { dateOf, UncertainDate } from './dates.ts'
import { Entity, sourcesStep } from './entity.ts'
import { CertaintyType, EdgeKindType } from './enums.ts'
import { certainRowField, listField, rowField } from './planned-fields.ts'
import { Message, Relationship, Source } from './refs.ts'

Relationship.implement({
  description:
    'A claim that joins two entities: who sent what, who met whom. Claims that disagree stand beside each other, each with its own sources.',
  interfaces: [Node],
  fields: (t) => ({
    id: t.id({
      description: 'Readable, unique, stable; begins with the kind.',
      resolve: ({ properties }) => properties.id,
    }),
    kind: t.field({
      type: EdgeKindType,
      description: 'What it says.',
      resolve: ({ properties }) => properties.kind,
    }),
    from: t.field({
      type: Entity,
      description: 'Where it starts. Of a kind without direction, the end whose id comes first.',
      ...certainRowField<EntityRow>((rows) => ({ follow: 'end', end: 'from', read: rows.read('entity') })),
    }),
    to: t.field({
      type: Entity,
      description: 'Where it leads.',
      ...certainRowField<EntityRow>((rows) => ({ follow: 'end', end: 'to', read: rows.read('entity') })),
    }),
    date: t.field({
      type: UncertainDate,
      nullable: true,
      description:
        'When it happened or held. Sending, addressing and the like take the date of their message.',
      resolve: ({ properties }) => dateOf(properties),
    }),
    role: t.string({
      nullable: true,
      description: 'In what capacity: an office, a rank.',
      resolve: ({ properties }) => properties.role,
    }),
    note: t.string({
      nullable: true,
      description: 'What else the sources say about it.',
      resolve: ({ properties }) => properties.note,
    }),
    message: t.field({
      type: Message,
      nullable: true,
      description: 'The message that an actor-to-actor relationship happened through.',
      ...rowField<EntityRow>((rows) => ({ follow: 'end', end: 'message', read: rows.read('entity') })),
    }),
    certainty: t.field({
      type: CertaintyType,
      description: 'How sure its sources are of it.',
      resolve: ({ properties }) => properties.certainty,
    }),
    sources: t.field({
      type: [Source],
      description: 'What it rests on.',
      ...listField<EntityRow>(sourcesStep),
    }),
  }),
})
