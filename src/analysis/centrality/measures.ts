import { contactsAmong, neighbourhood } from '../contact-graph.ts'
import { betweennessOf, contactsOf } from './betweenness.ts'
import { communitiesOf } from './louvain.ts'
import { type PackedEdges, unpacked } from './packed-edges.ts'

/** A question about the actors around some others. Threads hand it over, so it is numbers alone. */
export interface MeasureTask {
  readonly edges: PackedEdges
  /** The actors in the middle, by number. */
  readonly around: Uint32Array<ArrayBuffer>
  /** How many contacts from there. */
  readonly depth: number
  /** Most pairs of actors in contact. */
  readonly mostContacts: number
  readonly measure:
    | { readonly name: 'brokers' }
    | { readonly name: 'communities'; readonly resolution: number }
}

/** What each measure says of the actors within the depth, whose numbers `actors` has. */
export interface Measured {
  readonly brokers: {
    readonly actors: Uint32Array
    readonly betweenness: Float64Array
    readonly contacts: Uint32Array
  }
  readonly communities: {
    readonly actors: Uint32Array
    readonly communities: Uint32Array
    readonly modularity: number
  }
}

/** Answers a question, for as long as it takes: no other work of this thread goes on. @throws LimitExceeded */
export function measured(task: MeasureTask): Measured[keyof Measured] {
  const { edges, around, depth, mostContacts, measure } = task
  const graph = neighbourhood(contactsAmong(unpacked(edges), mostContacts), around, depth)
  const actors = Uint32Array.from(graph.actors)
  switch (measure.name) {
    case 'brokers':
      return { actors, betweenness: betweennessOf(graph), contacts: contactsOf(graph) }
    case 'communities':
      return { actors, ...communitiesOf(graph, measure.resolution) }
  }
}
