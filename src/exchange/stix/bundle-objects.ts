import { Tokenizer, TokenParser, TokenType } from '@streamparser/json'
import { NotWellFormed } from '../../errors.ts'
import type { Bytes } from '../exchange-format.ts'
import { MAX_LINE_BYTES } from '../text-lines.ts'
import { utf8Only } from '../utf8.ts'

/** An object of a bundle, and where it begins. */
export interface BundleObject {
  readonly value: unknown
  /** From 1. */
  readonly line: number
  /** From 1, in bytes, which are UTF-16 units unless other than Latin letters stand before it in its line. */
  readonly column: number
}

/** An object stands within the list, which stands within the bundle. */
const DEPTH_OF_OBJECTS = 2

/**
 * The objects of a bundle as they come, one in memory at a time.
 * @throws NotWellFormed with line and column where it stops being JSON, where an object is longer than `MAX_LINE_BYTES`,
 * and, when all has been read, where it was no bundle
 */
export async function* bundleObjects(bytes: Bytes, file: string): AsyncGenerator<BundleObject> {
  const place = new PlaceCount()
  const found: BundleObject[] = []
  const [tokenizer, parser] = [
    new Tokenizer(),
    new TokenParser({ paths: ['$.type', '$.objects.*'], keepStack: false }),
  ]
  let depth = 0
  let begins = { line: 1, column: 1, offset: 0 }
  let isBundle = false
  let fault: Error | null = null
  tokenizer.onError = parser.onError = (error) => {
    fault ??= error
  }
  tokenizer.onToken = (token) => {
    if (fault) return
    place.moveTo(token.offset)
    const opens = token.token === TokenType.LEFT_BRACE || token.token === TokenType.LEFT_BRACKET
    if (opens && depth === DEPTH_OF_OBJECTS) begins = { ...place.here, offset: token.offset }
    if (opens) depth += 1
    if (token.token === TokenType.RIGHT_BRACE || token.token === TokenType.RIGHT_BRACKET) depth -= 1
    parser.write(token)
  }
  parser.onValue = ({ value, key }) => {
    if (key === 'type') isBundle = value === 'bundle'
    else found.push({ value, line: begins.line, column: begins.column })
  }
  const check = (): void => {
    place.moveTo(Number(/absolute position "(\d+)"/u.exec(fault?.message ?? '')?.[1] ?? 0))
    if (fault) throw new NotWellFormed(file, place.here, 'from here on this is not JSON', { cause: fault })
  }
  let read = 0
  for await (const piece of utf8Only(bytes, file)) {
    place.enter(piece)
    if (!tokenizer.isEnded) tokenizer.write(piece)
    else if (piece.toString('utf8').trim() !== '') fault ??= new Error('text behind the end')
    check()
    yield* found.splice(0)
    read += piece.length
    if (depth > DEPTH_OF_OBJECTS && read - begins.offset > MAX_LINE_BYTES)
      throw new NotWellFormed(file, begins, `an object is longer than ${MAX_LINE_BYTES} bytes`)
  }
  if (!tokenizer.isEnded) tokenizer.end()
  if (!fault) place.moveTo(read)
  if (!parser.isEnded || read === 0) fault ??= new Error('the end came too early')
  check()
  if (!isBundle)
    throw new NotWellFormed(
      file,
      { line: 1, column: 1 },
      'this is not a bundle of STIX: its "type" is not "bundle"',
    )
}

const NEWLINE = 0x0a

/** Where in a file a place counted in bytes is: places are asked for in their order. */
class PlaceCount {
  #piece: Buffer = Buffer.alloc(0)
  /** Where the piece begins, in bytes. */
  #start = 0
  #line = 1
  /** Where the line begins, in bytes. */
  #lineStart = 0
  #offset = 0

  get here(): { readonly line: number; readonly column: number } {
    return { line: this.#line, column: this.#offset - this.#lineStart + 1 }
  }

  /** Goes on to the next piece. */
  enter(piece: Buffer): void {
    this.moveTo(this.#start + this.#piece.length)
    this.#start += this.#piece.length
    this.#piece = piece
  }

  moveTo(offset: number): void {
    const [from, to] = [this.#offset - this.#start, offset - this.#start]
    for (
      let at = this.#piece.indexOf(NEWLINE, Math.max(0, from));
      at >= 0 && at < to;
      at = this.#piece.indexOf(NEWLINE, at + 1)
    ) {
      this.#line += 1
      this.#lineStart = this.#start + at + 1
    }
    this.#offset = Math.max(this.#offset, offset)
  }
}
