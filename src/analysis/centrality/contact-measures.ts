import { Slices } from '../../slices.ts'
import type { SearchBudget } from '../budget.ts'
import { CONTACT_KINDS, type ContactEdge } from '../contact-graph.ts'
import type { PathFilter, PathGraph } from '../path-graph.ts'
import { endsOf } from '../steps.ts'
import { numberedSubgraph } from '../subgraph.ts'
import type { Measured, MeasureTask } from './measures.ts'
import { measuredOffThread } from './off-thread.ts'
import { packed } from './packed-edges.ts'

/** Which part of the graph is looked at. */
export interface Surroundings {
  /** Ids of actors, 1 or more. */
  readonly around: readonly string[]
  /** How many contacts from there, 0 or more. */
  readonly depth: number
  /** Its direction and length have no meaning here. */
  readonly filter: PathFilter
}

/** How large a graph of contacts may be. */
export interface ContactLimits {
  readonly actors: number
  /** Pairs of actors in contact. */
  readonly contacts: number
}

export const CONTACT_LIMITS: ContactLimits = { actors: 20_000, contacts: 200_000 }

/** What an answer may cost. The time is that of the search, and as much again for the measuring. */
export interface ContactCosts {
  readonly budget: SearchBudget
  readonly limits?: ContactLimits
}

/** What the search says that found what was measured. */
interface Looked {
  /** Why it ended early; null where it was done. */
  readonly reason: string | null
  /** The entities that `avoidHubs` kept out. */
  readonly leftOut: readonly string[]
}

/** An actor as a go-between. */
export interface FoundBroker {
  readonly id: string
  /** 0 to 1, as `betweennessOf` has it. */
  readonly betweenness: number
  /** With how many others the actor is in contact. */
  readonly contacts: number
}

/**
 * All actors around some others, each with the share of ways between the rest that it lies on.
 * @returns by id; `reason` says why the search ended early, null where it was done
 * @throws LimitExceeded, TimedOut, or the signal's reason
 */
export async function brokersAround(
  graph: PathGraph,
  where: Surroundings,
  costs: ContactCosts,
  signal?: AbortSignal,
): Promise<Looked & { readonly brokers: readonly FoundBroker[] }> {
  const { ids, result, ...looked } = await measuredAround(graph, where, { name: 'brokers' }, costs, signal)
  const brokers = ids.map((id, place) => ({
    id,
    betweenness: result.betweenness[place] ?? 0,
    contacts: result.contacts[place] ?? 0,
  }))
  return { ...looked, brokers }
}

/**
 * All actors around some others, in groups that are more in contact among themselves than with the rest.
 * @returns the groups, the biggest first, then by their first member, members by id; `modularity` as `communitiesOf`
 * has it; `reason` as for `brokersAround`
 * @throws as `brokersAround`
 */
export async function communitiesAround(
  graph: PathGraph,
  { resolution, ...where }: Surroundings & { readonly resolution: number },
  costs: ContactCosts,
  signal?: AbortSignal,
): Promise<Looked & { readonly communities: readonly (readonly string[])[]; readonly modularity: number }> {
  const measure = { name: 'communities', resolution } as const
  const { ids, result, ...looked } = await measuredAround(graph, where, measure, costs, signal)
  const members = new Map<number | undefined, string[]>()
  for (const [place, id] of ids.entries()) {
    const community = result.communities[place]
    const known = members.get(community)
    if (known) known.push(id)
    else members.set(community, [id])
  }
  // They stand in the order of their first members, and sorting keeps the order of equals.
  const communities = [...members.values()].sort((a, b) => b.length - a.length)
  return { ...looked, communities, modularity: result.modularity }
}

async function measuredAround<Name extends keyof Measured>(
  graph: PathGraph,
  { around, depth, filter }: Surroundings,
  measure: MeasureTask['measure'] & { readonly name: Name },
  { budget, limits = CONTACT_LIMITS }: ContactCosts,
  signal?: AbortSignal,
): Promise<Looked & { readonly ids: readonly string[]; readonly result: Measured[Name] }> {
  const found = await numberedSubgraph(
    graph,
    {
      around,
      // A contact is two steps at most; one more finds the messages between the outermost.
      depth: 2 * depth + 1,
      filter: {
        ...filter,
        direction: 'ANY',
        kinds: filter.kinds.filter((kind) => CONTACT_KINDS.includes(kind)),
      },
      maxNodes: Number.POSITIVE_INFINITY,
    },
    budget,
    signal,
  )
  const { space } = found
  const slices = new Slices(signal)
  const edgesBetween: ContactEdge<number>[] = []
  for (const edge of found.edges) {
    if (slices.isOver) await slices.next()
    edgesBetween.push(endsOf(space.adjacency, edge, filter))
  }
  const middle = around.map((id) => space.entity(id))
  const idOf = (actor: number): string => space.idOf(actor)
  const graphOfNumbers = await packed(edgesBetween, middle, idOf, limits.actors, signal)
  const { edges, actors } = graphOfNumbers
  const result = await measuredOffThread<Name>(
    { edges, around: graphOfNumbers.around, depth, mostContacts: limits.contacts, measure },
    budget.milliseconds,
    signal,
  )
  const ids = Array.from(result.actors, (number) => actors[number] ?? '')
  return { ids, result, reason: found.reason, leftOut: found.leftOut }
}
