import { createHash } from 'node:crypto'
import { Conflict } from '../../errors.ts'
import { EDGE_KIND_NAMES, EDGE_KINDS } from '../../vocabulary/edge-kinds.ts'
import { NODE_KINDS } from '../../vocabulary/node-kinds.ts'
import { type CypherText, cypher, join, name } from '../cypher-text.ts'
import type { Migration } from '../graph-store.ts'
import type { LadybugConnection } from './connection.ts'
import { EDGE_COLUMNS, ENTITY_COLUMNS } from './stored-rows.ts'

/** The version that this program's graphs have. */
export const GRAPH_VERSION = 1

const columns = (table: Readonly<Record<string, string>>): CypherText =>
  join(
    Object.entries(table).map(([column, type]) =>
      column === 'id' && table === ENTITY_COLUMNS
        ? cypher`id STRING PRIMARY KEY`
        : cypher`${name(column)} ${name(type)}`,
    ),
    ', ',
  )

/** What makes a graph of each version out of the one before: only steps that change nothing when run again. */
const MIGRATIONS: readonly { readonly version: number; readonly statements: readonly CypherText[] }[] = [
  {
    version: 1,
    statements: [
      cypher`CREATE NODE TABLE IF NOT EXISTS ParleyGraph(name STRING PRIMARY KEY, version INT64, vocabulary STRING)`,
      cypher`CREATE NODE TABLE IF NOT EXISTS Entity(${columns(ENTITY_COLUMNS)})`,
    ],
  },
]

/** What the vocabulary asks of the schema, whatever the version: a table for each edge kind. */
const derived = (): readonly CypherText[] =>
  EDGE_KIND_NAMES.map(
    (kind) =>
      cypher`CREATE REL TABLE IF NOT EXISTS ${name(kind)}(FROM Entity TO Entity, ${columns(EDGE_COLUMNS)})`,
  )

const digest = (): string =>
  createHash('sha256')
    .update(JSON.stringify([NODE_KINDS, EDGE_KINDS]))
    .digest('hex')

const RECORDED = 'MATCH (g:ParleyGraph) RETURN g.version AS version, g.vocabulary AS vocabulary'

/**
 * What is recorded of the graph's schema; a graph in which that cannot even be planned has none.
 * @throws Conflict where the graph was made by a newer program
 */
export async function recorded(connection: LadybugConnection) {
  const [known] = (await connection.plan(RECORDED)) === null ? await connection.read(RECORDED) : []
  const from = Number(known?.version ?? 0)
  if (from > GRAPH_VERSION) {
    throw new Conflict(
      `the graph has version ${from}, this program knows ${GRAPH_VERSION}: use a newer Parley`,
    )
  }
  return { from, to: GRAPH_VERSION, changed: known?.vocabulary !== digest() }
}

/**
 * Brings the tables to this version.
 * @throws Conflict where the graph was made by a newer program
 */
export async function migrate(connection: LadybugConnection): Promise<Migration> {
  const { from, to, changed } = await recorded(connection)
  const pending = MIGRATIONS.filter(({ version }) => version > from).flatMap(({ statements }) => statements)
  const alterations = [...pending, ...(changed ? derived() : [])]
  for (const alteration of alterations) await connection.alter(alteration)
  if (alterations.length > 0) {
    await connection.write((run) =>
      run("MERGE (g:ParleyGraph {name: 'graph'}) SET g.version = $version, g.vocabulary = $vocabulary", {
        version: to,
        vocabulary: digest(),
      }),
    )
  }
  return { from, to }
}
