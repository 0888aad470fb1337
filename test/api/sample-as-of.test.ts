import { expect, it } from 'vitest'
import { eachServedSample } from '../support/sample.ts'

eachServedSample((served) => {
  const counts = async (fields: string): Promise<readonly unknown[]> => {
    const { data, errors } = await served.server.ask(`{ ${fields} }`)
    expect(errors).toBeUndefined()
    return [...JSON.stringify(data).matchAll(/"totalCount":(\d+)/gu)].map(([, count]) => Number(count))
  }

  it('knows who held the office on the day of the letter, and not a month later', async () => {
    const holders = (time: string) =>
      `institution(id: "mfa-russia") { relationships(kinds: [HOLDS_OFFICE_AT], ${time}) { totalCount } }`
    expect(await counts(holders('during: { asOf: "2022-02-10", match: CERTAIN }'))).toEqual([1])
    expect(await counts(holders('asOf: "2022-03-10"'))).toEqual([0])
  })

  it('takes memberships without a date for possible on any day, and for certain on none', async () => {
    const members = (time: string) => `actors(where: { memberOf: "european-union", ${time} }) { totalCount }`
    expect(await counts(members('asOf: "2022-02-10"'))).toEqual([27])
    expect(await counts(members('during: { asOf: "2022-02-10", match: CERTAIN }'))).toEqual([0])
  })

  it('counts whom the letter reached as surely as asked: two are stated, the member states are disputed', async () => {
    const reached = (claims: string) =>
      `actor(id: "sergey-lavrov") { correspondents(during: { to: "2022-02-01" }, ${claims}) { totalCount } }`
    const [all, stated] = [await counts(reached('first: 1')), await counts(reached('certainty: [STATED]'))]
    expect(all).toEqual([29])
    expect(stated).toEqual([2])
  })
})
