import { deepStrictEqual } from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { build } from './build.ts'
import type { Measured } from './client.ts'
import { HUB_IS } from './graph.ts'
import {
  type Client,
  loadGraph,
  type Running,
  startClient,
  startContestant,
  startNeo4j,
  storeOf,
} from './processes.ts'
import { type Figure, markdown, median, type Results } from './results.ts'
import { type ContestantName, normalised, type Workload, workloads } from './workloads.ts'

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '6' },
    connections: { type: 'string', default: '8' },
    only: { type: 'string', multiple: true },
    workload: { type: 'string', multiple: true },
  },
})
const [rounds, seconds, connections] = [values.rounds, values.seconds, values.connections].map(Number) as [
  number,
  number,
  number,
]

const ALL: readonly ContestantName[] = ['parley-neo4j', 'neo4j-graphql', 'bare', 'parley-ladybug']
const NAMES = ALL.filter((name) => !values.only || values.only.includes(name))
const WORKLOADS = workloads().filter(({ name }) => !values.workload || values.workload.includes(name))
/** A run of parts shows its table and leaves the results as they are. */
const WHOLE = !values.only && !values.workload
const FILE = HUB_IS === 'apart' ? 'latest' : 'latest-among'
const COMPARED = 50
/** A fresh Neo4j compiles its statements while it runs them. */
const WARM_UP_MS = 10_000

type Contestants = ReadonlyMap<ContestantName, Running>

/** Each asked for the same persons: the run ends where two answers differ. @returns how many were compared */
async function compareAnswers(contestants: Contestants, workload: Workload): Promise<number> {
  const ids = workload.ids.slice(0, COMPARED)
  for (const id of ids) {
    const answers: unknown[] = []
    for (const [name, { url }] of contestants) {
      const { path, body } = workload.request(name, id)
      const headers = { 'content-type': 'application/json', accept: 'application/json' }
      const response = await fetch(`${url}${path}`, { method: 'POST', headers, body })
      const answer = (await response.json()) as { readonly data?: unknown; readonly errors?: unknown }
      if (answer.errors || !answer.data) throw new Error(`${name}: ${JSON.stringify(answer)}`)
      answers.push(normalised(answer.data))
      deepStrictEqual(answers.at(-1), answers[0], `${name} answers ${workload.name} of ${id} differently`)
    }
  }
  return ids.length * contestants.size
}

async function timed(
  client: Client,
  contestants: Contestants,
  workload: Workload,
): Promise<readonly Figure[]> {
  const processors = new Map<ContestantName, number[]>(NAMES.map((name) => [name, []]))
  const found = new Map<ContestantName, Measured[]>(NAMES.map((name) => [name, []]))
  const ask = async (name: ContestantName, over: number, milliseconds: number): Promise<Measured> => {
    const requests = workload.ids.map((id) => workload.request(name, id))
    const url = contestants.get(name)?.url ?? ''
    const measured = await client.measure({ url, connections: over, milliseconds, requests })
    if (measured.failures > 0) throw new Error(`${name}: ${measured.failures} requests failed`)
    return measured
  }
  for (const name of NAMES) await ask(name, connections, WARM_UP_MS)
  for (let round = 1; round <= rounds; round++) {
    for (const name of NAMES) {
      const before = processorTime(contestants.get(name))
      const measured = await ask(name, connections, seconds * 1_000)
      const spent = processorTime(contestants.get(name)) - before
      found.get(name)?.push(measured)
      processors.get(name)?.push(spent / (measured.perSecond * seconds))
      console.error(
        `${workload.name} ${round}/${rounds} ${name}: ${measured.perSecond.toFixed(1)}/s, p50 ${measured.p50.toFixed(2)} ms`,
      )
    }
  }
  const figures: Figure[] = []
  for (const [contestant, all] of found) {
    const alone = await ask(contestant, 1, 2_000)
    const rates = all.map(({ perSecond }) => perSecond)
    figures.push({
      workload: workload.name,
      contestant,
      perSecond: median(rates),
      rates,
      processor: processorIn(processors.get(contestant) ?? []),
      p50: median(all.map(({ p50 }) => p50)),
      p95: median(all.map(({ p95 }) => p95)),
      p50Alone: alone.p50,
    })
  }
  return figures
}

/** The processor time that a server has taken so far, in milliseconds: Linux tells it in hundredths of a second. */
function processorTime(running: Running | undefined): number {
  const file = `/proc/${running?.child.pid}/stat`
  if (!existsSync(file)) return Number.NaN
  const fields = readFileSync(file, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) * 10
}

const processorIn = (times: readonly number[]): number | null => {
  const middle = median(times)
  return Number.isNaN(middle) ? null : middle
}

build()
const neo4j = await startNeo4j()
const contestants = new Map<ContestantName, Running>()
const client = startClient()
try {
  const loading: Record<string, Results['loading'][string]> = {}
  for (const name of ['parley-neo4j', 'parley-ladybug'] as const) {
    if (!NAMES.includes(name)) continue
    console.error(`${name}: loading the graph where it is not there`)
    loading[name] = await loadGraph(storeOf(name, neo4j.access))
  }
  for (const name of NAMES) contestants.set(name, await startContestant(name, neo4j.access))
  let comparedAnswers = 0
  for (const workload of WORKLOADS) comparedAnswers += await compareAnswers(contestants, workload)
  console.error(`${comparedAnswers} answers compared: equal`)
  const figures: Figure[] = []
  for (const workload of WORKLOADS) figures.push(...(await timed(client, contestants, workload)))
  const [cpu] = cpus()
  const results: Results = {
    at: new Date().toISOString().slice(0, 10),
    node: process.versions.node,
    machine: `${cpus().length} cores (${cpu?.model.trim() || 'unnamed'})`,
    connections,
    rounds,
    secondsARound: seconds,
    comparedAnswers,
    loading,
    figures,
  }
  const text = markdown(results)
  if (WHOLE) {
    mkdirSync(new URL('results/', import.meta.url), { recursive: true })
    writeFileSync(new URL(`results/${FILE}.json`, import.meta.url), `${JSON.stringify(results, null, 2)}\n`)
    writeFileSync(new URL(`results/${FILE}.md`, import.meta.url), text)
  }
  console.log(text)
} finally {
  client.stop()
  for (const { stop } of contestants.values()) await stop()
  await neo4j.stop()
}
