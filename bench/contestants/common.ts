import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import neo4j, { type Driver } from 'neo4j-driver'

/** A driver on the Neo4j that the environment names, set as Parley sets its own. */
export function driverOf(): Driver {
  const { NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD } = process.env
  if (!NEO4J_URI) throw new Error('NEO4J_URI is missing: bench.ts starts the contestants')
  return neo4j.driver(NEO4J_URI, neo4j.auth.basic(NEO4J_USERNAME ?? 'neo4j', NEO4J_PASSWORD ?? ''), {
    disableLosslessIntegers: true,
  })
}

/** Listens on a free port and says where, in a line as Parley prints it. */
export function listen(server: Server): void {
  server.listen(0, '127.0.0.1', () => {
    console.log(`listens at http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  })
  process.once('SIGTERM', () => process.exit(0))
}
