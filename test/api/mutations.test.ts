import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { refusalOf, serveForTest, type TestServer } from '../support/http.ts'
import { eachStore, type TestStore } from '../support/stores.ts'

const COUNTS = '{ statistics { entities { kind count } relationships { kind count } } }'

eachStore((_, open) => {
  let store: TestStore
  let server: TestServer
  beforeAll(async () => {
    store = await open()
    server = await serveForTest(store)
  })
  afterAll(async () => {
    expect(server.faults).toEqual([])
    await server[Symbol.asyncDispose]()
    await store[Symbol.asyncDispose]()
  })
  beforeEach(async () => {
    for (;;) {
      const { data } = await server.ask<{ search: { nodes: { entity: { id: string } }[] } }>(
        '{ search(text: "x", first: 100) { nodes { entity { id } } } }',
      )
      const ids = data?.search.nodes.map(({ entity }) => entity.id) ?? []
      if (ids.length === 0) break
      for (const id of ids) await server.ask('mutation ($id: ID!) { remove(id: $id) { removedId } }', { id })
    }
  })
  /** Every name of this suite begins with x, so that each test can begin with an empty graph. */
  const person = async (name: string, more = '') => {
    const { data, errors } = await server.ask<{ savePerson: { person: { id: string }; warnings: string[] } }>(
      `mutation { savePerson(input: { name: "${name}" ${more} }) { person { id } warnings } }`,
    )
    expect(errors).toBeUndefined()
    return data?.savePerson
  }

  describe('saving', () => {
    it('derives a readable id from the name', async () => {
      expect(await person('X Ada Lovelace')).toEqual({ person: { id: 'x-ada-lovelace' }, warnings: [] })
      expect((await person('X José Ñandú'))?.person.id).toBe('x-jose-nandu')
      expect((await person('X Ада'))?.person.id).toBe('x-ада')
    })

    it('finds the same entity again for the same input, and leaves one graph', async () => {
      await person('X Ada', 'identifiers: [{ scheme: "GND", value: "1" }]')
      const before = await server.ask(COUNTS)
      expect(await person('X Ada', 'identifiers: [{ scheme: "gnd", value: "1" }]')).toEqual({
        person: { id: 'x-ada' },
        warnings: [],
      })
      expect(await server.ask(COUNTS)).toEqual(before)
    })

    it('keeps namesakes apart whose identifiers contradict each other', async () => {
      await person('X Ada', 'identifiers: [{ scheme: "gnd", value: "1" }]')
      expect((await person('X Ada', 'identifiers: [{ scheme: "gnd", value: "2" }]'))?.person.id).toBe(
        'x-ada-2',
      )
      expect((await person('X Ada', 'identifiers: [{ scheme: "gnd", value: "2" }]'))?.person.id).toBe(
        'x-ada-2',
      )
    })

    it('updates what is given and leaves the rest', async () => {
      await person('X Ada', 'aliases: ["Countess"], summary: "Wrote notes."')
      await server.ask(
        'mutation { savePerson(input: { id: "x-ada", name: "X Ada King", summary: null }) { person { id } } }',
      )
      const { data } = await server.ask('{ person(id: "x-ada") { name aliases summary named } }')
      expect(data).toEqual({
        person: { name: 'X Ada King', aliases: ['Countess'], summary: null, named: true },
      })
    })

    it('refuses an id of another kind, a bad id and an unknown source', async () => {
      await person('X Ada')
      const save = async (input: string) =>
        refusalOf(await server.ask(`mutation { saveTopic(input: ${input}) { topic { id } } }`))
      expect(await save('{ id: "x-ada", name: "X" }')).toEqual({
        code: 'CONFLICT',
        message: '"x-ada" is a person and cannot be saved as a topic',
      })
      expect(await save('{ id: "x y", name: "X" }')).toMatchObject({ code: 'BAD_USER_INPUT' })
      expect(await save('{ id: "sent:a:b", name: "X" }')).toMatchObject({ code: 'BAD_USER_INPUT' })
      expect(await save('{ name: "  " }')).toEqual({
        code: 'BAD_USER_INPUT',
        message: 'input.name: a name is not empty',
      })
      const cited = await server.ask(
        'mutation { savePerson(input: { name: "X B", sources: ["nope"] }) { person { id } } }',
      )
      expect(refusalOf(cited)).toEqual({
        code: 'NOT_FOUND',
        message: 'input.sources: no entity has the id "nope"',
      })
    })
  })

  describe('recording a message', () => {
    const letter = (more: string) =>
      `mutation { recordMessage(input: { name: "X letter", form: LETTER, ${more} }) {
         message { id date { edtf } senders { id } addressees { id } onBehalfOf { id } inReplyTo { id } relationships { totalCount } } warnings } }`

    beforeEach(async () => {
      for (const name of ['X A', 'X B', 'X C', 'X D']) await person(name)
    })

    it('writes the message with all its edges', async () => {
      const input = 'date: "1648-03", senders: ["x-a"], addressees: ["x-b", "x-c"], onBehalfOf: ["x-d"]'
      const { data } = await server.ask(letter(input))
      expect(data).toEqual({
        recordMessage: {
          message: {
            id: 'x-letter',
            date: { edtf: '1648-03' },
            senders: [{ id: 'x-a' }],
            addressees: [{ id: 'x-b' }, { id: 'x-c' }],
            onBehalfOf: [{ id: 'x-d' }],
            inReplyTo: [],
            relationships: { totalCount: 3 },
          },
          warnings: [],
        },
      })
      const before = await server.ask(COUNTS)
      await server.ask(letter(input))
      expect(await server.ask(COUNTS)).toEqual(before)
    })

    it('takes a given list as the whole list, and leaves a list that is not given', async () => {
      await server.ask(letter('senders: ["x-a"], addressees: ["x-b", "x-c"]'))
      await server.ask(letter('id: "x-letter", senders: ["x-a"], addressees: ["x-c", "x-d"], date: "1650"'))
      await server.ask(letter('id: "x-letter", senders: ["x-b"]'))
      const { data } = await server.ask(
        '{ message(id: "x-letter") { senders { id } addressees { id } relationships(kinds: [ADDRESSED_TO]) { nodes { date { edtf } } } } }',
      )
      expect(data).toEqual({
        message: {
          senders: [{ id: 'x-b' }],
          addressees: [{ id: 'x-c' }, { id: 'x-d' }],
          relationships: { nodes: [{ date: { edtf: '1650' } }, { date: { edtf: '1650' } }] },
        },
      })
    })

    it('refuses unknown parties, and leaves nothing behind', async () => {
      const before = await server.ask(COUNTS)
      const refused = await server.ask(letter('senders: ["x-a"], addressees: ["x-b", "nobody"]'))
      expect(refusalOf(refused)).toEqual({
        code: 'NOT_FOUND',
        message: 'input.addressees: no entity has the id "nobody"',
      })
      expect(await server.ask(COUNTS)).toEqual(before)
    })

    it('refuses parties of the wrong kind', async () => {
      await server.ask('mutation { saveTopic(input: { name: "X Peace" }) { topic { id } } }')
      expect(refusalOf(await server.ask(letter('senders: ["x-peace"]')))).toEqual({
        code: 'BAD_USER_INPUT',
        message:
          'input.senders: "x-peace": SENT leads from PERSON or INSTITUTION to MESSAGE, not from TOPIC to MESSAGE',
      })
    })

    it('refuses a date that is none', async () => {
      expect(refusalOf(await server.ask(letter('senders: [], date: "soon"')))).toMatchObject({
        code: 'BAD_USER_INPUT',
      })
    })

    it('refuses a reply that is older for certain, and warns where it may be', async () => {
      await server.ask(
        'mutation { recordMessage(input: { id: "x-first", name: "X first", form: LETTER, date: "1648-05-10", senders: ["x-a"] }) { message { id } } }',
      )
      const reply = (date: string) =>
        letter(`id: "x-reply", date: "${date}", senders: ["x-b"], inReplyTo: ["x-first"]`)
      expect(refusalOf(await server.ask(reply('1648-05-09')))).toEqual({
        code: 'BAD_USER_INPUT',
        message:
          'input.inReplyTo: "x-reply" (1648-05-09) answers "x-first" (1648-05-10), which is younger: a reply is not older than what it answers',
      })
      expect((await server.ask('{ message(id: "x-reply") { id } }')).data).toEqual({ message: null })
      const warnings = async (date: string) =>
        (await server.ask<{ recordMessage: { warnings: string[] } }>(reply(date))).data?.recordMessage
          .warnings
      expect(await warnings('1648-05-09~')).toHaveLength(1)
      expect(await warnings('1648-05')).toHaveLength(1)
      expect(await warnings('1648-05-10')).toEqual([])
    })
  })

  describe('relating', () => {
    const relate = (input: string) =>
      server.ask<{
        relate: {
          relationship: {
            id: string
            date: { edtf: string } | null
            note: string | null
            from: { id: string }
          }
        }
      }>(
        `mutation { relate(input: ${input}) { relationship { id date { edtf } note from { id } } warnings } }`,
      )
    beforeEach(async () => {
      await person('X A')
      await person('X B')
    })

    it('joins two actors once, whichever way round a kind without direction is given', async () => {
      const first = await relate('{ kind: MET_WITH, from: "x-b", to: "x-a", date: "1648" }')
      const again = await relate('{ kind: MET_WITH, from: "x-a", to: "x-b", date: "1648", note: "At noon." }')
      expect(first.data?.relate.relationship).toMatchObject({ from: { id: 'x-a' }, note: null })
      expect(again.data?.relate.relationship).toMatchObject({
        id: first.data?.relate.relationship.id,
        note: 'At noon.',
      })
      const { data } = await server.ask('{ actor(id: "x-a") { meetings { totalCount } } }')
      expect(data).toEqual({ actor: { meetings: { totalCount: 1 } } })
    })

    it('refuses what cannot be joined', async () => {
      expect(refusalOf(await relate('{ kind: PART_OF, from: "x-a", to: "x-b" }'))).toMatchObject({
        code: 'BAD_USER_INPUT',
      })
      expect(refusalOf(await relate('{ kind: KNOWS, from: "x-a", to: "x-a" }'))).toMatchObject({
        code: 'BAD_USER_INPUT',
      })
      expect(refusalOf(await relate('{ kind: KNOWS, from: "x-a", to: "nope" }'))).toMatchObject({
        code: 'NOT_FOUND',
      })
      expect(
        refusalOf(await relate('{ kind: KNOWS, from: "x-a", to: "x-b", message: "x-a" }')),
      ).toMatchObject({
        code: 'BAD_USER_INPUT',
      })
    })
  })

  it('merges actors and keeps every alias, identifier and edge', async () => {
    await person('X A', 'identifiers: [{ scheme: "gnd", value: "1" }]')
    await person('X Alias', 'aliases: ["X Al"], identifiers: [{ scheme: "viaf", value: "2" }]')
    await person('X B')
    await server.ask(
      'mutation { recordMessage(input: { name: "X to", form: LETTER, senders: ["x-b"], addressees: ["x-alias"] }) { message { id } } }',
    )
    const merge = () =>
      server.ask(
        'mutation { mergeActors(keep: "x-a", absorb: ["x-alias"]) { actor { id aliases identifiers { scheme value } formerIds received { nodes { id } } } } }',
      )
    const merged = await merge()
    expect(merged.data).toEqual({
      mergeActors: {
        actor: {
          id: 'x-a',
          aliases: ['X Alias', 'X Al'],
          identifiers: [
            { scheme: 'gnd', value: '1' },
            { scheme: 'viaf', value: '2' },
          ],
          formerIds: ['x-alias'],
          received: { nodes: [{ id: 'x-to' }] },
        },
      },
    })
    expect(await merge()).toEqual(merged)
    expect((await server.ask('{ entity(id: "x-alias") { id } }')).data).toEqual({ entity: null })
    const edge = await server.ask('{ relationship(id: "addressed-to:x-to:x-alias") { id to { id } } }')
    expect(edge.data).toEqual({ relationship: { id: 'addressed-to:x-to:x-alias', to: { id: 'x-a' } } })
  })

  it('removes an entity with its edges, and a source from what cites it', async () => {
    await server.ask('mutation { saveSource(input: { name: "X Book" }) { source { id } } }')
    await person('X A', 'sources: ["x-book"]')
    await person('X B')
    await server.ask(
      'mutation { relate(input: { kind: KNOWS, from: "x-a", to: "x-b", sources: ["x-book"] }) { relationship { id } } }',
    )
    const removed = await server.ask('mutation { remove(id: "x-book") { removedId warnings } }')
    expect(removed.data).toEqual({
      remove: { removedId: 'x-book', warnings: ['2 entities and relationships cited it and no longer do'] },
    })
    const { data } = await server.ask(
      '{ person(id: "x-a") { sources { id } relationships { nodes { sources { id } } } } }',
    )
    expect(data).toEqual({ person: { sources: [], relationships: { nodes: [{ sources: [] }] } } })
    await server.ask('mutation { remove(id: "x-b") { removedId } }')
    expect((await server.ask('{ person(id: "x-a") { relationships { totalCount } } }')).data).toEqual({
      person: { relationships: { totalCount: 0 } },
    })
    expect(refusalOf(await server.ask('mutation { remove(id: "x-b") { removedId } }'))).toEqual({
      code: 'NOT_FOUND',
      message: 'id: no entity has the id "x-b"',
    })
  })
})
