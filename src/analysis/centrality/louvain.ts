import { UndirectedGraph } from 'graphology'
import louvainModule from 'graphology-communities-louvain'
import type { Neighbourhood } from '../contact-graph.ts'

export interface FoundCommunities {
  /** The community of each actor, in the order given; the numbers mean nothing else. */
  readonly communities: Uint32Array
  /** How much denser contacts are within the communities than by chance, at most 1; 0 where there is no contact. */
  readonly modularity: number
}

/** The module's types promise a `default`; the module itself, of CommonJS, is the function. */
const louvain = louvainModule as unknown as typeof louvainModule.default

/** What the order in which actors are looked at is drawn from: one seed, so that a question has one answer. */
const SEED = 2008

/**
 * Actors who are more in contact with each other than with the rest, each contact by its weight. An actor without
 * contacts is a community.
 *
 * Blondel et al., Fast unfolding of communities in large networks, Journal of Statistical Mechanics P10008, 2008; the
 * resolution is that of Lambiotte, Delvenne and Barahona, arXiv:0812.1770.
 * @param resolution above 0; the higher, the more and smaller communities
 */
export function communitiesOf(
  { actors, contacts }: Neighbourhood<number>,
  resolution: number,
): FoundCommunities {
  const graph = new UndirectedGraph()
  for (const actor of actors) graph.addNode(actor)
  for (const { one, other, weight } of contacts) graph.addEdge(one, other, { weight })
  const found = louvain.detailed(graph, { resolution, rng: randomFrom(SEED) })
  return {
    communities: Uint32Array.from(actors, (actor) => found.communities[actor] ?? 0),
    modularity: Number.isNaN(found.modularity) ? 0 : found.modularity,
  }
}

/** The generator mulberry32 of Tommy Ettinger: numbers from 0 to below 1, always the same from one seed. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
