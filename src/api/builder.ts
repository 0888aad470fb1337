import SchemaBuilder from '@pothos/core'
import RelayPlugin from '@pothos/plugin-relay'
import type { Row } from '../store/rows.ts'
import { NODE_KINDS } from '../vocabulary/node-kinds.ts'
import type { ApiContext } from './context.ts'

/** The GraphQL type of a row. */
export const typeNameOf = (row: Row): string =>
  row.type === 'relationship' ? 'Relationship' : NODE_KINDS[row.properties.kind].typeName

/** The one Pothos builder: every file of this room adds its types to it, and `schema.ts` makes the schema. */
export const builder = new SchemaBuilder<{
  Context: ApiContext
  DefaultFieldNullability: false
  DefaultEdgesNullability: { list: false; items: false }
  DefaultNodeNullability: false
  Connection: { totalCount: number }
  Scalars: {
    ID: { Input: string; Output: string }
    EDTF: { Input: string; Output: string }
    /** Milliseconds since 1970. */
    DateTime: { Input: number; Output: number }
  }
}>({
  plugins: [RelayPlugin],
  defaultFieldNullability: false,
  relay: {
    cursorType: 'String',
    edgesFieldOptions: {
      nullable: { list: false, items: false },
      description: 'The page, each row with its cursor.',
    },
    nodeFieldOptions: { nullable: false, description: 'What stands here.' },
    cursorFieldOptions: {
      description: 'Where this row stands, for `after` and `before`. Opaque and stable.',
    },
    pageInfoFieldOptions: { description: 'Whether there is more, and how to ask for it.' },
    pageInfoTypeOptions: {
      description: 'Where a page begins and ends in its list (Relay Cursor Connections).',
    },
    hasNextPageFieldOptions: { description: 'Whether more rows follow.' },
    hasPreviousPageFieldOptions: { description: 'Whether rows precede this page.' },
    startCursorFieldOptions: { description: 'Cursor of the first row of this page; null for an empty page.' },
    endCursorFieldOptions: { description: 'Cursor of the last row of this page; null for an empty page.' },
    firstArgOptions: {
      description: 'At most this many rows from the start, 0 to 500. Without `first` and `last`: 100.',
    },
    lastArgOptions: {
      description: 'At most this many rows from the end, 0 to 500. Not together with `first`.',
    },
    afterArgOptions: { description: 'Only rows after this cursor of the same list.' },
    beforeArgOptions: { description: 'Only rows before this cursor of the same list.' },
    nodeTypeOptions: {
      description: 'Anything with an id: an entity or a relationship.',
      resolveType: (row) => typeNameOf(row as Row),
    },
    idFieldOptions: { description: 'Readable, unique over all kinds, stable.' },
    nodeQueryOptions: false,
    nodesQueryOptions: false,
  },
})

export const Node = builder.nodeInterfaceRef()

builder.globalConnectionField('totalCount', (t) =>
  t.int({
    description: 'The length of the whole list. Counted only where it is selected.',
    resolve: (connection) => connection.totalCount,
  }),
)

builder.queryType({ description: 'Questions. Unknown ids give null.' })
builder.mutationType({
  description:
    'Changes, each in one transaction: all of it or nothing. The same input twice leaves one graph. Unknown ids give NOT_FOUND.',
})
builder.subscriptionType({ description: 'Changes as they happen.' })
