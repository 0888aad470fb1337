import type { Loading } from './generate.ts'
import type { ContestantName, WorkloadName } from './workloads.ts'

/** One contestant at one workload: the median over the rounds, and the least and most. */
export interface Figure {
  readonly workload: WorkloadName
  readonly contestant: ContestantName
  readonly perSecond: number
  /** Requests a second in each round, in the order of the rounds. */
  readonly rates: readonly number[]
  /** Processor time that the server's own process took a request, in milliseconds; null where the system does not tell. */
  readonly processor: number | null
  /** Milliseconds, at as many connections as the run had. */
  readonly p50: number
  readonly p95: number
  /** Milliseconds, one request at a time. */
  readonly p50Alone: number
}

/** All that a run found out. */
export interface Results {
  readonly at: string
  readonly node: string
  readonly machine: string
  readonly connections: number
  readonly rounds: number
  readonly secondsARound: number
  readonly comparedAnswers: number
  readonly loading: Readonly<Record<string, Loading>>
  readonly figures: readonly Figure[]
}

/** The middle of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const middle = Math.floor(sorted.length / 2)
  const upper = sorted[middle] ?? Number.NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2
}

const TITLES: Readonly<Record<WorkloadName, string>> = {
  node: 'person by id',
  three: 'three levels',
  five: 'five levels',
  hub: 'three levels, the busiest person',
}

const CONTESTANTS: Readonly<Record<ContestantName, string>> = {
  'parley-neo4j': 'Parley on Neo4j',
  'parley-ladybug': 'Parley on LadybugDB',
  'neo4j-graphql': '@neo4j/graphql behind Yoga',
  bare: 'hand-written Cypher, bare HTTP',
}

/** What Parley is to reach: at least so many times the other's requests, or at most so many milliseconds. */
const AIMS = [
  { workload: 'three', over: 'neo4j-graphql', least: 2 },
  { workload: 'five', over: 'neo4j-graphql', least: 12 },
  { workload: 'three', over: 'bare', least: 0.75 },
  { workload: 'five', over: 'bare', least: 0.75 },
] as const
const TIME_AIMS = [
  { workload: 'three', below: 40 },
  { workload: 'node', below: 2 },
] as const

const number = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en-US') : value >= 10 ? value.toFixed(1) : value.toFixed(2)

const row = (...cells: readonly string[]): string => `| ${cells.join(' | ')} |`

const met = (holds: boolean): string => (holds ? 'yes' : 'no')

/** The results as Markdown. */
export function markdown(results: Results): string {
  const { figures } = results
  const figure = (workload: WorkloadName, contestant: ContestantName): Figure | undefined =>
    figures.find((each) => each.workload === workload && each.contestant === contestant)
  const table = figures.map((each) =>
    row(
      TITLES[each.workload],
      CONTESTANTS[each.contestant],
      number(each.perSecond),
      `${number(Math.min(...each.rates))}–${number(Math.max(...each.rates))}`,
      number(each.p50),
      number(each.p95),
      number(each.p50Alone),
      each.processor === null ? '' : number(each.processor),
    ),
  )
  const ratios = (Object.keys(TITLES) as WorkloadName[]).flatMap((workload) => {
    const parley = figure(workload, 'parley-neo4j')
    return (['neo4j-graphql', 'bare'] as const).flatMap((other) => {
      const theirs = figure(workload, other)
      if (!parley || !theirs) return []
      // Round by round, since what slows a machine for a while slows both.
      const ratio = median(parley.rates.map((rate, round) => rate / (theirs.rates[round] ?? Number.NaN)))
      const aim = AIMS.find((each) => each.workload === workload && each.over === other)
      const [aimed, reached] = aim ? [`${aim.least}x`, met(ratio >= aim.least)] : ['', '']
      return [row(TITLES[workload], CONTESTANTS[other], `${ratio.toFixed(2)}x`, aimed, reached)]
    })
  })
  const times = TIME_AIMS.flatMap(({ workload, below }) => {
    const ladybug = figure(workload, 'parley-ladybug')
    if (!ladybug) return []
    return [
      row(TITLES[workload], `${number(ladybug.p50Alone)} ms`, `${below} ms`, met(ladybug.p50Alone < below)),
    ]
  })
  const loaded = Object.entries(results.loading).flatMap(([store, { rows, seconds }]) =>
    rows === 0 ? [] : [row(store, number(rows), number(seconds), number(rows / seconds))],
  )
  return [
    `${results.at}, Node ${results.node}, ${results.machine}; ${results.connections} connections, medians of ${results.rounds} rounds of ${results.secondsARound} s, ${results.comparedAnswers} answers compared before.`,
    '',
    row(
      'query',
      'server',
      'requests/s',
      'least–most',
      'p50 ms',
      'p95 ms',
      'p50 ms, one connection',
      'server CPU ms',
    ),
    row('---', '---', '--:', '--:', '--:', '--:', '--:', '--:'),
    ...table,
    '',
    row('query', 'Parley on Neo4j against', 'ratio', 'aim', 'reached'),
    row('---', '---', '--:', '--:', '---'),
    ...ratios,
    '',
    row('query', 'LadybugDB p50, one connection', 'aim: under', 'reached'),
    row('---', '--:', '--:', '---'),
    ...times,
    ...(loaded.length === 0
      ? []
      : ['', row('loading', 'rows', 'seconds', 'rows/s'), row('---', '--:', '--:', '--:'), ...loaded]),
    '',
  ].join('\n')
}
