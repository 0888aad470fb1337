import { describe, expect, it } from 'vitest'
import { refusalOf } from '../support/http.ts'
import { eachServedSample } from '../support/sample.ts'

interface Found {
  readonly paths: {
    readonly outcome: string
    readonly blockedBy: readonly string[]
    readonly leftOut: readonly { readonly id: string }[]
    readonly paths: readonly {
      readonly sentence: string
      readonly nodes: readonly { readonly id: string }[]
    }[]
  }
}

const PATHS = `query ($from: ID!, $to: ID!, $mode: PathMode, $where: PathFilter) {
  paths(from: $from, to: $to, mode: $mode, where: $where) {
    outcome blockedBy leftOut { id } paths { sentence nodes { id } }
  }
}`
const REACH = `query ($from: ID!, $where: PathFilter) {
  reach(from: $from, maxHops: 1, where: $where) { leftOut { id } nodes { actor { id } via { id } hops } }
}`

eachServedSample((served) => {
  const ask = async <D>(query: string, variables: object): Promise<D> => {
    const { data, errors } = await served.server.ask<D>(query, variables)
    expect(errors).toBeUndefined()
    if (!data) throw new TypeError('an answer was expected')
    return data
  }
  const truss = { from: 'liz-truss', to: 'josep-borrell' }

  describe('between', () => {
    it('lets only the actors through for whom it holds, and any message', async () => {
      const { paths } = await ask<Found>(PATHS, { ...truss, where: { between: { kind: 'PERSON' } } })
      expect(paths.paths.map(({ nodes }) => nodes.map(({ id }) => id))).toEqual([
        ['liz-truss', 'sergey-lavrov', 'eu-reply', 'josep-borrell'],
      ])
    })

    it('is named where it stands in the way', async () => {
      const where = { between: { memberOf: 'nato' }, kinds: ['SENT', 'ADDRESSED_TO', 'MET_WITH'] }
      const { paths } = await ask<Found>(PATHS, { ...truss, where })
      expect(paths).toMatchObject({ outcome: 'BLOCKED_BY_FILTER', paths: [] })
      expect(paths.blockedBy).toContain('between')
    })

    it('asks for an institution where it asks when somebody was its member', async () => {
      const where = { between: { during: { from: '2022' } } }
      expect(refusalOf(await served.server.ask(PATHS, { ...truss, where }))).toEqual({
        code: 'BAD_USER_INPUT',
        message: 'where.between.during: says when somebody was a member: give memberOf too',
      })
    })
  })

  describe('certainty', () => {
    it('keeps to relationships that are as sure as asked', async () => {
      const { paths } = await ask<Found>(PATHS, { ...truss, where: { certainty: ['DISPUTED'] } })
      expect(paths).toMatchObject({ outcome: 'BLOCKED_BY_FILTER', blockedBy: ['certainty'] })
    })
  })

  describe('avoidHubs', () => {
    it('names what it left out', async () => {
      const where = { avoidHubs: 20 }
      const { paths } = await ask<Found>(PATHS, { ...truss, mode: 'ALL_SHORTEST', where })
      expect(paths.outcome).toBe('FOUND')
      expect(paths.leftOut.map(({ id }) => id)).toContain('lavrov-letter')
      expect(paths.paths.flatMap(({ nodes }) => nodes.map(({ id }) => id))).not.toContain('lavrov-letter')
    })
  })

  describe('throughOffices', () => {
    const where = { kinds: ['SENT', 'ADDRESSED_TO', 'SPOKE_TO', 'MET_WITH'] }

    it('takes information from an institution to who held an office there, and says so', async () => {
      const question = { from: 'sergey-lavrov', to: 'josep-borrell', mode: 'TIME_RESPECTING' }
      const during = { from: '2022-01-01', to: '2022-02-05' }
      const without = await ask<Found>(PATHS, { ...question, where: { ...where, during } })
      expect(without.paths.outcome).not.toBe('FOUND')
      const { paths } = await ask<Found>(PATHS, {
        from: 'european-union',
        to: 'josep-borrell',
        mode: 'TIME_RESPECTING',
        where: { ...where, during, throughOffices: true },
      })
      expect(paths.outcome).toBe('FOUND')
      expect(paths.paths[0]?.sentence).toMatch(
        /^European Union has as an office holder Josep Borrell Fontelles \(February 2022; source: “.+”\)\.$/u,
      )
    })

    it('is no contact: whom an office reaches, its holder is reached by as many', async () => {
      const of = (id: string) =>
        ask<{ reach: { nodes: readonly { actor: { id: string } }[] } }>(REACH, {
          from: id,
          where: { ...where, throughOffices: true },
        })
      const [held, holder] = [await of('mfa-russia'), await of('sergey-lavrov')]
      const ids = ({ reach }: typeof held) => reach.nodes.map(({ actor }) => actor.id)
      expect(ids(held)).toContain('sergey-lavrov')
      expect(ids(held)).toContain('liz-truss')
      expect(ids(holder)).toContain('mfa-russia')
    })
  })
})
