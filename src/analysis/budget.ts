import type { Touched } from '../store/graph-store.ts'

/** What one search may cost before it ends with what it has. */
export interface SearchBudget {
  /** Most entities whose relationships are looked at. */
  readonly nodes: number
  /** Most edges fetched from the store; those in memory cost time alone. */
  readonly edges: number
  /** Longest time, in milliseconds. */
  readonly milliseconds: number
}

/** What a search may cost where nothing else is said. */
export const DEFAULT_SEARCH_BUDGET: SearchBudget = {
  nodes: 1_000_000,
  edges: 200_000,
  milliseconds: 5_000,
}

/** Why a search ended that ran out of time. */
export const tookTooLong = (milliseconds: number): string => `the search took ${milliseconds} ms, its limit`

/** Counts what a search spends. A clock is passed in so that tests need not wait. */
export class Spending {
  readonly #budget: SearchBudget
  readonly #signal: AbortSignal | undefined
  readonly #now: () => number
  readonly #started: number
  #edges = 0
  #nodes = 0

  constructor(budget: SearchBudget, signal?: AbortSignal, now: () => number = () => performance.now()) {
    this.#budget = budget
    this.#signal = signal
    this.#now = now
    this.#started = now()
  }

  /** How many more edges may be looked at. */
  get left(): number {
    return Math.max(0, this.#budget.edges - this.#edges)
  }

  /**
   * Adds the entities that a search looked at and the edges that it met there. One that met more than it may look at
   * must end too.
   * @returns as `spend`
   */
  spendOn(nodes: number, ...met: readonly Touched[]): string | null {
    const edges = met.reduce((sum, found) => sum + found.edges.length, 0)
    const beyond = met.some(({ more }) => more)
    return (
      this.spend(edges, nodes) ?? (beyond ? 'the search met more relationships than it may look at' : null)
    )
  }

  /**
   * Adds what was looked at.
   * @returns why the search must end now, or null where it may go on
   * @throws the signal's reason where the client has gone away
   */
  spend(edges: number, nodes = 0): string | null {
    this.#signal?.throwIfAborted()
    this.#edges += edges
    this.#nodes += nodes
    if (this.#nodes >= this.#budget.nodes)
      return `the search looked at ${this.#budget.nodes} entities, its limit`
    if (this.#edges >= this.#budget.edges)
      return `the search looked at ${this.#budget.edges} relationships, its limit`
    if (this.#now() - this.#started >= this.#budget.milliseconds) {
      return tookTooLong(this.#budget.milliseconds)
    }
    return null
  }
}
