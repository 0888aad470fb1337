import { describe, expect, it } from 'vitest'
import { eachServedSample } from '../support/sample.ts'

interface Found {
  readonly paths: {
    readonly outcome: string
    readonly blockedBy: readonly string[]
    readonly reason: string | null
    readonly paths: readonly {
      readonly departure: string | null
      readonly arrival: string | null
      readonly nodes: readonly { readonly id: string }[]
      readonly steps: readonly {
        readonly relationship: { readonly kind: string }
        readonly forward: boolean
      }[]
    }[]
  }
}

const ASK = `query ($from: ID!, $to: ID!, $mode: PathMode!, $where: PathFilter, $time: TimeOptions, $first: Int) {
  paths(from: $from, to: $to, mode: $mode, where: $where, time: $time, first: $first) {
    outcome blockedBy reason
    paths { departure arrival nodes { id } steps { relationship { kind } forward } }
  }
}`

const BEGINNING = '2022-02-10T00:00:00.000Z'
const END = '2022-02-10T23:59:59.999Z'

eachServedSample((served) => {
  /** Each path as the entities met, and over what: `<` where against its direction. */
  const ask = async (variables: object) => {
    const { data, errors } = await served.server.ask<Found>(ASK, variables)
    expect(errors).toBeUndefined()
    if (!data) throw new TypeError('an answer was expected')
    const { outcome, blockedBy, reason, paths } = data.paths
    const ways = paths.map(({ nodes, steps }) => ({
      nodes: nodes.map(({ id }) => id),
      over: steps.map(({ relationship: { kind }, forward }) => (forward ? kind : `<${kind}`)),
    }))
    return {
      outcome,
      blockedBy,
      reason,
      ways,
      times: paths.map(({ departure, arrival }) => [departure, arrival]),
    }
  }
  const found = (ways: readonly object[], reason: string | null = null) =>
    expect.objectContaining({ outcome: 'FOUND', blockedBy: [], reason, ways })

  describe('which path links Truss to Borrell', () => {
    const truss = { from: 'liz-truss', to: 'josep-borrell' }
    const nodes = ['liz-truss', 'sergey-lavrov', 'eu-reply', 'josep-borrell']
    const shortest = ['MET_WITH', 'SPOKE_TO', '<SPOKE_TO'].map((talks) => ({
      nodes,
      over: [talks, '<ADDRESSED_TO', '<SENT'],
    }))

    it('SHORTEST: over Lavrov, whom she met and whom the reply was addressed to', async () => {
      const { outcome, reason, ways } = await ask({ ...truss, mode: 'SHORTEST' })
      expect({ outcome, reason, length: ways.length }).toEqual({ outcome: 'FOUND', reason: null, length: 1 })
      expect(shortest).toContainEqual(ways[0])
    })

    it('ALL_SHORTEST: by each of the ways in which the two talked', async () => {
      expect(await ask({ ...truss, mode: 'ALL_SHORTEST' })).toEqual(found(shortest))
    })

    it('K_SHORTEST: these, then longer ones', async () => {
      const [start, middle, end] = [['liz-truss', 'sergey-lavrov'], ['eu-reply'], ['josep-borrell']] as const
      expect(await ask({ ...truss, mode: 'K_SHORTEST', first: 8 })).toEqual(
        found(
          [
            ...shortest,
            {
              nodes: ['liz-truss', 'mfa-post', 'sergey-lavrov', ...middle, ...end],
              over: ['<MENTIONS', 'MENTIONS', '<ADDRESSED_TO', '<SENT'],
            },
            {
              nodes: [...start, 'eeas-announcement', ...middle, ...end],
              over: ['MET_WITH', '<MENTIONS', 'MENTIONS', '<SENT'],
            },
            {
              nodes: [...start, ...middle, 'borrell-post', ...end],
              over: ['MET_WITH', '<ADDRESSED_TO', '<MENTIONS', '<SENT'],
            },
            {
              nodes: [...start, ...middle, 'joanneke-balfoort', ...end],
              over: ['MET_WITH', '<ADDRESSED_TO', '<DELIVERED', '<INSTRUCTED'],
            },
            {
              nodes: [...start, 'lavrov-letter', 'austria', ...end],
              over: ['MET_WITH', 'SENT', 'ADDRESSED_TO', '<REPLIED_ON_BEHALF_OF'],
            },
          ],
          'there are more than the 8 paths asked for',
        ),
      )
    })

    const inTime = [
      { prefer: 'EARLIEST_ARRIVAL' },
      { prefer: 'LATEST_DEPARTURE' },
      { prefer: 'FEWEST_STEPS' },
      { dates: 'CERTAIN' },
      { maxWaitDays: 30 },
    ]
    it.each(inTime)('TIME_RESPECTING: none, for nothing leads from Lavrov to Borrell (%o)', async (time) => {
      expect(await ask({ ...truss, mode: 'TIME_RESPECTING', time })).toEqual({
        outcome: 'DISCONNECTED',
        blockedBy: [],
        reason: null,
        ways: [],
        times: [],
      })
    })
  })

  describe('which path respects time from Borrell to Truss', () => {
    const borrell = { from: 'josep-borrell', to: 'liz-truss', mode: 'TIME_RESPECTING' }
    const nodes = ['josep-borrell', 'eu-reply', 'sergey-lavrov', 'liz-truss']

    it.each([
      [{ prefer: 'EARLIEST_ARRIVAL' }, BEGINNING],
      [{ prefer: 'FEWEST_STEPS' }, BEGINNING],
      [{ maxWaitDays: 0 }, BEGINNING],
      [{ prefer: 'LATEST_DEPARTURE' }, END],
    ])('his reply can have reached her by Lavrov on the day of the talks (%o)', async (time, at) => {
      const answer = await ask({ ...borrell, time })
      expect(answer).toMatchObject({ outcome: 'FOUND', times: [[at, at]] })
      expect(answer.ways.map((way) => way.nodes)).toEqual([nodes])
      expect(answer.ways[0]?.over.slice(0, 2)).toEqual(['SENT', 'ADDRESSED_TO'])
      expect(['<MET_WITH', 'SPOKE_TO']).toContain(answer.ways[0]?.over[2])
    })

    it('nobody says that it certainly did: both are dated to the day', async () => {
      expect(await ask({ ...borrell, time: { dates: 'CERTAIN' } })).toMatchObject({
        outcome: 'DISCONNECTED',
        ways: [],
      })
    })
  })

  describe('how the reply travelled', () => {
    const reply = { from: 'josep-borrell', to: 'sergey-lavrov' }

    it('from hand to hand: instructed, met, received, addressed', async () => {
      const where = { kinds: ['INSTRUCTED', 'MET_WITH', 'RECEIVED', 'ADDRESSED_TO'] }
      const hands = {
        nodes: ['josep-borrell', 'joanneke-balfoort', 'vladimir-chizhov', 'eu-reply', 'sergey-lavrov'],
        over: ['INSTRUCTED', 'MET_WITH', 'RECEIVED', 'ADDRESSED_TO'],
      }
      for (const mode of ['SHORTEST', 'ALL_SHORTEST', 'K_SHORTEST']) {
        expect(await ask({ ...reply, mode, where })).toEqual(found([hands]))
      }
    })

    it('in time: instructed, Balfoort delivered what was addressed to Lavrov', async () => {
      const where = { kinds: ['INSTRUCTED', 'DELIVERED', 'ADDRESSED_TO'] }
      expect(await ask({ ...reply, mode: 'TIME_RESPECTING', where })).toMatchObject({
        outcome: 'FOUND',
        ways: [
          {
            nodes: ['josep-borrell', 'joanneke-balfoort', 'eu-reply', 'sergey-lavrov'],
            over: ['INSTRUCTED', 'DELIVERED', 'ADDRESSED_TO'],
          },
        ],
        times: [[BEGINNING, BEGINNING]],
      })
    })
  })
})
