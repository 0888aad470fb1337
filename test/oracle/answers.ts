import type { EntityProperties } from '../../src/store/rows.ts'
import type { EdgeKind } from '../../src/vocabulary/edge-kinds.ts'
import { wholeDays } from './calendar.ts'
import type { StoredGraph } from './random-graph.ts'

const OPEN = 8.64e15

const byDate = (a: EntityProperties, b: EntityProperties): number =>
  (a.earliest ?? 9e15) - (b.earliest ?? 9e15) || (a.id < b.id ? -1 : 1)

/** Looks everything up in plain lists of what is stored. */
export class Answers {
  readonly #graph: StoredGraph

  constructor(graph: StoredGraph) {
    this.#graph = graph
  }

  entity(id: string): EntityProperties {
    const found = this.#graph.entities.find((entity) => entity.id === id)
    if (!found) throw new TypeError(`${id} is in the graph`)
    return found
  }

  /** Whom such edges join to a node: those at their ends (OUT) or where they begin (IN), each once, by id. */
  others(kinds: readonly EdgeKind[], direction: 'OUT' | 'IN', id: string): readonly string[] {
    const [near, far] = direction === 'OUT' ? (['from', 'to'] as const) : (['to', 'from'] as const)
    const found = this.#graph.edges.filter((edge) => kinds.includes(edge.kind) && edge[near] === id)
    return [...new Set(found.map((edge) => edge[far] as string))].sort()
  }

  addressees = (id: string) => this.others(['ADDRESSED_TO'], 'OUT', id)
  senders = (id: string) => this.others(['SENT'], 'IN', id)
  principals = (id: string): readonly string[] =>
    this.#graph.edges
      .filter(({ kind, message }) => kind === 'REPLIED_ON_BEHALF_OF' && message === id)
      .map(({ to }) => to)

  /** Who wrote a message as the word of somebody; null where it is not theirs. */
  wordOf(actor: string, id: string): { readonly by: string; readonly onBehalf: boolean } | null {
    const senders = this.senders(id)
    if (senders.includes(actor)) return { by: actor, onBehalf: false }
    const [by] = senders
    return by !== undefined && this.principals(id).includes(actor) ? { by, onBehalf: true } : null
  }

  /** Every chain of at most so many replies to a letter, no message twice: all are walked. */
  chains(letter: string, most: number): readonly (readonly string[])[] {
    const walk = (chain: readonly string[]): readonly (readonly string[])[] => {
      if (chain.length > most) return []
      const next = this.others(['IN_REPLY_TO'], 'IN', chain.at(-1) ?? letter)
      return next
        .filter((id) => id !== letter && !chain.includes(id))
        .flatMap((id) => [[...chain, id], ...walk([...chain, id])])
        .filter((found) => found.length <= most)
    }
    return walk([])
  }

  /** The chain that leads to each reply: the shortest, and of those the first by the dates of its messages, from the last back. */
  shortest(letter: string, most: number): readonly (readonly string[])[] {
    const compare = (a: readonly string[], b: readonly string[]): number => {
      if (a.length !== b.length) return a.length - b.length
      for (const [place, id] of a.entries()) {
        const other = b[place] ?? id
        if (id !== other) return byDate(this.entity(id), this.entity(other))
      }
      return 0
    }
    const first = new Map<string, readonly string[]>()
    for (const chain of [...this.chains(letter, most)].sort(compare)) {
      const last = chain.at(-1) ?? ''
      if (!first.has(last)) first.set(last, chain)
    }
    return [...first.values()].sort((a, b) => {
      const [one, other] = [a.at(-1) ?? '', b.at(-1) ?? '']
      return a.length - b.length || byDate(this.entity(one), this.entity(other))
    })
  }

  /** What `Message.answers` says. */
  coverage(letter: string, most: number, limit: number | null) {
    const chains = this.shortest(letter, most)
    const answerOf = (actor: string) => {
      for (const chain of chains) {
        const message = chain.at(-1) ?? ''
        const word = this.wordOf(actor, message)
        if (word) return { addressee: actor, message, chain, ...word }
      }
      return null
    }
    const addressees = this.addressees(letter)
    const answered = addressees.flatMap((addressee) => {
      const answer = answerOf(addressee)
      if (!answer) return []
      const receivers = this.others(['ADDRESSED_TO', 'COPIED_TO'], 'OUT', answer.message)
      return {
        ...answer,
        ...wholeDays(this.entity(letter), this.entity(answer.message), limit),
        notAddressed: this.senders(letter).filter((sender) => !receivers.includes(sender)),
      }
    })
    const unanswered = addressees.filter((addressee) => !answerOf(addressee))
    return {
      answered,
      unanswered,
      suggested: unanswered.flatMap((addressee) => this.#suggested(letter, addressee, chains)),
      total: addressees.length,
      share: addressees.length === 0 ? null : answered.length / addressees.length,
    }
  }

  #suggested(letter: string, addressee: string, chains: readonly (readonly string[])[]) {
    const authors = [...this.senders(letter), ...this.principals(letter)]
    return this.others(['MEMBER_OF'], 'OUT', addressee).flatMap((through) => {
      if (authors.includes(through)) return []
      for (const chain of chains) {
        const message = chain.at(-1) ?? ''
        const word = this.wordOf(through, message)
        if (word && this.#isMember(addressee, through, this.entity(message)))
          return { addressee, through, message, chain, ...word }
      }
      return []
    })
  }

  #isMember(member: string, institution: string, { earliest, latest }: EntityProperties): boolean {
    return this.#graph.edges.some(
      (edge) =>
        edge.kind === 'MEMBER_OF' &&
        edge.from === member &&
        edge.to === institution &&
        (edge.earliest === null ||
          earliest === null ||
          ((edge.earliest ?? -OPEN) <= (latest ?? OPEN) && (edge.latest ?? OPEN) >= earliest)),
    )
  }
}
