import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readSocialNetwork } from '../../../src/exchange/ldbc-snb/read.ts'
import { refusalIn } from '../../support/refusals.ts'

const SMALL: Readonly<Record<string, string>> = {
  'person_0_0.csv':
    'id|firstName|lastName|gender|birthday|creationDate|locationIP|browserUsed\n' +
    '7|Jane|"Smith"|female|558921600000|1284620040602|1.2.3.4|Chrome\n',
  'person_1_0.csv':
    'id|firstName|lastName|birthday|creationDate\n8|Nguyễn|Anh|1990-05-06|2010-05-06T07:08:09.100+0000\n',
  'person_knows_person_0_0.csv': 'Person.id|Person.id|creationDate\n8|7|1290000000123\n',
  'post_0_0.csv':
    'id|imageFile|creationDate|locationIP|browserUsed|language|content|length\n' +
    '1|photo1.jpg|1290664733756|1.2.3.4|Chrome|||0\n' +
    `2||1290664733756|1.2.3.4|Chrome|en|${'😀'.repeat(100)}|100\n`,
  'comment_0_0.csv': 'id|creationDate|content\n3|1290664800000|She said "yes", once\n',
  'post_hasCreator_person_0_0.csv': 'Post.id|Person.id\n1|7\n2|8\n',
  'comment_hasCreator_person_0_0.csv': 'Comment.id|Person.id\n3|8\n',
  'comment_replyOf_post_0_0.csv': 'Comment.id|Post.id\n3|1\n',
  'comment_replyOf_comment_0_0.csv': 'Comment.id|Comment.id\n',
}

describe('readSocialNetwork', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'parley-snb-'))
    await mkdir(join(folder, 'dynamic'))
    for (const [name, text] of Object.entries(SMALL)) await writeFile(join(folder, 'dynamic', name), text)
  })
  afterEach(() => rm(folder, { recursive: true }))
  const all = async (): Promise<readonly object[]> => {
    const lines: object[] = []
    for await (const line of readSocialNetwork(folder)) lines.push(line)
    return lines
  }

  it('gives persons, posts and comments, then who wrote them and what they answer, all with their source', async () => {
    const sources = ['ldbc-snb']
    expect(await all()).toEqual([
      {
        entity: 'SOURCE',
        id: 'ldbc-snb',
        name: 'LDBC Social Network Benchmark, generated data',
        url: 'https://ldbcouncil.org/benchmarks/snb/',
      },
      {
        entity: 'PERSON',
        id: 'snb-person-7',
        name: 'Jane "Smith"',
        identifiers: ['ldbc-snb-person:7'],
        summary: 'Born 1987-09-18; in the network from 2010-09-16.',
        sources,
      },
      {
        entity: 'PERSON',
        id: 'snb-person-8',
        name: 'Nguyễn Anh',
        identifiers: ['ldbc-snb-person:8'],
        summary: 'Born 1990-05-06; in the network from 2010-05-06.',
        sources,
      },
      {
        relationship: 'KNOWS',
        from: 'snb-person-8',
        to: 'snb-person-7',
        date: '2010-11-17T13:20:00Z',
        sources,
      },
      {
        entity: 'MESSAGE',
        id: 'snb-post-1',
        name: 'photo1.jpg',
        form: 'SOCIAL_POST',
        date: '2010-11-25T05:58:53Z',
        sources,
      },
      {
        entity: 'MESSAGE',
        id: 'snb-post-2',
        name: `${'😀'.repeat(79)}…`,
        summary: '😀'.repeat(100),
        form: 'SOCIAL_POST',
        date: '2010-11-25T05:58:53Z',
        sources,
      },
      {
        entity: 'MESSAGE',
        id: 'snb-comment-3',
        name: 'She said "yes", once',
        summary: 'She said "yes", once',
        form: 'SOCIAL_POST',
        date: '2010-11-25T06:00:00Z',
        sources,
      },
      { relationship: 'SENT', from: 'snb-person-7', to: 'snb-post-1', sources },
      { relationship: 'SENT', from: 'snb-person-8', to: 'snb-post-2', sources },
      { relationship: 'SENT', from: 'snb-person-8', to: 'snb-comment-3', sources },
      { relationship: 'IN_REPLY_TO', from: 'snb-comment-3', to: 'snb-post-1', sources },
    ])
  })

  it('reads tables that are compressed', async () => {
    const plain = await all()
    for (const [name, text] of Object.entries(SMALL)) {
      await rm(join(folder, 'dynamic', name))
      await writeFile(join(folder, `${name}.gz`), gzipSync(text))
    }
    expect(await all()).toEqual(plain)
  })

  it('names the tables that are missing', async () => {
    await rm(join(folder, 'dynamic', 'post_0_0.csv'))
    await rm(join(folder, 'dynamic', 'comment_replyOf_post_0_0.csv'))
    expect(await refusalIn(all())).toBe(`${folder}: has no post_0_0.csv, no comment_replyOf_post_0_0.csv`)
  })

  it('names file and line of what it cannot read', async () => {
    const refusal = async (name: string, text: string): Promise<string> => {
      await writeFile(join(folder, 'dynamic', name), text)
      return refusalIn(all())
    }
    expect(await refusal('comment_replyOf_comment_0_0.csv', 'Comment.id|Comment.id\n3\n')).toBe(
      'dynamic/comment_replyOf_comment_0_0.csv line 2: has not as many columns as the first line',
    )
    expect(await refusal('comment_0_0.csv', 'id|creationDate|content\n3|yesterday|yes\n')).toBe(
      'dynamic/comment_0_0.csv line 2: creationDate "yesterday" is no instant: milliseconds since 1970 or ISO 8601',
    )
    expect(await refusal('person_1_0.csv', 'id|firstName|creationDate\n8|Anh|0\n')).toBe(
      'dynamic/person_1_0.csv line 2: has no column "lastName"',
    )
    expect(await refusal('person_0_0.csv', '')).toBe(
      'dynamic/person_1_0.csv line 2: has no column "lastName"',
    )
  })

  it('passes on what goes wrong with a file', async () => {
    await rm(join(folder, 'dynamic', 'post_0_0.csv'))
    await writeFile(join(folder, 'post_0_0.csv.gz'), 'this was never compressed')
    await expect(all()).rejects.toThrow('incorrect header check')
  })
})
