import { edgeKind, THROUGH_MESSAGE } from '../../vocabulary/edge-kinds.ts'
import type { EntityId } from '../../vocabulary/ids.ts'
import type { GraphTransaction } from '../graph-store.ts'
import { lastOfEach } from '../last-of-each.ts'
import type { Hop } from '../read-plan.ts'
import type { EdgeProperties, EntityProperties } from '../rows.ts'
import type { Statement } from '../statement-files.ts'
import type { Columns, Run } from './connection.ts'
import type { Documents } from './documents.ts'
import { cites, edgeOf, entityColumns, entityOf, relationshipColumns } from './stored-rows.ts'
import { edgesAt, type Topology, type TopologyEdge } from './topology.ts'

/**
 * A write transaction on LadybugDB. Its reads see what it has written: what it put or removed stands beside the
 * topology until the transaction stands, and then goes into it.
 */
export class LadybugTransaction implements GraphTransaction {
  readonly #topology: Topology
  readonly #documents: Documents
  readonly #run: Run
  readonly #statement: (name: string) => Statement
  /** What this transaction wrote, by id; null for what it removed. */
  readonly #entities = new Map<string, EntityProperties | null>()
  readonly #edges = new Map<string, EdgeProperties | null>()

  constructor(topology: Topology, documents: Documents, run: Run, statement: (name: string) => Statement) {
    this.#topology = topology
    this.#documents = documents
    this.#run = run
    this.#statement = statement
  }

  /** Brings the topology to what was written. @returns the ids of all that changed */
  settle(): Iterable<string> {
    for (const [id, edge] of this.#edges) if (!edge) this.#topology.removeEdge(id)
    for (const [id, entity] of this.#entities) {
      if (entity) this.#topology.putNode(entity)
      else this.#topology.removeNode(id)
    }
    for (const edge of this.#edges.values()) if (edge) this.#topology.putEdge(edge)
    return [...this.#entities.keys(), ...this.#edges.keys()]
  }

  async entities(ids: readonly string[]): Promise<readonly (EntityProperties | null)[]> {
    const there = [...new Set(ids)].filter((id) => this.#hasEntity(id))
    const rows = there.length === 0 ? [] : await this.#named('entities', { ids: there })
    const found = new Map(rows.map(({ doc }) => entityOf(doc)).map((entity) => [entity.id as string, entity]))
    return ids.map((id) => found.get(id) ?? null)
  }

  async edges(ids: readonly string[]): Promise<readonly (EdgeProperties | null)[]> {
    const found = await this.#edgesById([...new Set(ids)].filter((id) => this.#hasEdge(id)))
    return ids.map((id) => found.get(id) ?? null)
  }

  async edgesOf(id: string, hop: Hop): Promise<readonly EdgeProperties[]> {
    const node = this.#topology.node(id)
    const wanted = new Set(hop.kinds)
    const takes = ({ kind, from, to }: EdgeProperties): boolean =>
      wanted.has(kind) &&
      ((from === id && (hop.direction !== 'IN' || !edgeKind(kind).directed)) ||
        (to === id && (hop.direction !== 'OUT' || !edgeKind(kind).directed)))
    return this.#edgesWhere(node ? edgesAt(node, hop) : [], takes)
  }

  async edgesThrough(message: string): Promise<readonly EdgeProperties[]> {
    const through = this.#topology.node(message)?.through ?? []
    return this.#edgesWhere(
      through.filter(({ kind }) => THROUGH_MESSAGE.includes(kind)),
      (edge) => edge.message === message && THROUGH_MESSAGE.includes(edge.kind),
    )
  }

  async citing(source: string) {
    const ids = (rows: readonly { readonly id: string }[]): readonly string[] =>
      rows.map(({ id }) => id).sort()
    return {
      entities: ids(await this.#documents.entitiesWith(source, (entity) => cites(entity, source), this.#run)),
      edges: ids(await this.#documents.relationshipsWith(source, (edge) => cites(edge, source), this.#run)),
    }
  }

  async putEntities(entities: readonly EntityProperties[]): Promise<void> {
    const unique = lastOfEach(entities)
    await this.#put(unique, (id) => this.#hasEntity(id), entityColumns, 'entities')
    for (const entity of unique) this.#entities.set(entity.id, entity)
  }

  async putEdges(edges: readonly EdgeProperties[]): Promise<void> {
    const unique = lastOfEach(edges)
    await this.#put(unique, (id) => this.#hasEdge(id), relationshipColumns, 'relationships')
    for (const edge of unique) this.#edges.set(edge.id, edge)
  }

  async removeEdges(ids: readonly string[]): Promise<void> {
    const there = ids.filter((id) => this.#hasEdge(id))
    if (there.length > 0) await this.#named('remove-relationships', { ids: there })
    for (const id of there) this.#edges.set(id, null)
  }

  async removeEntities(ids: readonly EntityId[]): Promise<void> {
    const there = ids.filter((id) => this.#hasEntity(id))
    if (there.length === 0) return
    const gone = new Set<string>(there)
    const before = there.flatMap((id) => {
      const node = this.#topology.node(id)
      return node ? [...node.out, ...node.into].map((edge): string => edge.id) : []
    })
    const written = [...this.#edges.values()].flatMap((edge) =>
      edge && (gone.has(edge.from) || gone.has(edge.to)) ? [edge.id] : [],
    )
    await this.removeEdges([...new Set([...before, ...written])])
    await this.#named('remove-entities', { ids: there })
    for (const id of there) this.#entities.set(id, null)
  }

  #hasEntity(id: string): boolean {
    const written = this.#entities.get(id)
    return written === undefined ? this.#topology.node(id) !== undefined : written !== null
  }

  #hasEdge(id: string): boolean {
    const written = this.#edges.get(id)
    return written === undefined ? this.#topology.edge(id) !== undefined : written !== null
  }

  /** Those that stood before and still do, and those that this transaction wrote, by id. */
  async #edgesWhere(
    before: Iterable<TopologyEdge>,
    takes: (edge: EdgeProperties) => boolean,
  ): Promise<readonly EdgeProperties[]> {
    const untouched = [...before].flatMap(({ id }) => (this.#edges.has(id) ? [] : [id]))
    const found = await this.#edgesById(untouched)
    const written = [...this.#edges.values()].flatMap((edge) => (edge && takes(edge) ? [edge] : []))
    return [...found.values(), ...written].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0))
  }

  async #edgesById(ids: readonly string[]): Promise<ReadonlyMap<string, EdgeProperties>> {
    const rows = ids.length === 0 ? [] : await this.#named('relationships', { ids })
    return new Map(rows.map(({ doc }) => edgeOf(doc)).map((edge) => [edge.id, edge]))
  }

  async #put<P extends { readonly id: string }>(
    properties: readonly P[],
    isThere: (id: string) => boolean,
    columnsOf: (properties: P) => Columns,
    table: 'entities' | 'relationships',
  ): Promise<void> {
    const [there, fresh] = [
      properties.filter(({ id }) => isThere(id)),
      properties.filter(({ id }) => !isThere(id)),
    ]
    if (fresh.length > 0) await this.#named(`create-${table}`, { rows: fresh.map(columnsOf) })
    if (there.length > 0) await this.#named(`update-${table}`, { rows: there.map(columnsOf) })
  }

  async #named(name: string, parameters: Columns): Promise<readonly Columns[]> {
    return this.#run(this.#statement(name).text(), parameters)
  }
}
