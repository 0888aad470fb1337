import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { DEFAULT_SEARCH_BUDGET } from '../../src/analysis/budget.ts'
import { type ContactFilter, contactPaths } from '../../src/analysis/contact-paths.ts'
import { sourcesOf } from '../../src/analysis/contacts.ts'
import type { Claims } from '../../src/store/read-plan.ts'
import { EDGE_KIND_NAMES } from '../../src/vocabulary/edge-kinds.ts'
import { allContacts } from '../oracle/contacts.ts'
import { aGraph, anActor, isActor, put, type StoredGraph } from '../oracle/random-graph.ts'
import { eachStore, type TestStore } from '../support/stores.ts'

const GRAPHS = 500

/** A server plans a statement the first time it sees its shape. */
const PATIENCE_MS = 300_000

const aQuestion = fc.record({
  graph: aGraph,
  from: anActor,
  to: anActor,
  agency: fc.constantFrom('LITERAL', 'PRINCIPAL'),
  minMessages: fc.constantFrom(undefined, undefined, 1, 2),
  minSources: fc.constantFrom(undefined, undefined, 1, 2),
  avoid: fc.option(anActor, { nil: undefined, freq: 3 }),
  claims: fc.constantFrom<Claims>(
    {},
    { certainty: ['STATED'] },
    { during: { from: Date.UTC(1600, 0, 2), to: Date.UTC(1600, 1, 15), match: 'POSSIBLE' } },
    { during: { from: null, to: Date.UTC(1600, 1, 15), match: 'CERTAIN', held: true } },
  ),
})

/** Every way over contacts without an actor twice, the shorter first, then by the ids met. */
function allWays(
  graph: StoredGraph,
  from: string,
  to: string,
  filter: ContactFilter,
): readonly (readonly string[])[] {
  const contacts = allContacts(graph, filter)
  const actors = graph.entities.filter(isActor).map(({ id }) => id as string)
  const areJoined = (one: string, other: string): boolean =>
    contacts.has(one < other ? `${one} ${other}` : `${other} ${one}`)
  const found: (readonly string[])[] = []
  const walk = (way: readonly string[]): void => {
    const at = way.at(-1) ?? from
    if (at === to) found.push(way)
    if (at === to || way.length > filter.maxLength) return
    for (const next of actors) {
      if (!way.includes(next) && areJoined(at, next) && !filter.avoid.includes(next)) walk([...way, next])
    }
  }
  walk([from])
  return found.sort((a, b) => a.length - b.length || (a.join(' ') < b.join(' ') ? -1 : 1))
}

eachStore((_, open) => {
  let store: TestStore
  let graphs = 0
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store[Symbol.asyncDispose]())

  it(
    `finds the ways over contacts, with what shows each, that a look at all edges finds, in ${GRAPHS} graphs`,
    async () => {
      await fc.assert(
        fc.asyncProperty(
          aQuestion,
          async ({ graph, agency, minMessages, minSources, claims, ...question }) => {
            const prefix = `c${graphs++}-`
            const stored = await put(store, graph, prefix)
            const [from, to] = [`${prefix}${question.from}`, `${prefix}${question.to}`]
            const avoid = question.avoid === undefined ? [] : [`${prefix}${question.avoid}`]
            const filter: ContactFilter = {
              kinds: EDGE_KIND_NAMES,
              direction: 'ANY',
              maxLength: 6,
              avoid: avoid.filter((id) => id !== from && id !== to),
              agency,
              ...claims,
              ...(minMessages !== undefined && { minMessages }),
              ...(minSources !== undefined && { minSources }),
            }
            const expected = allWays(stored, from, to, filter)
            const all = { from, to, filter, limit: 1_000 }
            const { contactPaths: found, stopped } = await contactPaths(
              store,
              { ...all, mode: 'K_SHORTEST' },
              DEFAULT_SEARCH_BUDGET,
            )
            expect(stopped).toBeNull()
            expect(found.map(({ actors }) => actors)).toEqual(expected)
            const contacts = allContacts(stored, filter)
            for (const { actors, contacts: hops } of found) {
              for (const [at, hop] of hops.entries()) {
                expect({
                  messages: hop.messages.size,
                  meetings: hop.meetings.length,
                  conversations: hop.conversations.length,
                  sources: sourcesOf(hop),
                }).toEqual(
                  contacts.get(
                    actors
                      .slice(at, at + 2)
                      .sort()
                      .join(' '),
                  ),
                )
              }
            }
            const least = expected.filter(({ length }) => length === expected[0]?.length)
            const shortest = await contactPaths(
              store,
              { ...all, mode: 'ALL_SHORTEST' },
              DEFAULT_SEARCH_BUDGET,
            )
            expect(shortest.contactPaths.map(({ actors }) => actors)).toEqual(least)
          },
        ),
        { numRuns: GRAPHS },
      )
    },
    PATIENCE_MS,
  )
})
