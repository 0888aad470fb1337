import type { TimeUnit } from '../../src/dates/spans.ts'
import type { Agency, InstantPeriod } from '../../src/store/read-plan.ts'
import { Answers } from './answers.ts'
import { daysOf, spanAround } from './calendar.ts'
import { walkableEdges } from './paths.ts'
import type { StoredGraph } from './random-graph.ts'

interface Letter {
  readonly to: string
  readonly sent: { readonly earliest: number | null; readonly latest: number | null }
  /** Its answer, where there is one. */
  readonly answer: { readonly delayDays: number | null } | undefined
}

/** What two actors sent each other, found by asking each message of each of them. */
export function allExchanged(
  graph: StoredGraph,
  [between, and]: readonly [string, string],
  options: {
    readonly agency: Agency
    readonly during?: InstantPeriod | undefined
    readonly by: TimeUnit | null
  },
) {
  const { agency, during, by } = options
  const sendings = walkableEdges(graph, {
    kinds: ['SENT'],
    direction: 'ANY',
    maxLength: 1,
    avoid: [],
    agency,
    ...(during && { during }),
  })
  const answers = new Answers(graph)
  const letters = (from: string, to: string): readonly Letter[] =>
    graph.entities.flatMap(({ id }) => {
      const own = sendings.filter((edge) => edge.from === from && edge.to === id)
      const [sent] = own.sort((a, b) => (a.earliest ?? 9e15) - (b.earliest ?? 9e15))
      if (!sent || !answers.addressees(id).includes(to)) return []
      const answer = answers.coverage(id, 1, null).answered.find(({ addressee }) => addressee === to)
      return [{ to, sent, answer }]
    })
  const all = [...letters(between, and), ...letters(and, between)]
  const spans = by
    ? all.map(({ sent }) => {
        const { first, last } = daysOf(sent)
        if (first === null || last === null) return null
        const span = spanAround(by, first)
        return span.to === spanAround(by, last).to ? span : null
      })
    : []
  const periods = [...new Map(spans.flatMap((span) => (span ? [[span.from, span] as const] : []))).values()]
  return {
    ...balance(all, and),
    periods: periods
      .sort((a, b) => a.from - b.from)
      .map((period) => ({
        ...period,
        ...balance(
          all.filter((_, place) => spans[place]?.from === period.from),
          and,
        ),
      })),
    unplaced: spans.filter((span) => span === null).length,
  }
}

function balance(letters: readonly Letter[], second: string) {
  const [there, back] = [letters.filter(({ to }) => to === second), letters.filter(({ to }) => to !== second)]
  const [more, less] = [Math.max(there.length, back.length), Math.min(there.length, back.length)]
  return {
    there: oneWay(there),
    back: oneWay(back),
    reciprocity: more === 0 ? null : less / ((more + less) / 2),
  }
}

function oneWay(letters: readonly Letter[]) {
  const answered = letters.flatMap(({ answer }) => answer ?? [])
  const days = answered.flatMap(({ delayDays }) => delayDays ?? []).sort((a, b) => a - b)
  // Takes away the least and the most until one or two are left.
  while (days.length > 2) {
    days.pop()
    days.shift()
  }
  const [one, other = one] = days
  return {
    messages: letters.length,
    answered: answered.length,
    share: letters.length === 0 ? null : answered.length / letters.length,
    medianDays: one === undefined || other === undefined ? null : (one + other) / 2,
  }
}
