import { parseArgs } from 'node:util'
import { startNeo4j } from './start.ts'

/** Starts a Neo4j in the foreground and prints how to reach it; ends with SIGINT or SIGTERM. */
const { values } = parseArgs({
  options: {
    line: { type: 'string', default: '5.26' },
    heap: { type: 'string', default: '1g' },
    pagecache: { type: 'string', default: '512m' },
    data: { type: 'string' },
  },
})
const { line, heap, pagecache, data } = values
if (line !== '5.26' && line !== '2026') throw new TypeError('--line is 5.26 or 2026')
const server = await startNeo4j({ line, heap, pageCache: pagecache, ...(data !== undefined && { data }) })
console.log(`NEO4J_URI=${server.uri}\nNEO4J_USERNAME=${server.username}\nNEO4J_PASSWORD=${server.password}`)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void server.stop())
