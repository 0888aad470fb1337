import { int } from 'neo4j-driver'
import type { EdgeKind } from '../../vocabulary/edge-kinds.ts'
import { CERTAINTIES, type Certainty } from '../../vocabulary/forms.ts'
import { edgeIdPrefix } from '../../vocabulary/ids.ts'
import { type CypherText, cypher, EMPTY, join, name } from '../cypher-text.ts'
import type { Listing } from '../graph-store.ts'
import { mayHaveParallels } from '../parallels.ts'
import { Parameters } from '../parameters.ts'
import type { ClaimWhere } from '../read-plan.ts'
import type { EdgeProperties } from '../rows.ts'
import type { CompiledPlan } from './compile-plan.ts'
import type { PageSource } from './compile-read.ts'
import { claimConditions, phraseOf, types, where } from './conditions.ts'

export type ClaimListing = Extract<Listing, { by: 'claims' }>

/** What of a claim the index of contested ones finds. */
export const CONTESTED = 'contested'

/**
 * What is stored beside an edge's own properties, so that an index finds claims by how well they are founded: how sure
 * they are and on how many sources they rest; and whether others may stand against them. Where not, nothing is stored.
 */
export const marksOf = (
  edge: EdgeProperties,
): { readonly footing: string; readonly doubt: typeof CONTESTED | null } => ({
  footing: footing(edge.certainty, Math.min(edge.sources.length, MANY)),
  doubt: edge.certainty === 'DISPUTED' || mayHaveParallels(edge) ? CONTESTED : null,
})

/** Two sources and more are marked alike. */
const MANY = 2

const footing = (certainty: Certainty, sources: number): string => `${certainty} ${sources}`

/** The marks of claims that can pass; null where all can, and the index would narrow nothing. */
function footings({
  certainty,
  minSources = 0,
  maxSources = MANY,
}: Omit<ClaimWhere, 'kinds'>): readonly string[] | null {
  if (!certainty && minSources <= 0 && maxSources >= MANY) return null
  const certainties = certainty ?? ALL_CERTAINTIES
  const counts = [0, 1, MANY].filter((count) => count >= Math.min(minSources, MANY) && count <= maxSources)
  return certainties.flatMap((sure) => counts.map((count) => footing(sure, count)))
}

/** Whether how many sources there must be is more than the marks say. */
const isOpen = ({ minSources = 0, maxSources = 0 }: ClaimWhere): boolean =>
  minSources > MANY || maxSources >= MANY

/** What is not asked is asked of nothing, so that filters which differ in that share a statement. */
const founded = (
  { minSources = 0, maxSources = Number.MAX_SAFE_INTEGER }: ClaimWhere,
  edge: CypherText,
  parameters: Parameters,
): CypherText =>
  cypher`${parameters.add(int(minSources))} <= size(${edge}.sources) <= ${parameters.add(int(maxSources))}`

/** As `founded`. */
function citing({ source }: ClaimWhere, edge: CypherText, parameters: Parameters): CypherText {
  const cited = parameters.add(source ?? null)
  return cypher`(${cited} IS NULL OR ${cited} IN ${edge}.sources)`
}

const ALL_CERTAINTIES = Object.keys(CERTAINTIES) as readonly Certainty[]

/** The claims that pass a filter, where it names what narrows most: an entity that they touch, a source that they cite. */
export function claimsNear(filter: ClaimWhere, element: CypherText, parameters: Parameters): PageSource {
  const { kinds, around, source } = filter
  const match =
    around === undefined
      ? cypher`CALL db.index.fulltext.queryRelationships('edge_sources', ${parameters.add(phraseOf(source ?? ''))}) YIELD relationship AS ${element}
WITH ${element}`
      : cypher`MATCH (:Entity {id: ${parameters.add(around)}})-[${element}:${types(kinds)}]-()`
  const conditions = [
    cypher`type(${element}) IN ${parameters.add(kinds)}`,
    founded(filter, element, parameters),
    citing(filter, element, parameters),
    ...claimConditions(element, { certainty: ALL_CERTAINTIES, ...filter }, parameters),
  ]
  return { match, conditions, element, sort: EMPTY, descending: false }
}

/** Sources that are cited by more than so many are not narrow: then the claims are looked through by id. */
export const NARROW = 2_000

/** One row `count`: how many claims cite a source, and no more than one beyond `NARROW`. */
export const compileCiting = (source: string): CompiledPlan => ({
  text: cypher`CALL db.index.fulltext.queryRelationships('edge_sources', $phrase, {limit: $limit}) YIELD relationship
RETURN count(relationship) AS count`,
  parameters: { phrase: phraseOf(source), limit: int(NARROW + 1) },
})

/** The kinds in the order of their claims' ids, as far as a page can have any. */
export function kindsInOrder({
  where: { kinds },
  page: { backward, beyond },
}: ClaimListing): readonly EdgeKind[] {
  const beginning = edgeIdPrefix
  const sorted = kinds.toSorted((a, b) => (beginning(a) < beginning(b) ? -1 : 1))
  const at = beyond?.[1]
  const left =
    at === undefined
      ? sorted
      : sorted.filter((kind) => at.startsWith(beginning(kind)) || beginning(kind) < at === backward)
  return backward ? left.reverse() : left
}

/** What of a filter the marks of claims leave open. */
function unmarked(filter: ClaimWhere, parameters: Parameters): readonly CypherText[] {
  const [edge, { during }] = [name('edge'), filter]
  return [
    ...(isOpen(filter) ? [founded(filter, edge, parameters)] : []),
    citing(filter, edge, parameters),
    ...claimConditions(edge, during ? { during } : {}, parameters),
  ]
}

/** One row `id` a claim of one kind, in the order of the page, at most so many: no more of the index is read. */
export function compileClaimIds(
  kind: EdgeKind,
  { where: filter, page }: ClaimListing,
  most: number,
): CompiledPlan {
  const parameters = new Parameters('p')
  const [limit, beyond] = [parameters.add(int(most)), parameters.add(page.beyond?.[1] ?? '')]
  const falling = page.backward ? cypher` DESC` : EMPTY
  const way = page.backward && page.beyond ? cypher`<` : cypher`>`
  const marks = footings(filter) ?? footings({ certainty: ALL_CERTAINTIES })
  // An index of two properties is of use only where something is asked of both.
  const conditions = [cypher`edge.footing = footing`, cypher`edge.id ${way} ${beyond}`]
  return {
    text: join([
      cypher`UNWIND ${parameters.add(marks)} AS footing`,
      cypher`CALL (footing) {`,
      cypher`MATCH ()-[edge:${types([kind])}]->()`,
      where([...conditions, ...unmarked(filter, parameters)]),
      cypher`RETURN edge ORDER BY edge.footing${falling}, edge.id${falling} LIMIT ${limit}`,
      cypher`}`,
      cypher`RETURN edge.id AS id ORDER BY id${falling} LIMIT ${limit}`,
    ]),
    parameters: parameters.values,
  }
}

/** One row `count`: how many claims of one kind pass. */
export function compileClaimCount(kind: EdgeKind, filter: ClaimWhere): CompiledPlan {
  const parameters = new Parameters('p')
  const { during, source } = filter
  const [matched, marks] = [cypher`MATCH ()-[edge:${types([kind])}]->()`, footings(filter)]
  const counted = cypher`RETURN count(edge) AS count`
  // Neo4j knows how many there are of a kind without looking at any.
  if (!marks && !during && source === undefined && !isOpen(filter))
    return { text: join([matched, counted]), parameters: {} }
  const marked = [
    cypher`edge.footing IN ${parameters.add(marks ?? footings({ certainty: ALL_CERTAINTIES }))}`,
  ]
  const conditions = [...marked, cypher`edge.id > ''`, ...unmarked(filter, parameters)]
  return { text: join([matched, where(conditions), counted]), parameters: parameters.values }
}
