import type { GraphQLResolveInfo } from 'graphql'
import { LimitExceeded } from '../errors.ts'
import { type FieldPlan, planned } from '../plan/field-plan.ts'
import type { Selection } from '../plan/selection.ts'
import type { Follow, Paged } from '../store/read-plan.ts'
import type { Answer, Listed, PageOfRows, Row } from '../store/rows.ts'
import { type ApiContext, answersFor } from './context.ts'
import { Connection, type Order, type PageArguments, paged, pageOf } from './paging.ts'

/** A field that is a plain list shows at most this many; a connection shows the rest. */
export const MAX_LIST_LENGTH = 2_000

type Extensions = { readonly parley: FieldPlan }

/** Marks a field that shows what a node is or when. */
export const BRIEF: Extensions = planned({ detail: 'brief' })

/** Marks a field that shows a property outside the brief set. */
export const FULL: Extensions = planned({ detail: 'full' })

const isPage = (answer: Answer | undefined): answer is PageOfRows =>
  answer !== null && answer !== undefined && 'more' in answer

const EMPTY_PAGE: PageOfRows = { rows: [], more: false, total: 0 }

/** The page among a field's answers. One that is not there belongs to a row that has since been removed. */
export const pageIn = (answer: Answer | undefined): PageOfRows => (isPage(answer) ? answer : EMPTY_PAGE)

/** The rows of a list among a field's answers. */
export const rowsIn = (answer: Answer | undefined): readonly Row[] =>
  isPage(answer) ? answer.rows.map(({ row }) => row) : Array.isArray(answer) ? (answer as readonly Row[]) : []

/** The single row among a field's answers, or null. */
export const rowIn = (answer: Answer | undefined): Row | null =>
  answer === null || answer === undefined || isPage(answer) || Array.isArray(answer) ? null : (answer as Row)

const whenReady = <T, R>(value: T | Promise<T>, then: (value: T) => R): R | Promise<R> =>
  value instanceof Promise ? value.then(then) : then(value)

/** What a connection field needs: its plan, and how its answer becomes a connection. */
export function connectionField<Args extends PageArguments, Node>(options: {
  readonly order: Order | ((args: Args) => Order)
  readonly follow: (args: Args, paged: Paged, rows: Selection) => Follow
  /** Where the rows stand in the connection's selection; `['node']` is `edges.node` and `nodes` themselves. */
  readonly rowAt?: string
  readonly node: (listed: Listed) => Node
}) {
  const orderOf = (args: Args): Order =>
    typeof options.order === 'function' ? options.order(args) : options.order
  return {
    extensions: planned({
      follows: (values, selection) => {
        const args = values as unknown as Args
        return [options.follow(args, paged(args, orderOf(args), selection), rowsOf(selection, options.rowAt))]
      },
    }),
    resolve: (row: Row, args: Args, context: ApiContext, info: GraphQLResolveInfo) =>
      whenReady(answersFor(row, context, info), ([answer]) => {
        const order = orderOf(args)
        return new Connection(pageIn(answer), pageOf(args, order), order, options.node)
      }),
  }
}

/** The selection on the rows of a connection: those under `nodes` and `edges.node`, or under a field of these. */
export function rowsOf(connection: Selection, rowAt?: string): Selection {
  const nodes = connection.at('nodes').and(connection.at('edges', 'node'))
  return rowAt ? nodes.at(rowAt) : nodes
}

/** A list to be read whole, or refused where it is longer. */
export const WHOLE_LIST: Paged = {
  page: { size: MAX_LIST_LENGTH, backward: false, beyond: null },
  count: false,
  rows: true,
  more: true,
}

/** What a field needs that lists rows without pages: its plan, and how its answer becomes the list. */
export function listField<R extends Row>(options: {
  readonly what: string
  readonly follow: (whole: Paged, rows: Selection) => Follow
}) {
  return {
    extensions: planned({ follows: (_, selection) => [options.follow(WHOLE_LIST, selection)] }),
    resolve: (row: Row, _args: object, context: ApiContext, info: GraphQLResolveInfo) =>
      whenReady(answersFor(row, context, info), ([answer]) => {
        if (isPage(answer) && answer.more) {
          throw new LimitExceeded(
            `${options.what}: more than ${MAX_LIST_LENGTH}; page through them with the field relationships`,
          )
        }
        return rowsIn(answer) as readonly R[] as R[]
      }),
  }
}

/** What a field needs that shows one row or none. */
export function rowField<R extends Row>(follow: (rows: Selection) => Follow) {
  return {
    extensions: planned({ follows: (_, selection) => [follow(selection)] }),
    resolve: (row: Row, _args: object, context: ApiContext, info: GraphQLResolveInfo) =>
      whenReady(answersFor(row, context, info), ([answer]) => rowIn(answer) as R | null),
  }
}

/** As `rowField`, where the row is there for certain. */
export function certainRowField<R extends Row>(follow: (rows: Selection) => Follow) {
  const { extensions, resolve } = rowField<R>(follow)
  return {
    extensions,
    resolve: (row: Row, args: object, context: ApiContext, info: GraphQLResolveInfo) =>
      whenReady(resolve(row, args, context, info), (found) => {
        if (found === null)
          throw new TypeError(`${info.parentType.name}.${info.fieldName} of ${row.properties.id} is missing`)
        return found
      }),
  }
}
