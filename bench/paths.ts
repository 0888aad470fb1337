import { deepStrictEqual } from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import neo4j, { type Driver } from 'neo4j-driver'
import { build } from './build.ts'
import { GRAPH, SIZE, sentCounts } from './graph.ts'
import {
  loadGraph,
  type Neo4jServer,
  type Running,
  startContestant,
  startNeo4j,
  storeOf,
} from './processes.ts'
import { median } from './results.ts'

/** Searches of Parley on both stores, beside the bare driver where Cypher can say the same, one at a time. */
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, pairs: { type: 'string', default: '40' } },
})
const rounds = Number(values.rounds)

type Name = 'shortest' | 'all-shortest' | 'k-shortest' | 'time-respecting' | 'reach' | 'contacts'
type Asker = 'bare driver' | 'Parley on Neo4j' | 'Parley on LadybugDB'

const STEPS = 6
const paths = (mode: string, more = ''): string =>
  `query ($from: ID!, $to: ID!) { paths(from: $from, to: $to, mode: ${mode}${more}, where: { maxLength: ${STEPS} }) { outcome paths { nodes { id } } } }`

const QUERIES: Readonly<Record<Name, string>> = {
  shortest: paths('SHORTEST'),
  'all-shortest': paths('ALL_SHORTEST'),
  'k-shortest': paths('K_SHORTEST', ', first: 10'),
  'time-respecting': paths('TIME_RESPECTING'),
  reach: `query ($from: ID!) { reach(from: $from, maxHops: 20, where: { during: { from: "2022-01-01", to: "2022-03-31" } }) { nodes { actor { id } } } }`,
  contacts: `query ($from: ID!, $to: ID!) { contactPaths(from: $from, to: $to) { outcome paths { actors { id } } } }`,
}

/** The same by hand, where Cypher can say it: the ids on each path. */
const BY_HAND: Partial<Record<Name, string>> = {
  shortest: byHand('shortestPath'),
  'all-shortest': `${byHand('allShortestPaths')} LIMIT 10`,
}

function byHand(search: string): string {
  return `MATCH (a:Entity {id: $from}) MATCH (b:Entity {id: $to}) MATCH path = ${search}((a)-[*1..${STEPS}]-(b)) RETURN [node IN nodes(path) | node.id] AS ids`
}

interface Pair {
  readonly from: string
  readonly to: string
}

/** Persons who sent 8 to 20 messages, each with another: the same ones on every run. */
function pairs(): readonly Pair[] {
  const persons = [...sentCounts()].filter(([, sent]) => sent >= 8 && sent <= 20).map(([id]) => id)
  const step = Math.floor(persons.length / (Number(values.pairs) + 1))
  return Array.from({ length: Number(values.pairs) }, (_, at) => ({
    from: persons[at * step] ?? '',
    to: persons[(at + 1) * step - 1] ?? '',
  }))
}

type Ask = (name: Name, pair: Pair) => Promise<unknown>

function overHttp({ url }: Running): Ask {
  return async (name, variables) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: QUERIES[name], variables }),
    })
    const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown }
    if (errors) throw new Error(`${name}: ${JSON.stringify(errors)}`)
    return data
  }
}

function byDriver(driver: Driver): Ask {
  return async (name, pair) => {
    const session = driver.session({ defaultAccessMode: neo4j.session.READ })
    try {
      const { records } = await session.run(BY_HAND[name] ?? '', pair)
      return records.map((record) => record.get('ids') as readonly string[])
    } finally {
      await session.close()
    }
  }
}

interface PathsAnswer {
  readonly paths: { readonly paths: readonly { readonly nodes: readonly { readonly id: string }[] }[] }
}
const lengthsIn = (answer: unknown): readonly number[] =>
  (answer as PathsAnswer).paths.paths.map(({ nodes }) => nodes.length)

/** All stores give the same answer, and their shortest paths are as long and as many as those found by hand. */
async function compare(askers: ReadonlyMap<Asker, Ask>, all: readonly Pair[]): Promise<number> {
  let compared = 0
  for (const pair of all.slice(0, 10)) {
    for (const name of Object.keys(QUERIES) as Name[]) {
      const answers = new Map<Asker, unknown>()
      for (const [asker, ask] of askers) {
        if (asker === 'bare driver' && !BY_HAND[name]) continue
        answers.set(asker, await ask(name, pair))
        compared++
      }
      const ours = answers.get('Parley on Neo4j')
      const embedded = answers.get('Parley on LadybugDB')
      if (embedded !== undefined) deepStrictEqual(embedded, ours, `${name} ${pair.from}`)
      const hand = answers.get('bare driver') as readonly (readonly string[])[] | undefined
      if (hand)
        deepStrictEqual(
          lengthsIn(ours),
          hand.map(({ length }) => length),
          `${name} ${pair.from}`,
        )
    }
  }
  return compared
}

interface Figure {
  readonly search: Name
  readonly asker: Asker
  /** Milliseconds: the median of the rounds' medians, and of their 95th percentiles. */
  readonly p50: number
  readonly p95: number
}

async function timed(askers: ReadonlyMap<Asker, Ask>, all: readonly Pair[]): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  for (const name of Object.keys(QUERIES) as Name[]) {
    const medians = new Map<Asker, number[]>()
    const tails = new Map<Asker, number[]>()
    // The first round is not counted: a fresh Neo4j compiles its statements while it runs them.
    for (let round = 0; round <= rounds; round++) {
      for (const [asker, ask] of askers) {
        if (asker === 'bare driver' && !BY_HAND[name]) continue
        const times: number[] = []
        for (const pair of all) {
          const started = performance.now()
          await ask(name, pair)
          times.push(performance.now() - started)
        }
        if (round === 0) continue
        times.sort((a, b) => a - b)
        medians.set(asker, [...(medians.get(asker) ?? []), median(times)])
        tails.set(asker, [...(tails.get(asker) ?? []), times[Math.floor(times.length * 0.95)] ?? Number.NaN])
      }
    }
    for (const [asker, values] of medians) {
      const figure = { search: name, asker, p50: median(values), p95: median(tails.get(asker) ?? []) }
      console.error(`${name} ${asker}: p50 ${figure.p50.toFixed(1)} ms, p95 ${figure.p95.toFixed(1)} ms`)
      figures.push(figure)
    }
  }
  return figures
}

/** The most memory that a process had, and what it has now, in MB: Linux tells it. */
function memory({ child }: Running): { readonly most: number; readonly now: number } | null {
  const file = `/proc/${child.pid}/status`
  if (!existsSync(file)) return null
  const status = readFileSync(file, 'utf8')
  const of = (field: string): number =>
    Math.round(Number(new RegExp(`${field}:\\s+(\\d+)`, 'u').exec(status)?.[1]) / 1_024)
  return { most: of('VmHWM'), now: of('VmRSS') }
}

/** A graph with more messages is not put into the embedded store. */
const MOST_EMBEDDED = 200_000

/** For how long servers are asked before they are measured: the graph is read into memory meanwhile. */
const WARM_MS = 15_000 + SIZE.messages / 15

async function warm(askers: ReadonlyMap<Asker, Ask>, all: readonly Pair[]): Promise<void> {
  const until = performance.now() + WARM_MS
  for (let at = 0; performance.now() < until; at++) {
    const pair = all[at % all.length]
    for (const ask of askers.values()) if (pair) await ask('shortest', pair)
  }
}

async function run(server: Neo4jServer) {
  const embedded = SIZE.messages <= MOST_EMBEDDED
  for (const name of ['parley-neo4j', ...(embedded ? (['parley-ladybug'] as const) : [])] as const) {
    console.error(`${name}: loading the graph where it is not there`)
    await loadGraph(storeOf(name, server.access))
  }
  const { NEO4J_URI = '', NEO4J_USERNAME = '', NEO4J_PASSWORD = '' } = server.access
  const driver = neo4j.driver(NEO4J_URI, neo4j.auth.basic(NEO4J_USERNAME, NEO4J_PASSWORD))
  const onNeo4j = await startContestant('parley-neo4j', server.access)
  const onLadybug = embedded ? await startContestant('parley-ladybug', server.access) : null
  try {
    const askers = new Map<Asker, Ask>([
      ['bare driver', byDriver(driver)],
      ['Parley on Neo4j', overHttp(onNeo4j)],
      ...(onLadybug ? [['Parley on LadybugDB', overHttp(onLadybug)] as const] : []),
    ])
    const all = pairs()
    await warm(askers, all)
    const compared = await compare(askers, all)
    const figures = await timed(askers, all)
    const [cpu] = cpus()
    return {
      at: new Date().toISOString().slice(0, 10),
      node: process.versions.node,
      machine: `${cpus().length} cores (${cpu?.model.trim() || 'unnamed'})`,
      messages: SIZE.messages,
      persons: SIZE.persons,
      pairs: all.length,
      rounds,
      compared,
      megabytes: {
        'Parley on Neo4j': memory(onNeo4j),
        ...(onLadybug && { 'Parley on LadybugDB': memory(onLadybug) }),
      },
      figures,
    }
  } finally {
    await driver.close()
    await onNeo4j.stop()
    await onLadybug?.stop()
  }
}

build()
const server = await startNeo4j()
try {
  const results = await run(server)
  mkdirSync(new URL('results/', import.meta.url), { recursive: true })
  writeFileSync(
    new URL(`results/paths-${GRAPH}.json`, import.meta.url),
    `${JSON.stringify(results, null, 2)}\n`,
  )
  console.log(JSON.stringify(results, null, 2))
} finally {
  await server.stop()
}
