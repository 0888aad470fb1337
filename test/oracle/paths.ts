import type { PathFilter } from '../../src/analysis/path-graph.ts'
import type { EdgeProperties } from '../../src/store/rows.ts'
import { REPRESENTATIONS } from '../../src/vocabulary/edge-kinds.ts'
import { liesIn } from './periods.ts'
import { isActor, type StoredGraph, waysOver } from './random-graph.ts'

/** An edge as it was walked. */
export interface Walk {
  readonly edge: EdgeProperties
  readonly from: string
  readonly to: string
}

export type OraclePath = readonly Walk[]

/** The edges as they are when a message is the word of those on whose behalf it was sent. */
function asPrincipals(edges: readonly EdgeProperties[], filter: PathFilter): readonly EdgeProperties[] {
  const speaking = edges.filter(({ kind, message }) => REPRESENTATIONS.includes(kind) && message !== null)
  const spokenFor = new Set(speaking.map(({ message }) => message))
  const words = speaking.map(
    (edge): EdgeProperties => ({ ...edge, kind: 'SENT', from: edge.to, to: edge.message ?? edge.to }),
  )
  const own = edges.filter(
    ({ kind, to }) => !REPRESENTATIONS.includes(kind) && !(kind === 'SENT' && spokenFor.has(to)),
  )
  return filter.kinds.includes('SENT') ? [...own, ...words] : own
}

/** The edges that a search may take. */
export function walkableEdges(
  { edges }: Pick<StoredGraph, 'edges'>,
  filter: PathFilter,
): readonly EdgeProperties[] {
  const { kinds, during, certainty, agency } = filter
  return (agency === 'PRINCIPAL' ? asPrincipals(edges, filter) : edges).filter(
    (edge) =>
      kinds.includes(edge.kind) &&
      (!during || liesIn(edge, during)) &&
      (!certainty || certainty.includes(edge.certainty)),
  )
}

/** What may not be reached on the way to `to`. */
export function barredBetween(
  { entities, edges }: StoredGraph,
  to: string,
  { avoid, avoidHubs, between }: PathFilter,
): (id: string) => boolean {
  const degree = (id: string): number => edges.filter((edge) => edge.from === id || edge.to === id).length
  const isMember = (id: string): boolean =>
    edges.some(
      (edge) =>
        edge.kind === 'MEMBER_OF' &&
        edge.from === id &&
        edge.to === between?.memberOf &&
        (!between.memberDuring || liesIn(edge, between.memberDuring)),
    )
  const fails = (id: string): boolean => {
    const entity = entities.find((one) => one.id === id)
    if (!between || !entity || !isActor(entity)) return false
    const formed = !between.forms || (entity.form !== null && between.forms.includes(entity.form))
    return !formed || (between.memberOf !== undefined && !isMember(id))
  }
  return (id) =>
    avoid.includes(id) || (id !== to && ((avoidHubs !== undefined && degree(id) > avoidHubs) || fails(id)))
}

/** Every way without a node twice, of at most so many steps, in no order: all of them are walked. */
export function allPaths(
  graph: StoredGraph,
  from: string,
  to: string,
  filter: PathFilter,
): readonly OraclePath[] {
  const { maxLength } = filter
  const barred = barredBetween(graph, to, filter)
  const walkable = walkableEdges(graph, filter)
  const found: OraclePath[] = []
  const walk = (at: string, path: OraclePath): void => {
    if (at === to) {
      found.push(path)
      return
    }
    if (path.length === maxLength) return
    for (const edge of walkable) {
      for (const [start, next] of waysOver(edge, filter.direction)) {
        const seen = next === from || path.some((step) => step.to === next)
        if (start === at && !seen && !barred(next)) walk(next, [...path, { edge, from: at, to: next }])
      }
    }
  }
  walk(from, [])
  return found
}

/** Paths as the ids of their edges: the shorter first, then by the nodes and edges they meet. */
export function inOrder(paths: readonly OraclePath[]): readonly (readonly string[])[] {
  const key = (path: OraclePath): string => JSON.stringify(path.map(({ edge, to }) => [to, edge.id]))
  return [...paths]
    .sort((a, b) => a.length - b.length || (key(a) < key(b) ? -1 : 1))
    .map((path) => path.map(({ edge }) => edge.id))
}

/** The shortest of them, in order. */
export function shortest(paths: readonly OraclePath[]): readonly (readonly string[])[] {
  const length = Math.min(...paths.map((path) => path.length))
  return inOrder(paths.filter((path) => path.length === length))
}
