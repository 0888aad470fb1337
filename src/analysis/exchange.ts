import { spanOf, type TimeUnit, unitOf } from '../dates/spans.ts'
import { type Bounds, fromSortable } from '../dates/uncertain-date.ts'
import type { EdgeStep, Touched } from '../store/graph-store.ts'
import { type Agency, type Claims, dayOf, type InstantPeriod } from '../store/read-plan.ts'
import { Edge, REPRESENTATIONS } from '../vocabulary/edge-kinds.ts'
import { seenBy } from './agency.ts'
import { answerCoverage, type Reply, shareOf } from './answer-coverage.ts'
import { type SearchBudget, Spending } from './budget.ts'
import { byBeginning } from './dated-edges.ts'
import type { PathGraph } from './path-graph.ts'

export interface ExchangeQuestion {
  readonly between: string
  readonly and: string
  readonly agency: Agency
  /** Only messages sent in this period; answers may come later. */
  readonly during?: InstantPeriod
  /** Say all by this as well; null: do not. */
  readonly by: TimeUnit | null
}

/** What one of the two sent the other, and how it was answered. */
export interface OneWay {
  readonly messages: number
  /** Of these, those that the other has answered, or somebody on their behalf. */
  readonly answered: number
  /** The part answered, 0 to 1; null where there were no messages. */
  readonly share: number | null
  /** The median of the whole days to the answers; null where none is dated to the day. */
  readonly medianDays: number | null
}

/** Both directions. */
export interface Balance {
  /** From the first of the two to the second. */
  readonly there: OneWay
  readonly back: OneWay
  /** How balanced they are: see `reciprocityOf`; null where nothing was sent. */
  readonly reciprocity: number | null
}

export interface ExchangePeriod extends Balance {
  readonly from: number
  readonly to: number
}

export interface Exchange extends Balance {
  /** In order; those in which nothing was sent for certain are left out. Empty where they were not asked for. */
  readonly periods: readonly ExchangePeriod[]
  /** How many messages are in no period, since their date does not lie in one for certain. */
  readonly unplaced: number
  /** Why something may be missing; null where this is all. */
  readonly stopped: string | null
}

/** Most periods of one exchange. */
const MAX_PERIODS = 5_000

/** For how many messages the store is asked at once. */
const MESSAGES_AT_ONCE = 5_000

/** A message from one of the two to the other. */
interface Sent {
  readonly sending: EdgeStep
  /** Whose answer is waited for. */
  readonly to: string
  /** Days to the answer; null where that is not known; undefined where there is no answer. */
  readonly delay: number | null | undefined
}

/**
 * What two actors sent each other, and how much of it was answered. Messages are those addressed to the other, each once
 * and dated by its sending; who answered is as `answerCoverage` says. A search that ends early counts too few answers,
 * and may count too few messages.
 */
export async function exchange(
  graph: PathGraph,
  question: ExchangeQuestion,
  budget: SearchBudget,
  signal?: AbortSignal,
): Promise<Exchange> {
  const { between, and, by } = question
  const search = new Search(graph, new Spending(budget, signal), signal)
  const there = await search.sent(seenBy(graph, question), between, and, question.during)
  const back = await search.sent(seenBy(graph, question), and, between, question.during)
  const answers = await search.answersTo([...there.keys(), ...back.keys()])
  const sent = (letters: ReadonlyMap<string, EdgeStep>, to: string): readonly Sent[] =>
    [...letters].map(([id, sending]) => ({
      sending,
      to,
      delay: delayOf(id, sending, to, answers.get(id) ?? []),
    }))
  const all = [...sent(there, and), ...sent(back, between)]
  const { periods, unplaced, more } = by ? byPeriods(all, by, and) : { periods: [], unplaced: 0, more: false }
  const tooMany = more ? `there are more than ${MAX_PERIODS} periods; ask for a longer unit` : null
  return { ...balanceOf(all, and), periods, unplaced, stopped: search.stopped ?? tooMany }
}

/** What an exchange reads of the graph, as far as it may. */
class Search {
  /** Why it must end; null while it may go on. */
  stopped: string | null = null
  readonly #graph: PathGraph
  readonly #spending: Spending
  readonly #signal: AbortSignal | undefined

  constructor(graph: PathGraph, spending: Spending, signal: AbortSignal | undefined) {
    this.#graph = graph
    this.#spending = spending
    this.#signal = signal
  }

  /**
   * The messages from one actor that were addressed to another, each with its first sending. Begins with the one of the
   * two who has fewer: an office that sends thousands of letters wrote few of them to one person.
   */
  async sent(
    seen: PathGraph,
    from: string,
    to: string,
    during: InstantPeriod | undefined,
  ): Promise<ReadonlyMap<string, EdgeStep>> {
    if (this.stopped !== null) return new Map()
    const period = during ? { during } : {}
    const [[wrote = 0], [got = 0]] = await Promise.all([
      this.#graph.degrees([from], [Edge.SENT, ...REPRESENTATIONS], this.#signal),
      this.#graph.degrees([to], [Edge.ADDRESSED_TO], this.#signal),
    ])
    if (wrote <= got) {
      const sendings = firstSendings(await this.#all(seen, [from], Edge.SENT, 'OUT', period), from)
      const addressed = await this.#all(this.#graph, [...sendings.keys()], Edge.ADDRESSED_TO, 'OUT')
      const ids = new Set(addressed.flatMap((edge) => (edge.to === to ? [edge.from] : [])))
      return new Map([...sendings].filter(([id]) => ids.has(id)))
    }
    const addressed = await this.#all(this.#graph, [to], Edge.ADDRESSED_TO, 'IN')
    const ids = [...new Set(addressed.map((edge) => edge.from))]
    return firstSendings(await this.#all(seen, ids, Edge.SENT, 'IN', period), from)
  }

  /** The replies to some messages, by what they answer. */
  async answersTo(letters: readonly string[]): Promise<ReadonlyMap<string, readonly Reply[]>> {
    const links = await this.#all(this.#graph, [...new Set(letters)], Edge.IN_REPLY_TO, 'IN')
    const [senders, principals] = [new Map<string, string[]>(), new Map<string, string[]>()]
    await this.#inBatches([...new Set(links.map(({ from }) => from))], async (ids) => {
      const [sendings, spoken] = await Promise.all([
        this.#touching(this.#graph, ids, Edge.SENT, 'IN'),
        this.#graph.through(
          { messages: ids, kinds: REPRESENTATIONS, limit: this.#spending.left + 1 },
          this.#signal,
        ),
      ])
      for (const { from, to } of sendings.edges) append(senders, to, from)
      for (const { to, message } of spoken.edges) append(principals, message ?? '', to)
      return { edges: [...sendings.edges, ...spoken.edges], more: sendings.more || spoken.more }
    })
    const answers = new Map<string, Reply[]>()
    for (const { from: id, to: letter, ...date } of links.sort((a, b) => (a.from < b.from ? -1 : 1))) {
      append(answers, letter, {
        id,
        ...boundsOf(date),
        parents: [letter],
        senders: senders.get(id) ?? [],
        principals: principals.get(id) ?? [],
      })
    }
    return answers
  }

  /** All edges of a kind at some entities. */
  async #all(
    graph: PathGraph,
    entities: readonly string[],
    kind: EdgeStep['kind'],
    direction: 'OUT' | 'IN',
    claims: Claims = {},
  ): Promise<EdgeStep[]> {
    const found: EdgeStep[] = []
    await this.#inBatches(entities, async (ids) => {
      const touched = await this.#touching(graph, ids, kind, direction, claims)
      for (const edge of touched.edges) found.push(edge)
      return touched
    })
    return found
  }

  #touching(
    graph: PathGraph,
    ids: readonly string[],
    kind: EdgeStep['kind'],
    direction: 'OUT' | 'IN',
    claims: Claims = {},
  ): Promise<Touched> {
    const hops = [{ kinds: [kind], direction }]
    return graph.touching({ ids, hops, limit: this.#spending.left + 1, ...claims }, this.#signal)
  }

  async #inBatches(
    ids: readonly string[],
    ask: (batch: readonly string[]) => Promise<Touched>,
  ): Promise<void> {
    for (let at = 0; at < ids.length && this.stopped === null; at += MESSAGES_AT_ONCE) {
      const batch = ids.slice(at, at + MESSAGES_AT_ONCE)
      this.stopped = this.#spending.spendOn(batch.length, await ask(batch))
    }
  }
}

/** The first sending of each message by one actor. */
function firstSendings(sendings: readonly EdgeStep[], from: string): ReadonlyMap<string, EdgeStep> {
  const found = new Map<string, EdgeStep>()
  for (const sending of sendings) {
    const known = found.get(sending.to)
    if (sending.from === from && (!known || byBeginning(sending, known) < 0)) found.set(sending.to, sending)
  }
  return found
}

function delayOf(id: string, sending: EdgeStep, to: string, replies: readonly Reply[]): Sent['delay'] {
  const { answered } = answerCoverage({ id, ...boundsOf(sending), authors: [] }, [to], replies)
  return answered[0]?.delayDays
}

/** @param second to whom the messages of the first direction go */
function balanceOf(sent: readonly Sent[], second: string): Balance {
  const there = oneWayOf(sent.filter(({ to }) => to === second))
  const back = oneWayOf(sent.filter(({ to }) => to !== second))
  return { there, back, reciprocity: reciprocityOf(there.messages, back.messages) }
}

function oneWayOf(sent: readonly Sent[]): OneWay {
  const delays = sent.flatMap(({ delay }) => (delay === undefined ? [] : [delay]))
  return {
    messages: sent.length,
    answered: delays.length,
    share: shareOf(delays.length, sent.length),
    medianDays: medianOf(delays.filter((delay) => delay !== null)),
  }
}

/**
 * The part of what was sent that was returned in kind: twice the smaller number of the two over their sum, which is the
 * reciprocity of a weighted network (Squartini et al., Scientific Reports 3:2729, 2013) of these two alone. 1 where both
 * sent as much, 0 where only one did, null where none did.
 */
export const reciprocityOf = (there: number, back: number): number | null =>
  shareOf(2 * Math.min(there, back), there + back)

/** The middle one in order, or the mean of the two in the middle; null of none. */
function medianOf(numbers: readonly number[]): number | null {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = sorted.slice(Math.ceil(sorted.length / 2) - 1, Math.floor(sorted.length / 2) + 1)
  return middle.length === 0 ? null : middle.reduce((sum, one) => sum + one, 0) / middle.length
}

function byPeriods(all: readonly Sent[], by: TimeUnit, second: string) {
  const placed = new Map<number, Sent[]>()
  let unplaced = 0
  for (const one of all) {
    const [first, last] = [dayOf(one.sending.earliest), dayOf(one.sending.latest)]
    const unit = first === null || last === null ? null : unitOf(by, first)
    if (unit === null || last === null || unitOf(by, last) !== unit) unplaced++
    else append(placed, unit, one)
  }
  const units = [...placed].sort(([one], [other]) => one - other)
  const periods = units
    .slice(0, MAX_PERIODS)
    .map(([unit, sent]): ExchangePeriod => ({ ...spanOf(by, unit), ...balanceOf(sent, second) }))
  return { periods, unplaced, more: units.length > MAX_PERIODS }
}

const boundsOf = ({ earliest, latest }: Bounds): Bounds => ({
  earliest: earliest === null ? null : fromSortable(earliest),
  latest: latest === null ? null : fromSortable(latest),
})

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const known = lists.get(key)
  if (known) known.push(value)
  else lists.set(key, [value])
}
