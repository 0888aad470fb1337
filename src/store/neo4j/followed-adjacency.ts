import { int } from 'neo4j-driver'
import { type AddedEdge, Adjacency } from '../../adjacency/adjacency.ts'
import { ParleyError } from '../../errors.ts'
import { EDGE_KIND_NAMES } from '../../vocabulary/edge-kinds.ts'
import { edgeIdPrefix, isEdgeId } from '../../vocabulary/ids.ts'
import type { Statement } from '../statement-files.ts'
import { lastTransaction } from './bookmark.ts'
import type { Neo4jConnection } from './connection.ts'
import { addedEdge } from './edge-rows.ts'

type NamedEdge = AddedEdge & { readonly id: string }

/** A note of what a transaction wrote. */
interface Change {
  readonly id: string
  readonly at: number
  readonly put: readonly string[]
  readonly removed: readonly string[]
  readonly whole: boolean
}

/** How long others' changes may go unseen, in milliseconds. */
const STALE_AFTER_MS = 1_000

/**
 * How long before notes were last read those can have been made that only come to light now, in milliseconds: a note is
 * the last that a transaction writes. One that comes later is missed as a note, and its number has all read anew.
 */
const OVERLAP_MS = 15_000

/** A graph with at most so many relationships is read at once; a larger one while searches go on without it. */
const READ_AT_ONCE = 50_000

/** How long to wait before a graph that changed under the reading is read anew, in milliseconds. */
const PATIENCE_MS = 30_000

/** How often the database is asked for a state in which nothing is just being written. */
const STILL_ATTEMPTS = 20

/** How many ids one statement asks for. */
const BATCH = 2_000

export interface FollowedOptions {
  readonly connection: Neo4jConnection
  readonly statement: (name: string) => Statement
  /** Most relationships: a larger graph is not held. */
  readonly mostEdges: number
  readonly countEdges: (signal?: AbortSignal) => Promise<number>
  /** A clock in milliseconds, which only goes forward. */
  readonly now: () => number
  /** The edges that touch some entities. */
  readonly edgesAt: (ids: readonly string[]) => Promise<readonly NamedEdge[]>
  /** The edges that have these ids, as far as there are any. */
  readonly edgesById: (ids: readonly string[]) => Promise<readonly NamedEdge[]>
}

/** The notes that a read found, as of the state that the bookmark names, or of an earlier one. */
interface Noted {
  /** Those that had not been seen. */
  readonly fresh: readonly Change[]
  readonly bookmark: string
}

/**
 * All relationships of a Neo4j database in memory, read when they are first asked for, and true from then on: every
 * transaction of a Parley server leaves a note of what it wrote, which all of them read. What this server wrote is seen at
 * once, what others wrote within a second. What was written by anything else leaves no note; but each transaction has a
 * number, which the bookmark of a read tells, so that numbers without notes show it, and all is read anew.
 */
export class FollowedAdjacency {
  readonly #options: FollowedOptions
  #adjacency: Adjacency | null = null
  /** The state from which transactions and their notes are counted. */
  #since = ''
  #noted = 0
  /** The notes seen, with their time, as far back as late ones may stand beside them. */
  readonly #seen = new Map<string, number>()
  /** What time it was there when notes were last read; null before. */
  #readAt: number | null = null
  #checkedAt = Number.NEGATIVE_INFINITY
  #writes = 0
  #writesSeen = 0
  #reading: Promise<void> | null = null
  #following: Promise<void> | null = null
  #notBefore = Number.NEGATIVE_INFINITY
  #fault: unknown = null

  constructor(options: FollowedOptions) {
    this.#options = options
  }

  /** Says that this server wrote something. */
  wrote(): void {
    this.#writes += 1
  }

  /** The relationships as they are now; null where there are too many, or while they are being read. */
  async current(signal?: AbortSignal): Promise<Adjacency | null> {
    if (this.#fault !== null) {
      const fault = this.#fault
      this.#fault = null
      throw fault
    }
    while (this.#adjacency && this.#isStale()) {
      this.#following ??= this.#follow().finally(() => {
        this.#following = null
      })
      await this.#following
      signal?.throwIfAborted()
    }
    return this.#adjacency ?? this.#readWhereFew(signal)
  }

  #isStale(): boolean {
    return this.#writesSeen < this.#writes || this.#options.now() - this.#checkedAt > STALE_AFTER_MS
  }

  async #readWhereFew(signal?: AbortSignal): Promise<Adjacency | null> {
    const { mostEdges, countEdges } = this.#options
    if (this.#reading || mostEdges === 0 || this.#options.now() < this.#notBefore) return null
    const edges = await countEdges(signal)
    if (edges > mostEdges) {
      this.#notBefore = this.#options.now() + PATIENCE_MS
      return null
    }
    this.#reading ??= this.#read().finally(() => {
      this.#reading = null
    })
    if (edges <= READ_AT_ONCE) {
      await this.#reading
      return this.#adjacency
    }
    this.#reading.catch((error: unknown) => {
      // A store that fails the reading fails the search as well, which goes on without memory.
      if (!(error instanceof ParleyError)) this.#fault = error
    })
    return null
  }

  /** Reads all relationships. What changes meanwhile is followed afterwards. */
  async #read(): Promise<void> {
    const { connection, statement } = this.#options
    const writes = this.#writes
    await this.#beginCounting()
    const adjacency = new Adjacency()
    for (const kind of EDGE_KIND_NAMES) {
      await connection.readEach<{ edge: readonly unknown[] }>(
        statement('all-edges').text([kind]),
        { prefix: edgeIdPrefix(kind) },
        ({ edge }) => adjacency.add(addedEdge(kind, edge)),
      )
    }
    this.#adjacency = adjacency
    this.#writesSeen = writes
    await this.#follow()
  }

  /** Makes the state as it is now the one from which transactions are counted. */
  async #beginCounting(): Promise<void> {
    this.#seen.clear()
    this.#readAt = null
    this.#since = ''
    let { bookmark } = await this.#notes()
    for (let attempt = 0; attempt < STILL_ATTEMPTS && bookmark !== this.#since; attempt++) {
      this.#since = bookmark
      bookmark = (await this.#notes()).bookmark
    }
    this.#since = bookmark
    this.#noted = 0
  }

  /** Brings memory to what was written since it was last looked at. */
  async #follow(): Promise<void> {
    const adjacency = this.#adjacency
    if (!adjacency) return
    const [writes, checkedAt] = [this.#writes, this.#options.now()]
    const { fresh, bookmark } = await this.#notes()
    const late = this.#isExplained(bookmark) ? [] : (await this.#notes()).fresh
    const changes = [...fresh, ...late]
    if (!this.#isExplained(bookmark) || changes.some(({ whole }) => whole)) {
      this.#adjacency = null
      if (adjacency.edges > READ_AT_ONCE) this.#notBefore = this.#options.now() + PATIENCE_MS
      return
    }
    await this.#apply(changes, adjacency)
    this.#writesSeen = writes
    this.#checkedAt = checkedAt
  }

  /** Whether there are notes of all that was written up to a state. */
  #isExplained(bookmark: string): boolean {
    const [then, now] = [lastTransaction(this.#since), lastTransaction(bookmark)]
    // Where bookmarks do not tell how many transactions there were, there was at least one of ours.
    if (then === null || now === null) return bookmark === this.#since || this.#noted > 0
    return now - then <= this.#noted
  }

  /** Reads the notes that may be new. */
  async #notes(): Promise<Noted> {
    const { connection, statement } = this.#options
    const { rows, bookmark } = await connection.readAt<Change & { readonly now: number }>(
      statement('changes-since').text(),
      { since: int(this.#lateSince()), seen: [...this.#seen.keys()] },
    )
    const fresh = rows.filter(({ id }) => id !== null)
    for (const { id, at } of fresh) this.#seen.set(id, at)
    this.#noted += fresh.length
    this.#readAt = rows[0]?.now ?? this.#readAt
    for (const [id, at] of this.#seen) if (at < this.#lateSince()) this.#seen.delete(id)
    return { fresh, bookmark }
  }

  /** Since when notes may have come to light that were not seen; before the first reading, which asks the time, none. */
  #lateSince(): number {
    return this.#readAt === null ? Number.MAX_SAFE_INTEGER : this.#readAt - OVERLAP_MS
  }

  async #apply(changes: readonly Change[], adjacency: Adjacency): Promise<void> {
    const { edgesAt, edgesById } = this.#options
    const gone = distinct(changes.flatMap(({ removed }) => removed.filter((id) => !isEdgeId(id))))
    const changed = distinct(changes.flatMap(({ put, removed }) => [...put, ...removed].filter(isEdgeId)))
    for (const entities of batches(gone)) {
      const there = await edgesAt(entities)
      for (const id of entities) adjacency.removeEntity(id)
      for (const edge of there) adjacency.put(edge)
    }
    for (const ids of batches(changed)) {
      const there = new Map((await edgesById(ids)).map((edge) => [edge.id, edge]))
      for (const id of ids) {
        const edge = there.get(id)
        if (edge) adjacency.put(edge)
        else adjacency.removeEdge(id)
      }
    }
  }
}

const distinct = (ids: readonly string[]): readonly string[] => [...new Set(ids)]

function* batches(ids: readonly string[]): Generator<readonly string[]> {
  for (let at = 0; at < ids.length; at += BATCH) yield ids.slice(at, at + BATCH)
}
