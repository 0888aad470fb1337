import DataLoader from 'dataloader'
import type { GraphQLResolveInfo } from 'graphql'
import type { SearchBudget } from '../analysis/budget.ts'
import { answersOf, Selection } from '../plan/selection.ts'
import type { GraphStore } from '../store/graph-store.ts'
import type { Answer, Row } from '../store/rows.ts'
import { NODE_KIND_NAMES } from '../vocabulary/node-kinds.ts'

/** What every resolver has: the store, what a search may cost, and the client's patience. */
export interface ApiContext {
  readonly store: GraphStore
  readonly budget: SearchBudget
  /** Aborted when the client goes away or the request's time is up. */
  readonly signal: AbortSignal
  /** When the request came, milliseconds since 1970. */
  readonly now: number
  readonly rows: RowLoader
}

/**
 * The answers that a field needs of its row: those that the plan brought, or else (below a mutation, a path, a
 * subgraph) those of a plan made here and run once for all rows that ask at the same time.
 */
export function answersFor(
  row: Row,
  context: ApiContext,
  info: GraphQLResolveInfo,
): readonly Answer[] | Promise<readonly Answer[]> {
  const [field] = info.fieldNodes
  const places = field && answersOf(row.read, field)
  return places ? answersAt(row, places) : context.rows.answers(row, info)
}

const answersAt = (row: Row, places: readonly number[]): readonly Answer[] =>
  places.map((place) => row.answers[place] ?? null)

/** Reads ahead for fields that no plan foresaw, batched over their siblings. One a request. */
export class RowLoader {
  readonly #store: GraphStore
  readonly #signal: AbortSignal
  readonly #now: number
  readonly #loaders = new Map<object, Map<string, DataLoader<string, readonly Answer[]>>>()

  constructor(store: GraphStore, signal: AbortSignal, now: number) {
    this.#store = store
    this.#signal = signal
    this.#now = now
  }

  async answers(row: Row, info: GraphQLResolveInfo): Promise<readonly Answer[]> {
    return this.#loaderOf(row.type, info).load(row.properties.id)
  }

  #loaderOf(type: Row['type'], info: GraphQLResolveInfo): DataLoader<string, readonly Answer[]> {
    const [field] = info.fieldNodes
    if (!field) throw new TypeError('a field that is resolved stands in the document')
    let ofField = this.#loaders.get(field)
    if (!ofField) {
      ofField = new Map()
      this.#loaders.set(field, ofField)
    }
    let loader = ofField.get(info.parentType.name)
    if (!loader) {
      const read = Selection.ofField(info, { now: this.#now }).read(type)
      const places = answersOf(read, field) ?? []
      loader = new DataLoader(
        async (ids) => {
          const start =
            type === 'entity'
              ? ({ by: 'entities', ids, kinds: NODE_KIND_NAMES } as const)
              : ({ by: 'relationships', ids } as const)
          const rows = await this.#store.lookUp(start, read, this.#signal)
          return rows.map((found) => (found ? answersAt(found, places) : places.map(() => null)))
        },
        { cache: false, maxBatchSize: 500 },
      )
      ofField.set(info.parentType.name, loader)
    }
    return loader
  }
}
