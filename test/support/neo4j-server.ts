import type { TestProject } from 'vitest/node'
import { Neo4jUnavailable } from '../../scripts/neo4j/obtain.ts'
import { type RunningNeo4j, startNeo4j } from '../../scripts/neo4j/start.ts'

/** How tests reach the Neo4j of this run. */
export interface TestNeo4j {
  readonly uri: string
  readonly username: string
  readonly password: string
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** Null where no Neo4j can be had: then the run says so, and its suites on Neo4j are left out. */
    neo4j: TestNeo4j | null
  }
}

/** Starts one Neo4j for the whole run, unless `STORES` leaves it out. Under CI a run without one has failed. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const wanted = (process.env.STORES ?? 'ladybug,neo4j').split(',').includes('neo4j')
  let server: RunningNeo4j | null = null
  if (wanted) {
    try {
      server = await startNeo4j()
    } catch (error) {
      if (process.env.CI || !(error instanceof Neo4jUnavailable)) throw error
      console.error(
        `\n${'!'.repeat(80)}\n${error.message}\nTHE TESTS ON NEO4J ARE LEFT OUT OF THIS RUN.\n${'!'.repeat(80)}\n`,
      )
    }
  }
  project.provide(
    'neo4j',
    server && { uri: server.uri, username: server.username, password: server.password },
  )
  return async () => {
    await server?.stop()
  }
}
