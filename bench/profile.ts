import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { build } from './build.ts'
import { startClient, startContestant, startNeo4j } from './processes.ts'
import { type ContestantName, type WorkloadName, workloads } from './workloads.ts'

/** Where the time of one contestant goes at one workload: its functions by the time spent in themselves. */
const { values } = parseArgs({
  options: {
    contestant: { type: 'string', default: 'parley-neo4j' },
    workload: { type: 'string', default: 'three' },
    seconds: { type: 'string', default: '15' },
    top: { type: 'string', default: '15' },
  },
})

/** A fresh Neo4j is slow until its statements are compiled. */
const WARM_UP_MS = 30_000

interface Profile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: { readonly functionName: string; readonly url: string; readonly lineNumber: number }
  }[]
  readonly samples: readonly number[]
  readonly timeDeltas: readonly number[]
  /** Microseconds. */
  readonly startTime: number
  readonly endTime: number
}

const FOLDER = fileURLToPath(new URL('.data/profiles/', import.meta.url))

/** The time in each function itself while requests came, as a share of the time in which the process was not idle. */
function selfTimes(
  { nodes, samples, timeDeltas, startTime, endTime }: Profile,
  milliseconds: number,
): readonly (readonly [string, number])[] {
  const places = new Map(nodes.map((node) => [node.id, placeOf(node.callFrame)]))
  const times = new Map<string, number>()
  let at = startTime
  for (const [index, sample] of samples.entries()) {
    at += timeDeltas[index] ?? 0
    if (at < endTime - milliseconds * 1_000) continue
    const place = places.get(sample) ?? ''
    times.set(place, (times.get(place) ?? 0) + (timeDeltas[index] ?? 0))
  }
  const all = [...times.values()].reduce((sum, time) => sum + time, 0)
  const idle = times.get('(idle)') ?? 0
  times.delete('(idle)')
  console.log(`idle ${((100 * idle) / all).toFixed(0)} %`)
  const busy = all - idle
  return [...times]
    .sort(([, a], [, b]) => b - a)
    .map(([place, time]) => [place, (100 * time) / busy] as const)
}

function placeOf({ functionName, url, lineNumber }: Profile['nodes'][number]['callFrame']): string {
  const file = url.includes('/node_modules/')
    ? (url.split('/node_modules/').at(-1) ?? '').split('/').slice(0, 2).join('/')
    : url.includes('/dist/')
      ? `parley/${url.split('/dist/').at(-1)}`
      : ''
  const name = functionName || '(anonymous)'
  return file === '' ? name : `${name} ${file} ${basename(url)}:${lineNumber + 1}`
}

const workload = workloads().find(({ name }) => name === (values.workload as WorkloadName))
if (!workload) throw new Error(`there is no workload "${values.workload}"`)
const name = values.contestant as ContestantName
rmSync(FOLDER, { recursive: true, force: true })
mkdirSync(FOLDER, { recursive: true })
build()
const neo4j = await startNeo4j()
const client = startClient()
try {
  const running = await startContestant(name, neo4j.access, ['--cpu-prof', `--cpu-prof-dir=${FOLDER}`])
  const requests = workload.ids.map((id) => workload.request(name, id))
  const milliseconds = Number(values.seconds) * 1_000
  const task = { url: running.url, connections: 8, requests }
  await client.measure({ ...task, milliseconds: WARM_UP_MS })
  const { perSecond } = await client.measure({ ...task, milliseconds })
  await running.stop()
  console.log(`${name}, ${workload.title}: ${perSecond.toFixed(0)} requests/s while profiled`)
  const profiles = readdirSync(FOLDER).map(
    (file) => JSON.parse(readFileSync(FOLDER + file, 'utf8')) as Profile,
  )
  const main = profiles.find(({ nodes }) =>
    nodes.some(({ callFrame }) => /http-server|contestants/u.test(callFrame.url)),
  )
  if (!main) throw new Error('no profile was written')
  for (const [place, share] of selfTimes(main, milliseconds).slice(0, Number(values.top))) {
    console.log(`${share.toFixed(1).padStart(5)} %  ${place}`)
  }
} finally {
  client.stop()
  await neo4j.stop()
}
