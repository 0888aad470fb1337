import { createReadStream } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ReadRecord } from '../../../src/exchange/exchange-format.ts'
import { mailDate } from '../../../src/exchange/mail/mail-date.ts'
import { type MailOptions, readEml, readMbox } from '../../../src/exchange/mail/read.ts'
import { everything, inPieces } from '../../support/reading.ts'

const fixture = (name: string): URL => new URL(`fixtures/${name}`, import.meta.url)
const mbox = (options: Partial<MailOptions> = {}) =>
  everything(readMbox(createReadStream(fixture('archive.mbox')), { file: 'archive.mbox', ...options }))
const text = (content: string, options: Partial<MailOptions> = {}) =>
  everything(readMbox(inPieces(content), { file: 'some.mbox', ...options }))
const one = (header: string) => everything(readEml(inPieces(`${header.trim()}\n\n`), { file: 'one.eml' }))

const record = (records: readonly ReadRecord[], key: string): ReadRecord => {
  const found = records.find(({ place }) => place.key === key)
  if (!found) throw new TypeError(`no record ${key}`)
  return found
}
const edges = ({ relationships }: ReadRecord): readonly string[] =>
  relationships.map(({ relationship, from, to, role }) =>
    [relationship, from, to, ...(role ? [role] : [])].join(' '),
  )

describe('a mailbox', () => {
  it('gives each mail once, with its line and Message-ID as its place', async () => {
    const { records } = await mbox()
    expect(records.map(({ place }) => [place.line, place.key])).toEqual([
      [1, 'first@example.org'],
      [20, 'second@example.org'],
      [32, 'third@example.com'],
      [41, 'fourth@example.org'],
      [71, null],
    ])
  })

  it('reads encoded names, comments, groups and folded fields', async () => {
    const { records } = await mbox()
    const first = record(records, 'first@example.org')
    expect(first.entities.map(({ id, name, named }) => [id, name, named])).toEqual([
      ['file:archive-mbox', 'archive.mbox', undefined],
      ['mid:first@example.org', 'Über the treaty', undefined],
      ['email:j.mueller@example.org', 'Jürgen Müller', true],
      ['email:anna@example.org', 'Anna', true],
      ['email:chris@example.org', 'Bell, Chris', true],
      ['email:andre@example.com', 'André', true],
    ])
    expect(edges(first)).toEqual([
      'SENT email:j.mueller@example.org mid:first@example.org',
      'ADDRESSED_TO mid:first@example.org email:anna@example.org',
      'ADDRESSED_TO mid:first@example.org email:chris@example.org',
      'ADDRESSED_TO mid:first@example.org email:andre@example.com',
      'COPIED_TO mid:first@example.org email:anna@example.org bcc',
    ])
    expect(first.entities[1]).toEqual({
      entity: 'MESSAGE',
      id: 'mid:first@example.org',
      name: 'Über the treaty',
      form: 'EMAIL',
      date: '2022-01-28T10:00:00+01:00',
      identifiers: ['mid:first@example.org'],
      sources: ['file:archive-mbox'],
    })
  })

  it('knows an actor by the address: without a display name the address describes somebody unnamed', async () => {
    const { records } = await mbox()
    expect(record(records, 'second@example.org').entities.slice(1)).toEqual([
      {
        entity: 'PERSON',
        id: 'email:anna@example.org',
        name: 'anna@example.org',
        named: false,
        identifiers: ['email:anna@example.org'],
        sources: ['file:archive-mbox'],
      },
      {
        entity: 'PERSON',
        id: 'email:j.mueller@example.org',
        name: 'Jürgen',
        named: true,
        identifiers: ['email:j.mueller@example.org'],
        sources: ['file:archive-mbox'],
      },
    ])
  })

  it('takes a name without an address for somebody of this mail alone', async () => {
    const { records } = await mbox()
    expect(edges(record(records, 'fourth@example.org'))).toEqual([
      'SENT mid:fourth@example.org/karl mid:fourth@example.org',
      'ADDRESSED_TO mid:fourth@example.org email:anna@example.org',
      'ADDRESSED_TO mid:fourth@example.org mid:fourth@example.org/karl',
    ])
  })

  it('reads addresses as public archives write them', async () => {
    const { records } = await mbox()
    expect(edges(record(records, 'third@example.com'))).toEqual([
      'SENT email:jdoe@example.com mid:third@example.com',
    ])
    expect(record(records, 'third@example.com').entities[1]?.name).toBe('John Doe')
  })

  it('lets a reply wait for what it answers, which may come later, or never', async () => {
    const { awaiting } = await mbox()
    expect(awaiting.map(({ from, to, certainty }) => [from, to, certainty])).toEqual([
      ['mid:second@example.org', 'mid:first@example.org', undefined],
      ['mid:third@example.com', 'mid:fourth@example.org', 'LIKELY'],
    ])
  })

  it('says what its reader should look at, and refuses what is no mail', async () => {
    const { warnings, refused } = await mbox()
    expect(warnings).toEqual([
      '32: the mail has a date that is none, "Sun, 30 Foo 2022 10:11:12 -0000": it is taken as undated',
      '41: the mail says that it answers itself',
      '59: the mail has the Message-ID of the one of line 20 and says something else: that one stands',
      '71: the mail has no Message-ID: it is told by its date, subject and addresses',
    ])
    expect(refused).toEqual(['68: this is no mail: it has neither a Message-ID nor a date nor a sender'])
  })

  it('keeps a wrong date as it was written, and reads no text unless asked', async () => {
    const { entities } = await mbox()
    expect(entities.flatMap(({ summary }) => summary ?? [])).toEqual([
      'Date as written: Sun, 30 Foo 2022 10:11:12 -0000',
    ])
  })

  it('takes the text where it is asked to, lines that were quoted as they were', async () => {
    const { entities } = await mbox({ body: true })
    expect(entities.find(({ id }) => id === 'mid:first@example.org')?.summary).toBe(
      'Dear all,\n\nFrom now on we meet on Mondays.\nFrom Monday on, that is.\n\nFrom nobody in particular, at 12:30 in 2020\nthere is nothing to add.',
    )
  })

  it('gives the same ids a second time', async () => {
    expect(await mbox()).toEqual(await mbox())
  })

  it('is refused where it does not begin as one', async () => {
    await expect(text('Hello\n')).rejects.toThrow('some.mbox, line 1: a mailbox begins with "From "')
    await expect(text('From a Fri Jan 28 10:00:00 2022\n')).rejects.toThrow('some.mbox, line 1')
    expect((await text('')).items).toEqual([])
  })

  it('refuses a mail whose header has no end', async () => {
    const { refused, records } = await text(
      'From a Fri Jan 28 10:00:00 2022\nFrom: a@example.org\nMessage-ID: <a@b>\nTo: b@exa',
    )
    expect(records).toEqual([])
    expect(refused).toEqual(['1: the mail ends within its header, so that nobody knows what is missing'])
  })

  it('refuses a header that is longer than a header is', async () => {
    const long = `X-Long: ${'x'.repeat(1024 * 1024)}\n`
    const { refused } = await text(`From a Fri Jan 28 10:00:00 2022\nFrom: a@example.org\n${long}\n`)
    expect(refused).toEqual(['1: the mail has a header longer than 1048576 bytes'])
  })
})

describe('a mail in a file of its own', () => {
  const eml = (body: boolean) =>
    everything(readEml(createReadStream(fixture('note.eml')), { file: 'note.eml', body }))

  it('is one record; a header that is not UTF-8 is read as western', async () => {
    const { records, entities } = await eml(false)
    expect(records).toHaveLength(1)
    expect(entities.map(({ id, name }) => [id, name])).toEqual([
      ['file:note-eml', 'note.eml'],
      ['mid:note-7@example.net', 'Note'],
      ['email:eva@example.net', 'Müller, Eva'],
      ['email:press@example.org', 'press@example.org'],
    ])
    expect(entities[1]?.date).toBe('2022-02-10T08:05:09Z')
  })

  it('gives its plain text where asked', async () => {
    expect((await eml(true)).entities[1]?.summary).toBe('Grüße')
  })

  it('may have several authors, and addresses once each', async () => {
    const { relationships } = await one(
      'From: a@x.org, B <b@x.org>\nTo: c@x.org, C <C@x.org>\nMessage-ID: <m@x>\nDate: Fri, 28 Jan 2022 10:00:00 Z',
    )
    expect(relationships.map(({ relationship, from, to }) => `${relationship} ${from} ${to}`)).toEqual([
      'SENT email:a@x.org mid:m@x',
      'SENT email:b@x.org mid:m@x',
      'ADDRESSED_TO mid:m@x email:c@x.org',
    ])
  })

  it('has a short id where its Message-ID is none that an id can be', async () => {
    const { entities } = await one(
      `From: a@x.org\nDate: Fri, 28 Jan 2022 10:00:00 Z\nMessage-ID: <${'m'.repeat(500)}@x>`,
    )
    expect(entities[1]?.id).toMatch(/^mid:[0-9a-f]{16}$/u)
  })

  it('reads no more of a file than its header where no text is asked', async () => {
    let pieces = 0
    async function* endless() {
      yield Buffer.from('From: a@x.org\nMessage-ID: <m@x>\n\n')
      for (;;) {
        pieces += 1
        yield Buffer.alloc(1_000, 'x\n')
      }
    }
    expect((await everything(readEml(endless(), { file: 'x.eml' }))).records).toHaveLength(1)
    expect(pieces).toBeLessThan(3)
  })
})

it.each([
  ['Fri, 28 Jan 2022 10:00:00 +0200', '2022-01-28T10:00:00+02:00'],
  ['28 Jan 2022 10:00 -0000', '2022-01-28T10:00:00Z'],
  ['Fri, 28 Jan 99 1:00:00 PDT', '1999-01-28T01:00:00-07:00'],
  ['Fri, 28 Jan 102 10:00:00 UT (old clock)', '2002-01-28T10:00:00Z'],
  ['Fri Jan 28 10:00:00 2022', '2022-01-28T10:00:00Z'],
  ['Fri Jan 28 10:00:00 EST 2022', '2022-01-28T10:00:00-05:00'],
  ['Thu, 31 Feb 2022 10:00:00 +0000', null],
  ['Fri, 28 Jan 2022 25:00:00 +0000', null],
  ['Thu, 1 Jan 1970 00:00:00 +0000', null],
  ['Fri, 28 Jan 2022 10:00:00 +9900', null],
  ['yesterday', null],
])('the date %s of a header is %s', (written, edtf) => {
  expect(mailDate(written)).toBe(edtf)
})
