import type { EntityRow } from '../store/rows.ts'
import { MESSAGE_FIELDS } from '../vocabulary/edge-kinds.ts'
import { ACTOR_KINDS, type NodeKind } from '../vocabulary/node-kinds.ts'
import { builder } from './builder.ts'
import { Entity } from './entity.ts'
import { listField } from './planned-fields.ts'
import { Actor, Institution, Message, Person, Place, Source, Topic } from './refs.ts'

const TYPES = {
  PERSON: Person,
  INSTITUTION: Institution,
  MESSAGE: Message,
  TOPIC: Topic,
  PLACE: Place,
  SOURCE: Source,
} as const satisfies Record<NodeKind, unknown>

/** The narrowest type that all these kinds have. */
function typeOfKinds(kinds: readonly NodeKind[]) {
  if (kinds.every((kind) => ACTOR_KINDS.includes(kind))) return Actor
  const [only, ...others] = kinds
  return only !== undefined && others.length === 0 ? TYPES[only] : Entity
}

/** One field of `Message` for each edge kind whose entry in the vocabulary names one. */
for (const { kind, entry, field } of MESSAGE_FIELDS) {
  const leaves = entry.message === 'from'
  const others = leaves ? entry.to : entry.from
  builder.objectField(Message, field.name, (t) =>
    t.field({
      type: [typeOfKinds(others)],
      description: `${field.meaning} By id.`,
      ...listField<EntityRow>({
        what: field.name,
        follow: (whole, rows) => ({
          follow: 'neighbours',
          from: [],
          hop: { kinds: [kind], direction: leaves ? 'OUT' : 'IN' },
          where: {},
          order: 'id',
          descending: false,
          read: rows.read('entity'),
          ...whole,
        }),
      }),
    }),
  )
}
