import { schema } from '../api/schema.ts'
import type { Config } from '../config.ts'
import { loadSample } from '../sample/load-sample.ts'
import { loadExamples } from '../server/examples.ts'
import { startServer } from '../server/http-server.ts'
import type { GraphStore } from '../store/graph-store.ts'
import { openStore } from '../store/open.ts'

/** Writes a fault down, one JSON object a line, on standard error. */
function logFault({ errorId, error }: { readonly errorId: string; readonly error: unknown }): void {
  const told =
    error instanceof Error
      ? { message: error.message, stack: error.stack, cause: String(error.cause ?? '') }
      : error
  process.stderr.write(
    `${JSON.stringify({ level: 'error', at: new Date().toISOString(), errorId, error: told })}\n`,
  )
}

/**
 * Opens the store, brings its schema up to date, gives an empty embedded store the sample, and takes requests until the
 * process is told to stop.
 */
export async function serve(config: Config, print: (line: string) => void): Promise<void> {
  await using store = await openStore(config)
  await store.migrate()
  if (config.store.engine === 'ladybug') await sampleWhereEmpty(store, print)
  await using server = await startServer({
    schema,
    store,
    budget: config.searchBudget,
    requestTimeoutMs: config.queryTimeoutMs + config.searchBudget.milliseconds,
    examples: loadExamples(),
    log: logFault,
    clock: Date.now,
    host: config.host,
    port: config.port,
  })
  print(`Parley listens at ${server.url} (store: ${whereIs(config)})`)
  print(`Ask in GraphiQL: ${server.url}/graphql`)
  await told('SIGINT', 'SIGTERM')
}

const whereIs = ({ store }: Config): string =>
  store.engine === 'neo4j' ? `Neo4j at ${store.uri}` : `LadybugDB in ${store.folder}`

async function sampleWhereEmpty(store: GraphStore, print: (line: string) => void): Promise<void> {
  const { entities } = await store.statistics()
  if ([...entities.values()].some((count) => count > 0)) return
  const loaded = await loadSample(store)
  print(
    `The store was empty: loaded the sample, ${loaded.entities} entities and ${loaded.relationships} relationships.`,
  )
}

const told = (...signals: readonly NodeJS.Signals[]): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of signals) process.once(signal, () => resolve())
  })
