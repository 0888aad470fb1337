import { type ChildProcess, execFile, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { BUILD } from './build.ts'
import type { Measured, Task } from './client.ts'
import type { Loading } from './generate.ts'
import { GRAPH } from './graph.ts'
import type { ContestantName } from './workloads.ts'

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

const HERE = path('.')
const ROOT = path('../')
/** Graphs are kept here between runs. */
const LADYBUG = path(`.data/${GRAPH}/ladybug`)
const NEO4J = path(`.data/${GRAPH}/neo4j`)

const PATIENCE_MS = 60 * 60_000

type Environment = Readonly<Record<string, string>>

/** A process that takes requests. */
export interface Running {
  readonly url: string
  readonly child: ChildProcess
  stop(): Promise<void>
}

/** The one Neo4j of a run, as the variables by which everybody finds it. */
export interface Neo4jServer {
  readonly access: Environment
  stop(): Promise<void>
}

/** The environment without settings that would choose another store. */
function environment(own: Environment): NodeJS.ProcessEnv {
  const rest = Object.entries(process.env).filter(([name]) => !/^(NEO4J_|PARLEY_|HOST$|PORT$)/u.test(name))
  return { ...Object.fromEntries(rest), NODE_ENV: 'production', ...own }
}

/** Starts a script and reads what it prints until a line says that it is ready. */
async function start(args: readonly string[], own: Environment, ready: RegExp, cwd = HERE) {
  const child = spawn(process.execPath, args, {
    cwd,
    env: environment(own),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines = await new Promise<readonly string[]>((resolve, reject) => {
    const read: string[] = []
    createInterface({ input: child.stdout }).on('line', (line) => {
      read.push(line)
      if (ready.test(line)) resolve(read)
    })
    child.once('exit', () => reject(new Error(`${args.join(' ')} ended early: ${read.join('\n')}`)))
  })
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return
    const gone = once(child, 'exit')
    child.kill('SIGTERM')
    await gone
  }
  return { child, lines, stop }
}

/** The Neo4j that `NEO4J_URI` names, else one from `scripts/neo4j/run.ts` that keeps its data between runs. */
export async function startNeo4j(): Promise<Neo4jServer> {
  const { NEO4J_URI, NEO4J_USERNAME = 'neo4j', NEO4J_PASSWORD = '' } = process.env
  if (NEO4J_URI) return { access: { NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD }, stop: async () => {} }
  mkdirSync(NEO4J, { recursive: true })
  const args = [
    '--import',
    'tsx',
    'scripts/neo4j/run.ts',
    '--heap',
    '2g',
    '--pagecache',
    '1g',
    '--data',
    NEO4J,
  ]
  const { lines, stop } = await start(args, {}, /^NEO4J_PASSWORD=/u, ROOT)
  return { access: Object.fromEntries(lines.flatMap(settingIn)), stop }
}

function settingIn(line: string): readonly (readonly [string, string])[] {
  const at = line.indexOf('=')
  return at < 0 ? [] : [[line.slice(0, at), line.slice(at + 1)]]
}

/** Settings that choose the store of a Parley. */
export function storeOf(name: 'parley-neo4j' | 'parley-ladybug', access: Environment): Environment {
  return name === 'parley-ladybug' ? { PARLEY_DATA: LADYBUG } : access
}

/** Puts the graph into the store that the settings choose, in a process of its own. */
export async function loadGraph(own: Environment): Promise<Loading> {
  mkdirSync(path(`.data/${GRAPH}`), { recursive: true })
  const { stdout } = await promisify(execFile)(process.execPath, ['--import', 'tsx', 'generate.ts'], {
    cwd: HERE,
    env: environment(own),
    timeout: PATIENCE_MS,
  })
  return JSON.parse(stdout) as Loading
}

/** Starts a contestant on a free port. */
export async function startContestant(
  name: ContestantName,
  access: Environment,
  nodeArguments: readonly string[] = [],
): Promise<Running> {
  const parley = name === 'parley-neo4j' || name === 'parley-ladybug'
  const { child, lines, stop } = parley
    ? await start(
        [...nodeArguments, `${BUILD}parley/dist/main.js`, 'serve'],
        { ...storeOf(name, access), PORT: '0' },
        LISTENS,
        ROOT,
      )
    : await start([...nodeArguments, `${BUILD}bench/contestants/${name}.js`], access, LISTENS)
  const url = lines.flatMap((line) => LISTENS.exec(line)?.[1] ?? [])[0] ?? ''
  return { url, child, stop }
}

const LISTENS = /listens at (http:\/\/\S+)/u

/** The process that asks. */
export interface Client {
  measure(task: Task): Promise<Measured>
  stop(): void
}

/** Starts the client beside this process, so that what waits here does not slow it down. */
export function startClient(): Client {
  const child = fork(`${BUILD}bench/client.js`)
  return {
    measure: async (task) => {
      child.send(task)
      const [measured] = (await once(child, 'message')) as [Measured]
      return measured
    },
    stop: () => child.disconnect(),
  }
}
