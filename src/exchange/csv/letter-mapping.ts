import { type Document, LineCounter, parseDocument } from 'yaml'
import { z } from 'zod'
import { NotWellFormed } from '../../errors.ts'
import { Edge, type EdgeKind } from '../../vocabulary/edge-kinds.ts'
import { CERTAINTIES, type Certainty, MESSAGE_FORMS, type MessageForm } from '../../vocabulary/forms.ts'
import { SEPARATORS } from './rows.ts'

/** The fields that name somebody or somewhere, and the edge to them. Each has a companion for identifiers: `senderId`. */
export const PARTIES = {
  sender: Edge.SENT,
  addressee: Edge.ADDRESSED_TO,
  copied: Edge.COPIED_TO,
  bearer: Edge.DELIVERED,
  mentioned: Edge.MENTIONS,
  place: Edge.WRITTEN_AT,
  destination: Edge.DIRECTED_TO,
} as const satisfies Record<string, EdgeKind>

export type Party = keyof typeof PARTIES
export const PARTY_NAMES = Object.keys(PARTIES) as readonly Party[]

const OTHERS = [
  'key',
  'title',
  'date',
  'notBefore',
  'notAfter',
  'topic',
  'summary',
  'source',
  'inReplyTo',
  'form',
  'certainty',
] as const

/** What a column can be. */
export type Field = Party | `${Party}Id` | (typeof OTHERS)[number]
export const FIELDS: readonly Field[] = [
  ...PARTY_NAMES.flatMap((name): Field[] => [name, `${name}Id`]),
  ...OTHERS,
]

const field = z.enum(FIELDS as readonly [Field, ...Field[]])
const column = z.strictObject({
  field,
  /** Between several in one cell; without it a cell holds one. */
  separator: z.string().min(1).optional(),
  /** What actors are that the column names. */
  kind: z.enum(['person', 'institution']).default('person'),
  /** Who gave the identifiers that it holds, where they are no addresses: gnd, viaf, wikidata. */
  scheme: z
    .string()
    .regex(/^[a-z][a-z0-9-]*$/u)
    .optional(),
  /** The order of day, month and year in dates that are not EDTF: 28.1.2022, 1/28/2022. */
  order: z.enum(['dmy', 'mdy']).optional(),
})

const text = z.string().min(1)
const mapping = z.strictObject({
  /** Between the cells; found by itself where left out. */
  separator: z.enum(SEPARATORS).optional(),
  /** What all rows cite; the table itself where left out. */
  source: z
    .strictObject({
      id: text,
      name: text,
      url: text.optional(),
      author: text.optional(),
      licence: text.optional(),
      publishedAt: text.optional(),
    })
    .optional(),
  /** By the name of the column: what it is, in a word or in full. */
  columns: z.record(text, z.union([field.transform((only) => column.parse({ field: only })), column])),
  /** What a row says that says nothing else in a field. */
  constants: z.partialRecord(field, text).default({}),
})

/** How a table of letters is to be read. */
export type LetterMapping = z.infer<typeof mapping>
export type LetterColumn = z.infer<typeof column>

/**
 * Reads a mapping, in YAML or JSON.
 * @throws NotWellFormed with line and column of what is not YAML, or is not understood
 */
export function readLetterMapping(content: string, file: string): LetterMapping {
  const lines = new LineCounter()
  const document = parseDocument(content, { lineCounter: lines })
  const at = (offset: number) => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col) }
  }
  const [problem] = document.errors
  if (problem)
    throw new NotWellFormed(file, at(problem.pos[0]), 'from here on this is not YAML', { cause: problem })
  const result = mapping.safeParse(plain(document, file))
  if (result.success) return result.data
  const [issue] = result.error.issues
  const path = issue?.path ?? []
  const [key] = issue?.code === 'unrecognized_keys' ? issue.keys : []
  const node: unknown = document.getIn(path, true)
  const offset = isRanged(node) ? node.range[0] : 0
  const reason =
    key === undefined
      ? `"${path.map(String).join('.')}" is not understood. A column is one of ${FIELDS.join(', ')}`
      : `a mapping has no "${[...path.map(String), key].join('.')}"`
  throw new NotWellFormed(file, at(offset), reason)
}

/** The values of a document. One that repeats a part by an alias is none: aliases of aliases fill memory. */
function plain(document: Document, file: string): unknown {
  try {
    return document.toJS({ maxAliasCount: 0 })
  } catch (error) {
    throw new NotWellFormed(file, { line: 1, column: 1 }, 'a mapping has no aliases', { cause: error })
  }
}

const isRanged = (node: unknown): node is { readonly range: readonly [number, ...number[]] } =>
  typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range)

export const isForm = (name: string): name is MessageForm => Object.hasOwn(MESSAGE_FORMS, name)
export const isSure = (name: string): name is Certainty => Object.hasOwn(CERTAINTIES, name)
