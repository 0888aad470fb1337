import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import type { Adjacency } from '../../../src/adjacency/adjacency.ts'
import { loadEntities, loadRelationships } from '../../../src/record/load.ts'
import type { GraphStore } from '../../../src/store/graph-store.ts'
import { Neo4jStore } from '../../../src/store/neo4j/neo4j-store.ts'
import type { EntityId } from '../../../src/vocabulary/ids.ts'

const neo4j = inject('neo4j')

/** What a server sees of others' writes only when it looks again. */
const A_SECOND = 1_001

describe.runIf(neo4j)('the relationships that a Neo4j store holds in memory', () => {
  let clock = 0
  const statements: string[] = []
  const open = (memoryEdges = 1_000): Neo4jStore => {
    if (!neo4j) throw new TypeError('there is no Neo4j in this run')
    return new Neo4jStore({ ...neo4j, timeoutMs: 60_000, memoryEdges, now: () => clock })
  }
  let [one, other] = [open(), open()]

  beforeAll(async () => {
    await one.migrate()
  })
  beforeEach(async () => {
    await one.connection.write((run) => run('MATCH (node:Entity) DETACH DELETE node'))
    await Promise.all([one, other].map((store) => store[Symbol.asyncDispose]()))
    ;[one, other] = [open(), open()]
    one.connection.onStatement = (text) => statements.push(text)
    await one.transact((transaction) => loadEntities(transaction, ['a', 'b', 'c'].map(person)))
    await met(one, 'a', 'b')
    statements.length = 0
  })
  afterAll(() => Promise.all([one, other].map((store) => store[Symbol.asyncDispose]())))

  it('are those of the graph, each with its date', async () => {
    const adjacency = await held(one)
    expect(adjacency.edges).toBe(1)
    expect(adjacency.step(adjacency.findEdge('met-with:a:b:2022-01-28'))).toEqual({
      id: 'met-with:a:b:2022-01-28',
      kind: 'MET_WITH',
      from: 'a',
      to: 'b',
      earliest: Date.parse('2022-01-28T00:00:00Z'),
      latest: Date.parse('2022-01-28T23:59:59.999Z'),
      message: null,
      certainty: 'STATED',
      sources: [],
    })
  })

  it('are read once, however often they are asked for', async () => {
    await held(one)
    statements.length = 0
    await held(one)
    expect(statements).toEqual([])
  })

  it('have what this server wrote at once, and are not read anew for it', async () => {
    await held(one)
    statements.length = 0
    await met(one, 'b', 'c')
    expect(await pairs(one)).toEqual(['a b', 'b c'])
    expect(statements.filter((text) => text.includes('$prefix'))).toEqual([])
    await one.transact((transaction) => transaction.removeEntities(['b' as EntityId]))
    expect(await pairs(one)).toEqual([])
  })

  it('have what another server wrote within a second', async () => {
    await held(one)
    await met(other, 'b', 'c')
    expect(await pairs(one)).toEqual(['a b'])
    clock += A_SECOND
    expect(await pairs(one)).toEqual(['a b', 'b c'])
  })

  it('have what something else wrote within a second too, though it leaves no note', async () => {
    await held(one)
    await other.connection.write((run) =>
      run(
        "MATCH (a {id: 'a'}), (c {id: 'c'}) CREATE (a)-[:KNOWS {id: 'knows:a:c', certainty: 'STATED', sources: []}]->(c)",
      ),
    )
    await met(other, 'b', 'c')
    clock += A_SECOND
    // What is not explained by notes has all read anew.
    await one.adjacency()
    expect(await pairs(one)).toEqual(['a b', 'a c', 'b c'])
  })

  it('are not held where there are more than the setting allows', async () => {
    await using small = open(0)
    expect(await small.adjacency()).toBeNull()
    await met(one, 'b', 'c')
    await using smaller = open(1)
    expect(await smaller.adjacency()).toBeNull()
  })
})

const person = (id: string) => ({ entity: 'PERSON', id, name: id }) as const

const met = (store: GraphStore, from: string, to: string): Promise<unknown> =>
  store.transact((transaction) =>
    loadRelationships(transaction, [
      { relationship: 'MET_WITH', from, to, date: '2022-01-28', certainty: 'STATED' },
    ]),
  )

async function held(store: GraphStore): Promise<Adjacency> {
  const adjacency = await store.adjacency()
  if (!adjacency) throw new TypeError('a small graph is held')
  return adjacency
}

/** Who is joined to whom, by id. */
async function pairs(store: GraphStore): Promise<readonly string[]> {
  const adjacency = await held(store)
  const found: string[] = []
  for (let entity = 0; entity < adjacency.entities; entity++) {
    for (let edge = adjacency.firstOut(entity); edge >= 0; edge = adjacency.nextOut(edge))
      found.push(`${adjacency.idOf(adjacency.from(edge))} ${adjacency.idOf(adjacency.to(edge))}`)
  }
  return found.sort()
}
