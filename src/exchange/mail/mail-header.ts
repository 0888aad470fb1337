import { isUtf8 } from 'node:buffer'
import PostalMime, { addressParser, decodeWords, type Email, type Mailbox } from 'postal-mime'
import type { RawMail } from './mailbox.ts'

/** What a mail says of itself. */
export interface Mail {
  /** Without the angle brackets; null where it has none. */
  readonly messageId: string | null
  readonly from: readonly Mailbox[]
  readonly to: readonly Mailbox[]
  readonly cc: readonly Mailbox[]
  readonly bcc: readonly Mailbox[]
  /** As written; null where there is none. */
  readonly date: string | null
  readonly subject: string
  /** The Message-IDs of what it answers, without the angle brackets. */
  readonly inReplyTo: readonly string[]
  /** The last of its References: what it answers in all likelihood, where nothing is said of that. */
  readonly lastReference: string | null
  /** Its text, or that of its HTML; empty where the body was not read. */
  readonly text: string
}

/** Bytes that are not UTF-8 were written by programs of the west, as a rule. */
const WESTERN = new TextDecoder('windows-1252')
const SEPARATOR = Buffer.from('\n')

/** Reads a mail: its header, and its body where that was kept. @throws Error of the library where it cannot be read */
export async function parseMail({ header, body }: RawMail): Promise<Mail> {
  const readable = isUtf8(header) ? header : Buffer.from(WESTERN.decode(header))
  const email = await PostalMime.parse(Buffer.concat([readable, SEPARATOR, body]), {
    attachmentEncoding: 'arraybuffer',
    forceRfc822Attachments: true,
  })
  const all = (key: string): readonly string[] =>
    email.headers.filter((field) => field.key === key).map(({ value }) => value.trim())
  const first = (key: string): string | null => all(key).find((value) => value !== '') ?? null
  const mailboxes = (key: string): readonly Mailbox[] => all(key).flatMap(mailboxesOf)
  return {
    messageId: messageIds(first('message-id') ?? '')[0] ?? null,
    from: mailboxes('from'),
    to: mailboxes('to'),
    cc: mailboxes('cc'),
    bcc: mailboxes('bcc'),
    date: first('date'),
    subject: oneLine(decodeWords(first('subject') ?? '')),
    inReplyTo: messageIds(all('in-reply-to').join(' ')),
    lastReference: messageIds(all('references').join(' ')).at(-1) ?? null,
    text: body.length === 0 ? '' : textOf(email),
  }
}

/** Public archives write `somebody at example.org`. */
const ARCHIVED = /^(\S+) at ([\p{L}\p{N}.-]+\.[\p{L}\p{N}]+)(?=\s|$)/u

/** The mailboxes of a field, the members of groups among them. */
export function mailboxesOf(value: string): readonly Mailbox[] {
  const written = value.includes('@') ? value : value.replace(ARCHIVED, '$1@$2')
  return addressParser(written, { flatten: true }).map(({ name, address = '' }) => ({
    name: oneLine(name),
    address: address.trim(),
  }))
}

/** Names in angle brackets; where there are none, a text that is a name by its looks. */
function messageIds(value: string): readonly string[] {
  const bracketed = [...value.matchAll(/<\s*([^<>\s]+)\s*>/gu)].flatMap(([, id]) => id ?? [])
  if (bracketed.length > 0) return [...new Set(bracketed)]
  return /^[^\s<>@]+@[^\s<>@]+$/u.test(value) ? [value] : []
}

const oneLine = (text: string): string =>
  text
    .toWellFormed()
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is taken out
    .replaceAll(/[\s\u0000-\u001f\u007f]+/gu, ' ')
    .trim()

/** Plain text, or HTML without its marks. No pattern here looks twice at what one mail may hold much of. */
const textOf = ({ text, html }: Email): string =>
  (text ?? html?.replaceAll(/<[^<>]*>/gu, ' ') ?? '').toWellFormed().replaceAll('\u0000', '').trim()
