import { describe, expect, it } from 'vitest'
import { DEFAULT_SEARCH_BUDGET } from '../../src/analysis/budget.ts'
import { brokersAround, communitiesAround } from '../../src/analysis/centrality/contact-measures.ts'
import type { PathFilter } from '../../src/analysis/path-graph.ts'
import { LimitExceeded } from '../../src/errors.ts'
import { EDGE_KIND_NAMES } from '../../src/vocabulary/edge-kinds.ts'
import { refusalOf } from '../support/http.ts'
import { eachServedSample } from '../support/sample.ts'

interface Brokers {
  readonly totalCount: number
  readonly truncated: boolean
  readonly reason: string | null
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  readonly nodes: readonly {
    readonly actor: { readonly id: string }
    readonly betweenness: number
    readonly contacts: number
  }[]
}

interface Communities {
  readonly modularity: number
  readonly truncated: boolean
  readonly reason: string | null
  readonly communities: readonly {
    readonly size: number
    readonly members: readonly { readonly id: string }[]
  }[]
}

const BROKERS = `query ($around: [ID!]!, $depth: Int, $where: PathFilter, $first: Int, $after: String) {
  asked: brokers(around: $around, depth: $depth, where: $where, first: $first, after: $after) {
    totalCount truncated reason pageInfo { hasNextPage endCursor } nodes { actor { id } betweenness contacts }
  }
}`
const COMMUNITIES = `query ($around: [ID!]!, $depth: Int, $where: PathFilter, $resolution: Float) {
  asked: communities(around: $around, depth: $depth, where: $where, resolution: $resolution) {
    modularity truncated reason communities { size members { id } }
  }
}`

/** The graph as it is. */
const filter: PathFilter = {
  kinds: EDGE_KIND_NAMES,
  direction: 'ANY',
  maxLength: 6,
  avoid: [],
  agency: 'LITERAL',
}

eachServedSample((served) => {
  const ask = async <T>(query: string, variables: object): Promise<T> => {
    const { data, errors } = await served.server.ask<{ asked: T }>(query, variables)
    expect(errors).toBeUndefined()
    if (!data) throw new TypeError('an answer was expected')
    return data.asked
  }
  const brokers = (variables: object): Promise<Brokers> => ask(BROKERS, variables)
  const communities = (variables: object): Promise<Communities> => ask(COMMUNITIES, variables)

  describe('brokers', () => {
    it('puts first who stands between all others: him who wrote to each of them', async () => {
      const { nodes, ...page } = await brokers({ around: ['josep-borrell'], first: 3 })
      expect(page).toMatchObject({ totalCount: 32, truncated: false, reason: null })
      expect(nodes).toEqual([
        { actor: { id: 'sergey-lavrov' }, betweenness: 1, contacts: 31 },
        { actor: { id: 'austria' }, betweenness: 0, contacts: 1 },
        { actor: { id: 'belgium' }, betweenness: 0, contacts: 1 },
      ])
    })

    it('takes in nobody beyond the depth, and who was addressed together is not by that in contact', async () => {
      for (const [depth, ids] of [
        [0, ['josep-borrell']],
        [1, ['josep-borrell', 'sergey-lavrov']],
      ] as const) {
        const { nodes } = await brokers({ around: ['josep-borrell'], depth })
        expect(nodes.map(({ actor }) => actor.id)).toEqual(ids)
      }
      const { nodes } = await brokers({ around: ['austria', 'belgium'], depth: 0 })
      expect(nodes.map(({ contacts }) => contacts)).toEqual([0, 0])
    })

    it('is paged: all pages together are the whole', async () => {
      const whole = await brokers({ around: ['josep-borrell'], first: 500 })
      const all: Brokers['nodes'][number][] = []
      for (let after: string | null = null; ; ) {
        const { nodes, pageInfo }: Brokers = await brokers({ around: ['josep-borrell'], first: 10, after })
        all.push(...nodes)
        after = pageInfo.endCursor
        if (!pageInfo.hasNextPage) break
      }
      expect(all).toEqual(whole.nodes)
      expect(all).toHaveLength(whole.totalCount)
    })

    it('honours the filter: kinds, period, whom to avoid, and whose word a message is', async () => {
      const around = ['sergey-lavrov']
      const contacts = async (where: object): Promise<number | undefined> => {
        const { nodes } = await brokers({ around, depth: 1, where, first: 500 })
        return nodes.find(({ actor }) => actor.id === 'sergey-lavrov')?.contacts
      }
      expect(await contacts({ kinds: ['SENT'] })).toBe(0)
      expect(await contacts({ kinds: ['MENTIONS'] })).toBe(0)
      expect(await contacts({ kinds: ['SENT', 'ADDRESSED_TO'], during: { to: '2022-01-31' } })).toBe(29)
      expect(await contacts({ during: { to: '1999' } })).toBe(0)
      expect(await contacts({ avoid: ['josep-borrell'] })).toBe(30)
      expect(await contacts({ avoidHubs: 0 })).toBe(0)
      const principals = await brokers({ around: ['josep-borrell'], where: { agency: 'PRINCIPAL' } })
      expect(principals.nodes.map(({ actor }) => actor.id)).not.toContain('sergey-lavrov')
    })
  })

  describe('communities', () => {
    const around = ['joanneke-balfoort', 'sergey-lavrov']

    it('has each actor in one group, the biggest group first', async () => {
      const { communities: groups, ...about } = await communities({ around })
      const members = groups.flatMap((group) => group.members.map(({ id }) => id))
      const { nodes } = await brokers({ around, first: 500 })
      expect(about).toMatchObject({ truncated: false, reason: null })
      expect(members.toSorted()).toEqual(nodes.map(({ actor }) => actor.id).toSorted())
      expect(groups.length).toBeGreaterThan(1)
      for (const { size, members } of groups) {
        expect(members).toHaveLength(size)
        expect(members.map(({ id }) => id)).toEqual(members.map(({ id }) => id).toSorted())
      }
      const order = groups.map(({ size, members }) => ({ size, first: members[0]?.id ?? '' }))
      expect(order).toEqual(order.toSorted((a, b) => b.size - a.size || (a.first < b.first ? -1 : 1)))
    })

    it('has the same answer each time, in whatever order the actors are named', async () => {
      const once = await communities({ around })
      expect(await communities({ around })).toEqual(once)
      expect(await communities({ around: around.toReversed() })).toEqual(once)
    })

    it('refuses a resolution that is not above 0', async () => {
      const refusal = refusalOf(await served.server.ask(COMMUNITIES, { around, resolution: 0 }))
      expect(refusal).toEqual({ code: 'BAD_USER_INPUT', message: 'resolution: is above 0, not 0' })
    })
  })

  describe('brokers and communities', () => {
    it.each([BROKERS, COMMUNITIES])('refuse who is no actor, and more than they give', async (query) => {
      const refusal = async (variables: object) => refusalOf(await served.server.ask(query, variables))
      for (const id of ['nobody', 'lavrov-letter']) {
        expect(await refusal({ around: ['sergey-lavrov', id] })).toEqual({
          code: 'NOT_FOUND',
          message: `around: no actor has the id "${id}"`,
        })
      }
      expect(await refusal({ around: [] })).toMatchObject({ code: 'BAD_USER_INPUT' })
      expect(await refusal({ around: ['canada'], depth: 6 })).toEqual({
        code: 'LIMIT_EXCEEDED',
        message: 'depth: is at most 5, 6 was asked for',
      })
    })

    it('refuse a graph that is larger than the limits', async () => {
      const where = { around: ['sergey-lavrov'], depth: 2, filter }
      const budget = DEFAULT_SEARCH_BUDGET
      const few = { budget, limits: { actors: 31, contacts: 100 } }
      await expect(brokersAround(served.store, where, few)).rejects.toThrow(
        new LimitExceeded('more than 31 actors'),
      )
      const sparse = { budget, limits: { actors: 100, contacts: 30 } }
      await expect(communitiesAround(served.store, { ...where, resolution: 1 }, sparse)).rejects.toThrow(
        new LimitExceeded('more than 30 pairs of actors in contact'),
      )
    })

    it('say where the search ended early', async () => {
      const budget = { nodes: 10, edges: 1_000, milliseconds: 60_000 }
      const where = { around: ['sergey-lavrov'], depth: 2, filter }
      const { reason } = await brokersAround(served.store, where, { budget })
      expect(reason).toContain('10 entities')
    })
  })
})
