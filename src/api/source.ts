import type { EdgeRow } from '../store/rows.ts'
import { NODE_KINDS } from '../vocabulary/node-kinds.ts'
import { Node } from './builder.ts'
import { type ClaimArguments, claimArguments, claimsAsked } from './claims.ts'
import { dateOf, UncertainDate } from './dates.ts'
import { Entity } from './entity.ts'
import { safeUrl } from './identifiers.ts'
import type { PageArguments } from './paging.ts'
import { BRIEF, connectionField, FULL } from './planned-fields.ts'
import { RelationshipConnection, Source } from './refs.ts'

Source.implement({
  description: NODE_KINDS.SOURCE.meaning,
  interfaces: [Node, Entity],
  fields: (t) => ({
    url: t.string({
      nullable: true,
      description: 'Where it can be read; null where that is not on the web.',
      extensions: FULL,
      resolve: ({ properties }) => (properties.url === null ? null : safeUrl(properties.url)),
    }),
    author: t.string({
      nullable: true,
      description: 'Who wrote or edited it.',
      extensions: FULL,
      resolve: ({ properties }) => properties.author,
    }),
    publishedAt: t.field({
      type: UncertainDate,
      nullable: true,
      description: 'When it was published.',
      extensions: BRIEF,
      resolve: ({ properties }) => dateOf(properties),
    }),
    licence: t.string({
      nullable: true,
      description: 'Under which terms it may be used.',
      extensions: FULL,
      resolve: ({ properties }) => properties.licence,
    }),
    supports: t.field({
      type: RelationshipConnection,
      description: 'The relationships that cite it, by id.',
      args: { ...claimArguments('relationships'), ...t.arg.connectionArgs() },
      ...connectionField<PageArguments & ClaimArguments, EdgeRow>({
        order: 'id',
        follow: (claims, paged, rows) => ({
          follow: 'supported',
          from: [],
          where: claimsAsked(claims, rows.now),
          read: rows.read('relationship'),
          ...paged,
        }),
        node: ({ row }) => row as EdgeRow,
      }),
    }),
  }),
})
