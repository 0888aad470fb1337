import { isUtf8 } from 'node:buffer'
import { NotWellFormed } from '../errors.ts'
import type { Bytes } from './exchange-format.ts'

/** A line of a text file, without its end. */
export interface TextLine {
  readonly text: string
  /** From 1. */
  readonly number: number
}

/** A longer line is no line of a table or of records, and would be held in memory whole. */
export const MAX_LINE_BYTES = 16 * 1024 * 1024

const [NEWLINE, RETURN] = [0x0a, 0x0d]
const BYTE_ORDER_MARK = Buffer.from('\ufeff')

/**
 * The lines of a text in UTF-8, which end with LF or CR LF alone: other characters that break lines are text, as JSON
 * has them. A byte order mark is passed over. Holds one line at a time.
 * @throws NotWellFormed where a line is not UTF-8 or longer than `MAX_LINE_BYTES`
 */
export async function* textLines(bytes: Bytes, file: string): AsyncGenerator<TextLine> {
  let number = 0
  for await (const { bytes: line, cut } of byteLines(bytes, MAX_LINE_BYTES)) {
    number += 1
    const content = number === 1 ? withoutMark(line) : line
    const place = { line: number, column: null }
    if (cut) throw new NotWellFormed(file, place, `the line is longer than ${MAX_LINE_BYTES} bytes`)
    if (!isUtf8(content)) throw new NotWellFormed(file, place, 'the line is not text in UTF-8')
    yield { text: content.toString('utf8'), number }
  }
}

/** A line of a file as bytes. */
export interface ByteLine {
  /** Without LF or CR LF at its end. */
  readonly bytes: Buffer
  /** Whether it was longer than the limit, and is there only up to that. */
  readonly cut: boolean
  /** Whether LF stood at its end: only the last line of a file can be without. */
  readonly ended: boolean
}

/** The lines of a file as bytes. Holds one line at a time, and no more of it than the limit. */
export async function* byteLines(bytes: Bytes, limit: number): AsyncGenerator<ByteLine> {
  let begun: Buffer[] = []
  let length = 0
  let cut = false
  const add = (piece: Buffer): void => {
    const kept = piece.subarray(0, limit - length)
    cut ||= kept.length < piece.length
    length += kept.length
    if (kept.length > 0) begun.push(kept)
  }
  const whole = (ended: boolean): ByteLine => {
    const [only, ...more] = begun
    const line = only && more.length === 0 ? only : Buffer.concat(begun, length)
    const told = { bytes: line.at(-1) === RETURN ? line.subarray(0, -1) : line, cut, ended }
    begun = []
    length = 0
    cut = false
    return told
  }
  for await (const chunk of bytes) {
    const piece = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    let from = 0
    for (let end = piece.indexOf(NEWLINE); end >= 0; end = piece.indexOf(NEWLINE, from)) {
      add(piece.subarray(from, end))
      yield whole(true)
      from = end + 1
    }
    add(piece.subarray(from))
  }
  if (length > 0) yield whole(false)
}

const withoutMark = (line: Buffer): Buffer =>
  line.subarray(0, BYTE_ORDER_MARK.length).equals(BYTE_ORDER_MARK)
    ? line.subarray(BYTE_ORDER_MARK.length)
    : line
