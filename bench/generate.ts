import { pathToFileURL } from 'node:url'
import { readConfig } from '../src/config.ts'
import { entityProperties, type LoadedRelationship } from '../src/record/load.ts'
import { datedBy } from '../src/record/message-edges.ts'
import type { GraphStore } from '../src/store/graph-store.ts'
import { openStore } from '../src/store/open.ts'
import type { EdgeProperties, EntityProperties } from '../src/store/rows.ts'
import { type EntityId, edgeIdOf } from '../src/vocabulary/ids.ts'
import { batches, REPLIES, SIZE } from './graph.ts'

/** What loading took; all zero where the graph was there already. */
export interface Loading {
  readonly rows: number
  readonly seconds: number
}

/**
 * Puts the generated graph into a store through the port, a thousand messages with their relationships a transaction.
 * @throws Error where the store holds something else
 */
export async function load(store: GraphStore, print: (line: string) => void): Promise<Loading> {
  await store.migrate()
  const { entities, relationships } = await store.statistics()
  const there = [...entities.values()].reduce((sum, count) => sum + count, 0)
  if (there > 0) {
    const same =
      entities.get('PERSON') === SIZE.persons &&
      entities.get('MESSAGE') === SIZE.messages &&
      relationships.get('ADDRESSED_TO') === SIZE.addressings &&
      (REPLIES === null || relationships.get('IN_REPLY_TO') === REPLIES)
    if (!same) throw new Error(`${store.name} holds ${there} other entities: give the benchmark an empty one`)
    return { rows: 0, seconds: 0 }
  }
  const started = performance.now()
  const seconds = (): number => (performance.now() - started) / 1_000
  let rows = 0
  let told = 0
  for (const batch of batches()) {
    const entities = batch.entities.map(entityProperties)
    const messages = new Map(entities.map((entity) => [entity.id as string, entity]))
    const edges = batch.relationships.map((relationship) => edgeProperties(relationship, messages))
    await store.transact(async (transaction) => {
      await transaction.putEntities(entities)
      await transaction.putEdges(edges)
    })
    rows += batch.entities.length + batch.relationships.length
    if (rows - told >= 50_000) {
      told = rows
      print(
        `${store.name}: ${rows} rows in ${seconds().toFixed(0)} s, ${Math.round(rows / seconds())} rows/s`,
      )
    }
  }
  return { rows, seconds: seconds() }
}

/** The edge as `loadRelationships` would store it; its message is among those of its batch, so nothing is looked up. */
function edgeProperties(
  { relationship: kind, from, to, sources = [] }: LoadedRelationship,
  messages: ReadonlyMap<string, EntityProperties>,
): EdgeProperties {
  const message = messages.get(kind === 'SENT' ? to : from)
  if (!message) throw new Error(`${kind} from ${from} to ${to}: its message is not in its batch`)
  return {
    id: edgeIdOf(kind, from, to),
    kind,
    from: from as EntityId,
    to: to as EntityId,
    ...datedBy(kind, message),
    role: null,
    note: null,
    message: null,
    certainty: 'STATED',
    sources: sources.map((source) => source as EntityId),
  }
}

/** Loads the store that the environment names, as `parley` itself reads it, and prints one line of JSON at the end. */
async function main(): Promise<void> {
  await using store = await openStore({ ...readConfig(process.env), queryTimeoutMs: 600_000 })
  const loading = await load(store, (line) => process.stderr.write(`${line}\n`))
  console.log(JSON.stringify(loading))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
