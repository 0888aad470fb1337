import type { Neighbourhood } from '../contact-graph.ts'

/**
 * How often each actor lies between others: over all pairs of others, the share of the shortest ways between the two
 * that lead by the actor, divided by the number of such pairs. Every contact is one step, however often the two were
 * in contact: a weight says how strong a tie is, not how long.
 *
 * Brandes, A Faster Algorithm for Betweenness Centrality, Journal of Mathematical Sociology 25(2), 2001. Ways are
 * counted in doubles: there may be more of them than 32 bits hold, as graphology-metrics 2.4 counts them.
 * @returns 0 to 1 for each actor, in the order given; 0 where there are fewer than three
 */
export function betweennessOf(graph: Neighbourhood<number>): Float64Array {
  const { neighbours, starts } = adjacencyOf(graph)
  const count = graph.actors.length
  const between = new Float64Array(count)
  const reached = new Uint32Array(count)
  const distance = new Int32Array(count)
  const ways = new Float64Array(count)
  const share = new Float64Array(count)
  const pairs = (count - 1) * (count - 2)
  if (pairs <= 0) return between
  for (let source = 0; source < count; source++) {
    distance.fill(-1)
    ways.fill(0)
    share.fill(0)
    distance[source] = 0
    ways[source] = 1
    reached[0] = source
    let found = 1
    for (let next = 0; next < found; next++) {
      const at = get(reached, next)
      const step = get(distance, at) + 1
      for (let edge = get(starts, at); edge < get(starts, at + 1); edge++) {
        const to = get(neighbours, edge)
        if (get(distance, to) === -1) {
          distance[to] = step
          reached[found++] = to
        }
        if (get(distance, to) === step) ways[to] = get(ways, to) + get(ways, at)
      }
    }
    // From the farthest back: each actor hands its share on to those before it on the ways.
    for (let last = found - 1; last > 0; last--) {
      const at = get(reached, last)
      const before = get(distance, at) - 1
      const each = (1 + get(share, at)) / get(ways, at)
      for (let edge = get(starts, at); edge < get(starts, at + 1); edge++) {
        const to = get(neighbours, edge)
        if (get(distance, to) === before) share[to] = get(share, to) + get(ways, to) * each
      }
      between[at] = get(between, at) + get(share, at)
    }
  }
  return between.map((sum) => sum / pairs)
}

/** How many others each actor is in contact with, in the order given. */
export function contactsOf(graph: Neighbourhood<number>): Uint32Array {
  const { starts } = adjacencyOf(graph)
  return Uint32Array.from(graph.actors, (_, place) => get(starts, place + 1) - get(starts, place))
}

/** The neighbours of each actor, by place, one actor's behind the other's; those of `i` begin at `starts[i]`. */
interface Adjacency {
  readonly neighbours: Uint32Array
  readonly starts: Uint32Array
}

function adjacencyOf({ actors, contacts }: Neighbourhood<number>): Adjacency {
  const placeOf = new Map(actors.map((actor, place) => [actor, place]))
  const ends = contacts.map(({ one, other }) => [placeOf.get(one) ?? 0, placeOf.get(other) ?? 0] as const)
  const starts = new Uint32Array(actors.length + 1)
  for (const [one, other] of ends) {
    starts[one + 1] = get(starts, one + 1) + 1
    starts[other + 1] = get(starts, other + 1) + 1
  }
  for (let place = 0; place < actors.length; place++)
    starts[place + 1] = get(starts, place) + get(starts, place + 1)
  const neighbours = new Uint32Array(2 * contacts.length)
  const filled = starts.slice()
  const join = (from: number, to: number): void => {
    const at = get(filled, from)
    neighbours[at] = to
    filled[from] = at + 1
  }
  for (const [one, other] of ends) {
    join(one, other)
    join(other, one)
  }
  return { neighbours, starts }
}

/** A number at a place that is there. */
const get = (numbers: Uint32Array | Int32Array | Float64Array, place: number): number => numbers[place] ?? 0
