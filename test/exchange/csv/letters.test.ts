import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readLetterMapping } from '../../../src/exchange/csv/letter-mapping.ts'
import { readLettersCsv } from '../../../src/exchange/csv/read-letters.ts'
import { damaged } from '../../support/damage.ts'
import { everything, inPieces, type WhatWasRead } from '../../support/reading.ts'

const MAPPING = `
source: { id: bell-letters, name: The letters of Anna Bell, licence: CC0 }
columns:
  Nr: key
  Absender: { field: sender, separator: ';' }
  GND: { field: senderId, separator: ';', scheme: gnd }
  Empfänger: { field: addressee, separator: ';' }
  Behörde: { field: addressee, kind: institution }
  Datum: { field: date, order: dmy }
  nach: notBefore
  vor: notAfter
  Ort: place
  Ort-Id: placeId
  Thema: { field: topic, separator: '|' }
  Regest: summary
  Antwort auf: inReplyTo
constants:
  certainty: LIKELY
`
const COLUMNS = 'Nr;Absender;GND;Empfänger;Behörde;Datum;nach;vor;Ort;Ort-Id;Thema;Regest;Antwort auf'
const ROWS = [
  '1;Anna Bell; 118540238 ;"Karl Marx; Eva";Ministry;28.1.1848;;;Oslo;https://www.geonames.org/3143244;Trade|Law;"She asks\nfor help.";',
  '2;"Karl Marx; Eva";";1012345";Anna Bell;;1848-02;;;;;;;1',
  '3;his sister;;Unknown;;;1848-03;1848-05;;;;;9',
]
const table = (...rows: readonly string[]) => `${[COLUMNS, ...rows].join('\n')}\n`
const mapping = readLetterMapping(MAPPING, 'letters.yaml')
const read = (content: string | Uint8Array, how = mapping) =>
  everything(readLettersCsv(inPieces(content), { file: 'letters.csv', mapping: how }))
const edges = ({ relationships }: WhatWasRead) =>
  relationships.map(({ relationship, from, to }) => [relationship, from, to].join(' '))

describe('a table of letters', () => {
  it('gives a letter a row, with all that its columns say', async () => {
    const { entities, refused, records } = await read(table(ROWS[0] ?? ''))
    expect(refused).toEqual([])
    expect(records[0]?.place).toEqual({ line: 2, column: null, key: '1' })
    expect(entities.map(({ entity, id, name }) => [entity, id, name])).toEqual([
      ['SOURCE', 'bell-letters', 'The letters of Anna Bell'],
      ['MESSAGE', 'bell-letters:letter:1', 'Anna Bell to Karl Marx, Eva, Ministry'],
      ['PERSON', 'gnd:118540238', 'Anna Bell'],
      ['PERSON', 'bell-letters:person:karl-marx', 'Karl Marx'],
      ['PERSON', 'bell-letters:person:eva', 'Eva'],
      ['INSTITUTION', 'bell-letters:institution:ministry', 'Ministry'],
      ['PLACE', 'geonames:3143244', 'Oslo'],
      ['TOPIC', 'bell-letters:topic:trade', 'Trade'],
      ['TOPIC', 'bell-letters:topic:law', 'Law'],
    ])
    expect(entities[1]).toEqual({
      entity: 'MESSAGE',
      id: 'bell-letters:letter:1',
      name: 'Anna Bell to Karl Marx, Eva, Ministry',
      form: 'LETTER',
      date: '1848-01-28',
      identifiers: ['table-key:1'],
      summary: 'She asks\nfor help.',
      sources: ['bell-letters'],
      certainty: 'LIKELY',
    })
    expect(entities[2]?.identifiers).toEqual(['gnd:118540238'])
  })

  it('joins a letter and those whom its row names', async () => {
    expect(edges(await read(table(ROWS[0] ?? '')))).toEqual([
      'SENT gnd:118540238 bell-letters:letter:1',
      'ADDRESSED_TO bell-letters:letter:1 bell-letters:person:karl-marx',
      'ADDRESSED_TO bell-letters:letter:1 bell-letters:person:eva',
      'ADDRESSED_TO bell-letters:letter:1 bell-letters:institution:ministry',
      'WRITTEN_AT bell-letters:letter:1 geonames:3143244',
      'ABOUT bell-letters:letter:1 bell-letters:topic:trade',
      'ABOUT bell-letters:letter:1 bell-letters:topic:law',
    ])
  })

  it('has identifiers stand beside names, empty places counted', async () => {
    expect(edges(await read(table(ROWS[1] ?? '')))).toEqual([
      'SENT bell-letters:person:karl-marx bell-letters:letter:2',
      'SENT gnd:1012345 bell-letters:letter:2',
      'ADDRESSED_TO bell-letters:letter:2 bell-letters:person:anna-bell',
    ])
    const { refused } = await read(table('4;Anna;1;2;;;;;;;;;', '5;A;"1;2";;;;;;;;;;'))
    expect(refused).toEqual([
      '3: column "GND": 2 identifiers stand beside 1 names, and nobody knows whose they are',
    ])
  })

  it('takes who is only described for somebody unnamed of this row alone', async () => {
    const { entities, awaiting } = await read(table(ROWS[2] ?? ''))
    expect(entities.slice(1).map(({ id, name, named, date }) => [id, name, named ?? date])).toEqual([
      ['bell-letters:letter:3', 'his sister to Unknown', '1848-03/1848-05'],
      ['bell-letters:letter:3:sender:1', 'his sister', false],
      ['bell-letters:letter:3:addressee:1', 'Unknown', false],
    ])
    expect(awaiting.map(({ from, to }) => [from, to])).toEqual([
      ['bell-letters:letter:3', 'bell-letters:letter:9'],
    ])
  })

  it('keeps a date that is none as it was written, and says so', async () => {
    const { warnings, entities } = await read(
      table('6;Anna;;;;32.1.1848;;;;;;Short.;', '7;Anna;;;;;1850;1849;;;;;'),
    )
    expect(warnings[0]).toContain('2: column "Datum": "1848-01-32" has no day 32')
    expect(warnings[1]).toContain('3: column "nach": "1850/1849" ends with 1849 before it begins')
    expect(entities.flatMap(({ summary }) => summary ?? [])).toEqual([
      'Short.\nDate as written: 32.1.1848',
      'Date as written: 1850/1849',
    ])
  })

  it('tells letters of one key apart, and takes a row once', async () => {
    const { records, warnings } = await read(
      table('1;Anna;;;;;;;;;;;', '1;Eva;;;;;;;;;;;', '1;Anna;;;;;;;;;;;', ';Eva;;;;1848;;;;;;;'),
    )
    const ids = records.map(({ entities }) => entities.find(({ entity }) => entity === 'MESSAGE')?.id)
    expect(ids[0]).toBe('bell-letters:letter:1')
    expect(new Set(ids).size).toBe(3)
    expect(warnings).toEqual([
      '3: the key "1" is that of line 2 too: this is taken as another letter',
      '4: the row is that of line 2 once more, and is not taken twice',
    ])
  })

  it('refuses rows that say nothing, or may not be whole, and says which columns are not read', async () => {
    const rows = table('1;;;;;;;;;;;x;', '2;Anna;;', ';;;;;;;;;;;;')
    const { refused, warnings } = await read(`${rows}3;Anna;;;;;;;;;;;`)
    expect(refused).toEqual([
      '2: the row names nobody, no place and no date',
      '3: the row has 4 cells, and there are 13 columns',
      '5: no end of line follows this last row, so that it may not be whole',
    ])
    expect(warnings).toEqual([])
    const few = readLetterMapping('columns: { Absender: sender }', 'm')
    expect((await read(table('1;Anna;;;;;;;;;;;'), few)).warnings[0]).toContain(
      '1: the mapping does not name "Nr", "GND"',
    )
  })

  it('warns of an identifier that is none', async () => {
    const { warnings, entities } = await read(table('1;Anna;nobody;;;;;;;;;;'))
    expect(warnings).toEqual([
      '2: column "GND": "nobody" is not an identifier that is understood, and is not kept',
    ])
    expect(entities[2]?.id).toBe('bell-letters:person:anna')
  })

  it('cites the file itself, or the source of a row, where the mapping says so', async () => {
    const how = readLetterMapping(
      '{"columns":{"A":"sender","S":"source"},"constants":{"addressee":"King Karl"}}',
      'm.json',
    )
    const { entities, relationships } = await read('A,S\nAnna,Archive 1\nEva,\n', how)
    expect(entities.filter(({ entity }) => entity === 'SOURCE').map(({ id, name }) => [id, name])).toEqual([
      ['file:letters-csv', 'letters.csv'],
      [expect.stringMatching(/^file:letters-csv:source:archive-1/u), 'Archive 1'],
    ])
    expect(relationships.filter(({ relationship }) => relationship === 'ADDRESSED_TO')).toHaveLength(2)
    expect(relationships.at(-1)?.sources).toEqual(['file:letters-csv'])
  })

  it('is refused where the mapping names columns that it lacks', async () => {
    await expect(read('A;B\n1;2\n')).rejects.toThrow(
      'letters.csv, line 1: the table has no column "Nr", "Absender"',
    )
    await expect(read('')).rejects.toThrow(
      'letters.csv, line 1: the table has no row with the names of its columns',
    )
  })

  it('gives the same ids a second time', async () => {
    expect(await read(table(...ROWS))).toEqual(await read(table(...ROWS)))
  })

  it('is read, damaged, as far as it is whole, or refused with a place: never half a letter', async () => {
    const file = Buffer.from(table(...ROWS))
    const { records } = await read(file)
    await fc.assert(
      fc.asyncProperty(damaged, (damage) => damage.check(file, (bytes) => read(bytes), records)),
      { numRuns: 300 },
    )
  })
})

describe('a mapping', () => {
  it.each([
    ['columns: {A: sender', 'm.yaml, line 1, column'],
    [
      'columns:\n  A: sendr\n',
      'm.yaml, line 2, column 6: "columns.A" is not understood. A column is one of sender, senderId',
    ],
    ['columns:\n  A: { field: sender, sep: x }\n', 'm.yaml, line 2, column 6'],
    ['columns: {}\nsauce: 3\n', 'm.yaml, line 1, column 1: a mapping has no "sauce"'],
    ['a: &a [1]\ncolumns: *a\n', 'm.yaml, line 1, column 1: a mapping has no aliases'],
    ['', 'm.yaml, line 1, column 1'],
  ])('is refused with its place where it is none: %s', (content, sentence) => {
    expect(() => readLetterMapping(content, 'm.yaml')).toThrow(sentence)
  })
})
