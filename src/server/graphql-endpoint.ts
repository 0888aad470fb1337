import { renderGraphiQL } from '@graphql-yoga/render-graphiql'
import type { GraphQLSchema } from 'graphql'
import { createYoga } from 'graphql-yoga'
import type { SearchBudget } from '../analysis/budget.ts'
import { type ApiContext, RowLoader } from '../api/context.ts'
import type { GraphStore } from '../store/graph-store.ts'
import type { Example } from './examples.ts'
import { type FaultLog, maskError } from './mask-error.ts'

export interface EndpointOptions {
  readonly schema: GraphQLSchema
  readonly store: GraphStore
  readonly budget: SearchBudget
  /** Longest run of a request, in milliseconds. */
  readonly requestTimeoutMs: number
  readonly examples: readonly Example[]
  readonly log: FaultLog
}

/** Largest request body, in bytes. */
const MAX_BODY_BYTES = 1_000_000

/**
 * GraphQL over HTTP at `/graphql`, with GraphiQL for browsers there, which needs nothing from other hosts. No origin but
 * its own may call it from a browser, and forms are not taken.
 */
export function graphqlEndpoint({ schema, store, budget, requestTimeoutMs, examples, log }: EndpointOptions) {
  return createYoga({
    schema,
    context: ({ request }): ApiContext => {
      const signal = AbortSignal.any([request.signal, AbortSignal.timeout(requestTimeoutMs)])
      return { store, budget, signal, rows: new RowLoader(store, signal) }
    },
    graphqlEndpoint: '/graphql',
    graphiql: {
      title: 'Parley',
      defaultTabs: examples.map(({ query }) => ({ query })),
      subscriptionsProtocol: 'GRAPHQL_SSE',
    },
    renderGraphiQL,
    landingPage: false,
    cors: false,
    multipart: false,
    batching: false,
    maxRequestBodySize: MAX_BODY_BYTES,
    logging: false,
    maskedErrors: { isDev: false, maskError: (error) => maskError(error, log) },
  })
}
