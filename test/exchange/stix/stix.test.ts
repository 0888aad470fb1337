import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readStix } from '../../../src/exchange/stix/read.ts'
import { damaged } from '../../support/damage.ts'
import { everything, inPieces } from '../../support/reading.ts'

const common = {
  spec_version: '2.1',
  created: '2022-01-28T10:00:00.000Z',
  modified: '2022-01-28T10:00:00.000Z',
}
const OBJECTS = [
  {
    type: 'identity',
    id: 'identity--1',
    name: 'Anna Bell',
    identity_class: 'individual',
    description: 'A clerk.',
    ...common,
  },
  { type: 'identity', id: 'identity--2', name: 'Acme', identity_class: 'organization', ...common },
  { type: 'threat-actor', id: 'threat-actor--1', name: 'Fancy', aliases: ['Fancy', 'Fuzzy'], ...common },
  { type: 'email-addr', id: 'email-addr--1', value: 'Anna@Example.org', display_name: 'Anna' },
  { type: 'email-addr', id: 'email-addr--2', value: 'karl@example.org' },
  {
    type: 'email-message',
    id: 'email-message--1',
    is_multipart: false,
    date: '2022-01-28T10:00:00.5Z',
    message_id: '<m1@example.org>',
    from_ref: 'email-addr--1',
    to_refs: ['email-addr--2'],
    bcc_refs: ['email-addr--1'],
    subject: 'Hello',
  },
  {
    type: 'location',
    id: 'location--1',
    latitude: 59.9,
    longitude: 10.7,
    city: 'Oslo',
    country: 'NO',
    ...common,
  },
  {
    type: 'note',
    id: 'note--1',
    content: 'Seen\nin Oslo.',
    created_by_ref: 'identity--2',
    object_refs: ['identity--1', 'malware--1'],
    ...common,
  },
  { type: 'report', id: 'report--1', name: 'Report', published: 'soon', object_refs: ['note--1'], ...common },
  { type: 'malware', id: 'malware--1', is_family: false, ...common },
  {
    type: 'relationship',
    id: 'relationship--1',
    relationship_type: 'member-of',
    source_ref: 'identity--1',
    target_ref: 'identity--2',
    start_time: '2020-01-01T00:00:00Z',
    ...common,
  },
  {
    type: 'relationship',
    id: 'relationship--2',
    relationship_type: 'uses',
    source_ref: 'threat-actor--1',
    target_ref: 'malware--1',
    ...common,
  },
]
const bundle = (objects: readonly unknown[] = OBJECTS) =>
  JSON.stringify({ type: 'bundle', id: 'bundle--1', objects }, null, 1)
const read = (content: string | Uint8Array, pieces?: number) =>
  everything(readStix(inPieces(content, pieces), { file: 'bundle.json' }))

describe('a bundle of STIX', () => {
  it('gives actors, messages and places, the file their source', async () => {
    const { entities } = await read(bundle())
    expect(entities[1]).toEqual({
      entity: 'PERSON',
      id: 'stix:identity--1',
      name: 'Anna Bell',
      named: true,
      summary: 'A clerk.',
      sources: ['file:bundle-json'],
    })
    expect(entities.map(({ entity, id, name, date }) => [entity, id, name, date])).toEqual([
      ['SOURCE', 'file:bundle-json', 'bundle.json', undefined],
      ['PERSON', 'stix:identity--1', 'Anna Bell', undefined],
      ['INSTITUTION', 'stix:identity--2', 'Acme', undefined],
      ['INSTITUTION', 'stix:threat-actor--1', 'Fancy', undefined],
      ['PERSON', 'stix:email-addr--1', 'Anna', undefined],
      ['PERSON', 'stix:email-addr--2', 'karl@example.org', undefined],
      ['MESSAGE', 'stix:email-message--1', 'Hello', '2022-01-28T10:00:00Z'],
      ['PLACE', 'stix:location--1', 'Oslo', undefined],
      ['MESSAGE', 'stix:note--1', 'Seen in Oslo.', '2022-01-28T10:00:00Z'],
      ['MESSAGE', 'stix:report--1', 'Report', undefined],
    ])
    expect(entities[3]?.aliases).toEqual(['Fuzzy'])
    expect(entities[4]).toMatchObject({ named: true, identifiers: ['email:anna@example.org'] })
    expect(entities[5]).toMatchObject({ named: false })
    expect(entities[6]?.identifiers).toEqual(['mid:m1@example.org'])
  })

  it('gives relationships that wait for their ends, in whichever order they come', async () => {
    const told = async (content: string) =>
      (await read(content)).awaiting.map(({ relationship, from, to, role, date }) =>
        [relationship, from, to, role, date].join(' ').trim(),
      )
    const expected = [
      'SENT stix:email-addr--1 stix:email-message--1',
      'ADDRESSED_TO stix:email-message--1 stix:email-addr--2',
      'COPIED_TO stix:email-message--1 stix:email-addr--1 bcc',
      'SENT stix:identity--2 stix:note--1',
      'MENTIONS stix:note--1 stix:identity--1',
      'MENTIONS stix:report--1 stix:note--1',
      'MEMBER_OF stix:identity--1 stix:identity--2  2020-01-01T00:00:00Z/',
    ]
    expect(await told(bundle())).toEqual(expected)
    expect((await told(bundle([...OBJECTS].reverse()))).sort()).toEqual([...expected].sort())
  })

  it('skips the rest by type, and tells of dates that are none with line and column', async () => {
    const { skipped, warnings } = await read(bundle(), 1)
    expect(skipped).toEqual(['malware', 'relationship uses'])
    const line = bundle().slice(0, bundle().indexOf('report--1')).split('\n').length - 2
    expect(warnings).toEqual([`${line}:3: "soon" is not a date: it is taken as undated`])
  })

  it('refuses objects that are none, and takes the others', async () => {
    const { refused, records } = await read(
      bundle([{ type: 'identity', id: 'x' }, { id: 'y' }, ...OBJECTS.slice(0, 2)]),
    )
    expect(refused).toEqual([
      '5:3: the id of this identity does not begin with "identity--"',
      '9:3: the object has no "type"',
    ])
    expect(records).toHaveLength(2)
  })

  it.each([
    [
      '{"type":"bundle","objects":[{"type":"identity","id":"identity--1"},}]}',
      'bundle.json, line 1, column 68',
    ],
    ['{"type":"bundle",\n"objects":[{"type":"identity"', 'bundle.json, line 2, column 30'],
    ['{"type":"bundle",\n"objects":[{"a":tru}]}', 'bundle.json, line 2, column 20'],
    ['{"type":"bundle","objects":[]} more', 'bundle.json, line 1'],
    ['{"type":"identity","id":"identity--1"}', 'bundle.json, line 1, column 1: this is not a bundle of STIX'],
    ['', 'bundle.json, line 1, column 1: from here on this is not JSON'],
    ['[]', 'bundle.json, line 1'],
  ])('is refused whole where it is none: %s', async (content, sentence) => {
    await expect(read(content)).rejects.toThrow(sentence)
  })

  it('holds no more of a file than an object', async () => {
    await expect(
      everything(
        readStix(inPieces(`{"type":"bundle","objects":[{"a":"${'x'.repeat(18_000_000)}`, 65_536), {
          file: 'b',
        }),
      ),
    ).rejects.toThrow('b, line 1, column 29: an object is longer than 16777216 bytes')
  })

  it('is read, damaged, as far as it is whole, or refused with a place', async () => {
    const file = Buffer.from(bundle())
    const { records } = await read(file)
    await fc.assert(
      fc.asyncProperty(damaged, fc.integer({ min: 1, max: 500 }), (damage, pieces) =>
        damage.check(file, (bytes) => read(bytes, pieces), records),
      ),
      { numRuns: 300 },
    )
  })
})
