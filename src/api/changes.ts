import { NotImplemented } from '../errors.ts'
import type { EdgeRow, EntityRow } from '../store/rows.ts'
import { builder } from './builder.ts'
import { Entity } from './entity.ts'
import { EntityKind } from './enums.ts'
import { Relationship } from './refs.ts'

interface ChangeValue {
  readonly type: 'CREATED' | 'UPDATED' | 'REMOVED'
  /** Milliseconds since 1970. */
  readonly at: number
  readonly id: string
  readonly entity: EntityRow | null
  readonly relationship: EdgeRow | null
}

const ChangeType = builder.enumType('ChangeType', {
  description: 'What happened to an entity or a relationship.',
  values: {
    CREATED: { description: 'It is new.' },
    UPDATED: { description: 'Something about it changed.' },
    REMOVED: { description: 'It is gone.' },
  },
})

const Change = builder.objectRef<ChangeValue>('Change').implement({
  description: 'A change of the graph.',
  fields: (t) => ({
    type: t.field({ type: ChangeType, description: 'What happened.', resolve: ({ type }) => type }),
    at: t.field({ type: 'DateTime', description: 'When.', resolve: ({ at }) => at }),
    id: t.exposeID('id', { description: 'Of what.' }),
    entity: t.field({
      type: Entity,
      nullable: true,
      description: 'The entity as it is now; null for a relationship or what is gone.',
      resolve: ({ entity }) => entity,
    }),
    relationship: t.field({
      type: Relationship,
      nullable: true,
      description: 'The relationship as it is now; null for an entity or what is gone.',
      resolve: ({ relationship }) => relationship,
    }),
  }),
})

builder.subscriptionField('changed', (t) =>
  t.field({
    type: Change,
    description: 'Every change from now on. NOT_IMPLEMENTED yet.',
    args: {
      kinds: t.arg({ type: [EntityKind], required: false, description: 'Only entities of these kinds.' }),
      around: t.arg.id({ required: false, description: 'Only this entity and what touches it.' }),
    },
    subscribe: (): AsyncIterable<ChangeValue> => {
      throw new NotImplemented('changed: subscriptions are not there yet')
    },
    resolve: (change) => change,
  }),
)
