import { type CypherText, cypher, name } from '../cypher-text.ts'
import { Parameters } from '../parameters.ts'
import { type EdgeWhere, type Hop, type MessageWhere, type Page, type Paged, rowsFor } from '../read-plan.ts'
import {
  beyondPage,
  dateSort,
  edgeConditions,
  type Leg,
  legPattern,
  legsOf,
  messageFilter,
  orderOf,
  where,
} from './conditions.ts'
import type { Columns, Run } from './connection.ts'

/** One end of a list: what is listed, by what it is sorted, and, for relationships, the stored row. */
export interface Found {
  readonly id: string
  readonly at: string | number
  readonly doc?: unknown
}

/** A page before its rows are read. */
export interface FoundPage {
  readonly found: readonly Found[]
  readonly more: boolean
  readonly total: number | null
}

/** What to list from each parent. */
export interface ListQuestion extends Paged {
  readonly hop: Hop
  readonly descending: boolean
  /** Sorted by date, or by id alone. */
  readonly byDate: boolean
  readonly of: 'neighbours' | 'relationships'
  readonly messages: MessageWhere
  readonly edges: EdgeWhere
}

/** Up to so many parents are asked one by one, each by the index of its id; more are joined in one statement a leg. */
const ONE_BY_ONE = 64

/** One page for each parent, in their order. */
export async function pagesOf(
  parents: readonly string[],
  question: ListQuestion,
  run: Run,
): Promise<readonly FoundPage[]> {
  const legs = legsOf(question.hop)
  if (parents.length > ONE_BY_ONE) return joined(parents, question, legs, run)
  const pages: FoundPage[] = []
  for (const parent of parents) pages.push(await pageOf(parent, question, legs, run))
  return pages
}

async function pageOf(
  parent: string,
  question: ListQuestion,
  legs: readonly Leg[],
  run: Run,
): Promise<FoundPage> {
  const { page, rows, count } = question
  const [leg] = legs
  const single = legs.length === 1 && leg
  let found: Found[] = []
  if (rows) for (const each of legs) found.push(...(await listedOver(each, parent, question, run)))
  if (!single) found = sorted(found, page, question.descending)
  const total = !count
    ? null
    : single
      ? await countOver(single, parent, question, run)
      : await countBoth(legs, parent, question, run)
  return cut(found, page, total)
}

/** The page from what was found, one row more than it where there is more, in the order of paging. */
function cut(found: readonly Found[], { size, backward }: Page, total: number | null): FoundPage {
  const kept = found.slice(0, size)
  return { found: backward ? kept.reverse() : kept, more: found.length > size, total }
}

interface Columned {
  readonly id: CypherText
  readonly at: CypherText | null
  readonly far: CypherText
  readonly conditions: readonly CypherText[]
}

/** What a leg lists: all of it stands on the edge unless the far node must be looked at. */
function columns(
  leg: Leg,
  { of, byDate, descending, messages, edges }: ListQuestion,
  parameters: Parameters,
): Columned {
  const m = name('m')
  const { patterns, conditions } = messageFilter(messages, m, parameters)
  const far = conditions.length > 0 || patterns !== '' ? cypher`(m:Entity)${patterns}` : cypher`()`
  const neighbour = leg.outward ? cypher`r.dst` : cypher`r.src`
  const sort = of === 'relationships' ? cypher`r.earliest` : leg.outward ? cypher`r.dstAt` : cypher`r.srcAt`
  return {
    id: of === 'relationships' ? cypher`r.id` : neighbour,
    at: byDate ? dateSort(sort, descending) : null,
    far,
    conditions: [...conditions, ...edgeConditions(edges, leg, parameters)],
  }
}

async function listedOver(
  leg: Leg,
  parent: string,
  question: ListQuestion,
  run: Run,
): Promise<readonly Found[]> {
  const { page, descending, of } = question
  const parameters = new Parameters('p')
  const near = cypher`(a:Entity {id: ${parameters.add(parent)}})`
  const { id, at, far, conditions } = columns(leg, question, parameters)
  const beyond = beyondPage(page, at, id, descending, parameters)
  const doc = of === 'relationships' ? cypher`, r.doc AS doc` : cypher``
  const text = cypher`MATCH ${legPattern(leg, near, far)} ${where([...conditions, ...beyond])}
RETURN DISTINCT ${id} AS id, ${at ?? cypher`''`} AS at${doc}
ORDER BY ${orderOf(page, at && name('at'), name('id'), descending)} LIMIT ${parameters.add(rowsFor(question))}`
  return (await run(text, parameters.values)).map(foundIn)
}

const foundIn = ({ id, at, doc }: Columns): Found => ({
  id: String(id),
  at: at as string | number,
  ...(doc !== undefined && { doc }),
})

async function countOver(leg: Leg, parent: string, question: ListQuestion, run: Run): Promise<number> {
  const parameters = new Parameters('p')
  const near = cypher`(a:Entity {id: ${parameters.add(parent)}})`
  const { id, far, conditions } = columns(leg, question, parameters)
  const text = cypher`MATCH ${legPattern(leg, near, far)} ${where(conditions)} RETURN count(DISTINCT ${id}) AS total`
  const [row] = await run(text, parameters.values)
  return Number(row?.total ?? 0)
}

/** A neighbour over both legs counts once. */
async function countBoth(
  legs: readonly Leg[],
  parent: string,
  question: ListQuestion,
  run: Run,
): Promise<number> {
  const ids = new Set<string>()
  for (const leg of legs) {
    const parameters = new Parameters('p')
    const near = cypher`(a:Entity {id: ${parameters.add(parent)}})`
    const { id, far, conditions } = columns(leg, question, parameters)
    const text = cypher`MATCH ${legPattern(leg, near, far)} ${where(conditions)} RETURN DISTINCT ${id} AS id`
    for (const row of await run(text, parameters.values)) ids.add(String(row.id))
  }
  return ids.size
}

/** All that the parents' legs list, in one statement a leg, sorted and cut here. */
async function joined(
  parents: readonly string[],
  question: ListQuestion,
  legs: readonly Leg[],
  run: Run,
): Promise<readonly FoundPage[]> {
  const { page, count } = question
  const lists = new Map<string, Found[]>(parents.map((parent) => [parent, []]))
  for (const leg of legs) {
    const parameters = new Parameters('p')
    const keys = parameters.add([...lists.keys()])
    const { id, at, far, conditions } = columns(leg, question, parameters)
    const doc = question.of === 'relationships' ? cypher`, r.doc AS doc` : cypher``
    const text = cypher`UNWIND ${keys} AS k
MATCH (a:Entity {id: k})
OPTIONAL MATCH ${legPattern(leg, cypher`(a)`, far)} ${where(conditions)}
RETURN DISTINCT k, ${id} AS id, ${at ?? cypher`''`} AS at${doc}`
    for (const row of await run(text, parameters.values)) {
      if (row.id !== null) lists.get(String(row.k))?.push(foundIn(row))
    }
  }
  return parents.map((parent) => {
    const all = sorted(lists.get(parent) ?? [], page, question.descending)
    const beyond = page.beyond
    const rest = beyond
      ? all.filter((found) => compare(found, beyond, page.backward, question.descending) > 0)
      : all
    return cut(question.rows ? rest : [], page, count ? all.length : null)
  })
}

/** Each once, in the order of paging. */
function sorted(found: readonly Found[], { backward }: Page, descending: boolean): Found[] {
  const each = [...new Map(found.map((row) => [row.id, row])).values()]
  return each.sort((a, b) => compare(a, [b.at, b.id], backward, descending))
}

function compare(
  { at, id }: Found,
  [value, key]: readonly [string | number, string],
  backward: boolean,
  descending: boolean,
): number {
  const byValue = at < value ? -1 : at > value ? 1 : 0
  const byId = id < key ? -1 : id > key ? 1 : 0
  return (backward === descending ? byValue : -byValue) || (backward ? -byId : byId)
}
