import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { BadInput } from '../../errors.ts'
import { entityLine, type Line, relationshipLine } from './line.ts'

/**
 * The lines of a file of JSON Lines, in order. Empty lines are passed over.
 * @throws BadInput with the number of the line that is not what it should be
 */
export async function* readLines(file: string | URL): AsyncGenerator<Line> {
  let number = 0
  for await (const text of createInterface({
    input: createReadStream(file, 'utf8'),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    number += 1
    if (text.trim() !== '') yield parsed(text, `line ${number}`)
  }
}

function parsed(text: string, place: string): Line {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    throw new BadInput(place, 'is not JSON', { cause: error })
  }
  const shape =
    typeof value === 'object' && value !== null && 'relationship' in value ? relationshipLine : entityLine
  const result = shape.safeParse(value)
  if (result.success) return result.data
  throw new BadInput(
    place,
    result.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`).join('; '),
  )
}
