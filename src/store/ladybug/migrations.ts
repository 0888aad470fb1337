import { Conflict } from '../../errors.ts'
import { type CypherText, cypher, join, name } from '../cypher-text.ts'
import type { Migration } from '../graph-store.ts'
import type { LadybugConnection } from './connection.ts'
import { ENTITY_COLUMNS, RELATIONSHIP_COLUMNS } from './stored-rows.ts'

/** The version that this program's graphs have. Nothing of it depends on the vocabulary: a new kind needs no step. */
export const GRAPH_VERSION = 2

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
const MIGRATIONS: readonly { readonly version: number; readonly statements: readonly CypherText[] }[] = [
  {
    version: 2,
    statements: [
      cypher`CREATE NODE TABLE IF NOT EXISTS ParleyGraph(name STRING PRIMARY KEY, version INT64)`,
      cypher`CREATE NODE TABLE IF NOT EXISTS Entity(${columns(ENTITY_COLUMNS)})`,
      cypher`CREATE NODE TABLE IF NOT EXISTS Relationship(${columns(RELATIONSHIP_COLUMNS)})`,
    ],
  },
]

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
  const pending = MIGRATIONS.filter(({ version }) => version > from).flatMap(({ statements }) => statements)
  for (const statement of pending) await connection.alter(statement)
  if (pending.length > 0) {
    await connection.write(async (run) => {
      await run("MERGE (g:ParleyGraph {name: 'graph'}) SET g.version = $version", { version: to })
      return { result: undefined }
    })
  }
  return { from, to }
}
