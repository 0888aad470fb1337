import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { DEFAULT_SEARCH_BUDGET } from '../src/analysis/budget.ts'
import { schema } from '../src/api/schema.ts'
import { readConfig } from '../src/config.ts'
import { loadLines } from '../src/exchange/load-lines.ts'
import { startServer } from '../src/server/http-server.ts'
import type { GraphStore } from '../src/store/graph-store.ts'
import { openStore } from '../src/store/open.ts'
import { denseGraph } from '../test/support/dense-graph.ts'
import { SEARCHES } from '../test/support/searches.ts'
import { startNeo4j } from './neo4j/start.ts'

/**
 * Prints how long each search takes between the two busiest actors of a dense graph, and how long it holds the event
 * loop at most, by the clock and by the processor (which other programs on this machine do not lengthen), with the
 * budget that the server has by itself.
 * `tsx scripts/measure-searches.ts [ladybug|neo4j] [actors] [part of a search's name]`, 450 actors (some 200,000
 * relationships) where left out. Neo4j is started for it.
 */
const [engine = 'ladybug', actors = '450', part = ''] = process.argv.slice(2)

/** Several, for one may meet a collection of garbage that another made. */
const ROUNDS = 3
const TIMEOUT_MS = 60_000
/** The clock of the histogram ticks this often, and a delay is what it is late by. */
const TICK_MS = 1

async function measure(store: GraphStore): Promise<void> {
  await store.migrate()
  const loaded = await loadLines(store, denseGraph(Number(actors)))
  console.log(`${store.name}: ${loaded.entities} entities, ${loaded.relationships} relationships`)
  await using server = await startServer({
    schema,
    store,
    budget: DEFAULT_SEARCH_BUDGET,
    requestTimeoutMs: TIMEOUT_MS,
    examples: [],
    log: ({ error }) => console.error(error),
    clock: Date.now,
    host: '127.0.0.1',
    port: 0,
  })
  for (const [name, search] of Object.entries(SEARCHES)) {
    if (!name.includes(part)) continue
    for (let round = 0; round < ROUNDS; round++) {
      const delay = monitorEventLoopDelay({ resolution: TICK_MS })
      delay.enable()
      await setTimeout(50 * TICK_MS)
      delay.reset()
      const busiest = longestTurn()
      const started = performance.now()
      const said = await answerOf(`${server.url}/graphql`, `{ search: ${search} }`)
      const took = performance.now() - started
      await setTimeout(50 * TICK_MS)
      delay.disable()
      const longest = Math.max(0, delay.max / 1e6 - TICK_MS).toFixed(0)
      const turn = await busiest()
      console.log(`${name}: ${took.toFixed(0)} ms, longest delay ${longest} ms, turn ${turn} ms; ${said}`)
    }
  }
}

/** Watches how much of the processor one turn of the event loop takes at most, all threads together, in milliseconds. */
function longestTurn(): () => Promise<string> {
  let running = true
  let most = 0
  const watch = (async () => {
    for (let before = process.cpuUsage(); running; before = process.cpuUsage()) {
      await setImmediate()
      const { user, system } = process.cpuUsage(before)
      most = Math.max(most, (user + system) / 1_000)
    }
  })()
  return async () => {
    running = false
    await watch
    return most.toFixed(0)
  }
}

interface Said {
  readonly data?: { readonly search?: { readonly reason?: string | null; readonly outcome?: string } } | null
  readonly errors?: readonly { readonly message: string }[]
}

async function answerOf(url: string, query: string): Promise<string> {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ query }) })
  const { data, errors } = (await response.json()) as Said
  if (errors) return errors.map(({ message }) => message).join('; ')
  return [data?.search?.outcome, data?.search?.reason ?? 'whole']
    .filter((text) => text !== undefined)
    .join(', ')
}

if (engine === 'neo4j') {
  const neo4j = await startNeo4j({})
  try {
    const { uri, username, password } = neo4j
    const settings = { NEO4J_URI: uri, NEO4J_USERNAME: username, NEO4J_PASSWORD: password }
    await using store = await openStore(
      readConfig({ ...settings, PARLEY_QUERY_TIMEOUT_MS: String(TIMEOUT_MS) }),
    )
    await measure(store)
  } finally {
    await neo4j.stop()
  }
} else {
  const folder = await mkdtemp(join(tmpdir(), 'parley-measure-'))
  try {
    await using store = await openStore(readConfig({ PARLEY_DATA: folder }))
    await measure(store)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
