import { Adjacency } from '../../adjacency/adjacency.ts'
import { type EdgeKind, edgeKind, REPRESENTATIONS } from '../../vocabulary/edge-kinds.ts'
import { edgeEndsOf } from '../../vocabulary/ids.ts'
import type { Hop } from '../read-plan.ts'
import { ABSENT } from '../row-properties.ts'
import type { EntityProperties } from '../rows.ts'
import type { Brief, Link } from './stored-rows.ts'

/** What a node is, in brief, what lists filter and sort it by, and the edges that touch it. */
export interface TopologyNode extends Brief {
  readonly out: readonly TopologyEdge[]
  readonly into: readonly TopologyEdge[]
  /** Edges between actors that happened through this message. */
  readonly through: readonly TopologyEdge[]
}

export interface TopologyEdge extends Omit<Link, 'from' | 'to' | 'message'> {
  readonly from: TopologyNode
  readonly to: TopologyNode
  readonly message: TopologyNode | null
}

type Lists = 'out' | 'into' | 'through'
type Writable<T> = { -readonly [Key in keyof T]: T[Key] }

const NO_EDGES: readonly TopologyEdge[] = Object.freeze([])

/**
 * Who is joined to whom, in memory: nodes in brief, and edges with their ends and dates.
 * One process has the folder, so it is true after each commit without asking. The rest of an entity or a relationship
 * stands on the disk.
 */
export class Topology {
  /** The edges once more as searches take them. */
  readonly adjacency = new Adjacency()
  readonly #nodes = new Map<string, Writable<TopologyNode>>()
  /** Edges whose ids name other ends than they have, since an actor of theirs was merged. */
  readonly #moved = new Map<string, TopologyEdge>()
  readonly #edgeCounts = new Map<EdgeKind, number>()
  /** The lists of sources that relationships cite. */
  readonly #sources = new Map<string, Link['sources']>()

  node(id: string): TopologyNode | undefined {
    return this.#nodes.get(id)
  }

  nodes(): Iterable<TopologyNode> {
    return this.#nodes.values()
  }

  /** All edges, in no order. */
  *edges(): Generator<TopologyEdge> {
    for (const { out } of this.#nodes.values()) yield* out
  }

  edge(id: string): TopologyEdge | undefined {
    const ends = edgeEndsOf(id)
    const [from, to] = [ends && this.#nodes.get(ends.from), ends && this.#nodes.get(ends.to)]
    const edges = from && to ? (from.out.length < to.into.length ? from.out : to.into) : NO_EDGES
    return edges.find((edge) => edge.id === id) ?? this.#moved.get(id)
  }

  edgeCount(kind: EdgeKind): number {
    return this.#edgeCounts.get(kind) ?? 0
  }

  putNode({ id, kind, name, form, named, isPublic, date, earliest, latest, certainty }: Brief): void {
    const facts = { kind, name, form, named, isPublic, date, earliest, latest, certainty }
    const known = this.#nodes.get(id)
    if (known) Object.assign(known, facts)
    else this.#nodes.set(id, { id, ...facts, out: NO_EDGES, into: NO_EDGES, through: NO_EDGES })
  }

  /** Removes a node with all edges that touch it. */
  removeNode(id: string): void {
    const node = this.#nodes.get(id)
    if (!node) return
    for (const edge of [...node.out, ...node.into]) this.removeEdge(edge.id)
    this.#nodes.delete(id)
  }

  /** Puts an edge in the place of the one that has its id. */
  putEdge(link: Link): void {
    this.removeEdge(link.id)
    this.addEdge(link)
  }

  /** Adds an edge whose id none has. */
  addEdge(properties: Link): void {
    const { id, kind, earliest, latest, certainty } = properties
    const [from, to] = [this.#certain(properties.from), this.#certain(properties.to)]
    const message = properties.message === null ? null : (this.#nodes.get(properties.message) ?? null)
    // Most dates are those of the message: one text serves both.
    const same = [message, from, to].find((node) => node?.date === properties.date)
    const edge: TopologyEdge = {
      id,
      kind,
      from,
      to,
      date: same ? same.date : properties.date,
      earliest,
      latest,
      message,
      certainty,
      sources: this.#shared(properties.sources),
    }
    this.adjacency.add(properties)
    append(from, 'out', edge)
    append(to, 'into', edge)
    if (message) append(message, 'through', edge)
    if (!names(id, from.id, to.id)) this.#moved.set(id, edge)
    this.#edgeCounts.set(kind, this.edgeCount(kind) + 1)
  }

  removeEdge(id: string): void {
    const edge = this.edge(id)
    if (!edge) return
    this.adjacency.removeEdge(id)
    drop(edge.from, 'out', edge)
    drop(edge.to, 'into', edge)
    if (edge.message) drop(edge.message, 'through', edge)
    this.#moved.delete(id)
    this.#edgeCounts.set(edge.kind, this.edgeCount(edge.kind) - 1)
  }

  /** Most relationships cite what others cite: one list serves them all. */
  #shared(sources: Link['sources']): Link['sources'] {
    const key = sources.join(' ')
    const known = this.#sources.get(key)
    if (known) return known
    this.#sources.set(key, sources)
    return sources
  }

  #certain(id: string): Writable<TopologyNode> {
    const node = this.#nodes.get(id)
    if (!node) throw new TypeError(`a relationship ends at "${id}", which is not there`)
    return node
  }
}

/** Whether an edge's id names these ends. */
function names(id: string, from: string, to: string): boolean {
  const ends = edgeEndsOf(id)
  return ends?.from === from && ends.to === to
}

/** Lists are shared while empty and own arrays from the first edge on. */
function append(node: TopologyNode, list: Lists, edge: TopologyEdge): void {
  const edges = node[list]
  if (edges === NO_EDGES) (node as Writable<TopologyNode>)[list] = [edge]
  else (edges as TopologyEdge[]).push(edge)
}

function drop(node: TopologyNode, list: Lists, edge: TopologyEdge): void {
  const edges = node[list] as TopologyEdge[]
  edges.splice(edges.indexOf(edge), 1)
}

/** The edges that a hop takes from a node, each once: kinds without a direction are taken both ways. */
export function* edgesAt(node: TopologyNode, { kinds, direction }: Hop): Generator<TopologyEdge> {
  const wanted = new Set(kinds)
  const along = (edge: TopologyEdge, way: 'OUT' | 'IN'): boolean =>
    wanted.has(edge.kind) && (direction === 'ANY' || direction === way || !edgeKind(edge.kind).directed)
  for (const edge of node.out) if (along(edge, 'OUT')) yield edge
  for (const edge of node.into) {
    const takenAlready = edge.from === node && along(edge, 'OUT')
    if (along(edge, 'IN') && !takenAlready) yield edge
  }
}

/** The end of an edge that is not `node`; `node` itself where the edge leads back to it. */
export const farEnd = (edge: TopologyEdge, node: TopologyNode): TopologyNode =>
  edge.from === node ? edge.to : edge.from

/** Those on whose behalf a message was sent. */
export const principalsOf = (message: TopologyNode): ReadonlySet<TopologyNode> =>
  new Set(message.through.filter(({ kind }) => REPRESENTATIONS.includes(kind)).map(({ to }) => to))

/** A node's properties as far as they are in memory: those of the brief set. */
export const entityIn = (node: Brief): EntityProperties => ({
  ...ABSENT,
  id: node.id,
  kind: node.kind,
  name: node.name,
  form: node.form,
  named: node.named,
  isPublic: node.isPublic,
  date: node.date,
  earliest: node.earliest,
  latest: node.latest,
})
