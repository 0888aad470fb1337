import { Conflict } from '../../errors.ts'
import { type CypherText, cypher, join, name } from '../cypher-text.ts'
import type { Migration } from '../graph-store.ts'
import type { LadybugConnection } from './connection.ts'
import { ENTITY_COLUMNS, edgeOf, linkText, RELATIONSHIP_COLUMNS } from './stored-rows.ts'

/** The version that this program's graphs have. Nothing of it depends on the vocabulary: a new kind needs no step. */
export const GRAPH_VERSION = 3

/** The oldest version that a step leads on from; version 1 kept relationships in a table a kind, and was never released. */
const OLDEST = 2

const columns = (table: Readonly<Record<string, string>>): CypherText =>
  join(
    Object.entries(table).map(([column, type]) =>
      column === 'id' ? cypher`id STRING PRIMARY KEY` : cypher`${name(column)} ${name(type)}`,
    ),
    ', ',
  )

/** What makes a graph of each version out of the one before: only steps that change nothing when run again. */
const MIGRATIONS: readonly {
  readonly version: number
  readonly step: (connection: LadybugConnection) => Promise<void>
}[] = [
  { version: 2, step: makeTables },
  // Version 3 keeps the certainty and the sources of relationships in memory too.
  { version: 3, step: linkAnew },
]

async function makeTables(connection: LadybugConnection): Promise<void> {
  for (const statement of [
    cypher`CREATE NODE TABLE IF NOT EXISTS ParleyGraph(name STRING PRIMARY KEY, version INT64)`,
    cypher`CREATE NODE TABLE IF NOT EXISTS Entity(${columns(ENTITY_COLUMNS)})`,
    cypher`CREATE NODE TABLE IF NOT EXISTS Relationship(${columns(RELATIONSHIP_COLUMNS)})`,
  ]) {
    await connection.alter(statement)
  }
}

/** How many relationships one statement writes. */
const BATCH = 1_000

/** Makes the links of all relationships anew from what is stored of them whole. */
async function linkAnew(connection: LadybugConnection): Promise<void> {
  const rows: { readonly id: string; readonly link: string }[] = []
  await connection.readEach('MATCH (r:Relationship) RETURN r.doc AS doc', ({ doc }) => {
    const edge = edgeOf(doc)
    rows.push({ id: edge.id, link: linkText(edge) })
  })
  await connection.write(async (run) => {
    for (let at = 0; at < rows.length; at += BATCH) {
      await run('UNWIND $rows AS row MATCH (r:Relationship) WHERE r.id = row.id SET r.link = row.link', {
        rows: rows.slice(at, at + BATCH),
      })
    }
    return { result: undefined }
  })
}

const RECORDED = 'MATCH (g:ParleyGraph) RETURN g.version AS version'

/**
 * What is recorded of the graph's schema; a graph in which that cannot even be planned has none.
 * @throws Conflict where the graph was made by a newer program, or by one too old
 */
export async function recorded(connection: LadybugConnection): Promise<Migration> {
  const [known] = (await connection.plan(RECORDED)) === null ? await connection.read(RECORDED) : []
  const from = Number(known?.version ?? 0)
  if (from > GRAPH_VERSION) {
    throw new Conflict(
      `the graph has version ${from}, this program knows ${GRAPH_VERSION}: use a newer Parley`,
    )
  }
  if (from > 0 && from < OLDEST) {
    throw new Conflict(
      `the graph has version ${from}, which this program no longer reads: set PARLEY_DATA to another folder`,
    )
  }
  return { from, to: GRAPH_VERSION }
}

/**
 * Brings the tables to this version.
 * @throws Conflict where the graph was made by a newer program, or by one too old
 */
export async function migrate(connection: LadybugConnection): Promise<Migration> {
  const { from, to } = await recorded(connection)
  const pending = MIGRATIONS.filter(({ version }) => version > from)
  for (const { step } of pending) await step(connection)
  if (pending.length > 0) {
    await connection.write(async (run) => {
      await run("MERGE (g:ParleyGraph {name: 'graph'}) SET g.version = $version", { version: to })
      return { result: undefined }
    })
  }
  return { from, to }
}
