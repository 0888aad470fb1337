import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** Which Neo4j: the long-term line, or the current one. */
export type Line = '5.26' | '2026'

interface Release {
  readonly dependencies: readonly {
    readonly group: string
    readonly artifact: string
    readonly version: string
    readonly type: string
  }[]
  readonly mainClass: string
  /** The Java it runs on. */
  readonly java: number
}

/** What each line is made of, as published on Maven Central. */
export const RELEASES: Readonly<Record<Line, Release>> = {
  '5.26': {
    dependencies: [
      {
        group: 'org.neo4j.assembly',
        artifact: 'neo4j-community-standalone',
        version: '5.26.30',
        type: 'pom',
      },
    ],
    mainClass: 'org.neo4j.server.CommunityEntryPoint',
    java: 17,
  },
  '2026': {
    dependencies: [
      { group: 'org.neo4j', artifact: 'neo4j', version: '2026.08.1', type: 'jar' },
      { group: 'org.neo4j.app', artifact: 'neo4j-server', version: '2026.08.1', type: 'jar' },
    ],
    mainClass: 'org.neo4j.server.Neo4jCommunity',
    java: 25,
  },
}

/** No Neo4j can be had: every way that was tried, and why it failed. */
export class Neo4jUnavailable extends Error {
  override readonly name = 'Neo4jUnavailable'
  constructor(tried: readonly string[]) {
    super(`No Neo4j can be had here:\n${tried.map((way) => `  - ${way}`).join('\n')}`)
  }
}

/** A Neo4j on disk and the Java to run it. */
export interface Installation {
  readonly java: string
  readonly libraries: string
  readonly mainClass: string
}

const cacheFolder = (): string =>
  process.env.PARLEY_CACHE ?? join(process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'parley')

/**
 * The libraries of a line from Maven Central, kept in the user's cache folder between runs, and a Java that runs them.
 * As root on a Debian system it installs Maven and Java where they are missing.
 * @throws Neo4jUnavailable
 */
export async function install(line: Line): Promise<Installation> {
  const release = RELEASES[line]
  const libraries = join(cacheFolder(), `neo4j-${line}-${release.dependencies[0]?.version}`)
  const java =
    (await findJava(release.java)) ??
    (await installed(['openjdk-17-jre-headless'], () => findJava(release.java)))
  if (!java)
    throw new Neo4jUnavailable([`Java ${release.java} or newer is missing: install it, or set JAVA_HOME`])
  if (!existsSync(libraries)) await download(release, libraries)
  return { java, libraries, mainClass: release.mainClass }
}

/** Downloads beside the place and moves it there whole, so that a broken or a second download leaves nothing half. */
async function download(release: Release, libraries: string): Promise<void> {
  await mkdir(cacheFolder(), { recursive: true })
  const work = await mkdtemp(join(cacheFolder(), 'download-'))
  try {
    const maven = (await onPath('mvn')) ?? (await installed(['maven'], () => onPath('mvn')))
    if (!maven)
      throw new Neo4jUnavailable([
        'Maven is missing: install it, so that Neo4j can be had from Maven Central',
      ])
    await writeFile(join(work, 'pom.xml'), pom(release))
    const lib = join(work, 'lib')
    await run(
      maven,
      ['-q', '-B', 'dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${lib}`],
      {
        cwd: work,
        maxBuffer: 64 * 1024 * 1024,
      },
    ).catch((error: Error) => {
      throw new Neo4jUnavailable([`Maven could not fetch it: ${error.message.slice(0, 500)}`])
    })
    await rename(lib, libraries).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error
    })
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

const pom = ({ dependencies }: Release): string => `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion><groupId>parley</groupId><artifactId>neo4j-for-tests</artifactId><version>1</version>
  <dependencies>
${dependencies
  .map(
    ({ group, artifact, version, type }) =>
      `    <dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version><type>${type}</type></dependency>`,
  )
  .join('\n')}
  </dependencies>
</project>
`

/** The first Java that is new enough: `JAVA_HOME`, the path, then what Debian installs. */
async function findJava(least: number): Promise<string | null> {
  const folder = '/usr/lib/jvm'
  const known = existsSync(folder)
    ? (await readdir(folder)).sort().map((name) => join(folder, name, 'bin', 'java'))
    : []
  const candidates = [
    ...(process.env.JAVA_HOME ? [join(process.env.JAVA_HOME, 'bin', 'java')] : []),
    'java',
    ...known,
  ]
  for (const candidate of candidates) {
    const version = await run(candidate, ['-version']).then(
      ({ stderr }) => Number(/version "(\d+)/u.exec(stderr)?.[1] ?? 0),
      () => 0,
    )
    // Neo4j 5.26 runs on 17 and 21; newer ones it refuses.
    if (version >= least && (least > 17 || version <= 21)) return candidate
  }
  return null
}

const onPath = async (command: string): Promise<string | null> =>
  run(command, ['--version']).then(
    () => command,
    () => null,
  )

/** Installs Debian packages where this runs as root, and looks again. */
async function installed(
  packages: readonly string[],
  find: () => Promise<string | null>,
): Promise<string | null> {
  if (process.getuid?.() !== 0 || !(await onPath('apt-get'))) return null
  console.error(`Installing ${packages.join(', ')} …`)
  const options = { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }, maxBuffer: 64 * 1024 * 1024 }
  await run('apt-get', ['update'], options)
  await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], options)
  return find()
}
