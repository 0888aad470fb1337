import { NotWellFormed } from '../../errors.ts'
import type { Bytes } from '../exchange-format.ts'

/** How many bytes are decoded at a time: what is parsed of a piece waits in memory. */
const PIECE = 64 * 1024

/** An XML declaration stands within so many bytes. */
const DECLARATION = 256

/**
 * The text of an XML document, decoded as its byte order mark or its declaration says, and else as UTF-8.
 * @param place where the reader of the text stands
 * @throws NotWellFormed where bytes are no text of that encoding
 */
export async function* decoded(
  bytes: Bytes,
  file: string,
  place: () => { readonly line: number; readonly column: number },
): AsyncGenerator<string> {
  let decoder: TextDecoder | null = null
  let encoding = 'utf-8'
  const decode = (piece: Uint8Array, stream: boolean): string => {
    decoder ??= decoderOf(encoding, file)
    try {
      return decoder.decode(piece, { stream })
    } catch (error) {
      throw new NotWellFormed(file, fault(piece, encoding, place()), `is not text in ${encoding}`, {
        cause: error,
      })
    }
  }
  let head: Uint8Array = new Uint8Array(0)
  for await (const chunk of bytes) {
    let rest = chunk
    if (!decoder) {
      head = joined(head, chunk)
      if (head.length < DECLARATION) continue
      encoding = encodingOf(head)
      rest = head
    }
    for (let at = 0; at < rest.length; at += PIECE) yield decode(rest.subarray(at, at + PIECE), true)
  }
  if (!decoder) {
    encoding = encodingOf(head)
    yield decode(head, true)
  }
  yield decode(new Uint8Array(0), false)
}

function decoderOf(encoding: string, file: string): TextDecoder {
  try {
    return new TextDecoder(encoding, { fatal: true })
  } catch (error) {
    throw new NotWellFormed(file, { line: 1, column: 1 }, `has the unknown encoding "${encoding}"`, {
      cause: error,
    })
  }
}

function encodingOf(head: Uint8Array): string {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  if (head[0] === 0x3c && head[1] === 0) return 'utf-16le'
  if (head[0] === 0 && head[1] === 0x3c) return 'utf-16be'
  if (head[0] === 0xef && head[1] === 0xbb) return 'utf-8'
  const start = Buffer.from(head.subarray(0, DECLARATION)).toString('latin1')
  return /^<\?xml[^>]*?\sencoding\s*=\s*["']([\w.:-]+)["']/u.exec(start)?.[1]?.toLowerCase() ?? 'utf-8'
}

/** Where in a piece that follows a place the first bytes are that cannot be decoded. */
function fault(piece: Uint8Array, encoding: string, from: { line: number; column: number }) {
  const text = new TextDecoder(encoding).decode(piece)
  // At the very start the piece may begin inside a character, whose first bytes came before.
  const bad = text.indexOf('\ufffd', 1)
  const lines = text.slice(0, Math.max(0, bad)).split('\n')
  const last = lines.at(-1)?.length ?? 0
  return lines.length === 1
    ? { line: from.line, column: from.column + last }
    : { line: from.line + lines.length - 1, column: last + 1 }
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}
