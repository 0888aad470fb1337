import type { NodeKind } from '../../vocabulary/node-kinds.ts'
import { type FoundPage, pageOf } from '../page.ts'
import { type Follow, isAmong, type Read } from '../read-plan.ts'
import type {
  Answer,
  EdgeProperties,
  EdgeRow,
  EntityProperties,
  EntityRow,
  Listed,
  PageOfRows,
} from '../rows.ts'
import type { Run } from './connection.ts'
import { contactPage } from './contact-pages.ts'
import type { Documents } from './documents.ts'
import { withWords } from './listing.ts'
import { BY_ID, neighbourPage, principalPage, relationshipPage } from './neighbour-pages.ts'
import { cites } from './stored-rows.ts'
import { entityIn, type Topology, type TopologyNode } from './topology.ts'

type FollowOf<F extends Follow['follow']> = Extract<Follow, { follow: F }>
type PagedFollow = Exclude<Follow, { follow: 'sources' | 'end' }>

const EMPTY_PAGE: PageOfRows = { rows: [], more: false, total: 0 }
const NO_ROWS: FoundPage<never> = { found: [], more: false, total: null }

/** Something listed, by its id, and what is known of it in this list alone. */
type Found = Pick<Listed, 'key' | 'contact' | 'hit'> & { readonly id: string }

interface FoundRows extends Omit<FoundPage<unknown>, 'found'> {
  readonly found: readonly Found[]
}

/**
 * Runs a plan level by level: who is joined to whom is in memory, and all entities or relationships met at one place of
 * a level are read together and each once. So a level takes a few statements, whatever its rows.
 */
export class PlanReader {
  readonly #topology: Topology
  readonly #documents: Documents
  readonly #run: Run

  constructor(topology: Topology, documents: Documents, run: Run) {
    this.#topology = topology
    this.#documents = documents
    this.#run = run
  }

  /** The entities with these ids, each read once; those of other kinds are left out. */
  async entities(
    ids: Iterable<string>,
    read: Read,
    kinds?: readonly NodeKind[],
  ): Promise<ReadonlyMap<string, EntityRow>> {
    const nodes = [...new Set(ids)].flatMap((id) => {
      const node = this.#topology.node(id)
      return node && (!kinds || kinds.includes(node.kind)) ? [node] : []
    })
    const found = needsDocument(read)
      ? [
          ...(
            await this.#documents.entities(
              nodes.map(({ id }) => id),
              this.#run,
            )
          ).values(),
        ]
      : nodes.map(entityIn)
    const answers = await this.#answers(found, read, (entity) => entity.kind)
    return new Map(
      found.map((properties, index) => [
        properties.id,
        { type: 'entity', properties, read, answers: answers[index] ?? [] },
      ]),
    )
  }

  /** The relationships with these ids, each read once. */
  async relationships(ids: Iterable<string>, read: Read): Promise<ReadonlyMap<string, EdgeRow>> {
    const found = [...(await this.#documents.relationships(ids, this.#run)).values()]
    const answers = await this.#answers(found, read, () => null)
    return new Map(
      found.map((properties, index) => [
        properties.id,
        { type: 'relationship', properties, read, answers: answers[index] ?? [] },
      ]),
    )
  }

  /** Pages of entities with their rows. */
  async pages(
    pages: readonly FoundRows[],
    rowsOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, Listed['row']>>,
  ): Promise<readonly PageOfRows[]> {
    const rows = await rowsOf(pages.flatMap(({ found }) => found.map(({ id }) => id)))
    return pages.map(({ found, more, total }) => ({
      rows: found.flatMap(({ id, ...known }): readonly Listed[] => {
        const row = rows.get(id)
        return row ? [{ row, ...known }] : []
      }),
      more,
      total,
    }))
  }

  /** One list of answers a row, in the order of the read's follows. */
  async #answers<P extends EntityProperties | EdgeProperties>(
    rows: readonly P[],
    read: Read,
    kindOf: (row: P) => NodeKind | null,
  ): Promise<readonly Answer[][]> {
    const answers: Answer[][] = rows.map(() => [])
    for (const follow of read.follows) {
      const applies = (row: P): boolean => {
        const kind = kindOf(row)
        return kind === null || !('from' in follow) || follow.from.length === 0 || follow.from.includes(kind)
      }
      const places = rows.flatMap((row, index) => (applies(row) ? [index] : []))
      const asked = rows.filter(applies)
      const found = asked.length === 0 ? [] : await this.#follow(follow, asked)
      const none: Answer = follow.follow === 'end' ? null : follow.follow === 'sources' ? [] : EMPTY_PAGE
      for (const list of answers) list.push(none)
      for (const [index, place] of places.entries()) {
        const list = answers[place]
        if (list) list[list.length - 1] = found[index] ?? none
      }
    }
    return answers
  }

  async #follow(
    follow: Follow,
    rows: readonly (EntityProperties | EdgeProperties)[],
  ): Promise<readonly Answer[]> {
    switch (follow.follow) {
      case 'sources': {
        const found = await this.entities(
          rows.flatMap(({ sources }) => sources),
          follow.read,
        )
        return rows.map(({ sources }) => sources.flatMap((id) => found.get(id) ?? []))
      }
      case 'end':
        return this.#ends(follow, rows as readonly EdgeProperties[])
      default:
        return this.#paged(
          follow,
          rows.map(({ id }) => id),
        )
    }
  }

  async #ends({ end, read }: FollowOf<'end'>, edges: readonly EdgeProperties[]): Promise<readonly Answer[]> {
    const found = await this.entities(
      edges.flatMap((edge) => edge[end] ?? []),
      read,
    )
    return edges.map((edge) => found.get(edge[end] ?? '') ?? null)
  }

  async #paged(follow: PagedFollow, ids: readonly string[]): Promise<readonly PageOfRows[]> {
    const entities = (found: readonly string[]) => this.entities(found, follow.read)
    const relationships = (found: readonly string[]) => this.relationships(found, follow.read)
    const each = <T>(page: (node: TopologyNode) => FoundPage<T>): readonly FoundPage<T>[] =>
      ids.map((id) => {
        const node = this.#topology.node(id)
        return node ? page(node) : NO_ROWS
      })
    switch (follow.follow) {
      case 'neighbours': {
        const { words } = follow.where
        const worded = words ? await withWords(words, this.#run) : null
        return this.pages(each((node) => neighbourPage(node, follow, worded)).map(byId), entities)
      }
      case 'principals':
        return this.pages(each((node) => principalPage(node, follow)).map(byId), entities)
      case 'relationships':
        return this.pages(each((node) => relationshipPage(node, follow)).map(byId), relationships)
      case 'supported': {
        const pages: FoundRows[] = []
        for (const id of ids) pages.push(byId(await this.#supported(id, follow)))
        return this.pages(pages, relationships)
      }
      case 'correspondents': {
        const pages = each((node) => contactPage(node, follow)).map(({ found, ...page }) => ({
          ...page,
          found: found.map(({ key, of: { id, contact } }) => ({ id, key, contact })),
        }))
        return this.pages(pages, entities)
      }
    }
  }

  async #supported(source: string, follow: FollowOf<'supported'>) {
    const citing = await this.#documents.relationshipsWith(
      source,
      (edge) => cites(edge, source) && isAmong(edge, follow.where),
      this.#run,
    )
    return pageOf(citing, BY_ID, follow)
  }
}

/** Whether the rows of a read must be read from the disk: a brief look finds all in memory. */
const needsDocument = ({ detail, follows }: Read): boolean =>
  detail === 'full' || follows.some(({ follow }) => follow === 'sources')

/** Each at its place, by its id. */
export const byId = ({ found, ...page }: FoundPage<{ readonly id: string }>): FoundRows => ({
  ...page,
  found: found.map(({ key, of }) => ({ id: of.id, key })),
})
