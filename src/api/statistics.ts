import type { Statistics } from '../store/graph-store.ts'
import { EDGE_KIND_NAMES, type EdgeKind } from '../vocabulary/edge-kinds.ts'
import { NODE_KIND_NAMES, type NodeKind } from '../vocabulary/node-kinds.ts'
import { builder } from './builder.ts'
import { UncertainDate } from './dates.ts'
import { EdgeKindType, EntityKind } from './enums.ts'

const EntityCount = builder.objectRef<{ kind: NodeKind; count: number }>('EntityCount').implement({
  description: 'How many entities of a kind there are.',
  fields: (t) => ({
    kind: t.field({ type: EntityKind, description: 'The kind.', resolve: ({ kind }) => kind }),
    count: t.exposeInt('count', { description: 'How many.' }),
  }),
})

const EdgeCount = builder.objectRef<{ kind: EdgeKind; count: number }>('EdgeCount').implement({
  description: 'How many relationships of a kind there are.',
  fields: (t) => ({
    kind: t.field({ type: EdgeKindType, description: 'The kind.', resolve: ({ kind }) => kind }),
    count: t.exposeInt('count', { description: 'How many.' }),
  }),
})

const StatisticsType = builder.objectRef<Statistics>('Statistics').implement({
  description: 'What the graph holds.',
  fields: (t) => ({
    entities: t.field({
      type: [EntityCount],
      description: 'One count a kind, 0 included, in the order of the vocabulary.',
      resolve: ({ entities }) => NODE_KIND_NAMES.map((kind) => ({ kind, count: entities.get(kind) ?? 0 })),
    }),
    relationships: t.field({
      type: [EdgeCount],
      description: 'One count a kind, 0 included, in the order of the vocabulary.',
      resolve: ({ relationships }) =>
        EDGE_KIND_NAMES.map((kind) => ({ kind, count: relationships.get(kind) ?? 0 })),
    }),
    first: t.field({
      type: UncertainDate,
      nullable: true,
      description: 'The date of the message that can be the earliest; null without dated messages.',
      resolve: ({ first }) => first,
    }),
    last: t.field({
      type: UncertainDate,
      nullable: true,
      description: 'The date of the message that can be the latest; null without dated messages.',
      resolve: ({ last }) => last,
    }),
  }),
})

builder.queryField('statistics', (t) =>
  t.field({
    type: StatisticsType,
    description: 'Counts by kind of entity and of relationship, and the span of the messages.',
    resolve: (_, _args, { store, signal }) => store.statistics(signal),
  }),
)
