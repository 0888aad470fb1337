import type { LoadedEntity } from '../../record/load.ts'
import { EDITION_HEADING, FILE_HEADING } from './edition.ts'
import { type Action, type Letter, type Mention, type Pointer, TEI, type TeiDate } from './letter.ts'
import { headedOf, type Remark, remarkOf } from './remarks.ts'

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
// biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot hold these at all
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/gu

const escaped = (text: string): string =>
  text.replaceAll(NOT_XML, '\ufffd').replaceAll(/[&<>"]/gu, (c) => ESCAPES[c] ?? c)

/** An element on one line; attributes that are null or empty are left out. */
function element(
  name: string,
  attributes: Readonly<Record<string, string | null | undefined>>,
  content = '',
): string {
  const written = Object.entries(attributes).map(([key, value]) =>
    value ? ` ${key}="${escaped(value)}"` : '',
  )
  return content === '' ? `<${name}${written.join('')}/>` : `<${name}${written.join('')}>${content}</${name}>`
}

const indented = (depth: number, line: string): string => `${'  '.repeat(depth)}${line}\n`

/** All that stands before the first letter. Without a source for the file it says only what TEI asks for. */
export function printHeader(
  file: LoadedEntity | undefined,
  listed: readonly LoadedEntity[],
  xmlIdOf: (source: string) => string | undefined,
): string {
  const said = headingOf(file, FILE_HEADING)
  const emails = said
    .filter(([label]) => label === 'e-mail')
    .map(([, text]) => element('email', {}, escaped(text ?? '')))
  const author = file?.author ?? ''
  const licence = file?.licence ?? ''
  const licenceText = remarkOf(said, 'licence') ?? ''
  const when = file?.publishedAt ?? remarkOf(said, 'date')
  return [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<TEI xmlns="${TEI}">\n`,
    indented(1, '<teiHeader>'),
    indented(2, '<fileDesc>'),
    indented(
      3,
      element(
        'titleStmt',
        {},
        element('title', {}, escaped(file?.name ?? 'Letters')) +
          (author || emails.length > 0 ? element('editor', {}, escaped(author) + emails.join('')) : ''),
      ),
    ),
    indented(3, '<publicationStmt>'),
    ...publishers(said).map((publisher) => indented(4, publisher)),
    ...(licence === ''
      ? []
      : [
          indented(
            4,
            element(
              'availability',
              {},
              licenceText === '' && !/^https?:/u.test(licence)
                ? element('licence', {}, escaped(licence))
                : element('licence', { target: licence }, escaped(licenceText)),
            ),
          ),
        ]),
    ...(file?.url ? [indented(4, element('idno', { type: 'url' }, escaped(file.url)))] : []),
    ...(when ? [indented(4, element('date', { when }))] : []),
    indented(3, '</publicationStmt>'),
    indented(3, '<sourceDesc>'),
    ...listed.map((source) => indented(4, bibl(source, xmlIdOf(source.id)))),
    indented(3, '</sourceDesc>'),
    indented(2, '</fileDesc>'),
    indented(2, '<profileDesc>'),
  ].join('')
}

export const FOOTER =
  '    </profileDesc>\n  </teiHeader>\n  <text>\n    <body>\n      <p/>\n    </body>\n  </text>\n</TEI>\n'

const headingOf = (source: LoadedEntity | undefined, heading: string): readonly Remark[] =>
  headedOf(source?.summary).find(([name]) => name === heading)?.[1] ?? []

function publishers(said: readonly Remark[]): readonly string[] {
  const found: { name: string; address: string | null }[] = []
  for (const [label, text = ''] of said) {
    const last = found.at(-1)
    if (label === 'publisher') found.push({ name: text, address: null })
    else if (label === 'address' && last) last.address ??= text
  }
  return found.map(({ name, address }) =>
    element(
      'publisher',
      {},
      address === null ? escaped(name) : element('ref', { target: address }, escaped(name)),
    ),
  )
}

function bibl(source: LoadedEntity, xmlId: string | undefined): string {
  const said = headingOf(source, EDITION_HEADING)
  const addresses = [source.url, ...said.filter(([label]) => label === 'address').map(([, text]) => text)]
  const refs = addresses.flatMap((target) => (target ? [` ${element('ptr', { target })}`] : []))
  const name = source.name === source.url ? '' : escaped(source.name)
  return element('bibl', { type: remarkOf(said, 'type'), 'xml:id': xmlId }, name + refs.join(''))
}

/** One `correspDesc`. */
export function printLetter({ key, xmlId, ref, sources, actions, context, pointers, notes }: Letter): string {
  const attributes = { 'xml:id': xmlId, source: sources.map((id) => `#${id}`).join(' '), key, ref }
  const opening = element('correspDesc', attributes, ' ').replace(/> <\/correspDesc>$/u, '>')
  return [
    indented(3, opening),
    ...actions.flatMap(printAction),
    ...(context.length === 0
      ? []
      : [indented(4, element('correspContext', {}, context.map(pointer).join('')))]),
    ...pointers.map((each) => indented(4, element('note', {}, pointer(each)))),
    ...notes.map((note) => indented(4, element('note', {}, escaped(note)))),
    indented(3, '</correspDesc>'),
  ].join('')
}

function printAction({ type, actors, places, dates }: Action): readonly string[] {
  return [
    indented(4, `<correspAction type="${escaped(type)}">`),
    ...[...actors, ...places].map((each) => indented(5, mention(each))),
    ...dates.map((each) => indented(5, date(each))),
    indented(4, '</correspAction>'),
  ]
}

const mention = ({ element: name, text, ref, cert, evidence }: Mention): string =>
  element(name, { ref, cert, evidence }, escaped(text))

const date = ({ attributes, text }: TeiDate): string => element('date', attributes, escaped(text))

const pointer = ({ type, target, text }: Pointer): string => element('ref', { type, target }, escaped(text))
