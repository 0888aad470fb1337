import { BadInput, LimitExceeded } from '../errors.ts'
import type { Selection } from '../plan/selection.ts'
import type { Page, Paged, SortKey } from '../store/read-plan.ts'
import type { Listed, PageOfRows } from '../store/rows.ts'

/** Rows a page has where the client does not say. */
export const DEFAULT_PAGE_SIZE = 100

/** Most rows of one page. */
export const MAX_PAGE_SIZE = 500

/** The arguments of every connection, as the client gave them. */
export interface PageArguments {
  readonly first?: number | null | undefined
  readonly last?: number | null | undefined
  readonly after?: string | null | undefined
  readonly before?: string | null | undefined
}

/** Which order a cursor belongs to: one of another list is refused rather than misread. */
export type Order = 'date' | 'date-desc' | 'id' | 'name' | 'score' | 'contacts' | 'arrival' | 'betweenness'

/**
 * The page that the arguments ask for.
 * @throws BadInput for negative sizes, contradicting arguments and cursors of another list
 * @throws LimitExceeded for more than `MAX_PAGE_SIZE` rows
 */
export function pageOf(args: PageArguments, order: Order): Page {
  const { first, last, after, before } = args
  for (const [name, size] of [
    ['first', first],
    ['last', last],
  ] as const) {
    if (size === null || size === undefined) continue
    if (size < 0) throw new BadInput(name, `a page has no negative size, ${size} was asked for`)
    if (size > MAX_PAGE_SIZE) {
      throw new LimitExceeded(`${name}: a page has at most ${MAX_PAGE_SIZE} rows, ${size} were asked for`)
    }
  }
  const backward = isGiven(last)
  if (isGiven(first) && backward) throw new BadInput('last', 'give first or last, not both')
  if (isGiven(before) && isGiven(after)) throw new BadInput('before', 'give after or before, not both')
  if (isGiven(before) && isGiven(first))
    throw new BadInput('first', 'goes with after; with before, give last')
  if (isGiven(after) && backward) throw new BadInput('last', 'goes with before; with after, give first')
  const cursor = isGiven(after)
    ? (['after', after] as const)
    : isGiven(before)
      ? (['before', before] as const)
      : null
  return {
    size: first ?? last ?? DEFAULT_PAGE_SIZE,
    backward: backward || isGiven(before),
    beyond: cursor && readCursor(cursor[1], order, cursor[0]),
  }
}

const isGiven = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined

/** What a connection's selection asks of its list: which page, and whether rows, the count and what lies beyond. */
export function paged(args: PageArguments, order: Order, selection: Selection): Paged {
  const page = pageOf(args, order)
  return {
    page,
    count: selection.has('totalCount'),
    rows: selection.has('edges') || selection.has('nodes') || selection.has('pageInfo'),
    more: selection.at('pageInfo').has(page.backward ? 'hasPreviousPage' : 'hasNextPage'),
  }
}

const writeCursor = (key: SortKey, order: Order): string =>
  Buffer.from(JSON.stringify([order, ...key])).toString('base64url')

function readCursor(cursor: string, order: Order, argument: string): SortKey {
  const problem = new BadInput(argument, 'is not a cursor of this list; take one from its edges or pageInfo')
  let parsed: unknown
  try {
    parsed = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch {
    throw problem
  }
  if (!Array.isArray(parsed) || parsed.length !== 3 || parsed[0] !== order) throw problem
  const [, value, id] = parsed as readonly unknown[]
  if (typeof id !== 'string' || (typeof value !== 'string' && typeof value !== 'number')) throw problem
  const byText = order === 'id' || order === 'name'
  if ((typeof value === 'string') !== byText || value === Number.POSITIVE_INFINITY) throw problem
  return [value, id]
}

/** A page as a Relay connection; edges and cursors are made only where they are selected. */
export class Connection<Node> {
  readonly #page: PageOfRows
  readonly #asked: Page
  readonly #order: Order
  readonly #node: (listed: Listed) => Node

  constructor(page: PageOfRows, asked: Page, order: Order, node: (listed: Listed) => Node) {
    this.#page = page
    this.#asked = asked
    this.#order = order
    this.#node = node
  }

  get edges(): ConnectionEdge<Node>[] {
    return this.#page.rows.map((listed) => new ConnectionEdge(this.#node(listed), listed.key, this.#order))
  }

  get nodes(): Node[] {
    return this.#page.rows.map(this.#node)
  }

  get pageInfo() {
    const { rows, more } = this.#page
    const { backward, beyond } = this.#asked
    const first = rows[0]
    const last = rows.at(-1)
    return {
      hasNextPage: backward ? beyond !== null : more,
      hasPreviousPage: backward ? more : beyond !== null,
      startCursor: first ? writeCursor(first.key, this.#order) : null,
      endCursor: last ? writeCursor(last.key, this.#order) : null,
    }
  }

  /** The length of the whole list. Read only where it was selected, and then it was counted. */
  get totalCount(): number {
    if (this.#page.total === null) throw new TypeError('a list is counted where its length is selected')
    return this.#page.total
  }
}

/** A row of a page; its cursor is made only where it is selected. */
export class ConnectionEdge<Node> {
  readonly node: Node
  readonly #key: SortKey
  readonly #order: Order

  constructor(node: Node, key: SortKey, order: Order) {
    this.node = node
    this.#key = key
    this.#order = order
  }

  get cursor(): string {
    return writeCursor(this.#key, this.#order)
  }
}
