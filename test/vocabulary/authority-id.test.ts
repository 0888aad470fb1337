import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { authorityId, urlOfAuthorityId } from '../../src/vocabulary/authority-id.ts'

const PLAIN: readonly (readonly [scheme: string, value: string, address: string, url: string])[] = [
  ['gnd', '10082451X', 'd-nb.info/gnd/10082451X', 'https://d-nb.info/gnd/10082451X'],
  ['gnd', '5034819-X', 'd-nb.info/gnd/5034819-X', 'https://d-nb.info/gnd/5034819-X'],
  ['viaf', '24602065', 'viaf.org/viaf/24602065', 'https://viaf.org/viaf/24602065'],
  ['wikidata', 'Q5879', 'wikidata.org/entity/Q5879', 'https://www.wikidata.org/entity/Q5879'],
  [
    'lccn',
    'n79003362',
    'id.loc.gov/authorities/names/n79003362',
    'https://id.loc.gov/authorities/names/n79003362',
  ],
  [
    'bnf',
    'cb11905295c',
    'catalogue.bnf.fr/ark:/12148/cb11905295c',
    'https://catalogue.bnf.fr/ark:/12148/cb11905295c',
  ],
  ['geonames', '2812482', 'geonames.org/2812482', 'https://www.geonames.org/2812482'],
  ['orcid', '0000-0002-1825-009X', 'orcid.org/0000-0002-1825-009X', 'https://orcid.org/0000-0002-1825-009X'],
  ['url', 'http://example.org/People/1?a=B', 'example.org/People/1?a=B', 'http://example.org/People/1?a=B'],
]

describe('the identifier of an authority', () => {
  it('is one in whatever way its address is spelled', () => {
    const spelling = fc.record({
      known: fc.constantFrom(...PLAIN),
      protocol: fc.constantFrom('http://', 'https://', 'HTTP://', '//', ''),
      www: fc.constantFrom('', 'www.'),
      slashes: fc.constantFrom('', '/', '//'),
      before: fc.constantFrom('', ' ', '\n\t'),
      after: fc.constantFrom('', ' ', '  \n'),
      shout: fc.boolean(),
    })
    fc.assert(
      fc.property(
        spelling,
        ({ known: [scheme, value, address, url], protocol, www, slashes, before, after, shout }) => {
          const slash = address.indexOf('/')
          const host = shout ? address.slice(0, slash).toUpperCase() : address.slice(0, slash)
          const spelled = `${before}${protocol}${www}${host}${address.slice(slash)}${slashes}${after}`
          expect(authorityId(spelled)).toEqual({ scheme, value, url })
        },
      ),
      { numRuns: 1_000 },
    )
  })

  it.each([
    ['http://viaf.org/viaf/24602065/#Goethe', 'viaf:24602065'],
    ['https://www.wikidata.org/wiki/Q5879', 'wikidata:Q5879'],
    ['https://www.wikidata.org/wiki/Special:EntityData/Q5879.json', 'wikidata:Q5879'],
    ['https://data.bnf.fr/ark:/12148/cb11905295c', 'bnf:cb11905295c'],
    ['https://sws.geonames.org/2812482/', 'geonames:2812482'],
    ['http://www.geonames.org/2812482/weimar.html', 'geonames:2812482'],
    ['https://www.deutsche-biographie.de/pnd118540238.html', 'gnd:118540238'],
    ['http://d-nb.info/gnd/10082451x', 'gnd:10082451X'],
    ['GND: 118540238', 'gnd:118540238'],
    ['viaf:24602065', 'viaf:24602065'],
    ['https://correspSearch.net/unknown', 'url:http://correspsearch.net/unknown'],
  ])('%s is %s', (text, stored) => {
    const { scheme, value } = authorityId(text) ?? {}
    expect(`${scheme}:${value}`).toBe(stored)
  })

  it.each([
    '',
    '#p1',
    'Goethe',
    'p. 12',
    'https://d-nb.info/gnd/',
    'http://viaf.org/viaf',
    'gnd:',
    'viaf:Goethe',
  ])('"%s" is none', (text) => expect(authorityId(text)).toBeNull())

  it('can be looked up where its authority has addresses', () => {
    for (const [scheme, value, , url] of PLAIN) expect(urlOfAuthorityId(scheme, value)).toBe(url)
    expect(urlOfAuthorityId('url', 'javascript:alert(1)')).toBeNull()
    expect(urlOfAuthorityId('constructor', 'x')).toBeNull()
  })
})
