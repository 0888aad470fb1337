import type { TimeUnit } from '../../src/dates/spans.ts'
import type { Agency, InstantPeriod } from '../../src/store/read-plan.ts'
import type { EdgeProperties } from '../../src/store/rows.ts'
import type { EdgeKind } from '../../src/vocabulary/edge-kinds.ts'
import type { Certainty } from '../../src/vocabulary/forms.ts'
import { countedDayByDay, daysOf } from './calendar.ts'
import { walkableEdges } from './paths.ts'
import type { StoredGraph } from './random-graph.ts'

/** Every cell of a matrix, found by asking of each pair of actors what lies between them. */
export function allCells(
  graph: StoredGraph,
  among: readonly string[],
  options: {
    readonly agency: Agency
    readonly during?: InstantPeriod | undefined
    readonly certainty?: readonly Certainty[] | undefined
    readonly by: TimeUnit | null
  },
) {
  const { agency, during, certainty, by } = options
  const walkable = (kinds: readonly EdgeKind[], period?: InstantPeriod): readonly EdgeProperties[] =>
    walkableEdges(graph, {
      kinds,
      direction: 'ANY',
      maxLength: 1,
      avoid: [],
      agency,
      ...(period && { during: period }),
      ...(certainty && { certainty }),
    })
  const [sent, spoke, met] = [
    walkable(['SENT'], during),
    walkable(['SPOKE_TO'], during),
    walkable(['MET_WITH'], during),
  ]
  const addressed = walkable(['ADDRESSED_TO', 'COPIED_TO'])
  const actors = [...new Set(among)].sort()
  const pairs = actors.flatMap((from) => actors.map((to) => [from, to] as const))
  return pairs.flatMap(([from, to]) => {
    if (from === to) return []
    const messages = graph.entities.filter(
      ({ id }) =>
        sent.some((edge) => edge.from === from && edge.to === id) &&
        addressed.some((edge) => edge.from === id && edge.to === to),
    )
    const conversations = spoke.filter((edge) => edge.from === from && edge.to === to)
    const meetings = met.filter((edge) => [edge.from, edge.to].sort().join() === [from, to].sort().join())
    const contacts = [...messages, ...conversations, ...meetings]
    if (contacts.length === 0) return []
    const dated = contacts.filter(({ earliest }) => earliest !== null)
    return {
      from,
      to,
      messages: messages.length,
      conversations: conversations.length,
      meetings: meetings.length,
      first: dated.length === 0 ? null : Math.min(...dated.map(({ earliest }) => earliest ?? 0)),
      last: dated.length === 0 ? null : Math.max(...dated.map(({ latest }) => latest ?? 0)),
      periods: by ? countedDayByDay(contacts.map(daysOf), by).bars : [],
    }
  })
}
