import type { z } from 'zod'
import { NotWellFormed } from '../../errors.ts'
import { EDGE_KIND_NAMES } from '../../vocabulary/edge-kinds.ts'
import { NODE_KIND_NAMES } from '../../vocabulary/node-kinds.ts'
import { type Problem, whyNotEntity, whyNotRelationship } from '../checked-record.ts'
import type { Bytes, ReadItem, ReadOptions } from '../exchange-format.ts'
import { columnAt, parsedJson } from '../json-text.ts'
import { type TextLine, textLines } from '../text-lines.ts'
import { entityLine, headerLine, relationshipLine, VERSION } from './line.ts'

/**
 * Reads Parley's own JSON Lines: a header, then an entity or a relationship a line, each a record. Empty lines are passed
 * over, and a file may be without a header. Relationships lead to entities of lines before, or to those of a store.
 * @throws NotWellFormed where a line is not JSON, or the header is of a version that this program does not know
 */
export async function* readJsonl(bytes: Bytes, { file }: ReadOptions): AsyncGenerator<ReadItem> {
  let begun = false
  for await (const line of textLines(bytes, file)) {
    if (line.text.trim() === '') continue
    const value = parsedJson(line, file)
    if (begun || !isObject(value) || !('parley' in value)) yield read(line, value)
    else checkHeader(line, value, file)
    begun = true
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function checkHeader({ text, number: line }: TextLine, value: unknown, file: string): void {
  const header = headerLine.safeParse(value)
  const refuse = (property: string, reason: string) =>
    new NotWellFormed(file, { line, column: columnAt(text, [property]) }, reason)
  if (!header.success)
    throw refuse('parley', `the header of a graph is {"parley":"graph","version":${VERSION}}`)
  const { version } = header.data
  if (version > VERSION)
    throw refuse('version', `this is version ${version} of the format, and this Parley reads ${VERSION}`)
}

function read(line: TextLine, value: unknown): ReadItem {
  if (!isObject(value)) return refused(line, null, [], 'an entity or a relationship is a JSON object')
  const key = typeof value.id === 'string' ? value.id : null
  const problemOf = (path: readonly PropertyKey[], reason: string) => refused(line, key, path, reason)
  const place = { line: line.number, column: null, key }
  if ('relationship' in value) {
    const result = relationshipLine.safeParse(value)
    if (!result.success) return problemOf(...sentence(result.error, value))
    const problem = whyNotRelationship(result.data)
    if (problem) return problemOf([problem.property], told(problem))
    return { kind: 'record', place, entities: [], relationships: [result.data] }
  }
  const result = entityLine.safeParse(value)
  if (!result.success) return problemOf(...sentence(result.error, value))
  const problem = whyNotEntity(result.data)
  if (problem) return problemOf([problem.property], told(problem))
  return { kind: 'record', place, entities: [result.data], relationships: [] }
}

const refused = (
  { text, number: line }: TextLine,
  key: string | null,
  path: readonly PropertyKey[],
  message: string,
): ReadItem => ({ kind: 'refused', place: { line, column: columnAt(text, path), key }, message })

const told = ({ property, reason }: Problem): string => `${property}: ${reason}`

/** What is wrong with a line, in a sentence, and where in it: the first of its problems. */
function sentence(
  { issues }: z.ZodError,
  value: Readonly<Record<string, unknown>>,
): readonly [path: readonly PropertyKey[], reason: string] {
  const [issue] = issues
  if (!issue) return [[], 'cannot be read']
  const [property] = issue.path
  if (issue.code === 'unrecognized_keys') {
    const [unknown = ''] = issue.keys
    return [
      [unknown],
      `${'relationship' in value ? 'a relationship' : 'an entity'} has no property "${unknown}"`,
    ]
  }
  if (property === 'entity' || property === 'relationship') {
    if (value[property] === undefined) return [[], 'names neither an "entity" nor a "relationship"']
    const names = property === 'entity' ? NODE_KIND_NAMES : EDGE_KIND_NAMES
    return [
      issue.path,
      `${JSON.stringify(value[property])} is no kind of ${property}; there are ${names.join(', ')}`,
    ]
  }
  if (property !== undefined && value[String(property)] === undefined)
    return [[], `has no "${String(property)}"`]
  return [issue.path, `${issue.path.map(String).join('.')}: ${issue.message}`]
}
