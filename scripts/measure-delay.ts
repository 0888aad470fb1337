import { setImmediate } from 'node:timers/promises'
import { communitiesAround } from '../src/analysis/centrality/contact-measures.ts'
import { measuredOffThread } from '../src/analysis/centrality/off-thread.ts'
import { packed } from '../src/analysis/centrality/packed-edges.ts'
import type { PathGraph } from '../src/analysis/path-graph.ts'
import type { EdgeStep } from '../src/store/graph-store.ts'
import { EDGE_KIND_NAMES, Edge } from '../src/vocabulary/edge-kinds.ts'

/**
 * Prints how long the event loop is held at most while a random graph of contacts is measured.
 * `tsx scripts/measure-delay.ts [actors] [contacts]`, 3000 and 15000 where left out.
 */
const [actors = 3_000, contacts = 15_000] = process.argv.slice(2).map(Number)
const PATIENCE_MS = 10_000

let state = 1
const random = (below: number): number => {
  state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
  return Math.floor((state / 2 ** 32) * below)
}

const met = new Map<string, EdgeStep>()
while (met.size < contacts) {
  const [one, other] = [random(actors), random(random(actors) + 1)]
  const id = `met-with:a${one}:a${other}`
  const ends = { kind: Edge.MET_WITH, from: `a${one}`, to: `a${other}` } as const
  const claim = { earliest: null, latest: null, message: null, certainty: 'STATED', sources: [] } as const
  if (one !== other) met.set(id, { id, ...ends, ...claim })
}
const edges = [...met.values()]
const everybody = Array.from({ length: actors }, (_, number) => `a${number}`)

/** Runs a piece of work, and tells its time and the longest that nothing else had a turn, in milliseconds. */
async function told<T>(what: string, work: () => Promise<T>): Promise<T> {
  let running = true
  let longest = 0
  const watch = (async () => {
    for (let last = performance.now(); running; ) {
      await setImmediate()
      const now = performance.now()
      longest = Math.max(longest, now - last)
      last = now
    }
  })()
  const started = performance.now()
  try {
    return await work()
  } finally {
    const took = performance.now() - started
    running = false
    await watch
    console.log(`${what}: ${took.toFixed(0)} ms, longest delay ${longest.toFixed(1)} ms`)
  }
}

console.log(`${actors} actors, ${contacts} contacts`)
for (const measure of [{ name: 'brokers' }, { name: 'communities', resolution: 1 }] as const) {
  const graph = await told('packing', () => packed(edges, everybody, String, actors))
  const task = { edges: graph.edges, around: graph.around, depth: 5, mostContacts: contacts, measure }
  await told(measure.name, () => measuredOffThread(task, PATIENCE_MS)).catch((error) =>
    console.log(String(error)),
  )
}

const graph: PathGraph = {
  touching: async () => setImmediate({ edges, more: false }),
  through: async () => ({ edges: [], more: false }),
  degrees: async (ids) => ids.map(() => 0),
  actorsOutside: async () => [],
}
const filter = {
  kinds: EDGE_KIND_NAMES,
  direction: 'ANY',
  maxLength: 6,
  avoid: [],
  agency: 'LITERAL',
} as const
const where = { around: everybody.slice(0, 500), depth: 2, filter, resolution: 1 }
const budget = { nodes: actors + 1, edges: 100 * contacts, milliseconds: PATIENCE_MS }
await told('communities with their search', () => communitiesAround(graph, where, { budget }))
