import { randomUUID } from 'node:crypto'
import { GraphQLError } from 'graphql'
import { type ErrorCode, ParleyError } from '../errors.ts'

/** Where faults of the program are written down, whole. */
export type FaultLog = (fault: { readonly errorId: string; readonly error: unknown }) => void

/**
 * The one door to the client: what it sees of an error. Parley's own errors show their message and code; errors of
 * GraphQL itself (a document that does not parse, a variable of the wrong type) show theirs; everything else is a fault
 * of the program, of which the client sees an id and the log the rest.
 */
export function maskError(error: unknown, log: FaultLog): GraphQLError {
  const located = error instanceof GraphQLError ? error : null
  const cause = causeOf(error)
  const place = located ? { nodes: located.nodes ?? null, path: located.path } : {}
  const shown = (message: string, code: ErrorCode): GraphQLError =>
    new GraphQLError(message, { ...place, extensions: { code } })
  if (cause instanceof ParleyError) return shown(cause.message, cause.code)
  if (isAbort(cause)) return shown('the request took longer than it may; ask for less at once', 'TIMEOUT')
  // What graphql-js itself says while it executes (a null where none may be) is a fault of a resolver.
  const refused =
    located && (cause === undefined || cause instanceof GraphQLError || isRefusedRequest(located))
  if (refused && (located.path === undefined || located.extensions.code !== undefined)) {
    const extensions = { ...httpOf(located), code: 'BAD_USER_INPUT' satisfies ErrorCode }
    return new GraphQLError(located.message, { ...place, extensions })
  }
  const errorId = randomUUID()
  log({ errorId, error })
  return new GraphQLError('Unexpected error.', { ...place, extensions: { errorId, http: { status: 500 } } })
}

/** Whether the server library refused the request before anything was executed: a body that is not JSON and the like. */
function isRefusedRequest({ path, extensions }: GraphQLError): boolean {
  const status = (extensions.http as { readonly status?: number } | undefined)?.status ?? 500
  return path === undefined && status >= 400 && status < 500
}

/**
 * The status that GraphQL over HTTP gives an error before execution. A body that is no GraphQL request at all gets its
 * 400 whatever the client accepts; `spec` would let that pass as 200 where it accepts plain JSON.
 */
function httpOf({ extensions }: GraphQLError): object {
  const http = extensions.http as { readonly status?: number } | undefined
  if (http === undefined) return {}
  return { http: extensions.code === 'BAD_REQUEST' ? { status: http.status } : http }
}

function causeOf(error: unknown): unknown {
  let cause: unknown = error
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError
  return cause === error && error instanceof GraphQLError ? undefined : cause
}

const isAbort = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError')
