import { EDGE_KIND_NAMES, REPRESENTATIONS } from '../../vocabulary/edge-kinds.ts'
import type { NodeKind } from '../../vocabulary/node-kinds.ts'
import { cypher } from '../cypher-text.ts'
import { Parameters } from '../parameters.ts'
import { type Follow, type Page, type Read, type SortKey, UNDATED } from '../read-plan.ts'
import { descendingInstant } from '../row-properties.ts'
import type {
  Answer,
  EdgeProperties,
  EdgeRow,
  EntityProperties,
  EntityRow,
  Listed,
  PageOfRows,
  Row,
} from '../rows.ts'
import { types } from './conditions.ts'
import type { Run } from './connection.ts'
import { contactPages } from './contact-pages.ts'
import { type FoundPage, type ListQuestion, pagesOf } from './neighbour-pages.ts'
import { edgeOf, entityOf, lineOf } from './stored-rows.ts'

/** Ids that one statement looks up. */
const BATCH = 500

type FollowOf<F extends Follow['follow']> = Extract<Follow, { follow: F }>
type PagedFollow = Exclude<Follow, { follow: 'sources' | 'end' }>

const EMPTY_PAGE: PageOfRows = { rows: [], more: false, total: 0 }

/**
 * Runs a plan level by level: what all rows of a level follow is found together, and all entities met are read together
 * and each once, so the statements of a level do not grow with its rows beyond one short one a parent (see
 * `neighbour-pages.ts` for where even these are joined).
 */
export class PlanReader {
  readonly #run: Run

  constructor(run: Run) {
    this.#run = run
  }

  /** The entities with these ids, each read once; those of other kinds are left out. */
  async entities(
    ids: Iterable<string>,
    read: Read,
    kinds?: readonly NodeKind[],
  ): Promise<ReadonlyMap<string, EntityRow>> {
    const unique = [...new Set(ids)]
    const found: EntityProperties[] = []
    for (let at = 0; at < unique.length; at += BATCH) {
      const rows = await this.#run('UNWIND $ids AS k MATCH (e:Entity) WHERE e.id = k RETURN e.doc AS doc', {
        ids: unique.slice(at, at + BATCH),
      })
      const entities = rows.map(({ doc }) => entityOf(doc))
      found.push(...(kinds ? entities.filter(({ kind }) => kinds.includes(kind)) : entities))
    }
    const answers = await this.#answers(found, read, (entity) => entity.kind)
    return new Map(
      found.map((properties, index) => [
        properties.id,
        { type: 'entity', properties, read, answers: answers[index] ?? [] },
      ]),
    )
  }

  /** Rows of relationships, in the order given. */
  async relationships(edges: readonly EdgeProperties[], read: Read): Promise<readonly EdgeRow[]> {
    const answers = await this.#answers(edges, read, () => null)
    return edges.map((properties, index) => ({
      type: 'relationship',
      properties,
      read,
      answers: answers[index] ?? [],
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
        return this.#pages(
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

  async #pages(follow: PagedFollow, parents: readonly string[]): Promise<readonly PageOfRows[]> {
    switch (follow.follow) {
      case 'neighbours':
        return this.#ofEntities(
          follow,
          await pagesOf(parents, neighbourQuestion(follow), this.#run),
          follow.descending,
        )
      case 'relationships':
        return this.#ofRelationships(follow, await pagesOf(parents, edgeQuestion(follow), this.#run))
      case 'principals':
        return this.#ofEntities(follow, await this.#principals(follow, parents), false)
      case 'supported':
        return this.#ofRelationships(follow, await this.#supported(follow, parents))
      case 'correspondents': {
        const pages = await contactPages(parents, follow, this.#run)
        const ids = pages.flatMap(({ contacts }) => contacts.map(({ id }) => id))
        const found = await this.entities(ids, follow.read)
        return pages.map(({ contacts, more, total }) => ({
          rows: contacts.flatMap(({ id, key, contact }) => {
            const row = found.get(id)
            return row ? [{ row, key, contact }] : []
          }),
          more,
          total,
        }))
      }
    }
  }

  async #ofEntities({ read }: { readonly read: Read }, pages: readonly FoundPage[], descending: boolean) {
    const rows = await this.entities(
      pages.flatMap(({ found }) => found.map(({ id }) => id)),
      read,
    )
    return pages.map(({ found, more, total }) => ({
      rows: found.flatMap(({ id, at }): Listed[] => {
        const row = rows.get(id)
        return row ? [{ row, key: keyOf(row, at, descending) }] : []
      }),
      more,
      total,
    }))
  }

  async #ofRelationships(
    { read }: { readonly read: Read },
    pages: readonly FoundPage[],
  ): Promise<readonly PageOfRows[]> {
    const rows = await this.relationships(
      pages.flatMap(({ found }) => found.map(({ doc }) => edgeOf(doc))),
      read,
    )
    const byId = new Map<string, Row>(rows.map((row) => [row.properties.id, row]))
    return pages.map(({ found, more, total }) => ({
      rows: found.flatMap(({ id, at }): Listed[] => {
        const row = byId.get(id)
        return row ? [{ row, key: [at, id] }] : []
      }),
      more,
      total,
    }))
  }

  async #principals(
    { page, count, rows }: FollowOf<'principals'>,
    messages: readonly string[],
  ): Promise<readonly FoundPage[]> {
    const found = await this.#run(
      cypher`MATCH ()-[r:${types(REPRESENTATIONS)}]->() WHERE r.message IN $ids RETURN r.message AS message, r.dst AS id`,
      { ids: [...new Set(messages)] },
    )
    return messages.map((message) => {
      const ids = [...new Set(found.flatMap((row) => (row.message === message ? [String(row.id)] : [])))]
      return pageOfIds(ids, page, count, rows)
    })
  }

  async #supported(
    { page, count, rows }: FollowOf<'supported'>,
    sources: readonly string[],
  ): Promise<readonly FoundPage[]> {
    const pages: FoundPage[] = []
    for (const source of sources) {
      const parameters = new Parameters('p')
      const line = parameters.add(lineOf(source))
      const found = await this.#run(
        cypher`MATCH ()-[r:${types(EDGE_KIND_NAMES)}]->() WHERE r.sourceLines CONTAINS ${line} RETURN r.id AS id, r.doc AS doc`,
        parameters.values,
      )
      const docs = new Map(found.map(({ id, doc }) => [String(id), doc]))
      const cutPage = pageOfIds([...docs.keys()], page, count, rows)
      pages.push({ ...cutPage, found: cutPage.found.map((row) => ({ ...row, doc: docs.get(row.id) })) })
    }
    return pages
  }
}

/** A page of a list by id that is here whole. */
function pageOfIds(
  ids: readonly string[],
  { size, backward, beyond }: Page,
  count: boolean,
  rows: boolean,
): FoundPage {
  const all = [...ids].sort()
  const from = beyond?.[1]
  const rest = from === undefined ? all : all.filter((id) => (backward ? id < from : id > from))
  const paged = backward ? rest.reverse() : rest
  const kept = rows ? paged.slice(0, size) : []
  return {
    found: (backward ? kept.reverse() : kept).map((id) => ({ id, at: '' })),
    more: paged.length > size,
    total: count ? ids.length : null,
  }
}

const keyOf = ({ properties }: EntityRow, at: string | number, descending: boolean): SortKey => {
  if (typeof at === 'string') return ['', properties.id]
  return [
    descending ? descendingInstant(properties.earliest) : (properties.earliest ?? UNDATED),
    properties.id,
  ]
}

const neighbourQuestion = (follow: FollowOf<'neighbours'>): ListQuestion => ({
  of: 'neighbours',
  hop: follow.hop,
  byDate: follow.order === 'date',
  descending: follow.descending,
  messages: follow.where,
  edges: {},
  page: follow.page,
  count: follow.count,
  rows: follow.rows,
  more: follow.more,
})

const edgeQuestion = (follow: FollowOf<'relationships'>): ListQuestion => ({
  of: 'relationships',
  hop: follow.hop,
  byDate: true,
  descending: false,
  messages: {},
  edges: follow.where,
  page: follow.page,
  count: follow.count,
  rows: follow.rows,
  more: follow.more,
})
