import { NotWellFormed } from '../../errors.ts'
import type { Bytes } from '../exchange-format.ts'
import { byteLines } from '../text-lines.ts'

/** A mail as its file holds it. */
export interface RawMail {
  /** The lines of the header, the empty one behind it not among them. */
  readonly header: Buffer
  /** The beginning of what follows; empty where nobody asked for it. */
  readonly body: Buffer
  /** The number of its first line in the file, from 1. */
  readonly line: number
  /** Why it is not to be taken, as what follows "the mail"; null where it is whole. */
  readonly problem: string | null
}

/** A longer header is none: it would be held in memory whole. */
export const MAX_HEADER_BYTES = 1024 * 1024

/** No line is looked at beyond this many bytes, but those of a text that is to be kept. */
const MAX_LINE_BYTES = MAX_HEADER_BYTES + 1

/** `From somebody Fri Jan 28 10:00:00 2022`, as every program that writes mailboxes puts it before a mail. */
const SEPARATOR = /^From .*\b\d{1,2}:\d{2}(?::\d{2})?\b.*\b\d{4}\b/u
const QUOTED = /^>+From /u
const FIELD = /^[!-9;-~]+[ \t]*:/u

/** Whether a line looks so. Only its beginning is looked at, and that only where its first byte can fit. */
const looks = (line: Buffer, form: RegExp, first?: string): boolean =>
  (first === undefined || line[0] === first.charCodeAt(0)) && form.test(line.toString('latin1', 0, 1_000))
const isSeparator = (line: Buffer): boolean => looks(line, SEPARATOR, 'F')
const isQuoted = (line: Buffer): boolean => looks(line, QUOTED, '>')
const isField = (line: Buffer): boolean => looks(line, FIELD)

/**
 * The mails of a mailbox (mboxrd or mboxo), in order, one in memory at a time. A line `From …` begins a mail where the
 * line before is empty, a time and a year stand in it and a field of a header follows; any other is text. Lines of text
 * that were quoted (`>From`) are given back as they were.
 * @param bodyBytes how much of each text to keep; 0 reads headers alone
 * @throws NotWellFormed where the file does not begin as a mailbox does
 */
export async function* mailsOfMailbox(
  bytes: Bytes,
  file: string,
  bodyBytes: number,
): AsyncGenerator<RawMail> {
  let number = 0
  let mail: Gathering | null = null
  /** A line that begins a mail if a field follows. */
  let separator: Buffer | null = null
  let afterEmpty = true
  for await (const { bytes: line } of byteLines(bytes, MAX_LINE_BYTES)) {
    number += 1
    if (separator) {
      if (isField(line) || isQuoted(line)) {
        if (mail) yield mail.whole()
        mail = new Gathering(number - 1, bodyBytes, true)
      } else if (mail) mail.add(separator)
      else throw notMailbox(file, number - 1)
      separator = null
    }
    if (afterEmpty && isSeparator(line)) separator = Buffer.from(line)
    else if (mail) mail.add(line)
    else if (line.length > 0) throw notMailbox(file, number)
    afterEmpty = line.length === 0
  }
  if (separator && !mail) throw notMailbox(file, number)
  if (mail) yield mail.whole()
}

/** The one mail of a file. No more of the file is read than is wanted. */
export async function singleMail(bytes: Bytes, bodyBytes: number): Promise<RawMail> {
  const mail = new Gathering(1, bodyBytes, false)
  for await (const { bytes: line } of byteLines(bytes, MAX_LINE_BYTES)) {
    mail.add(line)
    if (mail.isEnough) break
  }
  return mail.whole()
}

const notMailbox = (file: string, line: number): NotWellFormed =>
  new NotWellFormed(
    file,
    { line, column: null },
    'a mailbox begins with "From ", an address and a date, and a header on the next line',
  )

const LINE_END = Buffer.from('\n')

/** A mail as its lines come. */
class Gathering {
  readonly #line: number
  /** Whether lines of its text that begin with `>From` were quoted. */
  readonly #quoted: boolean
  readonly #header: Buffer[] = []
  readonly #body: Buffer[] = []
  #headerBytes = 0
  /** How many bytes of its text are still wanted. */
  #wanted: number
  #inBody = false

  constructor(line: number, bodyBytes: number, quoted: boolean) {
    this.#line = line
    this.#wanted = bodyBytes
    this.#quoted = quoted
  }

  /** Whether nothing more of it is wanted. */
  get isEnough(): boolean {
    return this.#inBody && this.#wanted <= 0
  }

  add(line: Buffer): void {
    if (this.#inBody) this.#addToBody(line)
    else if (line.length === 0) this.#inBody = this.#headerBytes > 0
    // Some mailboxes hold a quoted separator within the header.
    else if (!isQuoted(line)) {
      this.#headerBytes += line.length + LINE_END.length
      if (this.#headerBytes <= MAX_HEADER_BYTES) this.#header.push(Buffer.from(line), LINE_END)
    }
  }

  #addToBody(line: Buffer): void {
    if (this.#wanted <= 0) return
    const text = this.#quoted && isQuoted(line) ? line.subarray(1) : line
    this.#body.push(Buffer.from(text.subarray(0, this.#wanted)), LINE_END)
    this.#wanted -= text.length + LINE_END.length
  }

  whole(): RawMail {
    return {
      header: Buffer.concat(this.#header),
      body: Buffer.concat(this.#body),
      line: this.#line,
      problem:
        this.#headerBytes > MAX_HEADER_BYTES
          ? `has a header longer than ${MAX_HEADER_BYTES} bytes`
          : this.#inBody
            ? null
            : 'ends within its header, so that nobody knows what is missing',
    }
  }
}
