import { describe, expect, it } from 'vitest'
import { refusalOf } from '../support/http.ts'
import { eachServedSample } from '../support/sample.ts'

interface Paths {
  readonly paths: {
    readonly outcome: string
    readonly truncated: boolean
    readonly reason: string | null
    readonly paths: readonly {
      readonly length: number
      readonly departure: string | null
      readonly arrival: string | null
      readonly nodes: readonly { readonly id: string }[]
    }[]
  }
}

const ASK = `query ($from: ID!, $to: ID!, $mode: PathMode!, $where: PathFilter, $time: TimeOptions, $first: Int) {
  paths(from: $from, to: $to, mode: $mode, where: $where, time: $time, first: $first) {
    outcome truncated reason paths { length departure arrival nodes { id } }
  }
}`

eachServedSample((served) => {
  const ask = async (variables: object) => {
    const { data, errors } = await served.server.ask<Paths>(ASK, variables)
    expect(errors).toBeUndefined()
    if (!data) throw new TypeError('an answer was expected')
    return data.paths
  }
  const truss = { from: 'liz-truss', to: 'josep-borrell' }

  describe('K_SHORTEST', () => {
    it('goes on where ALL_SHORTEST ends, the shorter paths first, none with an entity twice', async () => {
      const shortest = await ask({ ...truss, mode: 'ALL_SHORTEST' })
      const found = await ask({ ...truss, mode: 'K_SHORTEST', first: 20 })
      const lengths = found.paths.map(({ length }) => length)
      expect(found.outcome).toBe('FOUND')
      expect(found.paths.slice(0, shortest.paths.length)).toEqual(shortest.paths)
      expect(found.paths.length).toBeGreaterThan(shortest.paths.length)
      expect(lengths).toEqual(lengths.toSorted((a, b) => a - b))
      for (const { nodes } of found.paths) expect(new Set(nodes.map(({ id }) => id)).size).toBe(nodes.length)
    })

    it('says that there are more than were asked for', async () => {
      expect(await ask({ ...truss, mode: 'K_SHORTEST', first: 1 })).toMatchObject({
        truncated: true,
        reason: 'there are more than the 1 paths asked for',
      })
    })
  })

  describe('TIME_RESPECTING', () => {
    const letter = { from: 'sergey-lavrov', to: 'canada', mode: 'TIME_RESPECTING' }

    it('leaves and arrives at the day of the letter', async () => {
      const { paths } = await ask({ ...letter, where: { kinds: ['SENT', 'ADDRESSED_TO'] } })
      expect(paths).toMatchObject([
        { length: 2, departure: '2022-01-28T00:00:00.000Z', arrival: '2022-01-28T00:00:00.000Z' },
      ])
    })

    it('leaves as late, and certainly arrives by, as the letter’s day allows', async () => {
      const where = { kinds: ['SENT', 'ADDRESSED_TO'] }
      const last = await ask({ ...letter, where, time: { prefer: 'LATEST_DEPARTURE' } })
      expect(last.paths).toMatchObject([
        { departure: '2022-01-28T23:59:59.999Z', arrival: '2022-01-28T23:59:59.999Z' },
      ])
      const certain = await ask({ ...letter, where, time: { dates: 'CERTAIN' } })
      expect(certain.paths).toMatchObject([
        { departure: '2022-01-28T00:00:00.000Z', arrival: '2022-01-28T23:59:59.999Z' },
      ])
    })

    it('never goes back in time, however the question is put', async () => {
      const back = { from: 'josep-borrell', to: 'sergey-lavrov', mode: 'TIME_RESPECTING' }
      const during = { to: '2022-01-31' }
      for (const prefer of ['EARLIEST_ARRIVAL', 'LATEST_DEPARTURE', 'FEWEST_STEPS']) {
        const { outcome, paths } = await ask({ ...back, where: { during }, time: { prefer } })
        expect({ outcome, paths }).toEqual({ outcome: 'BLOCKED_BY_FILTER', paths: [] })
      }
    })

    it('refuses a wait that is none', async () => {
      const answer = await served.server.ask(ASK, { ...letter, time: { maxWaitDays: -1 } })
      expect(refusalOf(answer)).toEqual({
        code: 'BAD_USER_INPUT',
        message: 'time.maxWaitDays: nobody waits -1 days',
      })
    })
  })
})
