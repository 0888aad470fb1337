import type { Touched } from '../../src/store/graph-store.ts'
import type { TestStore } from './stores.ts'

/** What searches asked of a store since it is watched, or since `forget`. */
export interface Watch {
  /** How many questions came. */
  readonly questions: number
  /** How many relationships were given out. */
  readonly edges: number
  /** Comes before each question; the store begins once it has returned. */
  before: (question: number, signal: AbortSignal | undefined) => void | Promise<void>
  /** How many questions came when the client had gone away already: the store refuses them. */
  readonly late: number
  /** Comes when a question was answered. */
  after: (question: number) => void
  /** Whether searches have the whole graph in memory; else they ask for one step after the other. */
  inMemory: boolean
  forget(): void
}

/**
 * Watches what searches ask of a store: everything but the rows that an answer shows. It takes no notice of a client who goes away while it
 * answers, as one whose answer is on its way.
 */
export function watchSearches(store: TestStore): Watch {
  const watch = {
    questions: 0,
    edges: 0,
    before: (): void | Promise<void> => undefined,
    after: (): void => undefined,
    late: 0,
    inMemory: false,
    forget: (): void => {
      watch.questions = 0
      watch.edges = 0
      watch.late = 0
    },
  } satisfies Watch as { -readonly [Key in keyof Watch]: Watch[Key] }
  const asked = async <T>(
    signal: AbortSignal | undefined,
    answer: (signal: AbortSignal | undefined) => Promise<T>,
  ): Promise<T> => {
    watch.questions += 1
    const refused = signal?.aborted === true
    if (refused) watch.late += 1
    const question = watch.questions
    await watch.before(question, signal)
    // Who goes away meanwhile is not noticed.
    const answered = await answer(refused || !signal?.aborted ? signal : undefined)
    watch.after(question)
    return answered
  }
  const counted = (found: Touched): Touched => {
    watch.edges += found.edges.length
    return found
  }
  const own = {
    touching: store.touching.bind(store),
    through: store.through.bind(store),
    degrees: store.degrees.bind(store),
    actorsOutside: store.actorsOutside.bind(store),
  }
  const adjacency = store.adjacency.bind(store)
  store.adjacency = async (signal) => (watch.inMemory ? adjacency(signal) : null)
  store.touching = async (question, signal) =>
    counted(await asked(signal, (heard) => own.touching(question, heard)))
  store.through = async (question, signal) =>
    counted(await asked(signal, (heard) => own.through(question, heard)))
  store.degrees = (ids, kinds, signal) => asked(signal, (heard) => own.degrees(ids, kinds, heard))
  store.actorsOutside = (ids, where, signal) => asked(signal, (heard) => own.actorsOutside(ids, where, heard))
  if ('shortestPaths' in store) {
    const shortest = store.shortestPaths.bind(store)
    store.shortestPaths = (question, signal) => asked(signal, (heard) => shortest(question, heard))
  }
  return watch
}
