import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import neo4j from 'neo4j-driver'
import { type Installation, install, type Line, Neo4jUnavailable } from './obtain.ts'

const run = promisify(execFile)

/** A Neo4j that answers. */
export interface RunningNeo4j {
  readonly uri: string
  readonly username: string
  readonly password: string
  /** Where it comes from, in words. */
  readonly origin: string
  /** The process, where it was started here. */
  readonly process: ChildProcess | null
  /** Stops it and removes what it kept, unless its data was to be kept. One that was found running is left alone. */
  stop(): Promise<void>
}

export interface StartOptions {
  readonly line?: Line
  /** Java's `-Xmx`. */
  readonly heap?: string
  readonly pageCache?: string
  /** Where the data is kept; a fresh folder that goes with the server where left out. */
  readonly data?: string
}

/** Longest wait for a server to answer, in milliseconds. */
const PATIENCE_MS = 120_000

/**
 * A Neo4j for tests and benchmarks: the one that `NEO4J_URI` names; else one in Docker, where an engine answers; else
 * one of its own from Maven Central on a free port.
 * @throws Neo4jUnavailable
 */
export async function startNeo4j(options: StartOptions = {}): Promise<RunningNeo4j> {
  const { NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD } = process.env
  if (NEO4J_URI) {
    const found = { uri: NEO4J_URI, username: NEO4J_USERNAME ?? 'neo4j', password: NEO4J_PASSWORD ?? '' }
    await answering(found, () => null)
    return { ...found, origin: 'NEO4J_URI', process: null, stop: async () => {} }
  }
  if (await dockerAnswers()) return startInDocker(options)
  return startHere(await install(options.line ?? '5.26'), options)
}

const dockerAnswers = (): Promise<boolean> =>
  run('docker', ['info', '--format', '{{.ServerVersion}}'], { timeout: 5_000 }).then(
    ({ stdout }) => /^\d/u.test(stdout.trim()),
    () => false,
  )

async function startInDocker({
  line = '5.26',
  heap = '1g',
  pageCache = '512m',
  data,
}: StartOptions): Promise<RunningNeo4j> {
  const [port, password] = [await freePort(), secret()]
  const image = `neo4j:${line === '5.26' ? '5.26' : '2026'}-community`
  const { stdout } = await run('docker', [
    ...[
      'run',
      '--detach',
      '--rm',
      '--publish',
      `127.0.0.1:${port}:7687`,
      '--env',
      `NEO4J_AUTH=neo4j/${password}`,
    ],
    ...[
      '--env',
      `NEO4J_server_memory_heap_max__size=${heap}`,
      '--env',
      `NEO4J_server_memory_pagecache_size=${pageCache}`,
    ],
    ...(data ? ['--volume', `${data}:/data`] : []),
    image,
  ])
  const container = stdout.trim()
  const server = { uri: `bolt://127.0.0.1:${port}`, username: 'neo4j', password }
  const stop = async (): Promise<void> => {
    await run('docker', ['stop', container])
  }
  await answering(server, () => null)
  return { ...server, origin: image, process: null, stop }
}

async function startHere(
  installation: Installation,
  { heap = '1g', pageCache = '512m', data }: StartOptions,
): Promise<RunningNeo4j> {
  const home = await mkdtemp(join(tmpdir(), 'parley-neo4j-'))
  const port = await freePort()
  await mkdir(join(home, 'conf'))
  await writeFile(
    join(home, 'conf', 'neo4j.conf'),
    configuration(port, pageCache, data ?? join(home, 'data')),
  )
  const log = join(home, 'console.log')
  const child = spawn(
    process.execPath,
    ['-e', WATCHDOG, installation.java, ...javaArguments(installation, home, heap)],
    {
      stdio: ['pipe', 'pipe', 'pipe'],
    },
  )
  const console = createWriteStream(log)
  child.stdout?.pipe(console)
  child.stderr?.pipe(console)
  let ended = false
  const gone = once(child, 'exit').then(() => {
    ended = true
  })
  const stop = async (): Promise<void> => {
    child.stdin?.end()
    await gone
    await rm(home, { recursive: true, force: true })
  }
  const server = {
    uri: `bolt://127.0.0.1:${port}`,
    username: 'neo4j',
    password: data ? 'parley-benchmark' : secret(),
  }
  try {
    await setPassword(server, () => (ended ? 'it ended' : null))
  } catch (error) {
    const tail = (await readFile(log, 'utf8')).split('\n').slice(-20).join('\n')
    await stop()
    throw new Neo4jUnavailable([`Neo4j from Maven Central did not come up: ${String(error)}\n${tail}`])
  }
  return { ...server, origin: 'Maven Central', process: child, stop }
}

/**
 * Runs Java as its child and ends it when its own standard input closes: that happens when this process stops it, and
 * also when this process is killed, so no server is left behind.
 */
const WATCHDOG = `
const [command, ...rest] = process.argv.slice(1)
const java = require('node:child_process').spawn(command, rest, { stdio: ['ignore', 'inherit', 'inherit'] })
java.on('exit', (code) => process.exit(code ?? 1))
let asked = false
const end = () => {
  if (asked) return
  asked = true
  java.kill('SIGTERM')
  setTimeout(() => java.kill('SIGKILL'), 15000)
}
process.stdin.on('end', end).on('close', end).resume()
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, end)
`

const javaArguments = (
  { libraries, mainClass }: Installation,
  home: string,
  heap: string,
): readonly string[] => [
  `-Xmx${heap}`,
  '-XX:+UseParallelGC',
  ...['java.nio', 'java.io', 'sun.nio.ch', 'java.util.concurrent'].flatMap((name) => [
    '--add-opens',
    `java.base/${name}=ALL-UNNAMED`,
  ]),
  '-cp',
  `${libraries}/*`,
  mainClass,
  `--home-dir=${home}`,
  `--config-dir=${join(home, 'conf')}`,
]

const configuration = (port: number, pageCache: string, data: string): string => `
server.directories.data=${data}
server.bolt.enabled=true
server.bolt.listen_address=127.0.0.1:${port}
server.bolt.advertised_address=127.0.0.1:${port}
server.http.enabled=false
server.https.enabled=false
server.memory.pagecache.size=${pageCache}
dbms.usage_report.enabled=false
`

type Access = Pick<RunningNeo4j, 'uri' | 'username' | 'password'>

/** Gives a fresh server its password; one that keeps its data has it already. */
async function setPassword(server: Access, why: () => string | null): Promise<void> {
  const fresh = { ...server, password: 'neo4j' }
  await answering(fresh, why, async (driver) => {
    const session = driver.session({ database: 'system' })
    try {
      await session.run('ALTER CURRENT USER SET PASSWORD FROM $old TO $password', {
        old: 'neo4j',
        password: server.password,
      })
    } finally {
      await session.close()
    }
  }).catch((error: unknown) => {
    if (!/Unauthorized|unauthorized/u.test(String((error as { code?: string }).code ?? error))) throw error
  })
  await answering(server, why)
}

/** Waits until the server answers, and does something there. */
async function answering(
  { uri, username, password }: Access,
  why: () => string | null,
  work: (driver: ReturnType<typeof neo4j.driver>) => Promise<void> = async (driver) => {
    await driver.executeQuery('RETURN 1')
  },
): Promise<void> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const driver = neo4j.driver(uri, neo4j.auth.basic(username, password), {
      connectionTimeout: 2_000,
      maxTransactionRetryTime: 0,
    })
    try {
      await work(driver)
      return
    } catch (error) {
      const ended = why()
      const waits = ['ServiceUnavailable', 'SessionExpired', 'Neo.TransientError.General.DatabaseUnavailable']
      const { code } = error as { code?: string }
      if (ended !== null || Date.now() > deadline || !waits.includes(code ?? '')) throw error
      await new Promise((resolve) => setTimeout(resolve, 200))
    } finally {
      await driver.close()
    }
  }
}

const secret = (): string => randomBytes(12).toString('hex')

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}
