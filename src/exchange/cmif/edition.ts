import { parseEdtf } from '../../dates/edtf.ts'
import type { LoadedEntity } from '../../record/load.ts'
import { authorityId } from '../../vocabulary/authority-id.ts'
import { slug } from '../../vocabulary/ids.ts'
import { Kind } from '../../vocabulary/node-kinds.ts'
import { digest } from './readable-id.ts'
import { type Remark, summarised } from './remarks.ts'
import { childrenOf, textOf, within, type XmlElement } from './xml-trees.ts'

/** The scheme of what a file itself calls its parts: `cmif-id:klaproth-1f0e#letter-4`. */
export const FILE_ID = 'cmif-id'

/** The headings of the remarks in the summaries of sources. */
export const FILE_HEADING = 'CMIF file'
export const EDITION_HEADING = 'Edition'

/** A file of letters, and the editions that it lists. */
export interface Edition {
  readonly file: LoadedEntity
  /** By `xml:id`, and where they have none by their place in the list. */
  readonly listed: ReadonlyMap<string, LoadedEntity>
}

/** The longest name that a source is given; what a list of editions says may be longer. */
const MAX_NAME = 1_000

/**
 * Reads a `fileDesc`. The file is a source, and so is each edition that it lists, which cites the file. Ids come from the
 * address that the file gives itself, or else from its name, and from the editions' `xml:id`s.
 */
export function editionOf(element: XmlElement | null, fileName: string): Edition {
  const parts = element ? headerParts(element) : null
  const address = parts?.url ? (authorityId(parts.url)?.value ?? parts.url) : fileName
  const stem = stemOf(address) || stemOf(fileName) || 'letters'
  const id = `${stem}-${digest(address)}`
  const file: LoadedEntity = {
    entity: Kind.SOURCE,
    id,
    name: cut(parts?.title || fileName),
    url: parts?.url,
    author: parts?.authors,
    publishedAt: parts?.publishedAt,
    licence: parts?.licence,
    summary: summarised(parts && parts.remarks.length > 0 ? [[FILE_HEADING, parts.remarks]] : []),
    certainty: 'STATED',
  }
  const listed = new Map<string, LoadedEntity>()
  for (const [index, bibl] of (parts?.listed ?? []).entries()) {
    const source = listedSource(bibl, { stem, address, file })
    if (source) listed.set(bibl.attributes['xml:id'] ?? `#${index + 1}`, source)
  }
  return { file, listed }
}

/** `klaproth` of `http://correspsearch.net/storage/Klaproth.xml`. */
function stemOf(address: string): string {
  const [path = ''] = address.split(/[?#]/u)
  const last = path.split('/').findLast((part) => part !== '') ?? ''
  return slug(last.replace(/\.(?:cmif\.)?(?:xml|tei)$/iu, '')).slice(0, 40)
}

const cut = (text: string): string => (text.length <= MAX_NAME ? text : `${text.slice(0, MAX_NAME - 1)}…`)

function headerParts(element: XmlElement) {
  const [publication] = within(element, 'publicationStmt')
  const publishers = publication ? childrenOf(publication, 'publisher') : []
  const [licence] = publication ? within(publication, 'licence', 'license') : []
  const url = publication
    ? within(publication, 'idno').find(({ attributes }) => attributes.type === 'url')
    : undefined
  const [date] = publication ? childrenOf(publication, 'date') : []
  const titles = within(element, 'titleStmt').flatMap((titleStmt) => childrenOf(titleStmt, 'title'))
  const editors = within(element, 'titleStmt').flatMap((titleStmt) =>
    childrenOf(titleStmt, 'editor', 'author'),
  )
  const when = date?.attributes.when?.trim().replace(/(T\d\d:\d\d:\d\d)\.\d+/u, '$1') ?? ''
  const dated = parseEdtf(when).ok
  const target = licence?.attributes.target?.trim()
  const remarks: Remark[] = [
    ...editors.flatMap((editor) => within(editor, 'email').map((email): Remark => ['e-mail', textOf(email)])),
    ...publishers.flatMap((publisher): Remark[] => [
      ['publisher', textOf(publisher)],
      ...within(publisher, 'ref').flatMap((ref): Remark[] =>
        ref.attributes.target ? [['address', ref.attributes.target]] : [],
      ),
    ]),
    ...(target && licence && textOf(licence) !== '' ? [['licence', textOf(licence)] as const] : []),
    ...(when !== '' && !dated ? [['date', when] as const] : []),
  ]
  return {
    title: titles.map(textOf).join('. '),
    authors: editors.map((editor) => withoutChildren(editor, 'email')).join('; ') || undefined,
    url: url ? textOf(url) || undefined : undefined,
    publishedAt: dated ? when : undefined,
    licence: target || (licence && textOf(licence)) || undefined,
    remarks,
    listed: within(element, 'sourceDesc').flatMap((sourceDesc) =>
      within(sourceDesc, 'bibl', 'biblStruct', 'biblFull'),
    ),
  }
}

/** An edition as a source; null where nothing is said of it. */
function listedSource(
  bibl: XmlElement,
  { stem, address, file }: { readonly stem: string; readonly address: string; readonly file: LoadedEntity },
): LoadedEntity | null {
  const { type, 'xml:id': xmlId } = bibl.attributes
  const refs = within(bibl, 'ref', 'ptr').flatMap(({ attributes }) => attributes.target?.trim() || [])
  const [url, ...further] = refs
  const remarks: Remark[] = [
    ...(type ? [['type', type] as const] : []),
    ...further.map((target): Remark => ['address', target]),
  ]
  const name = cut((bibl.name === 'bibl' ? editionName(bibl) : structuredName(bibl)) || (url ?? ''))
  if (name === '') return null
  return {
    entity: Kind.SOURCE,
    id: `${stem}-${digest(`${address} ${xmlId ?? `${name} ${url}`}`)}`,
    name,
    url,
    identifiers: xmlId ? [`${FILE_ID}:${file.id}#${xmlId}`] : undefined,
    summary: summarised(remarks.length > 0 ? [[EDITION_HEADING, remarks]] : []),
    sources: [file.id],
  }
}

const structuredName = (bibl: XmlElement): string =>
  within(bibl, ...PARTS)
    .map(textOf)
    .filter((part) => part !== '')
    .join('. ')

/** What a structured edition is named by, in the order in which it gives them. */
const PARTS = ['author', 'editor', 'title', 'pubPlace', 'publisher', 'date', 'biblScope', 'edition'] as const

/** The text of a `bibl`, less addresses that only repeat where they lead. */
function editionName(bibl: XmlElement): string {
  const named = (element: XmlElement): XmlElement => ({
    ...element,
    children: element.children.map((child) => {
      if (typeof child === 'string') return child
      const repeats = /^(?:ref|ptr)$/u.test(child.name) && /^(?:https?:|www\.)\S*$/iu.test(textOf(child))
      return repeats ? ' ' : named(child)
    }),
  })
  return textOf(named(bibl))
}

const withoutChildren = (element: XmlElement, ...names: readonly string[]): string =>
  textOf({
    ...element,
    children: element.children.filter((child) => typeof child === 'string' || !names.includes(child.name)),
  })
