import { createHash } from 'node:crypto'
import { int } from 'neo4j-driver'
import { Conflict } from '../../errors.ts'
import {
  EDGE_KIND_NAMES,
  EDGE_KINDS,
  type EdgeKind,
  edgeKind,
  THROUGH_MESSAGE,
} from '../../vocabulary/edge-kinds.ts'
import { NODE_KIND_NAMES, NODE_KINDS } from '../../vocabulary/node-kinds.ts'
import { type CypherText, cypher, name } from '../cypher-text.ts'
import type { Migration } from '../graph-store.ts'
import type { Statement } from '../statement-files.ts'
import { CONTESTED } from './claims.ts'
import { types } from './conditions.ts'
import type { Neo4jConnection } from './connection.ts'

/** The version that this program's graphs have. */
export const GRAPH_VERSION = 3

/** Marks all relationships of one kind, as `marksOf` does those that are written. */
function marking(kind: EdgeKind): CypherText {
  const { message } = edgeKind(kind)
  const part = (end: CypherText): CypherText => cypher`replace(replace(${end}, '%', '%25'), ':', '%3A')`
  const ends = cypher`${part(cypher`from.id`)} + ':' + ${part(cypher`to.id`)}`
  const said = cypher`substring(edge.id, size(split(edge.id, ':')[0]) + 1)`
  const apart =
    message === null
      ? cypher`false`
      : message === 'property'
        ? cypher`edge.message IS NOT NULL AND ${said} <> ${ends} + ':' + ${part(cypher`edge.message`)}`
        : cypher`${said} <> ${ends}`
  return cypher`MATCH (from)-[edge:${name(kind)}]->(to)
CALL (from, edge, to) {
SET edge.footing = edge.certainty + ' ' + CASE WHEN size(edge.sources) < 2 THEN toString(size(edge.sources)) ELSE '2' END
SET edge.doubt = CASE WHEN edge.certainty = 'DISPUTED' OR ${apart} THEN '${name(CONTESTED)}' ELSE null END
} IN TRANSACTIONS OF 10000 ROWS`
}

/** What makes a graph of each version out of the one before: only steps that change nothing when run again. */
const MIGRATIONS: readonly { readonly version: number; readonly statements: readonly CypherText[] }[] = [
  {
    version: 1,
    statements: [
      cypher`CREATE CONSTRAINT entity_id IF NOT EXISTS FOR (node:Entity) REQUIRE node.id IS UNIQUE`,
      cypher`CREATE INDEX message_date IF NOT EXISTS FOR (node:Message) ON (node.earliest, node.id)`,
      cypher`CREATE INDEX message_end IF NOT EXISTS FOR (node:Message) ON (node.latest)`,
      cypher`CREATE INDEX actor_name IF NOT EXISTS FOR (node:Actor) ON (node.name, node.id)`,
      cypher`CREATE FULLTEXT INDEX entity_words IF NOT EXISTS FOR (node:Entity) ON EACH [node.nameKey, node.textKey]
OPTIONS {indexConfig: {\`fulltext.analyzer\`: 'whitespace'}}`,
      cypher`CREATE FULLTEXT INDEX entity_identifiers IF NOT EXISTS FOR (node:Entity) ON EACH [node.identifiers]
OPTIONS {indexConfig: {\`fulltext.analyzer\`: 'keyword'}}`,
      cypher`CREATE FULLTEXT INDEX entity_sources IF NOT EXISTS FOR (node:Entity) ON EACH [node.sources]
OPTIONS {indexConfig: {\`fulltext.analyzer\`: 'keyword'}}`,
    ],
  },
  // Version 2 marks how well claims are founded: see `marksOf`.
  { version: 2, statements: EDGE_KIND_NAMES.map(marking) },
  // Version 3 notes what transactions wrote.
  {
    version: 3,
    statements: [cypher`CREATE INDEX change_time IF NOT EXISTS FOR (change:Change) ON (change.at)`],
  },
]

/** What the vocabulary asks of the schema, whatever the version: each edge kind's own constraint and indexes. */
const derived = (): readonly CypherText[] => [
  ...EDGE_KIND_NAMES.map(
    (kind) =>
      cypher`CREATE CONSTRAINT edge_id_${name(kind.toLowerCase())} IF NOT EXISTS FOR ()-[edge:${name(kind)}]-() REQUIRE edge.id IS UNIQUE`,
  ),
  ...THROUGH_MESSAGE.map(
    (kind) =>
      cypher`CREATE INDEX edge_message_${name(kind.toLowerCase())} IF NOT EXISTS FOR ()-[edge:${name(kind)}]-() ON (edge.message)`,
  ),
  ...EDGE_KIND_NAMES.map(
    (kind) =>
      cypher`CREATE INDEX edge_footing_${name(kind.toLowerCase())} IF NOT EXISTS FOR ()-[edge:${name(kind)}]-() ON (edge.footing, edge.id)`,
  ),
  // A full-text index names its types once and for all, so a vocabulary with other kinds makes another one.
  cypher`DROP INDEX edge_doubts IF EXISTS`,
  cypher`CREATE FULLTEXT INDEX edge_doubts FOR ()-[edge:${types(EDGE_KIND_NAMES)}]-() ON EACH [edge.doubt]
OPTIONS {indexConfig: {\`fulltext.analyzer\`: 'keyword'}}`,
  cypher`DROP INDEX edge_sources IF EXISTS`,
  cypher`CREATE FULLTEXT INDEX edge_sources FOR ()-[edge:${types(EDGE_KIND_NAMES)}]-() ON EACH [edge.sources]
OPTIONS {indexConfig: {\`fulltext.analyzer\`: 'keyword'}}`,
]

const digest = (): string =>
  createHash('sha256')
    .update(JSON.stringify([NODE_KINDS, EDGE_KINDS, NODE_KIND_NAMES]))
    .digest('hex')

type Statements = ReadonlyMap<string, Statement>

const textOf = (statements: Statements, statement: string): string => statements.get(statement)?.text() ?? ''

/** What is recorded of the graph's schema. @throws Conflict where the graph was made by a newer program */
export async function recorded(connection: Neo4jConnection, statements: Statements) {
  const [known] = await connection.read<{ version: number; vocabulary: string }>(
    textOf(statements, 'graph-version'),
    {},
  )
  const from = known?.version ?? 0
  if (from > GRAPH_VERSION) {
    throw new Conflict(
      `the graph has version ${from}, this program knows ${GRAPH_VERSION}: use a newer Parley`,
    )
  }
  return { from, to: GRAPH_VERSION, changed: known?.vocabulary !== digest() }
}

/**
 * Brings the graph's constraints and indexes to this version.
 * @throws Conflict where the graph was made by a newer program
 */
export async function migrate(connection: Neo4jConnection, statements: Statements): Promise<Migration> {
  const { from, to, changed } = await recorded(connection, statements)
  const pending = MIGRATIONS.filter(({ version }) => version > from).flatMap(
    (migration) => migration.statements,
  )
  const alterations = [...pending, ...(changed || from < GRAPH_VERSION ? derived() : [])]
  for (const alteration of alterations) await connection.alter(alteration)
  if (alterations.length > 0) {
    await connection.alter(cypher`CALL db.awaitIndexes(300)`)
    await connection.write((run) =>
      run(textOf(statements, 'put-graph-version'), { version: int(to), vocabulary: digest() }),
    )
  }
  return { from, to }
}
