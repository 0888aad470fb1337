import { describe, expect, it } from 'vitest'
import { refusalOf } from '../support/http.ts'
import { eachServedSample } from '../support/sample.ts'

interface Hop {
  readonly from: { readonly id: string }
  readonly to: { readonly id: string }
  readonly messages: number
  readonly meetings: number
  readonly conversations: number
  readonly firstContact: { readonly edtf: string } | null
  readonly sources: readonly { readonly id: string }[]
  readonly relationships: readonly { readonly id: string; readonly kind: string }[]
}
interface Search {
  readonly outcome: string
  readonly blockedBy: readonly string[]
  readonly truncated: boolean
  readonly paths: readonly {
    readonly length: number
    readonly actors: readonly { readonly id: string }[]
    readonly hops: readonly Hop[]
  }[]
}

const ASK = `query ($from: ID!, $to: ID!, $mode: ContactPathMode, $where: ContactFilter, $first: Int) {
  contactPaths(from: $from, to: $to, mode: $mode, where: $where, first: $first) {
    outcome blockedBy truncated
    paths {
      length actors { id }
      hops {
        from { id } to { id } messages meetings conversations firstContact { edtf }
        sources { id } relationships { id kind }
      }
    }
  }
}`

eachServedSample((served) => {
  const ask = async (variables: object): Promise<Search> => {
    const { data, errors } = await served.server.ask<{ contactPaths: Search }>(ASK, variables)
    expect(errors).toBeUndefined()
    if (!data) throw new TypeError('an answer was expected')
    return data.contactPaths
  }
  const truss = { from: 'liz-truss', to: 'josep-borrell' }

  it('links two ministers over whom both were in contact with, with what shows each contact', async () => {
    const { outcome, paths } = await ask(truss)
    expect(outcome).toBe('FOUND')
    expect(paths).toMatchObject([
      {
        length: 2,
        actors: [{ id: 'liz-truss' }, { id: 'sergey-lavrov' }, { id: 'josep-borrell' }],
        hops: [
          { messages: 0, meetings: 1, conversations: 2, firstContact: { edtf: '2022-02-10' } },
          { messages: 1, meetings: 0, conversations: 0, firstContact: { edtf: '2022-02-10~' } },
        ],
      },
    ])
    const [, reply] = paths[0]?.hops ?? []
    expect(reply?.relationships.map(({ kind }) => kind).sort()).toEqual(['ADDRESSED_TO', 'SENT'])
    expect(reply?.sources.length).toBeGreaterThan(0)
  })

  it('counts a collective reply as one contact with each principal, none among them', async () => {
    const states = { from: 'france', to: 'germany', where: { agency: 'PRINCIPAL', maxLength: 1 } }
    expect((await ask(states)).outcome).toBe('NOT_WITHIN_LENGTH')
    const { paths } = await ask({ from: 'france', to: 'sergey-lavrov', where: { agency: 'PRINCIPAL' } })
    expect(paths[0]?.hops).toMatchObject([{ messages: 2 }])
  })

  it('says which filter stands in the way', async () => {
    const { outcome, blockedBy, paths } = await ask({ ...truss, where: { minMessages: 50 } })
    expect({ outcome, blockedBy, paths }).toEqual({
      outcome: 'BLOCKED_BY_FILTER',
      blockedBy: ['minMessages'],
      paths: [],
    })
  })

  it('has NOT_FOUND where an end is no actor, and refuses numbers below nothing', async () => {
    expect(refusalOf(await served.server.ask(ASK, { ...truss, to: 'eu-reply' }))).toEqual({
      code: 'NOT_FOUND',
      message: 'to: no actor has the id "eu-reply"',
    })
    expect(refusalOf(await served.server.ask(ASK, { ...truss, where: { minSources: -1 } })).code).toBe(
      'BAD_USER_INPUT',
    )
  })

  describe('minSources: 1', () => {
    it('finds nothing where the only source of a contact was removed', async () => {
      const relate = `mutation { saveSource(input: { id: "lone-source", name: "A note" }) { source { id } }
        a: savePerson(input: { id: "first-person", name: "First" }) { person { id } }
        b: savePerson(input: { id: "second-person", name: "Second" }) { person { id } }
        relate(input: { kind: MET_WITH, from: "first-person", to: "second-person", date: "2022-03-01", sources: ["lone-source"] }) { relationship { id } } }`
      expect((await served.server.ask(relate)).errors).toBeUndefined()
      const question = { from: 'first-person', to: 'second-person', where: { minSources: 1 } }
      expect((await ask(question)).outcome).toBe('FOUND')
      await served.server.ask('mutation { remove(id: "lone-source") { removedId } }')
      const after = await ask(question)
      expect(after).toMatchObject({ outcome: 'BLOCKED_BY_FILTER', blockedBy: ['minSources'] })
    })
  })
})
