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
  const count = graph.actors.length
  const sums = new Float64Array(count)
  const pairs = (count - 1) * (count - 2)
  if (pairs <= 0) return sums
  const addWaysFrom = waysAdder(adjacencyOf(graph), sums)
  for (let source = 0; source < count; source++) addWaysFrom(source)
  return sums.map((sum) => sum / pairs)
}

/** What adds to each actor's sum the shares of the shortest ways that begin at one of them. */
function waysAdder({ neighbours, starts }: Adjacency, sums: Float64Array): (source: number) => void {
  const reached = new Int32Array(sums.length)
  const distance = new Int32Array(sums.length)
  const ways = new Float64Array(sums.length)
  const share = new Float64Array(sums.length)

  /** @returns how many were reached: they stand in `reached`, the nearest first */
  const walkFrom = (source: number): number => {
    distance.fill(-1)
    ways.fill(0)
    distance[source] = 0
    ways[source] = 1
    reached[0] = source
    let found = 1
    for (let next = 0; next < found; next++) {
      const at = whole(reached, next)
      const [step, waysHere, end] = [whole(distance, at) + 1, real(ways, at), whole(starts, at + 1)]
      for (let edge = whole(starts, at); edge < end; edge++) {
        const to = whole(neighbours, edge)
        const known = whole(distance, to)
        if (known === -1) {
          distance[to] = step
          reached[found++] = to
        }
        if (known === -1 || known === step) ways[to] = real(ways, to) + waysHere
      }
    }
    return found
  }

  return (source) => {
    const found = walkFrom(source)
    share.fill(0)
    // From the farthest back: each actor hands its share on to those before it on the ways.
    for (let last = found - 1; last > 0; last--) {
      const at = whole(reached, last)
      const [before, end] = [whole(distance, at) - 1, whole(starts, at + 1)]
      const each = (1 + real(share, at)) / real(ways, at)
      for (let edge = whole(starts, at); edge < end; edge++) {
        const to = whole(neighbours, edge)
        if (whole(distance, to) === before) share[to] = real(share, to) + real(ways, to) * each
      }
      sums[at] = real(sums, at) + real(share, at)
    }
  }
}

/** How many others each actor is in contact with, in the order given. */
export function contactsOf(graph: Neighbourhood<number>): Uint32Array {
  const { starts } = adjacencyOf(graph)
  return Uint32Array.from(graph.actors, (_, place) => whole(starts, place + 1) - whole(starts, place))
}

/** The neighbours of each actor, by place, one actor's behind the other's; those of `i` begin at `starts[i]`. */
interface Adjacency {
  readonly neighbours: Int32Array
  readonly starts: Int32Array
}

function adjacencyOf({ actors, contacts }: Neighbourhood<number>): Adjacency {
  const placeOf = new Map(actors.map((actor, place) => [actor, place]))
  const ends = contacts.map(({ one, other }) => [placeOf.get(one) ?? 0, placeOf.get(other) ?? 0] as const)
  const starts = new Int32Array(actors.length + 1)
  for (const [one, other] of ends) {
    starts[one + 1] = whole(starts, one + 1) + 1
    starts[other + 1] = whole(starts, other + 1) + 1
  }
  for (let place = 0; place < actors.length; place++)
    starts[place + 1] = whole(starts, place) + whole(starts, place + 1)
  const neighbours = new Int32Array(2 * contacts.length)
  const filled = starts.slice()
  const join = (from: number, to: number): void => {
    const at = whole(filled, from)
    neighbours[at] = to
    filled[from] = at + 1
  }
  for (const [one, other] of ends) {
    join(one, other)
    join(other, one)
  }
  return { neighbours, starts }
}

// A place that is there. One function for each kind of array: one for both takes about 1.4 times as long.
const whole = (numbers: Int32Array, place: number): number => numbers[place] ?? 0
const real = (numbers: Float64Array, place: number): number => numbers[place] ?? 0
