import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { DEFAULT_SEARCH_BUDGET } from '../../src/analysis/budget.ts'
import {
  type LoadedEntity,
  type LoadedRelationship,
  loadEntities,
  loadRelationships,
} from '../../src/record/load.ts'
import { refusalOf, serveForTest, type TestServer } from '../support/http.ts'
import { eachStore, type TestStore } from '../support/stores.ts'

const person = (id: string): LoadedEntity => ({ entity: 'PERSON', id, name: id })
const institution = (id: string, form: string): LoadedEntity => ({
  entity: 'INSTITUTION',
  id,
  name: id,
  form,
})
const letter = (id: string, date: string | undefined, more: Partial<LoadedEntity> = {}): LoadedEntity => ({
  entity: 'MESSAGE',
  id,
  name: id,
  form: 'LETTER',
  date,
  ...more,
})

/** A ministry whose office changes hands, a union that states join and leave, and letters around it. */
const ENTITIES: readonly LoadedEntity[] = [
  { entity: 'SOURCE', id: 'gazette', name: 'Gazette' },
  { entity: 'TOPIC', id: 'fish', name: 'Fish' },
  ...['anna', 'boris', 'clara', 'dora', 'eve'].map(person),
  institution('ministry', 'MINISTRY'),
  institution('union', 'INTERNATIONAL_ORGANISATION'),
  ...['albion', 'borduria', 'carpania'].map((id) => institution(id, 'STATE')),
  letter('letter-april', '2001-04-30'),
  letter('letter-may', '2001-05-01'),
  letter('answer-may', '2001-05-20', { certainty: 'DISPUTED' }),
  letter('answer-june', '2001-06'),
  letter('note', undefined),
]

const edge = (
  relationship: LoadedRelationship['relationship'],
  from: string,
  to: string,
  more: Partial<LoadedRelationship> = {},
): LoadedRelationship => ({ relationship, from, to, certainty: 'STATED', ...more })

const RELATIONSHIPS: readonly LoadedRelationship[] = [
  edge('HOLDS_OFFICE_AT', 'anna', 'ministry', { date: '1998-05/2001-04-30', sources: ['gazette'] }),
  edge('HOLDS_OFFICE_AT', 'boris', 'ministry', {
    date: '2001-05-01/2004-11-30',
    certainty: 'LIKELY',
    sources: ['gazette'],
  }),
  edge('HOLDS_OFFICE_AT', 'clara', 'ministry', { date: '2004-12/..' }),
  edge('HOLDS_OFFICE_AT', 'dora', 'ministry', { role: 'Keeper of the seal' }),
  edge('MEMBER_OF', 'albion', 'union', { date: '1973/2020-01-31' }),
  edge('MEMBER_OF', 'borduria', 'union', { date: '2004-05-01/..' }),
  edge('MEMBER_OF', 'carpania', 'union'),
  ...['letter-april', 'letter-may'].flatMap((id) => [
    edge('SENT', 'eve', id),
    edge('ADDRESSED_TO', id, 'anna'),
    edge('ADDRESSED_TO', id, 'boris', { certainty: 'LIKELY' }),
    edge('ABOUT', id, 'fish'),
  ]),
  edge('SENT', 'boris', 'answer-may'),
  edge('ADDRESSED_TO', 'answer-may', 'eve'),
  edge('IN_REPLY_TO', 'answer-may', 'letter-may'),
  edge('REPLIED_ON_BEHALF_OF', 'boris', 'albion', { message: 'answer-may' }),
  edge('REPLIED_ON_BEHALF_OF', 'boris', 'borduria', { message: 'answer-june', certainty: 'DISPUTED' }),
  edge('SENT', 'boris', 'answer-june'),
  edge('ADDRESSED_TO', 'answer-june', 'eve'),
  edge('IN_REPLY_TO', 'answer-june', 'answer-may'),
  edge('MET_WITH', 'anna', 'eve', { date: '2001-04-30', certainty: 'DISPUTED' }),
  edge('MET_WITH', 'anna', 'eve', { date: '2001-05', certainty: 'STATED' }),
]

type Nodes<Name extends string> = Readonly<
  Record<string, Readonly<Record<Name, { readonly nodes: readonly Readonly<Record<string, unknown>>[] }>>>
>

eachStore((_, open) => {
  let store: TestStore
  let server: TestServer
  let now = ''
  beforeAll(async () => {
    store = await open()
    await store.transact(async (transaction) => {
      await loadEntities(transaction, ENTITIES)
      await loadRelationships(transaction, RELATIONSHIPS)
    })
    // A server plans a statement the first time it sees its shape.
    const budget = { ...DEFAULT_SEARCH_BUDGET, milliseconds: 25_000 }
    server = await serveForTest(store, { budget, clock: () => Date.parse(now) })
  })
  beforeEach(() => {
    now = '2001-05-29T23:59:59Z'
  })
  afterAll(async () => {
    expect(server.faults).toEqual([])
    await server[Symbol.asyncDispose]()
    await store[Symbol.asyncDispose]()
  })
  const ask = async <D>(query: string, variables: object = {}): Promise<D> => {
    const { data, errors } = await server.ask<D>(query, variables)
    expect(errors).toBeUndefined()
    if (!data) throw new TypeError('an answer was expected')
    return data
  }
  /** The dates and ends of the relationships that a field of an entity lists. */
  const listed = async (id: string, field: string): Promise<readonly unknown[]> => {
    const type = ['anna', 'boris', 'eve', 'albion', 'borduria'].includes(id)
      ? 'Actor'
      : id === 'gazette'
        ? 'Source'
        : 'Entity'
    const [name = ''] = field.split('(')
    const { entity } = await ask<Nodes<string>>(
      `query ($id: ID!) { entity(id: $id) { ... on ${type} { ${field} { nodes { from { id } to { id } } } } } }`,
      { id },
    )
    return (entity?.[name]?.nodes ?? []).map(({ from }) => (from as { id: string }).id)
  }
  const holders = (time: string): Promise<readonly unknown[]> =>
    listed('ministry', `relationships(kinds: [HOLDS_OFFICE_AT], ${time})`)

  describe('who held an office', () => {
    it.each([
      ['2001-04-30', ['anna', 'dora'], ['anna']],
      ['2001-05-01', ['boris', 'dora'], ['boris']],
      ['2001-04-30/2001-05-01', ['anna', 'boris', 'dora'], []],
      ['2001', ['anna', 'boris', 'dora'], []],
      ['2000', ['anna', 'dora'], ['anna']],
      ['1998', ['anna', 'dora'], []],
      ['2022-02-10~', ['clara', 'dora'], ['clara']],
      ['1990', ['dora'], []],
    ])('as of %s is possibly %j and certainly %j', async (date, possible, certain) => {
      expect(await holders(`asOf: "${date}"`)).toEqual(possible)
      expect(await holders(`during: { asOf: "${date}" }`)).toEqual(possible)
      expect(await holders(`during: { asOf: "${date}", match: CERTAIN }`)).toEqual(certain)
    })

    it('is another question than whose time in office lies in a period', async () => {
      expect(await holders('during: { from: "2000", to: "2000" }')).toEqual(['anna'])
      expect(await holders('during: { from: "2000", to: "2000", match: CERTAIN }')).toEqual([])
      expect(await holders('during: { from: "1990", to: "2001-12", match: CERTAIN }')).toEqual(['anna'])
    })

    it('is told by affiliations too, as of a date or through a period', async () => {
      const of = (id: string, time: string) => listed(id, `affiliations(${time})`)
      expect(await of('boris', 'asOf: "2001-05-01"')).toEqual(['boris'])
      expect(await of('boris', 'asOf: "2001-04"')).toEqual([])
      expect(await of('boris', 'during: { from: "2001", to: "2002" }')).toEqual(['boris'])
      expect(await of('boris', 'during: { from: "2001", to: "2002", match: CERTAIN }')).toEqual([])
      expect(await of('boris', 'during: { from: "2002", to: "2003", match: CERTAIN }')).toEqual(['boris'])
      expect(await of('boris', 'asOf: "2002", certainty: [STATED]')).toEqual([])
    })
  })

  describe('memberships', () => {
    const members = async (time: string): Promise<readonly unknown[]> => {
      const { actors } = await ask<{ actors: { nodes: { id: string }[] } }>(
        `{ actors(where: { memberOf: "union", ${time} }) { nodes { id } } }`,
      )
      return actors.nodes.map(({ id }) => id)
    }

    it('are those of that day', async () => {
      expect(await members('asOf: "2004-04-30"')).toEqual(['albion', 'carpania'])
      expect(await members('asOf: "2010"')).toEqual(['albion', 'borduria', 'carpania'])
      expect(await members('asOf: "2022"')).toEqual(['borduria', 'carpania'])
    })

    it('are certain where they held through the whole time', async () => {
      expect(await members('during: { asOf: "2020", match: CERTAIN }')).toEqual(['borduria'])
      expect(await members('during: { from: "2005", to: "2019", match: CERTAIN }')).toEqual([
        'albion',
        'borduria',
      ])
    })

    it('say who may stand between the ends of a path', async () => {
      const found = async (asOf: string) => {
        const { contactPaths } = await ask<{ contactPaths: { outcome: string; blockedBy: string[] } }>(
          `{ contactPaths(from: "anna", to: "boris", where: { between: { memberOf: "union", asOf: "${asOf}" } }) { outcome blockedBy } }`,
        )
        return contactPaths
      }
      expect(await found('2010')).toEqual({ outcome: 'BLOCKED_BY_FILTER', blockedBy: ['between'] })
    })

    it('take a date only with an institution', async () => {
      expect(refusalOf(await server.ask('{ actors(where: { asOf: "2010" }) { totalCount } }'))).toEqual({
        code: 'BAD_USER_INPUT',
        message: 'where.asOf: says when somebody was a member: give memberOf too',
      })
    })
  })

  describe('a path', () => {
    const between = async (where: string, mode = 'SHORTEST', from = 'eve', to = 'ministry') => {
      const { paths } = await ask<{
        paths: { outcome: string; blockedBy: string[]; paths: { nodes: { id: string }[] }[] }
      }>(
        `{ paths(from: "${from}", to: "${to}", mode: ${mode}, where: { kinds: [SENT, ADDRESSED_TO, HOLDS_OFFICE_AT], ${where} }) { outcome blockedBy paths { nodes { id } } } }`,
      )
      const ways = paths.paths.map(({ nodes }) => nodes.map(({ id }) => id).join(' '))
      return paths.outcome === 'FOUND' ? ways : [paths.outcome, ...paths.blockedBy]
    }

    it.each(['SHORTEST', 'ALL_SHORTEST'])(
      'goes through who held the office on that day: %s',
      async (mode) => {
        expect(await between('asOf: "2001-04-30"', mode)).toEqual(['eve letter-april anna ministry'])
        expect(await between('asOf: "2001-05-01"', mode)).toEqual(['eve letter-may boris ministry'])
        expect(await between('during: { asOf: "2001-05-01", match: CERTAIN }', mode)).toEqual([
          'eve letter-may boris ministry',
        ])
      },
    )

    it('names the date that stands in the way', async () => {
      expect(await between('asOf: "2010"')).toEqual(['BLOCKED_BY_FILTER', 'asOf'])
    })

    it('that respects time passes through an office as it was held then', async () => {
      const timed = (where: string) => between(`throughOffices: true, ${where}`, 'TIME_RESPECTING')
      expect(await timed('asOf: "2001-04-30"')).toEqual(['eve letter-april anna ministry'])
      expect(await timed('during: { asOf: "2001-05-01", match: CERTAIN }')).toEqual([
        'eve letter-may boris ministry',
      ])
      // Nobody held the office through both days.
      const both = await timed('during: { asOf: "2001-04-30/2001-05-01", match: CERTAIN }')
      expect(both.join()).not.toContain('ministry')
      expect(await timed('during: { from: "2001-04-30", to: "2001-05-01", match: CERTAIN }')).toEqual([
        'eve letter-april anna ministry',
      ])
    })

    it('is as sure as asked', async () => {
      expect(await between('asOf: "2001-05-01", certainty: [STATED]')).toEqual(
        expect.arrayContaining(['BLOCKED_BY_FILTER', 'certainty']),
      )
    })
  })

  it.each([
    [
      'subgraph',
      'subgraph(around: ["ministry"], depth: 2, where: WHERE) { nodes { id } }',
      'ministry dora boris letter-may',
    ],
    ['reach', 'reach(from: "eve", where: WHERE) { nodes { actor { id } } }', 'anna boris'],
    ['sources', 'sources(of: "boris", where: WHERE) { nodes { actor { id } } }', 'eve'],
    ['brokers', 'brokers(around: ["eve"], where: WHERE) { nodes { actor { id } } }', 'eve anna boris'],
    [
      'communities',
      'communities(around: ["eve"], where: WHERE) { communities { members { id } } }',
      'anna boris eve',
    ],
    [
      'contactPaths',
      'contactPaths(from: "anna", to: "boris", where: { asOf: "2001-05-01" }) { paths { actors { id } } }',
      'anna eve boris',
    ],
  ])('%s is asked as of a date', async (_name, field, ids) => {
    const where = '{ asOf: "2001-05-01", kinds: [SENT, ADDRESSED_TO, HOLDS_OFFICE_AT] }'
    const answer = JSON.stringify(await ask(`{ ${field.replace('WHERE', where)} }`))
    const found = [...answer.matchAll(/"id":"([^"]+)"/gu)].map(([, id]) => id)
    expect(found.sort()).toEqual(ids.split(' ').sort())
  })

  describe('what happened', () => {
    it('lies on a date as in the period that the date is', async () => {
      const met = (time: string) => listed('anna', `meetings(${time})`)
      expect(await met('asOf: "2001-05-10"')).toHaveLength(1)
      expect(await met('during: { asOf: "2001-05-10", match: CERTAIN }')).toHaveLength(0)
      expect(await met('during: { asOf: "2001-05", match: CERTAIN }')).toHaveLength(1)
      expect(await met('asOf: "2001", certainty: [DISPUTED]')).toHaveLength(1)
    })

    it('is asked of whoever answered for somebody', async () => {
      expect(await listed('boris', 'repliedOnBehalfOf(asOf: "2001-05")')).toHaveLength(1)
      expect(await listed('boris', 'repliedOnBehalfOf(certainty: [DISPUTED])')).toHaveLength(1)
      expect(await listed('boris', 'repliedOnBehalfOf(during: { from: "2001-05-20" })')).toHaveLength(2)
      expect(await listed('borduria', 'representedBy(asOf: "2001-06-15", certainty: [DISPUTED])')).toEqual([
        'boris',
      ])
      expect(await listed('borduria', 'representedBy(asOf: "2001-05")')).toEqual([])
    })

    it('is asked of what a source supports', async () => {
      expect(await listed('gazette', 'supports')).toEqual(['anna', 'boris'])
      expect(await listed('gazette', 'supports(asOf: "2002")')).toEqual(['boris'])
      expect(await listed('gazette', 'supports(certainty: [STATED])')).toEqual(['anna'])
    })

    it('is asked of messages, wherever they are listed', async () => {
      const messages = async (field: string) =>
        [...JSON.stringify(await ask(`{ ${field} }`)).matchAll(/"id":"([^"]+)"/gu)].map(([, id]) => id)
      const nodes = '{ nodes { id } }'
      expect(await messages(`messages(where: { asOf: "2001-05" }) ${nodes}`)).toEqual([
        'letter-may',
        'answer-may',
      ])
      expect(await messages(`messages(where: { certainty: [DISPUTED] }) ${nodes}`)).toEqual(['answer-may'])
      expect(
        await messages(
          `topic: entity(id: "fish") { ... on Topic { messages(where: { asOf: "2001-04-30" }) ${nodes} } }`,
        ),
      ).toEqual(['letter-april'])
      expect(
        await messages(
          `topic: entity(id: "fish") { ... on Topic { messages(orderBy: DATE_DESC) ${nodes} } }`,
        ),
      ).toEqual(['letter-may', 'letter-april'])
      expect(
        await messages(`message(id: "letter-may") { replies(where: { asOf: "2001-06" }) ${nodes} }`),
      ).toEqual([])
      expect(
        await messages(`message(id: "letter-may") { replies(where: { asOf: "2001-05" }) ${nodes} }`),
      ).toEqual(['answer-may'])
      expect(
        await messages('message(id: "letter-may") { thread(asOf: "2001-06-01") { message { id } } }'),
      ).toEqual(['answer-june'])
      expect(
        await messages('message(id: "letter-may") { thread(certainty: [DISPUTED]) { message { id } } }'),
      ).toEqual(['answer-may'])
      const { timeline } = await ask<{ timeline: { total: number } }>(
        '{ timeline(by: DAY, where: { asOf: "2001-05", certainty: [DISPUTED] }) { total } }',
      )
      expect(timeline.total).toBe(1)
    })

    it('is counted as surely as asked: a message by its sending and its addressing', async () => {
      const contacts = async (claims: string) => {
        const { actor } = await ask<{
          actor: { correspondents: { nodes: { actor: { id: string }; sent: number; meetings: number }[] } }
        }>(`{ actor(id: "eve") { correspondents(${claims}) { nodes { actor { id } sent meetings } } } }`)
        return actor.correspondents.nodes.map(({ actor: { id }, sent, meetings }) => [id, sent, meetings])
      }
      expect(await contacts('asOf: "2001-04-30"')).toEqual([
        ['anna', 1, 1],
        ['boris', 1, 0],
      ])
      expect(await contacts('certainty: [STATED]')).toEqual([
        ['anna', 2, 1],
        ['boris', 0, 0],
      ])
      const matrix = async (claims: string) => {
        const answer = await ask<{ matrix: { cells: { from: object; to: object; messages: number }[] } }>(
          `{ matrix(among: ["eve", "anna", "boris"], ${claims}) { cells { from { id } to { id } messages } } }`,
        )
        return answer.matrix.cells.map(({ messages }) => messages)
      }
      expect(await matrix('certainty: [STATED]')).toEqual([0, 2, 2])
      expect(await matrix('asOf: "2001-05-01"')).toEqual([0, 1, 1])
    })
  })

  describe('a date reckoned from today', () => {
    const since = (from: string, to = 'today') =>
      ask<{ messages: { nodes: { id: string }[] } }>(
        `{ messages(where: { during: { from: "${from}", to: "${to}" } }) { nodes { id } } }`,
      ).then(({ messages }) => messages.nodes.map(({ id }) => id))

    it('begins with the first instant of its day and ends with the last', async () => {
      expect(await since('-4w')).toEqual(['letter-may', 'answer-may'])
      expect(await since('-27d')).toEqual(['answer-may'])
      expect(await since('-28d', '-28d')).toEqual(['letter-may'])
      expect(await since('-1m', '+3d')).toEqual(['letter-april', 'letter-may', 'answer-may', 'answer-june'])
    })

    it('moves on with the days: the same question of the next day has another answer', async () => {
      const question = `query ($id: ID!, $when: EDTF) {
        actor(id: $id) { sent(where: { asOf: "-28d" }) { totalCount } later: sent(where: { asOf: $when }) { totalCount } }
      }`
      const counts = async () => {
        const { actor } = await ask<{ actor: Record<string, { totalCount: number }> }>(question, {
          id: 'eve',
          when: '-29d',
        })
        return [actor.sent?.totalCount, actor.later?.totalCount]
      }
      expect(await counts()).toEqual([1, 1])
      now = '2001-05-30T00:00:00Z'
      expect(await counts()).toEqual([0, 1])
      now = '2001-05-31T00:00:00Z'
      expect(await counts()).toEqual([0, 0])
    })

    it('is the last day of a month that has no such day', async () => {
      now = '2001-05-31T12:00:00Z'
      expect(await since('-1m', '-1m')).toEqual(['letter-april'])
      now = '2004-02-29T12:00:00Z'
      expect(await holders('asOf: "today"')).toEqual(['boris', 'dora'])
      expect(await holders('asOf: "+9m"')).toEqual(['boris', 'dora'])
      expect(await holders('asOf: "+1y"')).toEqual(['clara', 'dora'])
    })

    it.each([
      [
        'recordMessage(input: { form: LETTER, senders: ["eve"], name: "x", date: "-4w" }) { warnings }',
        'input.date: "-4w"',
      ],
      [
        'relate(input: { kind: MET_WITH, from: "eve", to: "anna", date: "today" }) { warnings }',
        'input.date: "today"',
      ],
      ['saveSource(input: { name: "x", publishedAt: "-1y" }) { warnings }', 'input.publishedAt: "-1y"'],
    ])('is not stored: %s', async (mutation, named) => {
      expect(refusalOf(await server.ask(`mutation { ${mutation} }`))).toEqual({
        code: 'BAD_USER_INPUT',
        message: `${named} is reckoned from today, as only a question can be; write the date itself, such as 2022-01-28`,
      })
    })
  })

  describe('refuses', () => {
    it.each([
      [
        'asOf: "2001", during: { from: "2001" }',
        'asOf: names a date, and during a period: give one of the two',
      ],
      [
        'during: { asOf: "2001", to: "2002" }',
        'during.asOf: is the whole of one date; leave out from and to, or asOf',
      ],
      [
        'asOf: "-999999y"',
        'asOf: "-999999y" lies beyond the years -271820 to 275759; write a shorter span, such as -2y',
      ],
    ])('%s', async (time, message) => {
      const answer = await server.ask(`{ entity(id: "eve") { relationships(${time}) { totalCount } } }`)
      expect(refusalOf(answer)).toEqual({ code: 'BAD_USER_INPUT', message })
    })
  })
})
