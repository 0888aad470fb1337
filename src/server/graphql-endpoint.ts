import type { GraphQLSchema } from 'graphql'
import { createYoga } from 'graphql-yoga'
import type { SearchBudget } from '../analysis/budget.ts'
import { type ApiContext, RowLoader } from '../api/context.ts'
import type { GraphStore } from '../store/graph-store.ts'
import type { Example } from './examples.ts'
import { graphiqlPage } from './graphiql.ts'
import { type FaultLog, maskError } from './mask-error.ts'

export interface EndpointOptions {
  readonly schema: GraphQLSchema
  readonly store: GraphStore
  readonly budget: SearchBudget
  readonly examples: readonly Example[]
  readonly log: FaultLog
  /** The present instant, milliseconds since 1970: what dates such as `-4w` are reckoned from. */
  readonly clock: () => number
}

/** What the server knows of a request beside what it says. */
export interface RequestContext {
  /** Aborted when the client goes away or the request's time is up. */
  readonly signal: AbortSignal
}

/**
 * GraphQL over HTTP at `/graphql`, with GraphiQL for browsers there, which needs nothing from other hosts. No origin but
 * its own may call it from a browser, and forms are not taken.
 */
export function graphqlEndpoint({ schema, store, budget, examples, log, clock }: EndpointOptions) {
  return createYoga<RequestContext>({
    schema,
    context: ({ signal }): ApiContext => {
      const now = clock()
      return { store, budget, signal, now, rows: new RowLoader(store, signal, now) }
    },
    graphqlEndpoint: '/graphql',
    graphiql: {
      title: 'Parley',
      defaultTabs: examples.map(({ query }) => ({ query })),
      subscriptionsProtocol: 'GRAPHQL_SSE',
    },
    renderGraphiQL: graphiqlPage,
    landingPage: false,
    cors: false,
    multipart: false,
    batching: false,
    // The server reads bodies, and no more of them than it should.
    maxRequestBodySize: false,
    logging: false,
    maskedErrors: { isDev: false, maskError: (error) => maskError(error, log) },
  })
}
