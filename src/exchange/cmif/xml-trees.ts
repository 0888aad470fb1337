import { SaxesParser, type SaxesTagNS } from 'saxes'
import { NotWellFormed } from '../../errors.ts'
import type { Bytes } from '../exchange-format.ts'
import { decoded } from './decoded.ts'
import { References } from './references.ts'

/** An element with all that is in it. */
export interface XmlElement {
  /** Without a prefix. */
  readonly name: string
  /** By name without a prefix, but for `xml:id` and the like. */
  readonly attributes: Readonly<Record<string, string>>
  readonly children: readonly (XmlElement | string)[]
  /** Where its tag begins, both from 1. */
  readonly line: number
  readonly column: number
}

interface OpenElement extends XmlElement {
  readonly attributes: Record<string, string>
  readonly children: (XmlElement | string)[]
}

const XML = 'http://www.w3.org/XML/1998/namespace'

/**
 * The elements of some names, each when it has ended, in the order of a document; of nested ones the outermost. Nothing
 * else of the document is kept.
 * @param roots names that the document's root may have
 * @throws NotWellFormed at the first place where it is no XML, or is another kind of document
 */
export async function* xmlTrees(
  bytes: Bytes,
  {
    file,
    namespace,
    roots,
    names,
  }: {
    readonly file: string
    /** Elements in no namespace are taken too: files forget it. */
    readonly namespace: string
    readonly roots: readonly string[]
    readonly names: readonly string[]
  },
): AsyncGenerator<XmlElement> {
  const parser = new SaxesParser({ xmlns: true, position: true })
  const ready: XmlElement[] = []
  const open: OpenElement[] = []
  let start = { line: 1, column: 1 }
  let rootSeen = false
  let failure: NotWellFormed | null = null
  const fail = (reason: string, place = here(parser)) => {
    failure ??= new NotWellFormed(file, place, reason)
  }

  parser.on('error', ({ message }) => fail(message.replace(/^(?:[^:]*:)?\d+:\d+: /u, '').replace(/\.$/u, '')))
  parser.on('opentagstart', ({ name }) => {
    start = startOf(parser, name)
  })
  parser.on('opentag', (tag) => {
    if (failure) return
    const ours = tag.uri === namespace || tag.uri === ''
    if (!rootSeen && !(ours && roots.includes(tag.local)))
      fail(`its root element is ${tag.name}, where ${roots.join(' or ')} is expected`, start)
    rootSeen = true
    if (open.length > 0 || (ours && names.includes(tag.local))) open.push(elementOf(tag, start))
  })
  const text = (piece: string) => open.at(-1)?.children.push(piece)
  parser.on('text', text)
  parser.on('cdata', text)
  parser.on('closetag', () => {
    const closed = open.pop()
    if (!closed || failure) return
    const parent = open.at(-1)
    if (parent) parent.children.push(closed)
    else ready.push(closed)
  })

  const references = new References()
  let held = ''
  const write = (piece: string, isLast: boolean) => {
    const pending = held + piece
    const { safe, bad } = references.scan(pending, isLast)
    parser.write(pending.slice(0, safe))
    held = pending.slice(safe)
    if (bad === null) return
    const { line, column } = here(parser)
    fail('a & that begins no reference: it is written &amp;', { line, column: column + 1 })
  }
  for await (const piece of decoded(bytes, file, () => here(parser))) {
    write(piece, false)
    // Elements before the fault are whole; the caller learns at the fault that the file is not.
    yield* ready.splice(0)
    if (failure) throw failure
  }
  write('', true)
  parser.close()
  yield* ready.splice(0)
  if (failure) throw failure
}

const here = (parser: SaxesParser<{ xmlns: true }>) => ({
  line: parser.line,
  column: Math.max(1, parser.column),
})

/** Where the tag began whose name has just been read, with one character behind it. */
function startOf(parser: SaxesParser<{ xmlns: true }>, name: string) {
  const column = parser.column - name.length - 1
  return column > 0 ? { line: parser.line, column } : { line: Math.max(1, parser.line - 1), column: 1 }
}

function elementOf(tag: SaxesTagNS, { line, column }: { line: number; column: number }): OpenElement {
  const attributes: Record<string, string> = {}
  for (const { local, uri, value, prefix } of Object.values(tag.attributes)) {
    if (prefix === 'xmlns' || (prefix === '' && local === 'xmlns')) continue
    attributes[uri === XML ? `xml:${local}` : local] = value
  }
  return { name: tag.local, attributes, children: [], line, column }
}

/** All text in an element, blanks collapsed. */
export const textOf = (element: XmlElement): string => rawText(element).replaceAll(/\s+/gu, ' ').trim()

function rawText({ children }: XmlElement): string {
  let text = ''
  for (const child of children) text += typeof child === 'string' ? child : rawText(child)
  return text
}

/** The child elements of a name. */
export const childrenOf = (element: XmlElement, ...names: readonly string[]): readonly XmlElement[] =>
  element.children.filter((child) => typeof child !== 'string' && names.includes(child.name)) as XmlElement[]

/** The elements of some names in an element at any depth, in order; of nested ones the outermost. */
export function within(element: XmlElement, ...names: readonly string[]): readonly XmlElement[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string') return []
    return names.includes(child.name) ? [child] : within(child, ...names)
  })
}
