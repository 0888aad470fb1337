import { int } from 'neo4j-driver'
import { type EdgeKind, edgeKind } from '../../vocabulary/edge-kinds.ts'
import { CERTAINTIES, type Certainty } from '../../vocabulary/forms.ts'
import { edgeIdOf } from '../../vocabulary/ids.ts'
import { type CypherText, cypher, EMPTY, join, name } from '../cypher-text.ts'
import type { Contested, Listing } from '../graph-store.ts'
import { mayHaveParallels } from '../parallels.ts'
import { Parameters } from '../parameters.ts'
import type { ClaimWhere } from '../read-plan.ts'
import type { EdgeProperties } from '../rows.ts'
import type { CompiledPlan } from './compile-plan.ts'
import type { PageSource } from './compile-read.ts'
import { claimConditions, phraseOf, types, where } from './conditions.ts'

export type ClaimListing = Extract<Listing, { by: 'claims' }>

/**
 * What is stored beside an edge's own properties, so that an index finds claims by how well they are founded: how sure
 * they are and on how many sources they rest, and whether they may have parallels. Where not, nothing is stored.
 */
export const marksOf = (edge: EdgeProperties): { readonly footing: string; readonly apart: true | null } => ({
  footing: footing(edge.certainty, Math.min(edge.sources.length, MANY)),
  apart: mayHaveParallels(edge) ? true : null,
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
  const certainties = certainty ?? (Object.keys(CERTAINTIES) as Certainty[])
  const counts = [0, 1, MANY].filter((count) => count >= Math.min(minSources, MANY) && count <= maxSources)
  return certainties.flatMap((sure) => counts.map((count) => footing(sure, count)))
}

/** How many sources must be, as far as the marks leave that open. */
const openIn = ({
  minSources = 0,
  maxSources,
}: ClaimWhere): Pick<ClaimWhere, 'minSources' | 'maxSources'> => ({
  ...(minSources > MANY && { minSources }),
  ...(maxSources !== undefined && maxSources >= MANY && { maxSources }),
})

const founded = (
  { minSources, maxSources, source }: Pick<ClaimWhere, 'minSources' | 'maxSources' | 'source'>,
  edge: CypherText,
  parameters: Parameters,
): readonly CypherText[] => [
  ...(minSources === undefined ? [] : [cypher`size(${edge}.sources) >= ${parameters.add(int(minSources))}`]),
  ...(maxSources === undefined ? [] : [cypher`size(${edge}.sources) <= ${parameters.add(int(maxSources))}`]),
  ...(source === undefined ? [] : [cypher`${parameters.add(source)} IN ${edge}.sources`]),
]

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
    ...founded(filter, element, parameters),
    ...claimConditions(element, filter, parameters),
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
  const beginning = (kind: EdgeKind): string => edgeIdOf(kind, '', '').slice(0, -1)
  const sorted = kinds.toSorted((a, b) => (beginning(a) < beginning(b) ? -1 : 1))
  const at = beyond?.[1]
  const left =
    at === undefined
      ? sorted
      : sorted.filter((kind) => at.startsWith(beginning(kind)) || beginning(kind) < at === backward)
  return backward ? left.reverse() : left
}

/** What finds the claims of one kind by its own indexes: by the marks that pass, or all. */
function ofKind(
  kind: EdgeKind,
  filter: ClaimWhere,
  parameters: Parameters,
  take: readonly [CypherText, CypherText?],
) {
  const [edge, marks] = [name('edge'), footings(filter)]
  const { during } = filter
  const conditions = [
    ...(marks ? [cypher`edge.footing = footing`] : []),
    // An index of two properties is of use only where something is asked of both.
    ...(take[1] ? [take[1]] : marks ? [cypher`edge.id > ''`] : []),
    ...founded(
      { ...openIn(filter), ...(filter.source !== undefined && { source: filter.source }) },
      edge,
      parameters,
    ),
    ...claimConditions(edge, during ? { during } : {}, parameters),
  ]
  const matched = join([cypher`MATCH ()-[edge:${types([kind])}]->()`, where(conditions), take[0]])
  return marks
    ? join([cypher`UNWIND ${parameters.add(marks)} AS footing`, cypher`CALL (footing) {\n${matched}\n}`])
    : cypher`CALL () {\n${matched}\n}`
}

/** One row `id` a claim of one kind, in the order of the page, at most so many: no more of the index is read. */
export function compileClaimIds(
  kind: EdgeKind,
  { where: filter, page }: ClaimListing,
  most: number,
): CompiledPlan {
  const parameters = new Parameters('p')
  const [limit, beyond] = [parameters.add(int(most)), parameters.add(page.beyond?.[1] ?? '')]
  const [falling, way] =
    page.backward && page.beyond
      ? [cypher` DESC`, cypher`<`]
      : [page.backward ? cypher` DESC` : EMPTY, cypher`>`]
  const order = footings(filter)
    ? cypher`edge.footing${falling}, edge.id${falling}`
    : cypher`edge.id${falling}`
  const found = ofKind(kind, filter, parameters, [
    cypher`RETURN edge ORDER BY ${order} LIMIT ${limit}`,
    cypher`edge.id ${way} ${beyond}`,
  ])
  return {
    text: join([found, cypher`RETURN edge.id AS id ORDER BY id${falling} LIMIT ${limit}`]),
    parameters: parameters.values,
  }
}

/** One row `count`: how many claims of one kind pass. */
export function compileClaimCount(kind: EdgeKind, filter: ClaimWhere): CompiledPlan {
  const parameters = new Parameters('p')
  const found = ofKind(kind, filter, parameters, [cypher`RETURN count(edge) AS some`])
  return { text: join([found, cypher`RETURN sum(some) AS count`]), parameters: parameters.values }
}

/** The claims marked DISPUTED, and those that may have parallels, each kind's by its indexes. See `contested` of the port. */
export function contested({ kinds }: Contested): CypherText {
  const first = (mark: CypherText): CypherText => cypher`RETURN edge ORDER BY ${mark}, edge.id LIMIT $limit`
  const found = kinds.flatMap((kind) => {
    const matched = cypher`MATCH ()-[edge:${types([kind])}]->()`
    const disputed = cypher`UNWIND $disputed AS footing
CALL (footing) {
${matched}
WHERE edge.footing = footing AND edge.id > ''
${first(cypher`edge.footing`)}
}
RETURN edge`
    const apart = cypher`${matched}
WHERE edge.apart = true AND edge.id > ''
${first(cypher`edge.apart`)}`
    return edgeKind(kind).message === null ? [disputed] : [disputed, apart]
  })
  return cypher`CALL () {\n${join(found, '\nUNION ALL\n')}\n}\nWITH DISTINCT edge`
}

/** The marks of what is disputed. */
export const DISPUTED_FOOTINGS = footings({ certainty: ['DISPUTED'] })
