import type { Follow } from '../store/read-plan.ts'
import type { EdgeRow, EntityRow } from '../store/rows.ts'
import { EDGE_KIND_NAMES, type EdgeKind } from '../vocabulary/edge-kinds.ts'
import { builder, Node, typeNameOf } from './builder.ts'
import { type ClaimArguments, claimArguments, claimsAsked } from './claims.ts'
import { CertaintyType, DirectionType, EdgeKindType, EntityKind } from './enums.ts'
import { IdentifierType, identifierOf } from './identifiers.ts'
import type { PageArguments } from './paging.ts'
import { connectionField, FULL, listField } from './planned-fields.ts'
import { RelationshipConnection, Source } from './refs.ts'

/** The kinds of a `kinds` argument: all where none was given. */
export const kindsOf = (kinds: readonly EdgeKind[] | null | undefined): readonly EdgeKind[] =>
  kinds === null || kinds === undefined ? EDGE_KIND_NAMES : [...new Set(kinds)]

/** The sources that something rests on, as a step. */
export const sourcesStep: {
  readonly what: string
  readonly follow: Parameters<typeof listField>[0]['follow']
} = {
  what: 'sources',
  follow: (_, rows): Follow => ({ follow: 'sources', from: [], read: rows.read('entity') }),
}

export interface RelationshipsArguments extends PageArguments, ClaimArguments {
  readonly kinds?: readonly EdgeKind[] | null | undefined
  readonly direction?: 'OUT' | 'IN' | 'ANY' | null | undefined
}

export const Entity = builder.interfaceRef<EntityRow>('Entity').implement({
  description: 'A node of the graph: somebody, something said, or what it was about.',
  interfaces: [Node],
  resolveType: typeNameOf,
  fields: (t) => ({
    id: t.id({
      description: 'Readable, unique over all kinds, stable.',
      resolve: ({ properties }) => properties.id,
    }),
    kind: t.field({
      type: EntityKind,
      description: 'What it is.',
      resolve: ({ properties }) => properties.kind,
    }),
    name: t.string({
      description: 'Its usual name, or a title.',
      resolve: ({ properties }) => properties.name,
    }),
    aliases: t.stringList({
      description: 'Other names and spellings.',
      extensions: FULL,
      resolve: ({ properties }) => [...properties.aliases],
    }),
    summary: t.string({
      nullable: true,
      description: 'What it says or is, in a few words.',
      extensions: FULL,
      resolve: ({ properties }) => properties.summary,
    }),
    identifiers: t.field({
      type: [IdentifierType],
      description: 'Names that others gave it: authority files, addresses, handles.',
      extensions: FULL,
      resolve: ({ properties }) => properties.identifiers.map(identifierOf),
    }),
    certainty: t.field({
      type: CertaintyType,
      description: 'How sure its sources are of it.',
      extensions: FULL,
      resolve: ({ properties }) => properties.certainty,
    }),
    sources: t.field({
      type: [Source],
      description: 'What it rests on.',
      ...listField<EntityRow>(sourcesStep),
    }),
    relationships: t.field({
      type: RelationshipConnection,
      description: 'The relationships that touch it, by date (undated ones last), then by id.',
      args: {
        kinds: t.arg({
          type: [EdgeKindType],
          required: false,
          description: 'Only these kinds; all where left out.',
        }),
        direction: t.arg({
          type: DirectionType,
          required: false,
          defaultValue: 'ANY',
          description: 'Those that start here, lead here, or both.',
        }),
        ...claimArguments('relationships'),
        ...t.arg.connectionArgs(),
      },
      ...connectionField<RelationshipsArguments, EdgeRow>({
        order: 'date',
        follow: ({ kinds, direction, ...claims }, paged, rows) => ({
          follow: 'relationships',
          from: [],
          hop: { kinds: kindsOf(kinds), direction: direction ?? 'ANY' },
          where: claimsAsked(claims, rows.now),
          read: rows.read('relationship'),
          ...paged,
        }),
        node: ({ row }) => row as EdgeRow,
      }),
    }),
  }),
})
