import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readEml, readMbox } from '../../../src/exchange/mail/read.ts'
import { SeenRecords } from '../../../src/exchange/seen-records.ts'
import { damaged } from '../../support/damage.ts'
import { everything, inPieces } from '../../support/reading.ts'

const read = (content: string | Uint8Array, pieces?: number) =>
  everything(readMbox(inPieces(content, pieces), { file: 'some.mbox', body: true }))

const aName = fc.oneof(
  fc.string({ unit: 'grapheme-composite', minLength: 1, maxLength: 8 }),
  fc.constantFrom('Müller, Eva', 'Иван Петров', '李明', 'O’Neill "Bob"', 'a@b', 'From x'),
)
const addressee = fc.record({ name: aName, address: fc.nat(6).map((number) => `p${number}@example.org`) })
const line = fc.oneof(
  fc.constantFrom(
    'From x Fri Jan 28 10:00:00 2022',
    '>From y',
    '>>From z',
    '',
    'To: nobody@example.org',
    'text',
  ),
  fc.string({ maxLength: 10 }).map((text) => text.replaceAll(/[\r\n]/gu, '')),
)
const aMail = fc.record({
  from: addressee,
  to: fc.array(addressee, { maxLength: 3 }),
  parent: fc.option(fc.nat(9), { nil: null }),
  subject: aName,
  lines: fc.array(line, { maxLength: 5 }),
})
const someMails = fc.array(aMail, { minLength: 1, maxLength: 6 })
type AMail = typeof aMail extends fc.Arbitrary<infer T> ? T : never

const encoded = (text: string): string => `=?utf-8?B?${Buffer.from(text).toString('base64')}?=`
const mailbox = ({ name, address }: AMail['from']): string => `${encoded(name)} <${address}>`

/** A mailbox as mboxrd has it, LF or CR LF at the ends of lines. */
const mailboxOf = (mails: readonly AMail[], end: string): string =>
  mails
    .map(({ from, to, parent, subject, lines }, at) =>
      [
        `From ${from.address} Fri Jan 28 10:00:00 2022`,
        `From: ${mailbox(from)}`,
        ...(to.length > 0 ? [`To: ${to.map(mailbox).join(`,${end} `)}`] : []),
        `Message-ID: <m${at}@example.org>`,
        ...(parent === null ? [] : [`In-Reply-To: <m${parent}@example.org>`]),
        'Date: Fri, 28 Jan 2022 10:00:00 +0000',
        `Subject: ${encoded(subject)}`,
        'Content-Type: text/plain; charset=utf-8',
        '',
        ...lines.map((text) => (/^>*From /u.test(text) ? `>${text}` : text)),
        '',
        '',
      ].join(end),
    )
    .join('')

it('a mailbox gives every mail with its parties, whatever stands in its texts', async () => {
  await fc.assert(
    fc.asyncProperty(
      someMails,
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 3_000 }),
      async (mails, end, pieces) => {
        const { records, refused, awaiting } = await read(mailboxOf(mails, end), pieces)
        expect(refused).toEqual([])
        const addresses = (at: number) =>
          records[at]?.relationships.map(({ from, to }) => (from.startsWith('email:') ? from : to))
        expect(mails.map((_, at) => addresses(at))).toEqual(
          mails.map(({ from, to }) =>
            [from, ...new Map(to.map((one) => [one.address, one])).values()].map(
              ({ address }) => `email:${address}`,
            ),
          ),
        )
        expect(awaiting.map(({ from, to }) => [from, to])).toEqual(
          mails.flatMap(({ parent }, at) =>
            parent === null || parent === at
              ? []
              : [[`mid:m${at}@example.org`, `mid:m${parent}@example.org`]],
          ),
        )
        const texts = records.map(
          ({ entities }) => entities.find(({ entity }) => entity === 'MESSAGE')?.summary ?? '',
        )
        const words = (text: string) => text.split(/\s+/u).filter((word) => word !== '')
        expect(texts.map(words)).toEqual(mails.map(({ lines }) => lines.flatMap(words)))
      },
    ),
    { numRuns: 300 },
  )
})

it('a damaged mailbox is read as far as it is whole, or refused with its place: never half a mail', async () => {
  const headers = (bytes: Uint8Array) => everything(readMbox(inPieces(bytes), { file: 'some.mbox' }))
  await fc.assert(
    fc.asyncProperty(someMails, damaged, async (mails, damage) => {
      const file = Buffer.from(mailboxOf(mails, '\n'))
      await damage.check(file, headers, (await headers(file)).records)
    }),
    { numRuns: 300 },
  )
})

it('any bytes are a mail or are refused', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      const { records, refused } = await everything(readEml(inPieces(bytes), { file: 'x.eml', body: true }))
      expect(records.length + refused.length).toBe(1)
    }),
    { numRuns: 300 },
  )
})

it('a mail that was met is known again, with its first line and whether it said the same', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(3_000), fc.nat(2)), { minLength: 3_000, maxLength: 4_000 }),
      (meetings) => {
        const seen = new SeenRecords()
        const known = new Map<number, readonly [content: number, line: number]>()
        meetings.forEach(([name, content], at) => {
          const before = known.get(name)
          expect(seen.meet(`m${name}`, `c${content}`, at + 1)).toEqual(
            before ? { line: before[1], same: before[0] === content } : null,
          )
          if (!before) known.set(name, [content, at + 1])
        })
      },
    ),
    { numRuns: 5 },
  )
})
