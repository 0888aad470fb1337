import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFtm } from '../../../src/exchange/ftm/read.ts'
import type { LoadedRelationship } from '../../../src/record/load.ts'
import { damaged } from '../../support/damage.ts'
import { everything, inPieces } from '../../support/reading.ts'

const entity = (id: string, schema: string, properties: Readonly<Record<string, readonly string[]>>) => ({
  id,
  schema,
  properties,
})
const FILE = [
  entity('p1', 'Person', {
    name: ['Anna Bell', 'A. Bell'],
    alias: ['Annie'],
    wikidataId: ['Q1'],
    email: ['Anna@Example.org'],
    notes: ['A clerk.'],
  }),
  entity('p2', 'Person', { firstName: ['Karl'], lastName: ['Marx'] }),
  entity('p3', 'Person', {}),
  entity('c1', 'Company', { name: ['Acme Ltd'], leiCode: ['5493'] }),
  entity('b1', 'PublicBody', { name: ['Ministry'] }),
  entity('o1', 'Organization', { name: ['Club'] }),
  entity('l1', 'LegalEntity', { name: ['Somebody'] }),
  entity('a1', 'Address', { full: ['1 High St, Oslo'], latitude: ['59.9'], longitude: ['999'] }),
  entity('m1', 'Membership', {
    member: ['p1'],
    organization: ['o1'],
    startDate: ['2001'],
    endDate: ['2004-05'],
  }),
  entity('d1', 'Directorship', {
    director: ['p2'],
    organization: ['c1'],
    role: ['Chair'],
    startDate: ['2010-01-01'],
  }),
  entity('e0', 'Employment', { employee: ['p1'], employer: ['b1'], role: ['Clerk'] }),
  entity('f1', 'Family', { person: ['p1'], relative: ['p2'], relationship: ['sister'] }),
  entity('k1', 'Call', { caller: ['p1'], receiver: ['p2', 'c1'], date: ['2020-03-04T05:06:07.123'] }),
  entity('w1', 'Ownership', { owner: ['p1'], asset: ['c1'] }),
  entity('e1', 'Email', {
    subject: ['Hello'],
    emitters: ['p1'],
    from: ['Anna <anna@example.org>'],
    to: ['Karl <karl@example.org>, eva@example.org'],
    date: ['2020-01-02T03:04:05+00:00'],
    messageId: ['<m1@example.org>'],
    inReplyToEmail: ['e2'],
  }),
  entity('e2', 'Message', {
    sender: ['p2'],
    recipients: ['p1'],
    startDate: ['some day'],
    threadTopic: ['Talk'],
  }),
]
const file = FILE.map((line) => JSON.stringify(line)).join('\n')
const read = (content: string | Uint8Array) =>
  everything(readFtm(inPieces(content), { file: 'leak.ftm.json' }))
const told = (relationships: readonly LoadedRelationship[]) =>
  relationships.map(({ relationship, from, to, role, date }) => [relationship, from, to, role, date])

describe('entities of FollowTheMoney', () => {
  it('become actors, places and messages, the file their source', async () => {
    const { entities } = await read(file)
    expect(entities[0]).toEqual({ entity: 'SOURCE', id: 'file:leak-ftm-json', name: 'leak.ftm.json' })
    expect(entities[1]).toEqual({
      entity: 'PERSON',
      id: 'ftm:p1',
      name: 'Anna Bell',
      named: true,
      aliases: ['A. Bell', 'Annie'],
      identifiers: ['wikidata:Q1', 'email:anna@example.org'],
      summary: 'A clerk.',
      sources: ['file:leak-ftm-json'],
    })
    expect(
      entities.slice(2).map(({ entity, form, id, name, named }) => [entity, form ?? named, id, name]),
    ).toEqual([
      ['PERSON', true, 'ftm:p2', 'Karl Marx'],
      ['PERSON', false, 'ftm:p3', 'Person p3'],
      ['INSTITUTION', 'COMPANY', 'ftm:c1', 'Acme Ltd'],
      ['INSTITUTION', 'OTHER', 'ftm:b1', 'Ministry'],
      ['INSTITUTION', 'OTHER', 'ftm:o1', 'Club'],
      ['INSTITUTION', 'OTHER', 'ftm:l1', 'Somebody'],
      ['PLACE', undefined, 'ftm:a1', '1 High St, Oslo'],
      ['MESSAGE', 'EMAIL', 'ftm:e1', 'Hello'],
      ['PERSON', true, 'email:karl@example.org', 'Karl'],
      ['PERSON', false, 'email:eva@example.org', 'eva@example.org'],
      ['MESSAGE', 'OTHER', 'ftm:e2', 'Talk'],
    ])
    expect(entities.find(({ id }) => id === 'ftm:a1')).toMatchObject({ latitude: 59.9, longitude: undefined })
  })

  it('that are links become relationships, which wait for their ends', async () => {
    expect(told((await read(file)).awaiting)).toEqual([
      ['MEMBER_OF', 'ftm:p1', 'ftm:o1', undefined, '2001/2004-05'],
      ['MEMBER_OF', 'ftm:p2', 'ftm:c1', 'Chair', '2010-01-01/'],
      ['HOLDS_OFFICE_AT', 'ftm:p1', 'ftm:b1', 'Clerk', undefined],
      ['KNOWS', 'ftm:p1', 'ftm:p2', 'sister', undefined],
      ['SPOKE_TO', 'ftm:p1', 'ftm:p2', undefined, '2020-03-04T05:06:07'],
      ['SPOKE_TO', 'ftm:p1', 'ftm:c1', undefined, '2020-03-04T05:06:07'],
      ['SENT', 'ftm:p1', 'ftm:e1', undefined, undefined],
      ['IN_REPLY_TO', 'ftm:e1', 'ftm:e2', undefined, undefined],
      ['SENT', 'ftm:p2', 'ftm:e2', undefined, undefined],
      ['ADDRESSED_TO', 'ftm:e2', 'ftm:p1', undefined, undefined],
    ])
  })

  it('that are mails name by addresses those whom they do not refer to', async () => {
    expect(told((await read(file)).relationships)).toEqual([
      ['ADDRESSED_TO', 'ftm:e1', 'email:karl@example.org', undefined, undefined],
      ['ADDRESSED_TO', 'ftm:e1', 'email:eva@example.org', undefined, undefined],
    ])
  })

  it('without a counterpart are skipped by schema; dates that are none are told', async () => {
    const { skipped, warnings, refused } = await read(file)
    expect(skipped).toEqual(['Ownership'])
    expect(warnings).toEqual(['16: "some day" is not a date: it is taken as undated'])
    expect(refused).toEqual([])
  })

  it.each([
    ['[]', '1: an entity is a JSON object'],
    ['{"schema":"Person"}', '1: the entity has no "id"'],
    ['{"id":"x"}', '1: the entity has no "schema"'],
    ['{"id":"x","schema":"Person","properties":[]}', '1: the "properties" of the entity are no JSON object'],
    [
      '{"id":"x","schema":"Membership","properties":{"member":["a"]}}',
      '1: the Membership names no member or no',
    ],
  ])('%s is refused', async (line, sentence) => {
    const { refused, records } = await read(`${line}\n{"id":"y","schema":"Person"}`)
    expect(refused[0]).toContain(sentence)
    expect(records).toHaveLength(1)
  })

  it('are refused whole where a line is not JSON', async () => {
    await expect(read(`${file}\n{"id":`)).rejects.toThrow(
      'leak.ftm.json, line 17, column 7: this is not JSON',
    )
  })

  it('are read, damaged, as far as they are whole, or refused with a place', async () => {
    const { records } = await read(file)
    await fc.assert(
      fc.asyncProperty(damaged, (damage) => damage.check(Buffer.from(file), (bytes) => read(bytes), records)),
      { numRuns: 300 },
    )
  })
})
