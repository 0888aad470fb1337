import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sendNodeResponse } from '@whatwg-node/server'
import { type EndpointOptions, graphqlEndpoint } from './graphql-endpoint.ts'
import { bodyOf, untilGone } from './request.ts'

/** A server that takes requests. */
export interface RunningServer extends AsyncDisposable {
  /** Where it is reached: `http://127.0.0.1:4000`. */
  readonly url: string
}

export interface ServerOptions extends EndpointOptions {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
  /** Longest run of a request, in milliseconds. */
  readonly requestTimeoutMs: number
}

/** Longest wait for the store where the server is asked whether it is ready, in milliseconds. */
const READY_TIMEOUT_MS = 3_000

const JSON_TYPE = /^application\/(json|graphql-response\+json)\s*(;|$)/iu

/** Starts the server. @throws the system's error where the address cannot be had */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const endpoint = graphqlEndpoint(options)
  const server = createServer((request, response) => {
    route(request, response, options, endpoint).catch((error: unknown) => {
      options.log({ errorId: 'http', error })
      if (!response.headersSent) answer(response, 500, { error: 'Unexpected error.' })
      else response.destroy()
    })
  })
  await listening(server, options)
  const { address, port, family } = server.address() as AddressInfo
  return {
    url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
    [Symbol.asyncDispose]: () => closed(server),
  }
}

type Endpoint = ReturnType<typeof graphqlEndpoint>

async function route(
  request: IncomingMessage,
  response: ServerResponse,
  options: ServerOptions,
  endpoint: Endpoint,
): Promise<void> {
  const [path] = (request.url ?? '/').split('?')
  switch (path) {
    case '/graphql':
      return graphql(request, response, options, endpoint)
    case '/health':
      return answer(response, 200, { status: 'alive' })
    case '/ready':
      return options.store.ping(AbortSignal.timeout(READY_TIMEOUT_MS)).then(
        () => answer(response, 200, { status: 'ready' }),
        () => answer(response, 503, { status: 'the store does not answer' }),
      )
    case '/':
      response.writeHead(302, { location: '/graphql' }).end()
      return
    default:
      return answer(response, 404, { error: 'There is nothing here: GraphQL is at /graphql.' })
  }
}

/**
 * A POST is read here and handed on as text: streams of the web, through which the endpoint would read it otherwise,
 * cost more than the reading.
 */
async function graphql(
  request: IncomingMessage,
  response: ServerResponse,
  { requestTimeoutMs }: ServerOptions,
  endpoint: Endpoint,
): Promise<void> {
  const signal = untilGone(response, requestTimeoutMs)
  if (request.method !== 'POST') {
    await endpoint(request, response, { signal })
    return
  }
  if (!JSON_TYPE.test(request.headers['content-type'] ?? '')) {
    return answer(response, 415, { error: 'A POST carries application/json.' })
  }
  const body = await bodyOf(request, MAX_BODY_BYTES)
  switch (body.outcome) {
    case 'too large':
      return answer(response, 413, { error: `A body has at most ${MAX_BODY_BYTES} bytes.` })
    case 'client gone':
      return
    case 'read': {
      const init = { method: 'POST', headers: request.headers as Record<string, string>, body: body.text }
      const answered = await endpoint.fetch(ADDRESS, init, { signal })
      if (!JSON_TYPE.test(answered.headers.get('content-type') ?? '')) {
        await sendNodeResponse(answered, response, request, true)
        return
      }
      // With its length known an answer leaves in one piece with its head.
      const text = await answered.text()
      const headers = Object.fromEntries(answered.headers)
      response.writeHead(answered.status, { ...headers, 'content-length': Buffer.byteLength(text) }).end(text)
    }
  }
}

/** The endpoint looks at the path of an address alone. */
const ADDRESS = 'http://localhost/graphql'

/** Largest request body. */
const MAX_BODY_BYTES = 1_000_000

function answer(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}

const listening = (server: Server, { host, port }: ServerOptions): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, host, () => {
      server.removeListener('error', reject)
      resolve()
    })
  })

const closed = (server: Server): Promise<void> =>
  new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()))
    server.closeIdleConnections()
  })
