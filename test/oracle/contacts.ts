import type { ContactFilter } from '../../src/analysis/contact-paths.ts'
import type { EdgeProperties } from '../../src/store/rows.ts'
import { walkableEdges } from './paths.ts'
import { isActor, type StoredGraph } from './random-graph.ts'

/** A contact of two actors: how many of each kind, and the sources of all that shows it. */
export interface OracleContact {
  readonly messages: number
  readonly meetings: number
  readonly conversations: number
  readonly sources: readonly string[]
}

/** Every contact that counts, by its two actors in the order of their ids: every pair of edges is looked at. */
export function allContacts(graph: StoredGraph, filter: ContactFilter): ReadonlyMap<string, OracleContact> {
  const edges = walkableEdges(graph, filter)
  const actors = graph.entities.filter(isActor).map(({ id }) => id as string)
  const found = new Map<string, OracleContact>()
  for (const one of actors) {
    for (const other of actors.filter((id) => id > one)) {
      const joins = ({ from, to }: EdgeProperties): boolean =>
        (from === one && to === other) || (from === other && to === one)
      const meetings = edges.filter((edge) => edge.kind === 'MET_WITH' && joins(edge))
      const conversations = edges.filter((edge) => edge.kind === 'SPOKE_TO' && joins(edge))
      const ways = edges.flatMap((sending) =>
        sending.kind !== 'SENT'
          ? []
          : edges
              .filter(({ kind }) => kind === 'ADDRESSED_TO' || kind === 'COPIED_TO')
              .filter(({ from }) => from === sending.to)
              .filter(({ to }) => joins({ ...sending, to }))
              .map((addressing) => [sending, addressing] as const),
      )
      const evidence = [...meetings, ...conversations, ...ways.flat()]
      const contact = {
        messages: new Set(ways.map(([{ to }]) => to)).size,
        meetings: meetings.length,
        conversations: conversations.length,
        sources: [...new Set(evidence.flatMap(({ sources }) => sources))].sort(),
      }
      const counts =
        evidence.length > 0 &&
        contact.messages >= (filter.minMessages ?? 0) &&
        contact.sources.length >= (filter.minSources ?? 0)
      if (counts) found.set(`${one} ${other}`, contact)
    }
  }
  return found
}
