import { findNodeAtLocation, type ParseError, parseTree } from 'jsonc-parser'
import { NotWellFormed } from '../errors.ts'
import type { TextLine } from './text-lines.ts'

/** The value of a line of JSON. @throws NotWellFormed with the column where it stops being JSON */
export function parsedJson({ text, number: line }: TextLine, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    const problems: ParseError[] = []
    parseTree(text, problems, { disallowComments: true, allowTrailingComma: false })
    const column = (problems[0]?.offset ?? text.length) + 1
    throw new NotWellFormed(file, { line, column }, 'this is not JSON', { cause: error })
  }
}

/** The column of what stands at a path in a text of JSON, or of the nearest thing round it; from 1, in UTF-16 units. */
export function columnAt(text: string, path: readonly PropertyKey[]): number {
  const root = parseTree(text)
  const steps = path.filter((step) => typeof step !== 'symbol')
  for (let length = steps.length; root && length > 0; length--) {
    const node = findNodeAtLocation(root, steps.slice(0, length))
    if (node) return (node.parent?.type === 'property' ? node.parent.offset : node.offset) + 1
  }
  return (root?.offset ?? 0) + 1
}
