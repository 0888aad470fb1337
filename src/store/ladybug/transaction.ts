import { EDGE_KIND_NAMES, type EdgeKind, THROUGH_MESSAGE } from '../../vocabulary/edge-kinds.ts'
import { type EntityId, edgeEndsOf, kindOfEdgeId } from '../../vocabulary/ids.ts'
import { cypher } from '../cypher-text.ts'
import type { GraphTransaction } from '../graph-store.ts'
import type { Hop } from '../read-plan.ts'
import type { EdgeProperties, EntityProperties } from '../rows.ts'
import type { Statement } from '../statement-files.ts'
import { legPattern, legsOf, types } from './conditions.ts'
import type { Columns, Run } from './connection.ts'
import { edgeColumns, edgeOf, entityColumns, entityOf, lineOf } from './stored-rows.ts'

/** Up to so many edges of a kind are looked up by their ends, which their ids name; more by one scan of the kind. */
const ONE_BY_ONE = 20

/** A write transaction on LadybugDB. Its reads see what it has written. */
export class LadybugTransaction implements GraphTransaction {
  readonly #run: Run
  readonly #statement: (name: string) => Statement
  /** Entities that this transaction made: no edge touched them before. */
  readonly #fresh = new Set<string>()

  constructor(run: Run, statement: (name: string) => Statement) {
    this.#run = run
    this.#statement = statement
  }

  async entities(ids: readonly string[]): Promise<readonly (EntityProperties | null)[]> {
    const rows = await this.#named('entities', { ids: [...new Set(ids)] })
    const found = new Map(rows.map(({ doc }) => entityOf(doc)).map((entity) => [entity.id as string, entity]))
    return ids.map((id) => found.get(id) ?? null)
  }

  async edges(ids: readonly string[]): Promise<readonly (EdgeProperties | null)[]> {
    const found = await edgesById(ids, this.#run)
    return ids.map((id) => found.get(id) ?? null)
  }

  async edgesOf(id: string, hop: Hop): Promise<readonly EdgeProperties[]> {
    const found = new Map<string, EdgeProperties>()
    for (const leg of legsOf(hop)) {
      const text = cypher`MATCH ${legPattern(leg, cypher`(a:Entity {id: $id})`, cypher`()`)} RETURN r.doc AS doc`
      for (const { doc } of await this.#run(text, { id })) {
        const edge = edgeOf(doc)
        found.set(edge.id, edge)
      }
    }
    return [...found.values()].sort(byId)
  }

  async edgesThrough(message: string): Promise<readonly EdgeProperties[]> {
    const rows = await this.#named('edges-through', { message }, THROUGH_MESSAGE)
    return rows.map(({ doc }) => edgeOf(doc)).sort(byId)
  }

  async citing(source: string) {
    const line = lineOf(source)
    const entities = await this.#named('citing-entities', { line })
    const edges = await this.#named('citing-edges', { line }, EDGE_KIND_NAMES)
    const ids = (rows: readonly Columns[]): readonly string[] => rows.map(({ id }) => String(id)).sort()
    return { entities: ids(entities), edges: ids(edges) }
  }

  async putEntities(entities: readonly EntityProperties[]): Promise<void> {
    const unique = [...new Map(entities.map((entity) => [entity.id, entity])).values()]
    if (unique.length === 0) return
    const before = await this.#named('entity-dates', { ids: unique.map(({ id }) => id) })
    const known = new Map(before.map(({ id, earliest }) => [String(id), Number(earliest)]))
    const rows = unique.map(entityColumns)
    const [fresh, there] = [
      rows.filter(({ id }) => !known.has(String(id))),
      rows.filter(({ id }) => known.has(String(id))),
    ]
    for (const { id } of fresh) this.#fresh.add(String(id))
    if (fresh.length > 0) await this.#named('create-entities', { rows: fresh })
    if (there.length > 0) await this.#named('update-entities', { rows: there })
    for (const { id, earliest } of there) {
      if (known.get(String(id)) !== earliest) await this.#redate(String(id), Number(earliest))
    }
  }

  /** Edges carry the dates of their ends, so that pages of neighbours are sorted without looking at the neighbours. */
  async #redate(id: string, earliest: number): Promise<void> {
    for (const kind of EDGE_KIND_NAMES) {
      await this.#named('redate-edges-out', { id, earliest }, [kind])
      await this.#named('redate-edges-in', { id, earliest }, [kind])
    }
  }

  /** `MERGE` of edges is slow, and at times very slow: what is there is looked up first. */
  async putEdges(edges: readonly EdgeProperties[]): Promise<void> {
    const unique = [...new Map(edges.map((edge) => [edge.id, edge])).values()]
    const perhapsThere = unique.filter(({ from, to }) => !this.#fresh.has(from) && !this.#fresh.has(to))
    const known = await edgesById(
      perhapsThere.map(({ id }) => id),
      this.#run,
    )
    for (const [kind, ofKind] of byKind(unique, (edge) => edge.kind)) {
      const rows = ofKind.filter(({ id }) => !known.has(id)).map(edgeColumns)
      if (rows.length > 0) await this.#named('create-edges', { rows }, [kind])
      for (const edge of ofKind.filter(({ id }) => known.has(id))) {
        await this.#named('update-edge', edgeColumns(edge), [kind])
      }
    }
  }

  async removeEdges(ids: readonly string[]): Promise<void> {
    const found = await edgesById(ids, this.#run)
    for (const [kind, ofKind] of byKind([...found.values()], (edge) => edge.kind)) {
      for (const { id, from, to } of ofKind) await this.#named('remove-edge', { id, from, to }, [kind])
    }
  }

  async removeEntities(ids: readonly EntityId[]): Promise<void> {
    for (const id of ids) {
      await this.#named('remove-entity', { id })
      this.#fresh.delete(id)
    }
  }

  async #named(name: string, parameters: Columns, kinds?: readonly EdgeKind[]): Promise<readonly Columns[]> {
    return this.#run(this.#statement(name).text(kinds), parameters)
  }
}

const byId = (a: EdgeProperties, b: EdgeProperties): number => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)

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

/**
 * Edges by id. An id names the ends that the edge was recorded with, which finds it by their index; one that has moved
 * since (its actor was merged) is found by a scan of its kind.
 */
export async function edgesById(
  ids: readonly string[],
  run: Run,
): Promise<ReadonlyMap<string, EdgeProperties>> {
  const found = new Map<string, EdgeProperties>()
  for (const [kind, ofKind] of byKind([...new Set(ids)], kindOfEdgeId)) {
    const missed: string[] = []
    for (const id of ofKind) {
      const ends = ofKind.length <= ONE_BY_ONE ? edgeEndsOf(id) : null
      const text = cypher`MATCH (a:Entity {id: $from})-[r:${types([kind])}]->(b:Entity {id: $to}) WHERE r.id = $id RETURN r.doc AS doc`
      const [row] = ends ? await run(text, { id, ...ends }) : []
      if (row) found.set(id, edgeOf(row.doc))
      else missed.push(id)
    }
    if (missed.length === 0) continue
    const rows = await run(cypher`MATCH ()-[r:${types([kind])}]->() WHERE r.id IN $ids RETURN r.doc AS doc`, {
      ids: missed,
    })
    for (const { doc } of rows) {
      const edge = edgeOf(doc)
      found.set(edge.id, edge)
    }
  }
  return found
}
