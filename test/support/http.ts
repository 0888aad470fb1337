import { DEFAULT_SEARCH_BUDGET, type SearchBudget } from '../../src/analysis/budget.ts'
import { schema } from '../../src/api/schema.ts'
import type { Example } from '../../src/server/examples.ts'
import type { RunningServer } from '../../src/server/http-server.ts'
import { startServer } from '../../src/server/http-server.ts'
import type { GraphStore } from '../../src/store/graph-store.ts'

/** What a GraphQL response says. */
export interface Answer<D = Readonly<Record<string, unknown>>> {
  readonly data?: D | null
  readonly errors?: readonly {
    readonly message: string
    readonly path?: readonly (string | number)[]
    readonly extensions?: Readonly<Record<string, unknown>>
  }[]
}

/** A server on a free port of this machine, and how tests ask it. */
export interface TestServer extends AsyncDisposable {
  readonly url: string
  /** Faults of the program that it wrote down: a sound test leaves none. */
  readonly faults: readonly unknown[]
  ask<D = Readonly<Record<string, unknown>>>(query: string, variables?: object): Promise<Answer<D>>
}

/** What a test may set of the server. */
export interface ServedForTest {
  readonly requestTimeoutMs?: number
  /** What one search may cost. */
  readonly budget?: SearchBudget
  readonly examples?: readonly Example[]
  /** What the server takes for the present instant. */
  readonly clock?: () => number
}

/** Serves a store over real HTTP. */
export async function serveForTest(
  store: GraphStore,
  {
    requestTimeoutMs = 30_000,
    examples = [],
    clock = Date.now,
    budget = DEFAULT_SEARCH_BUDGET,
  }: ServedForTest = {},
): Promise<TestServer> {
  const faults: unknown[] = []
  const server: RunningServer = await startServer({
    schema,
    store,
    budget,
    requestTimeoutMs,
    examples,
    log: ({ error }) => faults.push(error),
    clock,
    host: '127.0.0.1',
    port: 0,
  })
  const ask = async <D>(query: string, variables: object = {}): Promise<Answer<D>> => {
    const response = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query, variables }),
    })
    return (await response.json()) as Answer<D>
  }
  return { url: server.url, faults, ask, [Symbol.asyncDispose]: () => server[Symbol.asyncDispose]() }
}

/** The code and message of an answer's only error. */
export function refusalOf({ errors }: Answer<unknown>): {
  readonly code: unknown
  readonly message: string | undefined
} {
  if (errors?.length !== 1) throw new TypeError(`one error was expected: ${JSON.stringify(errors)}`)
  return { code: errors[0]?.extensions?.code, message: errors[0]?.message }
}
