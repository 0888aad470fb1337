import { LimitExceeded } from '../../errors.ts'
import { Slices, sortedInSlices } from '../../slices.ts'
import { EDGE_KIND_NAMES } from '../../vocabulary/edge-kinds.ts'
import { actorsOf, type ContactEdge } from '../contact-graph.ts'

/** Edges as threads hand them over: one place an edge, ends by number. */
export interface PackedEdges {
  /** Each kind by its place in the vocabulary. */
  readonly kinds: Uint8Array<ArrayBuffer>
  readonly from: Uint32Array<ArrayBuffer>
  readonly to: Uint32Array<ArrayBuffer>
}

export interface Packed {
  readonly edges: PackedEdges
  /** The actors by id. Each one's number is its place here; messages have the numbers beyond. */
  readonly actors: readonly string[]
  /** The numbers of those who were named. */
  readonly around: Uint32Array<ArrayBuffer>
}

/**
 * Packs edges of contacts, a slice at a time.
 * @param around actors who are there even where no edge touches them
 * @param idOf the id of an actor, by whatever its edges name it
 * @throws LimitExceeded where there are more than `mostActors`
 */
export async function packed<Id extends string | number>(
  edges: readonly ContactEdge<Id>[],
  around: readonly Id[],
  idOf: (name: Id) => string,
  mostActors: number,
  signal?: AbortSignal,
): Promise<Packed> {
  const found = new Set(around)
  await inSlices(edges, signal, (edge) => {
    for (const actor of actorsOf(edge)) found.add(actor)
    if (found.size > mostActors) throw new LimitExceeded(`more than ${mostActors} actors`)
  })
  const named = [...found].map((name) => ({ name, id: idOf(name) }))
  const actors = await sortedInSlices(named, (a, b) => (a.id < b.id ? -1 : 1), new Slices(signal))
  const numbers = new Map(actors.map(({ name }, number) => [name, number]))
  const numberOf = (id: Id): number => {
    const known = numbers.get(id)
    if (known !== undefined) return known
    const number = numbers.size
    numbers.set(id, number)
    return number
  }
  const places = new Map(EDGE_KIND_NAMES.map((kind, place) => [kind, place]))
  const kinds = new Uint8Array(edges.length)
  const from = new Uint32Array(edges.length)
  const to = new Uint32Array(edges.length)
  await inSlices(edges, signal, (edge, place) => {
    kinds[place] = places.get(edge.kind) ?? 0
    from[place] = numberOf(edge.from)
    to[place] = numberOf(edge.to)
  })
  return {
    edges: { kinds, from, to },
    actors: actors.map(({ id }) => id),
    around: Uint32Array.from(new Set(around), numberOf),
  }
}

/** The edges that were packed. */
export function* unpacked({ kinds, from, to }: PackedEdges): Generator<ContactEdge<number>> {
  for (const [place, number] of kinds.entries()) {
    const kind = EDGE_KIND_NAMES[number]
    if (kind) yield { kind, from: from[place] ?? 0, to: to[place] ?? 0 }
  }
}

async function inSlices<T>(
  list: readonly T[],
  signal: AbortSignal | undefined,
  act: (item: T, place: number) => void,
): Promise<void> {
  const slices = new Slices(signal)
  for (const [place, item] of list.entries()) {
    if (slices.isOver) await slices.next()
    act(item, place)
  }
}
