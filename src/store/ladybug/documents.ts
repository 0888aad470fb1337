import { LRUCache } from 'lru-cache'
import type { EdgeProperties, EntityProperties } from '../rows.ts'
import type { Statement } from '../statement-files.ts'
import type { Run } from './connection.ts'
import { edgeOf, entityOf, inDoc } from './stored-rows.ts'

/** Ids that one statement looks up. */
const BATCH = 500

/** Rows that are kept in memory, those last used. */
const KEPT = 20_000

type Named = (name: string) => Statement

/** Entities and relationships whole, from the disk or from those that were read last. */
export class Documents {
  readonly #statement: Named
  readonly #kept = new LRUCache<string, EntityProperties | EdgeProperties>({ max: KEPT })
  /** Grows with each write: what was read before one is not kept after it. */
  #writes = 0

  constructor(statement: Named) {
    this.#statement = statement
  }

  /** Each once; those that are not there are left out. */
  entities(ids: Iterable<string>, run: Run): Promise<ReadonlyMap<string, EntityProperties>> {
    return this.#read(ids, 'entities', entityOf, run)
  }

  relationships(ids: Iterable<string>, run: Run): Promise<ReadonlyMap<string, EdgeProperties>> {
    return this.#read(ids, 'relationships', edgeOf, run)
  }

  /** Those in whose stored text another stands, and that have it where `has` looks. */
  async entitiesWith(
    text: string,
    has: (entity: EntityProperties) => boolean,
    run: Run,
  ): Promise<readonly EntityProperties[]> {
    const rows = await run(this.#statement('entities-with').text(), { text: inDoc(text) })
    return rows.map(({ doc }) => entityOf(doc)).filter(has)
  }

  async relationshipsWith(
    text: string,
    has: (edge: EdgeProperties) => boolean,
    run: Run,
  ): Promise<readonly EdgeProperties[]> {
    const rows = await run(this.#statement('relationships-with').text(), { text: inDoc(text) })
    return rows.map(({ doc }) => edgeOf(doc)).filter(has)
  }

  /** To be told of what a transaction wrote, as soon as it stands. */
  forget(ids: Iterable<string>): void {
    this.#writes++
    for (const id of ids) this.#kept.delete(id)
  }

  async #read<P extends EntityProperties | EdgeProperties>(
    ids: Iterable<string>,
    statement: string,
    rowOf: (doc: unknown) => P,
    run: Run,
  ): Promise<ReadonlyMap<string, P>> {
    const found = new Map<string, P>()
    const missed: string[] = []
    for (const id of new Set(ids)) {
      const kept = this.#kept.get(id)
      if (kept) found.set(id, kept as P)
      else missed.push(id)
    }
    for (let at = 0; at < missed.length; at += BATCH) {
      const before = this.#writes
      const rows = await run(this.#statement(statement).text(), { ids: missed.slice(at, at + BATCH) })
      for (const { doc } of rows) {
        const row = rowOf(doc)
        found.set(row.id, row)
        if (this.#writes === before) this.#kept.set(row.id, row)
      }
    }
    return found
  }
}
