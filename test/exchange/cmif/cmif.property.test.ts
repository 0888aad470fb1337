import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseEdtf } from '../../../src/dates/edtf.ts'
import { NotWellFormed } from '../../../src/errors.ts'
import { Occurrences } from '../../../src/exchange/cmif/occurrences.ts'
import { printLetter } from '../../../src/exchange/cmif/print.ts'
import { readCmif } from '../../../src/exchange/cmif/read.ts'
import { References } from '../../../src/exchange/cmif/references.ts'
import { type Remark, remarked, remarksOf } from '../../../src/exchange/cmif/remarks.ts'
import type { ReadItem } from '../../../src/exchange/exchange-format.ts'
import { whyNotJoinable } from '../../../src/vocabulary/edge-kinds.ts'
import { whyNotEntityId } from '../../../src/vocabulary/ids.ts'
import { cmif, contentOf, FOLDER, inPieces, itemsOf, recordsIn, written } from './files.ts'

const KLAPROTH = readFileSync(new URL('Klaproth.xml', FOLDER))

/** What came before a reader threw, and what it threw. */
async function readUntil(bytes: AsyncIterable<Uint8Array>): Promise<{ items: ReadItem[]; error: unknown }> {
  const items: ReadItem[] = []
  try {
    for await (const item of readCmif(bytes, { file: 'Klaproth.xml' })) items.push(item)
  } catch (error) {
    return { items, error }
  }
  return { items, error: null }
}

describe('a file cut off anywhere', () => {
  it('is refused with line and column, and gave out whole letters only', async () => {
    const { items: whole } = await readUntil(inPieces(KLAPROTH))
    const end = KLAPROTH.lastIndexOf('>')
    await fc.assert(
      fc.asyncProperty(fc.nat(end), fc.integer({ min: 1, max: 70_000 }), async (length, size) => {
        const cut = KLAPROTH.subarray(0, length)
        const { items, error } = await readUntil(inPieces(cut, size))
        expect(error).toBeInstanceOf(NotWellFormed)
        if (!(error instanceof NotWellFormed)) return
        const lines = cut.toString('utf8').split('\n').length
        expect(error.line).toBeGreaterThanOrEqual(1)
        expect(error.line).toBeLessThanOrEqual(lines)
        expect(error.column).toBeGreaterThanOrEqual(1)
        expect(items).toEqual(whole.slice(0, items.length))
        expect(items.length).toBeLessThanOrEqual(cut.toString('utf8').split('</correspDesc>').length)
      }),
      { numRuns: 150 },
    )
  })
})

it('a file reads the same in pieces of any size', async () => {
  const { items: whole } = await readUntil(inPieces(KLAPROTH, KLAPROTH.length))
  for (const size of [13, 255, 4_099])
    expect((await readUntil(inPieces(KLAPROTH, size))).items).toEqual(whole)
})

const word = fc.oneof(
  fc.constantFrom(
    'Anna',
    'Bär & Söhne',
    '"Quoted"; cert',
    'a\\b',
    '<Tag>',
    'Ω',
    '王',
    "O'Hara",
    '-',
    'Unknown',
    'His sister',
    'A oder B',
    '𝒜',
  ),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }),
)
// What XML cannot hold is replaced when it is written, which is no round trip.
const text = fc.array(word, { maxLength: 3 }).map((words) =>
  words
    .join(' ')
    .replaceAll(/\p{Cc}|[\ufffe\uffff]/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim(),
)
const id = fc.constantFrom('118540238', '10082451X', '4005728-8')
const ref = fc.oneof(
  { weight: 3, arbitrary: fc.constant('') },
  id.map((value) => `http://d-nb.info/gnd/${value}`),
  fc.constantFrom(
    'https://viaf.org/viaf/24602065',
    'http://www.wikidata.org/entity/Q5879',
    'http://correspSearch.net/unknown',
    'https://example.org/people/1?x=1&y=2',
    'http://d-nb.info/gnd/118540238 https://viaf.org/viaf/24602065',
    'http://d-nb.info/gnd/',
    '#p1',
  ),
)
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 2 })
const mentionOf = (...elements: readonly string[]) =>
  fc.record({
    element: fc.constantFrom(...elements),
    text,
    ref,
    cert: maybe(fc.constantFrom('high', 'medium', 'low', 'unknown', 'odd')),
    evidence: maybe(fc.constantFrom('conjecture', 'internal', 'external')),
  })
const day = fc.constantFrom(
  '1800',
  '1800-11',
  '1801-02-28',
  '1801-02-30',
  '-0044-03-15',
  '1802',
  'soon',
  '1801-09-25T10:00:00Z',
)
const dateArbitrary = fc.record({
  attributes: fc
    .record(
      {
        when: day,
        from: day,
        to: day,
        notBefore: day,
        notAfter: day,
        cert: fc.constantFrom('low', 'high'),
        evidence: fc.constant('conjecture'),
        calendar: fc.constant('#julian'),
      },
      { requiredKeys: [] },
    )
    .map((attributes) => attributes as Record<string, string>),
  text,
})
const actionArbitrary = fc.record({
  type: fc.constantFrom('sent', 'sent', 'received', 'received', 'forwarded', 'transmitted', 'redirected', ''),
  actors: fc.array(mentionOf('persName', 'persName', 'orgName', 'name', 'rs'), { maxLength: 3 }),
  places: fc.array(mentionOf('placeName'), { maxLength: 2 }),
  dates: fc.array(dateArbitrary, { maxLength: 2 }),
})
const pointerArbitrary = fc.record({
  type: fc.constantFrom(
    'prev',
    'next',
    'isReplyTo',
    'answeredBy',
    'https://lod.academy/cmif/vocab/terms#mentionsPerson',
    'x#mentionsPlace',
    '',
  ),
  target: fc.constantFrom('#l1', 'https://example.org/1', 'http://d-nb.info/gnd/118540238', ''),
  text,
})
const letterArbitrary = fc.record({
  key: maybe(text.filter((key) => key !== '')),
  xmlId: maybe(fc.constantFrom('l1', 'l2')),
  ref: maybe(fc.constantFrom('https://example.org/1', 'https://example.org/2?a=1&b=2')),
  sources: fc.subarray(['b1', 'b2', 'b3']),
  actions: fc.array(actionArbitrary, { maxLength: 4 }),
  context: fc.array(pointerArbitrary, { maxLength: 2 }),
  pointers: fc.array(pointerArbitrary, { maxLength: 2 }),
  notes: fc.array(
    text.filter((note) => note !== ''),
    { maxLength: 2 },
  ),
})

const BIBLS =
  '<bibl xml:id="b1" type="print">One <ref target="https://doi.org/1">here</ref></bibl><bibl xml:id="b2">Two</bibl>'

describe('any letters', () => {
  it('go out as they came in, and are records that a graph can take', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(letterArbitrary, { minLength: 1, maxLength: 3 }), async (letters) => {
        const file = cmif(letters.map(printLetter).join(''), BIBLS)
        const first = recordsIn(await itemsOf(inPieces(file), 'a.xml'))
        const second = recordsIn(await itemsOf(inPieces(await written(first)), 'a.xml'))
        expect(second.map(contentOf)).toEqual(first.map(contentOf))
        expect(await written(second)).toBe(await written(first))

        const ids = first.flatMap(({ entities }) =>
          entities.filter(({ entity }) => entity === 'MESSAGE').map(({ id }) => id),
        )
        expect(new Set(ids).size).toBe(ids.length)
        const sources = new Set(first[0]?.entities.map(({ id }) => id))
        for (const { entities, relationships } of first) {
          const kinds = new Map(entities.map(({ id, entity }) => [id, entity]))
          for (const { id, date, sources: cited } of entities) {
            expect(whyNotEntityId(id)).toBeNull()
            if (date !== undefined) expect(parseEdtf(date).ok).toBe(true)
            for (const source of cited ?? []) expect(sources).toContain(source)
          }
          for (const { relationship, from, to } of relationships) {
            const [start, end] = [kinds.get(from), kinds.get(to)]
            expect(start && end && whyNotJoinable(relationship, start, end)).toBeNull()
          }
          const pairs = relationships.map(({ relationship, from, to }) => `${relationship} ${from} ${to}`)
          expect(new Set(pairs).size).toBe(pairs.length)
        }
      }),
      { numRuns: 500 },
    )
  })
})

it('remarks of any words are read back', () => {
  const label = fc.constantFrom('written', 'cert', 'one of', 'again', 'element', 'e-mail')
  const remark = fc.oneof(fc.tuple(label), fc.tuple(label, fc.string({ unit: 'binary' })))
  fc.assert(
    fc.property(fc.array(remark, { maxLength: 5 }), (remarks: readonly Remark[]) => {
      expect(remarksOf(remarked(remarks))).toEqual(remarks)
    }),
  )
  expect(remarksOf('A note of somebody\'s own: "so"')).not.toContainEqual(['written', expect.anything()])
})

it('a bare & is found in whatever pieces the text comes, and only outside of comments, CDATA and instructions', () => {
  const token = fc.constantFrom(
    '<!-- & -->',
    '<![CDATA[ & ]]>',
    '<?a & ?>',
    '&amp;',
    '&#38;',
    '&#x26;',
    '<a b="&lt;">',
    'text ',
    '& ',
    '&;',
    '&a b;',
    '--',
    ']]',
    '?',
  )
  fc.assert(
    fc.property(fc.array(token, { maxLength: 12 }), fc.integer({ min: 1, max: 20 }), (tokens, size) => {
      const whole = tokens.join('')
      const bare = tokens.findIndex((each) => each === '& ' || each === '&;' || each === '&a b;')
      const expected = bare < 0 ? null : tokens.slice(0, bare).join('').length
      const references = new References()
      let [at, held, found] = [0, '', null as number | null]
      for (let from = 0; from <= whole.length && found === null; from += size) {
        const pending = held + whole.slice(from, from + size)
        const { safe, bad } = references.scan(pending, from + size > whole.length)
        if (bad !== null) found = at + bad
        at += safe
        held = pending.slice(safe)
      }
      expect(found).toBe(expected)
    }),
    { numRuns: 500 },
  )
})

it('occurrences are counted as a map counts them', () => {
  const [seen, counts] = [new Occurrences(), new Map<string, number>()]
  for (let index = 0; index < 5_000; index++) {
    const key = `letter ${(index * 7919) % 3_001}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
    expect(seen.met(key)).toBe(counts.get(key))
  }
})
