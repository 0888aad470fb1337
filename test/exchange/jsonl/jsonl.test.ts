import { createReadStream, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { NotWellFormed } from '../../../src/errors.ts'
import { readJsonl } from '../../../src/exchange/jsonl/read.ts'
import { writeJsonl } from '../../../src/exchange/jsonl/write.ts'
import { everything, inPieces, written } from '../../support/reading.ts'

const read = (content: string) => everything(readJsonl(inPieces(content), { file: 'graph.jsonl' }))
const PERSON = '{"entity":"PERSON","id":"a","name":"A"}'

describe('reading JSON Lines', () => {
  it('takes an entity or a relationship a line, with and without a header, and passes over empty lines', async () => {
    const meeting = '{"relationship":"MET_WITH","from":"a","to":"b","date":"1648"}'
    const lines = `${PERSON}\r\n\n{"entity":"PERSON","id":"b","name":"B"}\n${meeting}`
    for (const content of [lines, `{"parley":"graph","version":1}\n${lines}`, `\ufeff${lines}`]) {
      const { records, entities, relationships } = await read(content)
      expect(entities.map(({ id }) => id)).toEqual(['a', 'b'])
      expect(relationships).toEqual([{ relationship: 'MET_WITH', from: 'a', to: 'b', date: '1648' }])
      expect(records).toHaveLength(3)
    }
  })

  it('says in which line and column a file stops being JSON', async () => {
    const refusal = read(`${PERSON}\n{"entity":"PERSON","id":"é" "name":"B"}`)
    await expect(refusal).rejects.toThrow(NotWellFormed)
    await expect(refusal).rejects.toThrow('graph.jsonl, line 2, column 29: this is not JSON')
    await expect(read(`${PERSON}\n{"entity":"PER`)).rejects.toThrow('line 2, column 11')
  })

  it('refuses what is not UTF-8, with its line', async () => {
    const bytes = Buffer.concat([Buffer.from(`${PERSON}\n{"entity":"`), Buffer.from([0xe9, 0x22])])
    await expect(everything(readJsonl(inPieces(bytes), { file: 'x' }))).rejects.toThrow(
      'x, line 2: the line is not text in UTF-8',
    )
  })

  it('refuses a version that it does not know', async () => {
    await expect(read('{"parley":"graph","version":2}')).rejects.toThrow(
      'graph.jsonl, line 1, column 19: this is version 2 of the format, and this Parley reads 1',
    )
    await expect(read('{"parley":"tree"}')).rejects.toThrow(
      'the header of a graph is {"parley":"graph","version":1}',
    )
  })

  it.each([
    [
      '{"entity":"PLANET","id":"a","name":"A"}',
      '1:2: entity: "PLANET" is no kind of entity; there are PERSON, INSTITUTION',
    ],
    [
      '{"relationship":"LOVES","from":"a","to":"b"}',
      '1:2: relationship: "LOVES" is no kind of relationship; there are SENT',
    ],
    ['{"entity":"PERSON","id":"a","name":"A","age":3}', '1:40: age: no entity has a property "age"'],
    [
      '{"relationship":"SENT","from":"a","to":"b","age":3}',
      '1:44: age: no relationship has a property "age"',
    ],
    ['{"entity":"PERSON","id":"a"}', '1:1: this entity has no "name"'],
    ['{"id":"a","name":"A"}', '1:1: this names neither an "entity" nor a "relationship"'],
    ['["a"]', '1:1: an entity or a relationship is a JSON object'],
    [
      '{"entity":"PERSON","id":"a","name":"A","latitude":3}',
      '1:40: latitude: no person has a property "latitude"',
    ],
    [
      '{"entity":"PERSON","id":"a b","name":"A"}',
      '1:20: id: an id holds no blanks and no control characters',
    ],
    ['{"entity":"PERSON","id":"a","name":" "}', '1:29: name: a name is not empty'],
    [
      '{"entity":"INSTITUTION","id":"a","name":"A","form":"LETTER"}',
      '1:45: form: no institution has the form "LETTER"',
    ],
    ['{"entity":"MESSAGE","id":"a","name":"A","date":"1648-13"}', '1:41: date: "1648-13" has no month 13'],
    ['{"entity":"SOURCE","id":"a","name":"A","date":"1648"}', '1:40: date: no source has a property "date"'],
    ['{"entity":"PERSON","id":"a","name":"\\ud800"}', '1:29: name: is not well-formed text'],
    [
      '{"relationship":"SENT","from":"a","to":"b","id":"met-with:a:b"}',
      '1:44: id: "met-with:a:b" is not the id of',
    ],
    [
      '{"relationship":"SENT","from":"a","to":"b","message":"m"}',
      '1:44: message: SENT does not happen through',
    ],
    [
      '{"entity":"PLACE","id":"a","name":"A","latitude":91}',
      '1:39: latitude: Too big: expected number to be <=90',
    ],
  ])('refuses %s alone, with its place and why', async (bad, sentence) => {
    const { refused, entities } = await read(`${bad}\n${PERSON}`)
    expect(refused).toHaveLength(1)
    expect(refused[0]).toContain(sentence)
    expect(entities.map(({ id }) => id)).toEqual(['a'])
  })
})

describe('writing JSON Lines', () => {
  it('gives a header and a line for each record, names in order', async () => {
    const { records } = await read('{"name":"B","id":"b","entity":"PERSON","aliases":[],"named":false}')
    expect(await written(writeJsonl(records))).toBe(
      '{"parley":"graph","version":1}\n{"entity":"PERSON","id":"b","name":"B","named":false}\n',
    )
  })

  it('gives back the sample as it is, but for the order of names', async () => {
    const sample = new URL('../../../sample/eu-reply-2022.jsonl', import.meta.url)
    const { records } = await everything(readJsonl(createReadStream(sample), { file: 'sample' }))
    const lines = (await written(writeJsonl(records))).trimEnd().split('\n').slice(1)
    const before = readFileSync(sample, 'utf8').trimEnd().split('\n')
    expect(lines.map((line) => JSON.parse(line))).toEqual(before.map((line) => JSON.parse(line)))
  })
})
