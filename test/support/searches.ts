import { denseActor, HUBS } from './dense-graph.ts'

const [A, B] = HUBS
const ENDS = `from: "${A}", to: "${B}"`
const FOUND = '{ outcome truncated reason paths { length } }'
const LISTED = '{ truncated reason nodes { actor { id } } }'
const ONWARD = 'where: { direction: OUT }'

/** Every search of the API, each asked in its hardest form of the two busiest actors of a dense graph. */
export const SEARCHES = {
  'paths, SHORTEST': `paths(${ENDS}, ${ONWARD}) ${FOUND}`,
  'paths, SHORTEST by principals': `paths(${ENDS}, where: { direction: OUT, agency: PRINCIPAL }) ${FOUND}`,
  'paths, SHORTEST between persons': `paths(${ENDS}, where: { direction: OUT, between: { kind: PERSON }, avoidHubs: 100000 }) ${FOUND}`,
  'paths, ALL_SHORTEST': `paths(${ENDS}, mode: ALL_SHORTEST, first: 100, ${ONWARD}) ${FOUND}`,
  'paths, ALL_SHORTEST by principals': `paths(${ENDS}, mode: ALL_SHORTEST, first: 100, where: { direction: OUT, agency: PRINCIPAL }) ${FOUND}`,
  'paths, K_SHORTEST': `paths(${ENDS}, mode: K_SHORTEST, first: 100, ${ONWARD}) ${FOUND}`,
  'paths, TIME_RESPECTING': `paths(${ENDS}, mode: TIME_RESPECTING) ${FOUND}`,
  'paths, TIME_RESPECTING, LATEST_DEPARTURE': `paths(${ENDS}, mode: TIME_RESPECTING, time: { prefer: LATEST_DEPARTURE }) ${FOUND}`,
  'paths, TIME_RESPECTING within days': `paths(${ENDS}, mode: TIME_RESPECTING, time: { maxWaitDays: 3 }) ${FOUND}`,
  contactPaths: `contactPaths(${ENDS}, mode: K_SHORTEST, first: 100) ${FOUND}`,
  reach: `reach(from: "${A}", maxHops: 20) ${LISTED}`,
  'reach within days': `reach(from: "${A}", maxHops: 20, time: { maxWaitDays: 3 }) ${LISTED}`,
  sources: `sources(of: "${B}", maxHops: 20) ${LISTED}`,
  subgraph: `subgraph(around: ["${A}", "${B}"], depth: 10, maxNodes: 5000) { truncated reason nodes { id } }`,
  brokers: `brokers(around: ["${A}", "${B}"], depth: 5) ${LISTED}`,
  communities: `communities(around: ["${A}", "${B}"], depth: 5) { truncated reason communities { size } }`,
  matrix: `matrix(among: ["${A}", "${B}", "${denseActor(1)}", "${denseActor(2)}"]) { truncated reason cells { messages } }`,
} as const satisfies Readonly<Record<string, string>>

export type SearchName = keyof typeof SEARCHES
