import { HUB, seeded, sentCounts } from './graph.ts'

export type ContestantName = 'parley-neo4j' | 'parley-ladybug' | 'neo4j-graphql' | 'bare'
export type WorkloadName = 'node' | 'three' | 'five' | 'hub'

/** What is asked, for which ids, and how each contestant is asked. */
export interface Workload {
  readonly name: WorkloadName
  readonly title: string
  /** The same for all contestants, in this order. */
  readonly ids: readonly string[]
  /** Path and body of the request to a contestant. */
  request(contestant: ContestantName, id: string): { readonly path: string; readonly body: string }
}

const PARLEY = {
  node: 'query ($id: ID!) { actor: person(id: $id) { id name } }',
  three:
    'query ($id: ID!) { actor(id: $id) { name sent(first: 10) { nodes { id name date { edtf } addressees { id name } } } } }',
  five: `query ($id: ID!) { actor(id: $id) { name sent(first: 10) { nodes { id name date { edtf } addressees { id name
    received(first: 5) { nodes { id name senders { id name sent(first: 3) { nodes { name } } } } } } } } } }`,
} as const

const BY_DATE = 'sort: [{ earliest: ASC }, { id: ASC }]'
const BY_ID = 'sort: [{ id: ASC }]'

const NEO4J_GRAPHQL = {
  node: 'query ($id: ID!) { actor: people(where: { id: { eq: $id } }) { id name } }',
  three: `query ($id: ID!) { actor: people(where: { id: { eq: $id } }) { name
    sent(limit: 10, ${BY_DATE}) { id name date addressees(${BY_ID}) { id name } } } }`,
  five: `query ($id: ID!) { actor: people(where: { id: { eq: $id } }) { name
    sent(limit: 10, ${BY_DATE}) { id name date addressees(${BY_ID}) { id name
      received(limit: 5, ${BY_DATE}) { id name senders(${BY_ID}) { id name sent(limit: 3, ${BY_DATE}) { name } } } } } } }`,
} as const

function request(operation: keyof typeof PARLEY, contestant: ContestantName, id: string) {
  if (contestant === 'bare') return { path: `/${operation}`, body: JSON.stringify({ id }) }
  const queries = contestant === 'neo4j-graphql' ? NEO4J_GRAPHQL : PARLEY
  return { path: '/graphql', body: JSON.stringify({ query: queries[operation], variables: { id } }) }
}

/** How many persons take part. */
const PERSONS = 1_000

/** Persons who sent 8 to 20 messages, chosen at random, the same ones on every run. */
function persons(): readonly string[] {
  const random = seeded(7)
  return [...sentCounts()]
    .filter(([, sent]) => sent >= 8 && sent <= 20)
    .map(([id]) => ({ id, place: random() }))
    .sort((a, b) => a.place - b.place)
    .slice(0, PERSONS)
    .map(({ id }) => id)
}

/** All workloads, over the same persons. */
export function workloads(): readonly Workload[] {
  const ids = persons()
  return [
    { name: 'node', title: 'person by id', ids, request: (who, id) => request('node', who, id) },
    { name: 'three', title: 'three levels', ids, request: (who, id) => request('three', who, id) },
    { name: 'five', title: 'five levels', ids, request: (who, id) => request('five', who, id) },
    {
      name: 'hub',
      title: 'three levels from the person with 20,000 messages',
      ids: [HUB],
      request: (who, id) => request('three', who, id),
    },
  ]
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * An answer in one shape for all: lists stand without `nodes`, a date is its text, a list of one person is the person.
 * Order within lists is kept, since all are asked to keep it; keys are sorted, since Cypher's maps do not keep theirs.
 */
export function normalised(answer: unknown): unknown {
  if (Array.isArray(answer)) return answer.map(normalised)
  if (!isObject(answer)) return answer
  const keys = Object.keys(answer)
  if (keys.length === 1 && (keys[0] === 'nodes' || keys[0] === 'edtf')) return normalised(answer[keys[0]])
  return Object.fromEntries(
    Object.entries(answer)
      .map(([key, value]) => [key, key === 'actor' && Array.isArray(value) ? value[0] : value] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [key, normalised(value)]),
  )
}
