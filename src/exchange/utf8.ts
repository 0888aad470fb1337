import { isUtf8 } from 'node:buffer'
import { NotWellFormed } from '../errors.ts'
import type { Bytes } from './exchange-format.ts'

const NEWLINE = 0x0a

/** What went by of a file: whether its last byte ended a line. */
export interface Passed {
  endsWithLine: boolean
}

/**
 * Lets bytes through that are text in UTF-8. Characters that are cut between two pieces are put together.
 * @throws NotWellFormed with the number of the first line that is not
 */
export async function* utf8Only(
  bytes: Bytes,
  file: string,
  passed: Passed = { endsWithLine: true },
): AsyncGenerator<Buffer> {
  let line = 1
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of bytes) {
    const all = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk])
    const whole = all.subarray(0, all.length - cutCharacter(all))
    rest = all.subarray(whole.length)
    line = checked(whole, file, line)
    if (whole.length > 0) {
      passed.endsWithLine = whole.at(-1) === NEWLINE
      yield whole
    }
  }
  checked(rest, file, line)
}

/** How many bytes at the end begin a character that goes on in the next piece: 0 to 3. */
function cutCharacter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes.at(-back) ?? 0
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0
  }
  return 0
}

/** @returns the number of the line that the next piece begins in */
function checked(bytes: Buffer, file: string, first: number): number {
  let [line, from] = [first, 0]
  const isText = isUtf8(bytes)
  for (let end = bytes.indexOf(NEWLINE); end >= 0; end = bytes.indexOf(NEWLINE, from)) {
    if (!isText && !isUtf8(bytes.subarray(from, end))) throw notText(file, line)
    from = end + 1
    line += 1
  }
  if (!isText) throw notText(file, line)
  return line
}

const notText = (file: string, line: number): NotWellFormed =>
  new NotWellFormed(file, { line, column: null }, 'the line is not text in UTF-8')
