import { Answers } from './answers.ts'
import { type daysOf, wholeDays } from './calendar.ts'
import { liesIn } from './periods.ts'
import type { StoredGraph } from './random-graph.ts'

/** What `unanswered` is asked; `asOf` is a day. */
export interface OpenQuestion {
  readonly sentBy: string | null
  readonly owedBy: string | null
  readonly during: {
    readonly from: number
    readonly to: number
    readonly match: 'CERTAIN' | 'POSSIBLE'
  } | null
  readonly olderThanDays: number | null
  /** The day of it, counted since 1970. */
  readonly asOf: number
}

const DAY = 86_400_000

/** Every open message, found by asking each message of each addressee. */
export function allOpen(graph: StoredGraph, question: OpenQuestion) {
  const { sentBy, owedBy, during, olderThanDays, asOf } = question
  const there = (date: { readonly earliest: number | null }): boolean =>
    date.earliest === null || date.earliest < (asOf + 1) * DAY
  const now = { earliest: asOf * DAY, latest: (asOf + 1) * DAY - 1 }
  const past = {
    entities: graph.entities.filter((entity) => entity.kind !== 'MESSAGE' || there(entity)),
    edges: graph.edges,
  }
  const answers = new Answers({
    entities: past.entities,
    edges: past.edges.filter(
      ({ kind, from }) => kind !== 'IN_REPLY_TO' || past.entities.some(({ id }) => id === from),
    ),
  })
  const old = (message: Parameters<typeof daysOf>[0]): boolean =>
    olderThanDays === null || wholeDays(message, now, olderThanDays).late === true
  return past.entities
    .filter((message) => message.kind === 'MESSAGE' && old(message) && (!during || liesIn(message, during)))
    .sort((a, b) => (a.earliest ?? 9e15) - (b.earliest ?? 9e15) || (a.id < b.id ? -1 : 1))
    .flatMap((message) => {
      const waiting = answers.coverage(message.id, 1, null).unanswered
      const asked = owedBy === null ? waiting.length > 0 : waiting.includes(owedBy)
      const sent = sentBy === null || answers.senders(message.id).includes(sentBy)
      if (!asked || !sent) return []
      return { message: message.id as string, waiting, ageDays: wholeDays(message, now, null).delayDays }
    })
}
