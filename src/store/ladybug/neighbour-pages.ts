import { type FoundPage, pageOf } from '../page.ts'
import { type Follow, UNDATED } from '../read-plan.ts'
import { descendingInstant } from '../row-properties.ts'
import { edgeTest, messageTest } from './conditions.ts'
import { edgesAt, farEnd, principalsOf, type TopologyEdge, type TopologyNode } from './topology.ts'

type FollowOf<F extends Follow['follow']> = Extract<Follow, { follow: F }>

/** Where a message stands in a list by date: undated ones come last in either direction. */
export const instantKey = (
  { earliest }: { readonly earliest: number | null },
  descending: boolean,
): number => (descending ? descendingInstant(earliest) : (earliest ?? UNDATED))

/**
 * One page of the nodes at the other end, each once.
 * @param withWords the entities that have the words of the filter, where it has any
 */
export function neighbourPage(
  node: TopologyNode,
  follow: FollowOf<'neighbours'>,
  withWords: ReadonlySet<string> | null,
): FoundPage<TopologyNode> {
  const { hop, where, order, descending } = follow
  const far = new Set<TopologyNode>()
  for (const edge of edgesAt(node, hop)) far.add(farEnd(edge, node))
  const listed = Object.keys(where).length === 0 ? far : [...far].filter(messageTest(where, withWords))
  const value = order === 'id' ? () => '' : (of: TopologyNode) => instantKey(of, descending)
  return pageOf(listed, { value, descending }, follow)
}

/** One page of the relationships that a hop takes, by date. */
export function relationshipPage(
  node: TopologyNode,
  follow: FollowOf<'relationships'>,
): FoundPage<TopologyEdge> {
  const passes = edgeTest(follow.where)
  const listed = [...edgesAt(node, follow.hop)].filter((edge) => passes(edge, node))
  return pageOf(listed, { value: (edge) => instantKey(edge, false), descending: false }, follow)
}

/** One page of those on whose behalf a message was sent, each once, by id. */
export function principalPage(
  message: TopologyNode,
  follow: FollowOf<'principals'>,
): FoundPage<TopologyNode> {
  return pageOf(principalsOf(message), BY_ID, follow)
}

/** By id alone. */
export const BY_ID = { value: () => '', descending: false } as const
