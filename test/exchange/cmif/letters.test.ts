import { describe, expect, it } from 'vitest'
import { cmif, inPieces, itemsOf, letter, messagesIn, recordsIn, written } from './files.ts'

const sent = (content: string) => `<correspAction type="sent">${content}</correspAction>`
const received = (content: string) => `<correspAction type="received">${content}</correspAction>`
const desc = (content: string, attributes = 'key="1" source="#b1"') =>
  `<correspDesc ${attributes}>${content}</correspDesc>`
const goethe = '<persName ref="http://www.d-nb.info/gnd/118540238/ ">J. W. v. Goethe</persName>'
const schiller = '<persName ref="https://viaf.org/viaf/24602065">Schiller</persName>'

describe('a letter', () => {
  it('is a message that cites its edition, with an edge to each who sent it or to whom it was sent', async () => {
    const { message, others, edges, record } = await letter(
      desc(sent(`${goethe}<date when="1794-08-27"/>`) + received(`${schiller}<orgName>Die Horen</orgName>`)),
    )
    const [source] = message.sources ?? []
    expect(message).toMatchObject({
      entity: 'MESSAGE',
      form: 'LETTER',
      name: 'J. W. v. Goethe to Schiller and Die Horen, 1794-08-27',
      date: '1794-08-27',
      id: `${source}:letter:1`,
      identifiers: ['cmif-key:1'],
    })
    expect(others).toMatchObject([
      {
        entity: 'PERSON',
        id: 'gnd:118540238',
        named: true,
        identifiers: ['gnd:118540238'],
        sources: [source],
      },
      { entity: 'PERSON', id: 'viaf:24602065', name: 'Schiller' },
      { entity: 'INSTITUTION', id: `${source}:institution:die-horen`, form: 'OTHER' },
    ])
    expect(edges.map(({ relationship, from, to }) => [relationship, from, to])).toEqual([
      ['SENT', 'gnd:118540238', message.id],
      ['ADDRESSED_TO', message.id, 'viaf:24602065'],
      ['ADDRESSED_TO', message.id, `${source}:institution:die-horen`],
    ])
    expect(record.place).toMatchObject({ line: 1, key: '1' })
  })

  it('has an id from its key, else from what the file calls it, its address, or who sent it to whom and when', async () => {
    const idOf = async (attributes: string, more = '') =>
      (await letter(desc(sent(goethe + more), attributes))).message.id.split(':letter:')[1]
    expect(await idOf('key="12"')).toBe('12')
    expect(await idOf('key="12*"')).toMatch(/^12-[0-9a-f]{8}$/u)
    expect(await idOf('xml:id="letter-7a"')).toBe('id-letter-7a')
    expect(await idOf('ref="https://example.org/1"')).toMatch(/^at-[0-9a-f]{8}$/u)
    const bare = await idOf('')
    expect(bare).toMatch(/^[0-9a-f]{12}$/u)
    expect(await idOf('', '<date when="1800"/>')).not.toBe(bare)
  })

  it('that has the key of another is a letter of its own, with a warning', async () => {
    const one = desc(sent(goethe), 'key="1"')
    const items = await itemsOf(inPieces(cmif(one + one + one)), 'letters.xml')
    const ids = recordsIn(items)
      .slice(1)
      .map(({ entities }) => entities[0]?.id.split(':letter:')[1])
    expect(ids).toEqual(['1', '1:2', '1:3'])
    expect(messagesIn(items)).toEqual([
      'the key "1" is that of 1 letters before: they are taken for different ones',
      'the key "1" is that of 2 letters before: they are taken for different ones',
    ])
  })

  it('that says nothing of who, where and when is refused, and the others are taken', async () => {
    const items = await itemsOf(
      inPieces(cmif(desc('', 'key="7"') + desc(sent(goethe), 'key="8"'))),
      'letters.xml',
    )
    expect(items.map(({ kind, place }) => [kind, place.key])).toEqual([
      ['record', null],
      ['refused', '7'],
      ['record', '8'],
    ])
    expect(messagesIn(items)).toEqual(['the letter names nobody, no place and no date'])
  })

  it('names an edition that the file does not list: a warning, and the only one that it lists is cited', async () => {
    const { message, warnings } = await letter(desc(sent(goethe), 'key="1" source="#b2"'))
    expect(warnings).toEqual(['no edition of the file has the id "b2"'])
    expect(message.sources?.[0]).toMatch(/^letters-[0-9a-f]{8}$/u)
  })
})

describe('those whom a letter names', () => {
  it('are one by their identifier, however it is spelled, and what they are called is kept on the edge', async () => {
    const { others, edges, warnings } = await letter(
      desc(
        sent('<persName ref="https://www.wikidata.org/wiki/Q5879">Goethe</persName>') +
          received('<persName ref=" http://wikidata.org/entity/q5879 ">Herr von Goethe</persName>'),
      ),
    )
    expect(others).toMatchObject([{ id: 'wikidata:Q5879', name: 'Goethe' }])
    expect(edges.map(({ note }) => note)).toEqual(['written "Goethe"', 'written "Herr von Goethe"'])
    expect(warnings).toEqual([])
  })

  it('are themselves and nobody else where they are unknown or only described', async () => {
    const unnamed = [
      '<persName ref="http://www.correspSearch.net/unknown">A Friend</persName>',
      '<persName>Unbekannt</persName>',
      '<persName>ein Kollege</persName>',
      '<persName>His sister</persName>',
      '<rs>the bookseller</rs>',
      '<persName>[?]</persName>',
      '<persName>N. N.</persName>',
    ].join('')
    const items = await itemsOf(
      inPieces(cmif(desc(sent(unnamed), 'key="1"') + desc(sent(unnamed), 'key="2"'))),
      'letters.xml',
    )
    const actors = recordsIn(items).flatMap(({ entities }) =>
      entities.filter(({ entity }) => entity === 'PERSON'),
    )
    expect(actors).toHaveLength(14)
    expect(new Set(actors.map(({ id }) => id)).size).toBe(14)
    expect(actors.every(({ named, identifiers }) => named === false && identifiers === undefined)).toBe(true)
  })

  it('are nobody where nothing is written', async () => {
    const { others, warnings } = await letter(desc(sent(`${goethe}<persName> </persName>`)))
    expect(others).toHaveLength(1)
    expect(warnings).toEqual(['an empty persName names nobody'])
  })

  it('by name alone are one within an edition, and not the one of another edition', async () => {
    const one = desc(sent('<persName>Max Müller</persName>'), 'key="1" source="#b1"')
    const two = desc(sent('<persName>Max  Müller</persName>'), 'key="2" source="#b1"')
    const other = desc(sent('<persName>Max Müller</persName>'), 'key="2" source="#b2"')
    const bibl = '<bibl xml:id="b1">One</bibl><bibl xml:id="b2">Two</bibl>'
    const items = await itemsOf(inPieces(cmif(one + two + other, bibl)), 'letters.xml')
    const ids = recordsIn(items)
      .slice(1)
      .map(({ entities }) => entities[1]?.id)
    expect(ids[0]).toBe(ids[1])
    expect(ids[2]).not.toBe(ids[0])
  })

  it('"A or B" are two, neither of them certain, and one mention again when written', async () => {
    const { record, edges } = await letter(
      desc(sent('<persName>Carl Voß oder Emma Voß</persName>') + received(schiller)),
    )
    expect(edges.map(({ relationship, certainty, note }) => [relationship, certainty, note])).toEqual([
      ['SENT', 'UNKNOWN', 'one of "Carl Voß oder Emma Voß"'],
      ['SENT', 'UNKNOWN', 'one of "Carl Voß oder Emma Voß"'],
      ['ADDRESSED_TO', undefined, 'written "Schiller"'],
    ])
    expect(await written([record])).toContain('<persName>Carl Voß oder Emma Voß</persName>')
  })

  it.each([
    ['cert="high"', 'STATED'],
    ['cert="medium"', 'LIKELY'],
    ['cert="low"', 'UNKNOWN'],
    ['evidence="conjecture"', 'LIKELY'],
    ['evidence="conjecture" cert="high"', 'STATED'],
    ['', undefined],
  ])('are as certain as the edition is: %s', async (attributes, certainty) => {
    const { edges } = await letter(
      desc(sent(`<persName ${attributes}>Max</persName><placeName ${attributes}>Ulm</placeName>`)),
    )
    expect(edges.map((edge) => edge.certainty)).toEqual([certainty, certainty])
  })

  it('forwarded a letter: they handed it on, and when is told in the summary', async () => {
    const { edges, message, warnings } = await letter(
      desc(
        `${sent(goethe)}<correspAction type="forwarded">${schiller}<date when="1800-02"/></correspAction>`,
      ),
    )
    expect(edges[1]).toMatchObject({
      relationship: 'DELIVERED',
      from: 'viaf:24602065',
      role: 'forwarded',
      certainty: 'LIKELY',
    })
    expect(edges[1]?.date).toBeUndefined()
    expect(message.summary).toBe(
      'Action: type "forwarded"; persName "Schiller"; ref "https://viaf.org/viaf/24602065"; date ""; when "1800-02"',
    )
    expect(warnings).toEqual([])
  })

  it('did something that the vocabulary has no word for: told in the summary, with a warning', async () => {
    const { edges, warnings } = await letter(
      desc(`${sent(goethe)}<correspAction type="redirected">${schiller}</correspAction>`),
    )
    expect(edges).toHaveLength(1)
    expect(warnings).toEqual(['the action "redirected" has no counterpart: it is kept in the summary'])
  })
})

describe('the date of a letter', () => {
  it.each([
    ['when="1801-09-25"', '1801-09-25'],
    ['when="1801"', '1801'],
    ['when="-0044-03-15"', '-0044-03-15'],
    ['when="2021-10-26T17:09:02.156-02:00"', '2021-10-26T17:09:02-02:00'],
    ['from="1800-11" to="1801"', '1800-11/1801'],
    ['notBefore="1800-11-01" notAfter="1800-11-30"', '1800-11-01/1800-11-30'],
    ['from="1800-11"', '1800-11/..'],
    ['notAfter="1800"', '../1800'],
    ['from="1800" notAfter="1802"', '1800/1802'],
    ['when="1801" cert="low"', '1801?'],
    ['when="1801" cert="high" evidence="conjecture"', '1801'],
    ['notBefore="1800" notAfter="1801" evidence="conjecture"', '1800?/1801?'],
  ])('%s is %s, without a warning', async (attributes, edtf) => {
    const { message, record, warnings } = await letter(desc(sent(`${goethe}<date ${attributes}/>`)))
    expect([message.date, warnings]).toEqual([edtf, []])
    const tag = /<date [^/]*\/>/u.exec(await written([record]))?.[0] ?? ''
    for (const attribute of attributes.split(' ')) expect(tag).toContain(attribute)
  })

  it('with bounds in the wrong order is kept, taken in the right one, with a warning', async () => {
    const { message, record, warnings } = await letter(
      desc(sent(`${goethe}<date notBefore="1802" notAfter="1801"/>`)),
    )
    expect(message.date).toBe('1801/1802')
    expect(warnings).toEqual(['the date ends with 1801 before it begins with 1802: taken as 1801/1802'])
    expect(await written([record])).toContain('<date notBefore="1802" notAfter="1801"/>')
  })

  it('that is none is left out, with a warning, and kept as written', async () => {
    const { message, record, warnings } = await letter(
      desc(sent(`${goethe}<date when="1801-02-30">30. Feb.</date>`)),
    )
    expect(message.date).toBeUndefined()
    expect(message.summary).toBe('Date in the edition: when "1801-02-30"; text "30. Feb."')
    expect(warnings).toEqual([
      `the date's when, "1801-02-30", is left out: "1801-02-30" has no day 30: 1801-02 has the days 01 to 28, such as 1801-02-28`,
    ])
    expect(await written([record])).toContain('<date when="1801-02-30">30. Feb.</date>')
  })

  it('of receiving dates no sending: it says when the letter came to each', async () => {
    const { message, edges, record } = await letter(
      desc(sent(goethe) + received(`${schiller}<persName>Max</persName><date when="1801-03-02"/>`)),
    )
    expect(message.date).toBeUndefined()
    expect(edges.filter(({ relationship }) => relationship === 'RECEIVED')).toMatchObject([
      { from: 'viaf:24602065', to: message.id, date: '1801-03-02' },
      { to: message.id, date: '1801-03-02' },
    ])
    expect((await written([record])).split('type="received"')[1]).toContain('<date when="1801-03-02"/>')
  })
})

describe('the places of a letter', () => {
  it('are where it was written, and where it went', async () => {
    const { others, edges, message } = await letter(
      desc(
        sent(
          '<placeName ref="https://sws.geonames.org/2812482/">Weimar</placeName><placeName ref="http://www.geonames.org/2895044/jena.html">Jena</placeName>',
        ) + received('<placeName>Place Yard</placeName>'),
      ),
    )
    expect(others.map(({ entity, id }) => [entity, id])).toEqual([
      ['PLACE', 'geonames:2812482'],
      ['PLACE', 'geonames:2895044'],
      ['PLACE', `${message.sources?.[0]}:place:place-yard`],
    ])
    expect(edges.map(({ relationship, from }) => [relationship, from])).toEqual([
      ['WRITTEN_AT', message.id],
      ['WRITTEN_AT', message.id],
      ['DIRECTED_TO', message.id],
    ])
  })
})

describe('the context of a letter', () => {
  it('is a reply only where it is called one, and waits for the other letter', async () => {
    const context =
      '<correspContext><ref type="prev" target="https://example.org/1">Before</ref><ref type="isReplyTo" target="#l2"/><ref type="answeredBy" target="https://example.org/3"/><ref type="isReplyTo">an unknown letter</ref></correspContext>'
    const { record, message } = await letter(desc(sent(goethe) + context))
    const [file] = message.sources ?? []
    expect(record.awaiting).toMatchObject([
      { relationship: 'IN_REPLY_TO', from: message.id, byIdentifier: 'to' },
      {
        relationship: 'IN_REPLY_TO',
        from: 'url:https://example.org/3',
        to: message.id,
        byIdentifier: 'from',
      },
    ])
    expect(record.awaiting?.[0]?.to).toMatch(/^cmif-id:letters-[0-9a-f]{8}#l2$/u)
    expect(file).toBeDefined()
    expect(message.summary?.split('\n')[0]).toBe(
      'Context: type "prev"; target "https://example.org/1"; text "Before"',
    )
  })

  it('finds the other letter by the identifier that this one has', async () => {
    const items = await itemsOf(
      inPieces(
        cmif(
          desc(sent(goethe), 'key="1" xml:id="l1"') +
            desc(
              `${sent(schiller)}<correspContext><ref type="replyTo" target="#l1"/></correspContext>`,
              'key="2"',
            ),
        ),
      ),
      'letters.xml',
    )
    const [, first, second] = recordsIn(items)
    expect(first?.entities[0]?.identifiers).toContain(second?.awaiting?.[0]?.to)
  })

  it('names those whom the letter mentions, where CMIF says so', async () => {
    const terms = 'https://lod.academy/cmif/vocab/terms#'
    const note = (type: string, target: string, text: string) =>
      `<note><ref type="${terms}${type}" target="${target}">${text}</ref></note>`
    const { edges, record, message } = await letter(
      desc(
        sent(goethe) +
          note('mentionsPerson', 'http://d-nb.info/gnd/118607626', 'Schiller') +
          note('hasLanguage', 'de', 'German') +
          '<note>A draft.</note>',
      ),
    )
    expect(edges[1]).toMatchObject({ relationship: 'MENTIONS', to: 'gnd:118607626' })
    expect(message.summary).toBe(
      `Note: type "${terms}hasLanguage"; target "de"; text "German"\nNote: text "A draft."`,
    )
    expect(await written([record])).toContain(
      `<note><ref type="${terms}mentionsPerson" target="https://d-nb.info/gnd/118607626">Schiller</ref></note>`,
    )
  })
})

describe('the header', () => {
  it('is a source for the file and one for each edition, which cites the file', async () => {
    const bibl =
      '<listBibl><bibl xml:id="b1" type="print">Briefe. Hg. v. X &amp; Y. <ref target="https://doi.org/1">https://doi.org/1</ref></bibl><biblStruct xml:id="b2"><monogr><author>Ann Author</author><title>A Title</title><imprint><date>1999</date></imprint></monogr></biblStruct></listBibl>'
    const [header] = recordsIn(await itemsOf(inPieces(cmif('', bibl)), 'letters.xml'))
    const [file, first, second] = header?.entities ?? []
    expect(file).toMatchObject({
      entity: 'SOURCE',
      name: 'Letters',
      url: 'https://example.org/letters.xml',
      author: 'Ed Itor',
      publishedAt: '2020-01-02',
      licence: 'https://creativecommons.org/licenses/by/4.0/',
      summary:
        'CMIF file: e-mail "e@example.org"; publisher "House"; address "https://example.org"; licence "CC BY"',
    })
    expect(first).toMatchObject({
      name: 'Briefe. Hg. v. X & Y.',
      url: 'https://doi.org/1',
      sources: [file?.id],
    })
    expect(second).toMatchObject({ name: 'Ann Author. A Title. 1999', sources: [file?.id] })
  })
})

describe('XML', () => {
  it('may have prefixes, no namespace, CDATA, entities and comments', async () => {
    const { others: plain } = await letter(
      desc(sent('<persName>Bär &amp; S&#246;hne <!-- & --><![CDATA[<&>]]></persName>')),
    )
    expect(plain).toMatchObject([{ name: 'Bär & Söhne <&>' }])
    const prefixed = `<t:TEI xmlns:t="http://www.tei-c.org/ns/1.0">${desc(sent(goethe)).replaceAll(/<(\/?)(?=\w)/gu, '<$1t:')}</t:TEI>`
    const without = cmif(desc(sent(goethe))).replace(/ xmlns="[^"]*"/u, '')
    for (const text of [prefixed, without])
      expect(recordsIn(await itemsOf(inPieces(text), 'a.xml')).at(-1)?.entities[1]).toMatchObject({
        id: 'gnd:118540238',
      })
  })

  it('is decoded as it says', async () => {
    const text = `<?xml version="1.0" encoding="ISO-8859-1"?>${cmif(desc(sent('<persName>Müller</persName>')))}`
    const latin = Buffer.from(text, 'latin1')
    const utf16 = Buffer.from(`\ufeff${text.replace('ISO-8859-1', 'UTF-16')}`, 'utf16le')
    for (const bytes of [latin, utf16])
      expect(recordsIn(await itemsOf(inPieces(bytes, 7), 'a.xml'))[1]?.entities[1]).toMatchObject({
        name: 'Müller',
      })
  })

  it.each([
    [
      'bytes that are no UTF-8',
      Buffer.concat([Buffer.from('<TEI>\n ab'), Buffer.from([0xff]), Buffer.from('</TEI>')]),
      2,
      4,
    ],
    ['an unknown encoding', Buffer.from('<?xml version="1.0" encoding="klingon"?><TEI/>'), 1, 1],
    ['another document', Buffer.from('<html><body/></html>'), 1, 1],
    ['an entity that nobody defined', Buffer.from('<TEI>\n&nbsp;</TEI>'), 2, 6],
    ['nothing at all', Buffer.alloc(0), 1, 1],
  ])('that is none is refused: %s', async (_, bytes, line, column) => {
    await expect(itemsOf(inPieces(bytes), 'a.xml')).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      line,
      column,
    })
  })
})
