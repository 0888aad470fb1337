import { describe, expect, it } from 'vitest'
import { readEdgesCsv, readNodesCsv } from '../../../src/exchange/csv/read.ts'
import { writeEdgesCsv, writeNodesCsv } from '../../../src/exchange/csv/write.ts'
import { everything, inPieces, written } from '../../support/reading.ts'

const nodes = (content: string | Uint8Array) =>
  everything(readNodesCsv(inPieces(content), { file: 'nodes.csv' }))
const edges = (content: string) => everything(readEdgesCsv(inPieces(content), { file: 'edges.csv' }))

describe('nodes.csv', () => {
  it('has an entity a row and a property a column, in any order', async () => {
    const { entities, records, refused } = await nodes(
      'id,entity,name,aliases,named,latitude\na,PERSON,"Bell, Anna",A. Bell|Anna \\| B.,true,\np,PLACE,Oslo,,,59.91\n',
    )
    expect(refused).toEqual([])
    expect(entities).toEqual([
      { entity: 'PERSON', id: 'a', name: 'Bell, Anna', aliases: ['A. Bell', 'Anna | B.'], named: true },
      { entity: 'PLACE', id: 'p', name: 'Oslo', latitude: 59.91 },
    ])
    expect(records.map(({ place }) => place)).toEqual([
      { line: 2, column: null, key: 'a' },
      { line: 3, column: null, key: 'p' },
    ])
  })

  it.each([
    ['a byte order mark', '\ufeffentity,id,name\nPERSON,a,A\n'],
    ['CR LF', 'entity,id,name\r\nPERSON,a,A\r\n'],
    ['semicolons', 'entity;id;name\nPERSON;a;A\n'],
    ['tabs', 'entity\tid\tname\nPERSON\ta\tA\n'],
    ['quotes', '"entity","id","name"\n"PERSON","a","A"\n'],
    ['empty lines', '\nentity,id,name\n\nPERSON,a,A\n\n'],
  ])('is read with %s', async (_, content) => {
    expect((await nodes(content)).entities).toEqual([{ entity: 'PERSON', id: 'a', name: 'A' }])
  })

  it('tells the line of a row below cells of several lines', async () => {
    const { refused } = await nodes(
      'entity,id,name,summary\r\nPERSON,a,A,"one\r\ntwo\nthree"\r\n\r\nPERSON,b,B\r\n',
    )
    expect(refused).toEqual(['6: the row has 3 cells, and there are 4 columns'])
  })

  it.each([
    ['PERSON,a b,A,,', 'column "id": an id holds no blanks and no control characters'],
    ['PLANET,a,A,,', 'column "entity": "PLANET" is no kind of entity'],
    ['PERSON,a,A,maybe,', 'column "named": "maybe" is no flag: write true or false'],
    ['PLACE,a,A,,north', 'column "latitude": "north" is no number'],
    ['PERSON,a,A,,9', 'column "latitude": no person has a property "latitude"'],
    ['PERSON,a,,,', 'this entity has no "name"'],
  ])('refuses the row %s alone, with its line and column', async (row, sentence) => {
    const { refused, entities } = await nodes(`entity,id,name,named,latitude\n${row}\nPERSON,b,B,,\n`)
    expect(refused).toHaveLength(1)
    expect(refused[0]).toContain(`2: ${sentence}`)
    expect(entities.map(({ id }) => id)).toEqual(['b'])
  })

  it.each([
    [
      'entity,id,name,age\n',
      'nodes.csv, line 1: the column "age" is none of these: entity, id, name, aliases',
    ],
    ['entity,id,name,id\n', 'nodes.csv, line 1: the column "id" is there twice'],
    ['entity,id\n', 'nodes.csv, line 1: the column "name" is missing'],
    ['', 'nodes.csv, line 1: the table has no row with the names of its columns'],
    [
      'entity,id,name\nPERSON,a,A\nPERSON,"b,B\n',
      'nodes.csv, line 3: a cell of this row has an opening quote',
    ],
    [
      'entity,id,name\r\nPERSON,"a\r\n",A\r\nPERSON,b"c,B\r\n',
      'nodes.csv, line 4: a quote stands within a cell',
    ],
    [
      `entity,id,name\nPERSON,a,"${'x'.repeat(5_000_000)}`,
      'nodes.csv, line 2: this row is longer than 4194304',
    ],
  ])('is refused whole where it is no such table: %.40s', async (content, sentence) => {
    await expect(everything(readNodesCsv(inPieces(content, 65_536), { file: 'nodes.csv' }))).rejects.toThrow(
      sentence,
    )
  })

  it('is refused with the line that is not UTF-8', async () => {
    const bytes = Buffer.from('entity,id,name\nPERSON,é,É\nPERSON,b,M\xfcller\n', 'utf8')
    expect((await nodes(bytes)).entities).toHaveLength(2)
    await expect(
      nodes(Buffer.concat([bytes, Buffer.from('PERSON,c,M\xfcller\n', 'latin1')])),
    ).rejects.toThrow('nodes.csv, line 4: the line is not text in UTF-8')
    await expect(nodes(bytes.subarray(0, bytes.indexOf('é') + 1))).rejects.toThrow('line 2')
  })

  it('does not take a last row that may not be whole', async () => {
    const { refused, entities } = await nodes('entity,id,name\nPERSON,a,A\nPERSON,b,Bell')
    expect(entities.map(({ id }) => id)).toEqual(['a'])
    expect(refused).toEqual(['3: no end of line follows this last row, so that it may not be whole'])
  })
})

describe('edges.csv', () => {
  it('has a relationship a row', async () => {
    const { relationships } = await edges(
      'relationship,from,to,date,inherited,sources\nSENT,a,m,1648,true,s|t\nMET_WITH,a,b,,,\n',
    )
    expect(relationships).toEqual([
      { relationship: 'SENT', from: 'a', to: 'm', date: '1648', inherited: true, sources: ['s', 't'] },
      { relationship: 'MET_WITH', from: 'a', to: 'b' },
    ])
  })

  it('refuses dates that are none, and kinds that are not known', async () => {
    const { refused } = await edges('relationship,from,to,date\nSENT,a,m,28.1.2022\nLOVES,a,b,\n')
    expect(refused[0]).toContain('2: column "date": "28.1.2022" is not a date in EDTF')
    expect(refused[1]).toContain(
      '3: column "relationship": "LOVES" is no kind of relationship; there are SENT',
    )
  })
})

it('what is written has all columns, and rows in the order of the records', async () => {
  const { records } = await nodes('entity,id,name,aliases\nPERSON,a,"A ""B""",|x\n')
  expect(await written(writeNodesCsv(records))).toBe(
    'entity,id,name,aliases,summary,identifiers,sources,certainty,formerIds,named,form,date,isPublic,url,author,publishedAt,licence,latitude,longitude\nPERSON,a,"A ""B""",x,,,,,,,,,,,,,,,\n',
  )
  expect(await written(writeEdgesCsv(records))).toBe(
    'relationship,id,from,to,date,inherited,role,note,message,certainty,sources\n',
  )
})
