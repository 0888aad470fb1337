import type { EdgeStep, Touched, Touching } from '../store/graph-store.ts'
import { Edge } from '../vocabulary/edge-kinds.ts'
import { seenBy } from './agency.ts'
import { type SearchBudget, Spending } from './budget.ts'
import { type Contact, contactsOf, sourcesOf } from './contacts.ts'
import { kShortestPaths } from './k-shortest-paths.ts'
import { claimsOf, type PathFilter, type PathGraph } from './path-graph.ts'
import { type Lifts, PATH_LIFTS } from './path-outcome.ts'
import { type SearchResult, shortestPaths } from './shortest-paths.ts'

/** Which contacts count, besides what a path filter says of their edges and of the actors between. */
export interface ContactFilter extends PathFilter {
  /** Only contacts with at least so many messages. */
  readonly minMessages?: number
  /** Only contacts that rest on at least so many sources. */
  readonly minSources?: number
}

/** What of a filter of contacts can stand in the way. */
export const CONTACT_LIFTS: Lifts<ContactFilter> = {
  ...(PATH_LIFTS as Lifts<ContactFilter>),
  minMessages: {
    isGiven: ({ minMessages }) => minMessages !== undefined,
    lift: ({ minMessages: _, ...filter }) => filter,
  },
  minSources: {
    isGiven: ({ minSources }) => minSources !== undefined,
    lift: ({ minSources: _, ...filter }) => filter,
  },
}

export interface ContactQuestion {
  /** The ids of two actors. */
  readonly from: string
  readonly to: string
  readonly mode: 'SHORTEST' | 'ALL_SHORTEST' | 'K_SHORTEST'
  readonly filter: ContactFilter
  readonly limit: number
}

/** A path whose steps are contacts, each with what shows it. */
export interface ContactPath {
  readonly actors: readonly string[]
  readonly contacts: readonly Contact[]
}

export interface ContactResult extends SearchResult {
  /** The paths as contacts, in the order of `paths`. */
  readonly contactPaths: readonly ContactPath[]
}

/** Paths between actors each of whose steps is a contact: the searches for paths on the graph of contacts. */
export async function contactPaths(
  graph: PathGraph,
  { from, to, mode, filter, limit }: ContactQuestion,
  budget: SearchBudget,
  signal?: AbortSignal,
): Promise<ContactResult> {
  const contacts = new ContactGraph(seenBy(graph, filter), filter, new Spending(budget, signal))
  // Claims are asked of what a contact is made of: its own edge has neither a date nor a certainty of its own.
  const { during: _when, certainty: _how, ...rest } = filter
  const plain: PathFilter = { ...rest, agency: 'LITERAL', kinds: [CONTACT], direction: 'ANY' }
  const options = { from, to, filter: plain, limit, all: mode === 'ALL_SHORTEST' }
  const result =
    mode === 'K_SHORTEST'
      ? await kShortestPaths(contacts, options, budget, signal)
      : await shortestPaths(contacts, options, budget, signal)
  return {
    ...result,
    // Where contacts are missing, that is why the search on their graph ended.
    stopped: contacts.stopped ?? result.stopped,
    contactPaths: result.paths.map(({ nodes, steps }) => ({
      actors: nodes,
      contacts: steps.map((step) => contacts.of(step.from, step.to)),
    })),
  }
}

/** A contact has no direction, as a meeting has none: the searches take its edge for one. */
const CONTACT = Edge.MET_WITH

/** The graph of actors alone, an edge for each two that were in contact. */
class ContactGraph implements PathGraph {
  /** Why not all contacts were found, or null. */
  stopped: string | null = null
  readonly #graph: PathGraph
  readonly #filter: ContactFilter
  readonly #spending: Spending
  readonly #known = new Map<string, Contact>()

  constructor(graph: PathGraph, filter: ContactFilter, spending: Spending) {
    this.#graph = graph
    this.#filter = filter
    this.#spending = spending
  }

  /** The contact that an edge of this graph stands for. */
  of(one: string, other: string): Contact {
    const contact = this.#known.get(idOf(one, other))
    if (!contact) throw new TypeError(`no contact of "${one}" and "${other}" was found`)
    return contact
  }

  async touching({ ids }: Touching, signal?: AbortSignal): Promise<Touched> {
    const found = await contactsOf(this.#graph, ids, claimsOf(this.#filter), this.#spending, signal)
    this.stopped ??= found.stopped
    const edges = new Map<string, EdgeStep>()
    for (const [one, others] of found.contacts) {
      for (const [other, contact] of others) {
        const id = idOf(one, other)
        if (edges.has(id) || !this.#counts(contact)) continue
        this.#known.set(id, contact)
        edges.set(id, edgeFor(id, one, other))
      }
    }
    return { edges: [...edges.values()], more: found.stopped !== null }
  }

  async through(): Promise<Touched> {
    return { edges: [], more: false }
  }

  degrees(...question: Parameters<PathGraph['degrees']>) {
    return this.#graph.degrees(...question)
  }

  actorsOutside(...question: Parameters<PathGraph['actorsOutside']>) {
    return this.#graph.actorsOutside(...question)
  }

  #counts(contact: Contact): boolean {
    const { minMessages, minSources } = this.#filter
    return (
      (minMessages === undefined || contact.messages.size >= minMessages) &&
      (minSources === undefined || sourcesOf(contact).length >= minSources)
    )
  }
}

const idOf = (one: string, other: string): string => JSON.stringify(one < other ? [one, other] : [other, one])

const edgeFor = (id: string, one: string, other: string): EdgeStep => ({
  id,
  kind: CONTACT,
  from: one < other ? one : other,
  to: one < other ? other : one,
  earliest: null,
  latest: null,
  message: null,
  certainty: 'STATED',
  sources: [],
})
