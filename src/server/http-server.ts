import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { GraphStore } from '../store/graph-store.ts'
import { type EndpointOptions, graphqlEndpoint } from './graphql-endpoint.ts'

/** A server that takes requests. */
export interface RunningServer extends AsyncDisposable {
  /** Where it is reached: `http://127.0.0.1:4000`. */
  readonly url: string
}

export interface ServerOptions extends EndpointOptions {
  readonly host: string
  /** 0 takes any free port. */
  readonly port: number
}

/** Longest wait for the store where the server is asked whether it is ready, in milliseconds. */
const READY_TIMEOUT_MS = 3_000

const JSON_TYPE = /^application\/(json|graphql-response\+json)\s*(;|$)/iu

/** Starts the server. @throws the system's error where the address cannot be had */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const endpoint = graphqlEndpoint(options)
  const server = createServer((request, response) => {
    route(request, response, options.store, endpoint).catch((error: unknown) => {
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
  store: GraphStore,
  endpoint: Endpoint,
): Promise<void> {
  const [path] = (request.url ?? '/').split('?')
  switch (path) {
    case '/graphql':
      if (request.method === 'POST' && !JSON_TYPE.test(request.headers['content-type'] ?? '')) {
        return answer(response, 415, { error: 'A POST carries application/json.' })
      }
      await endpoint(request, response)
      return
    case '/health':
      return answer(response, 200, { status: 'alive' })
    case '/ready':
      return store.ping(AbortSignal.timeout(READY_TIMEOUT_MS)).then(
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
