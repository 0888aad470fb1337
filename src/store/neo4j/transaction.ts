import { randomUUID } from 'node:crypto'
import { int } from 'neo4j-driver'
import { type EdgeKind, THROUGH_MESSAGE } from '../../vocabulary/edge-kinds.ts'
import { type EntityId, kindOfEdgeId } from '../../vocabulary/ids.ts'
import { NODE_KINDS } from '../../vocabulary/node-kinds.ts'
import { EDGE_PROPERTY_NAMES, NODE_PROPERTY_NAMES } from '../../vocabulary/properties.ts'
import { cypher, EMPTY, name } from '../cypher-text.ts'
import type { GraphTransaction } from '../graph-store.ts'
import { lastOfEach } from '../last-of-each.ts'
import type { Hop } from '../read-plan.ts'
import { edgeFrom, entityReader, storedDate } from '../row-properties.ts'
import type { EdgeProperties, EntityProperties } from '../rows.ts'
import { searchText } from '../search-text.ts'
import type { Statement } from '../statement-files.ts'
import { marksOf } from './claims.ts'
import { hopPattern, phraseOf } from './conditions.ts'
import type { RunInTransaction } from './connection.ts'
import type { EdgeRecord } from './edge-rows.ts'

type Properties = Readonly<Record<string, unknown>>

const readEntity = entityReader(NODE_PROPERTY_NAMES)

const entityOf = (properties: Properties): EntityProperties =>
  readEntity(NODE_PROPERTY_NAMES.map((property) => properties[property]))

const edgeOf = ({ kind, from, to, properties }: EdgeRecord): EdgeProperties =>
  edgeFrom([kind, from, to, ...EDGE_PROPERTY_NAMES.map((property) => properties[property])])

/** Instants as integers, which the driver does not make of plain numbers. */
function stored<T extends { date: string | null; earliest: number | null; latest: number | null }>(
  row: T,
): Properties {
  const { date, earliest, latest } = storedDate(row)
  return { ...row, date, earliest: int(earliest), latest: int(latest) }
}

/** Ids of edges by the kind that each begins with. */
function byKind<T>(
  items: readonly T[],
  kindOf: (item: T) => EdgeKind | null,
): ReadonlyMap<EdgeKind, readonly T[]> {
  const groups = new Map<EdgeKind, T[]>()
  for (const item of items) {
    const kind = kindOf(item)
    if (kind === null) continue
    const group = groups.get(kind)
    if (group) group.push(item)
    else groups.set(kind, [item])
  }
  return groups
}

/** Most ids that a note of what was written names. */
const MOST_NOTED = 2_000

/** How long notes are kept, in milliseconds: a day. */
const KEEP_NOTES_MS = 86_400_000

/** A write transaction on Neo4j. */
export class Neo4jTransaction implements GraphTransaction {
  readonly #run: RunInTransaction
  readonly #statement: (name: string) => Statement
  readonly #put = new Set<string>()
  readonly #removed = new Set<string>()

  constructor(run: RunInTransaction, statement: (name: string) => Statement) {
    this.#run = run
    this.#statement = statement
  }

  /** Notes what was written, where something was. */
  async note(): Promise<void> {
    if (this.#put.size + this.#removed.size === 0) return
    const whole = this.#put.size + this.#removed.size > MOST_NOTED
    await this.#run(this.#statement('put-change').text(), {
      id: randomUUID(),
      put: whole ? [] : [...this.#put],
      removed: whole ? [] : [...this.#removed],
      whole,
      keep: int(KEEP_NOTES_MS),
    })
  }

  async entities(ids: readonly string[]): Promise<readonly (EntityProperties | null)[]> {
    const rows = await this.#run<{ properties: Properties }>(this.#statement('entities').text(), { ids })
    const found = new Map(rows.map(({ properties }) => [properties.id, entityOf(properties)]))
    return ids.map((id) => found.get(id) ?? null)
  }

  async edges(ids: readonly string[]): Promise<readonly (EdgeProperties | null)[]> {
    const found = new Map<string, EdgeProperties>()
    for (const [kind, ofKind] of byKind(ids, kindOfEdgeId)) {
      const rows = await this.#run<EdgeRecord>(this.#statement('edges').text([kind]), { ids: ofKind })
      for (const row of rows) found.set(String(row.properties.id), edgeOf(row))
    }
    return ids.map((id) => found.get(id) ?? null)
  }

  async edgesOf(id: string, hop: Hop): Promise<readonly EdgeProperties[]> {
    const [node, edge] = [name('node'), name('edge')]
    const { pattern, conditions } = hopPattern(hop, node, edge, EMPTY)
    const condition = conditions[0] ? cypher`WHERE ${conditions[0]}` : EMPTY
    const rows = await this.#run<EdgeRecord>(
      cypher`MATCH (node:Entity {id: $id})
MATCH ${pattern} ${condition}
WITH DISTINCT edge ORDER BY edge.id
RETURN type(edge) AS kind, startNode(edge).id AS from, endNode(edge).id AS to, properties(edge) AS properties`,
      { id },
    )
    return rows.map(edgeOf)
  }

  async edgesThrough(message: string): Promise<readonly EdgeProperties[]> {
    const found: EdgeProperties[] = []
    for (const kind of THROUGH_MESSAGE) {
      const rows = await this.#run<EdgeRecord>(this.#statement('edges-through').text([kind]), { message })
      found.push(...rows.map(edgeOf))
    }
    return found.sort((a, b) => (a.id < b.id ? -1 : 1))
  }

  async citing(source: string) {
    const parameters = { phrase: phraseOf(source) }
    const entities = await this.#run<{ id: string }>(this.#statement('citing-entities').text(), parameters)
    const edges = await this.#run<{ id: string }>(this.#statement('citing-edges').text(), parameters)
    return { entities: entities.map(({ id }) => id), edges: edges.map(({ id }) => id) }
  }

  async putEntities(entities: readonly EntityProperties[]): Promise<void> {
    if (entities.length === 0) return
    for (const { id } of entities) this.#put.add(id)
    await this.#run(this.#statement('put-entities').text(), {
      entities: lastOfEach(entities).map((entity) => {
        const { typeName, actor } = NODE_KINDS[entity.kind]
        return {
          id: entity.id,
          labels: actor ? [typeName, 'Actor'] : [typeName],
          properties: { ...stored(entity), ...searchText(entity) },
        }
      }),
    })
  }

  async putEdges(edges: readonly EdgeProperties[]): Promise<void> {
    for (const { id } of edges) this.#put.add(id)
    for (const [kind, ofKind] of byKind(lastOfEach(edges), (edge) => edge.kind)) {
      await this.#run(this.#statement('put-edges').text([kind]), {
        edges: ofKind.map((edge) => {
          const { from, to, kind: _, ...properties } = edge
          return { from, to, properties: { ...stored(properties), ...marksOf(edge) } }
        }),
      })
    }
  }

  async removeEdges(ids: readonly string[]): Promise<void> {
    for (const id of ids) this.#removed.add(id)
    for (const [kind, ofKind] of byKind(ids, kindOfEdgeId)) {
      await this.#run(this.#statement('remove-edges').text([kind]), { ids: ofKind })
    }
  }

  async removeEntities(ids: readonly EntityId[]): Promise<void> {
    for (const id of ids) this.#removed.add(id)
    if (ids.length > 0) await this.#run(this.#statement('remove-entities').text(), { ids })
  }
}
