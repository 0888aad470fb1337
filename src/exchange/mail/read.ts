import type { Bytes, ReadItem, ReadOptions } from '../exchange-format.ts'
import { fileSource, withSource } from '../file-source.ts'
import { SeenRecords } from '../seen-records.ts'
import { type Mail, parseMail } from './mail-header.ts'
import { contentOf, mailId, mailRecord } from './mail-record.ts'
import { mailsOfMailbox, type RawMail, singleMail } from './mailbox.ts'

export interface MailOptions extends ReadOptions {
  /** Whether the text of a mail becomes its summary. Without it no text is read at all. */
  readonly body?: boolean
}

/** How much of a mail's body is looked at, in bytes: attachments stand behind its text. */
const BODY_BYTES = 1024 * 1024

const bodyBytes = ({ body = false }: MailOptions): number => (body ? BODY_BYTES : 0)

/**
 * Reads a mailbox (mboxrd, mboxo): each mail a record, the file the source of all. A mail that comes twice is given once.
 * @throws NotWellFormed where the file does not begin as a mailbox does
 */
export function readMbox(bytes: Bytes, options: MailOptions): AsyncGenerator<ReadItem> {
  return mailItems(mailsOfMailbox(bytes, options.file, bodyBytes(options)), options)
}

/** Reads a file that is one mail, as programs save it: .eml. */
export function readEml(bytes: Bytes, options: MailOptions): AsyncGenerator<ReadItem> {
  return mailItems(onlyMail(bytes, options), options)
}

async function* onlyMail(bytes: Bytes, options: MailOptions): AsyncGenerator<RawMail> {
  yield await singleMail(bytes, bodyBytes(options))
}

function mailItems(mails: AsyncIterable<RawMail>, { file }: MailOptions): AsyncGenerator<ReadItem> {
  const source = fileSource(file)
  return withSource(source, eachMail(mails, source.id))
}

async function* eachMail(mails: AsyncIterable<RawMail>, source: string): AsyncGenerator<ReadItem> {
  const seen = new SeenRecords()
  for await (const raw of mails) yield* await itemsOf(raw, source, seen)
}

async function itemsOf(raw: RawMail, source: string, seen: SeenRecords): Promise<readonly ReadItem[]> {
  const at = (key: string | null) => ({ line: raw.line, column: null, key })
  const refused = (message: string): readonly ReadItem[] => [{ kind: 'refused', place: at(null), message }]
  if (raw.problem !== null) return refused(`the mail ${raw.problem}`)
  const mail = await parsed(raw)
  if (typeof mail === 'string') return refused(`the mail cannot be read: ${mail}`)
  if (mail.messageId === null && mail.date === null && mail.from.length === 0)
    return refused('this is no mail: it has neither a Message-ID nor a date nor a sender')
  const place = at(mail.messageId)
  const first = seen.meet(mailId(mail), contentOf(mail), raw.line)
  if (first) {
    return first.same
      ? []
      : [
          {
            kind: 'warning',
            place,
            message: `the mail has the Message-ID of the one of line ${first.line} and says something else: that one stands`,
          },
        ]
  }
  const { warnings, entities, relationships, awaiting } = mailRecord(mail, source)
  return [
    ...warnings.map((message): ReadItem => ({ kind: 'warning', place, message: `the mail ${message}` })),
    { kind: 'record', place, entities, relationships, awaiting },
  ]
}

/** The mail, or why the library cannot read it. */
async function parsed(raw: RawMail): Promise<Mail | string> {
  try {
    return await parseMail(raw)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
