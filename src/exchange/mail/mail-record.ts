import type { Mailbox } from 'postal-mime'
import type { LoadedEntity, LoadedRelationship } from '../../record/load.ts'
import { Edge, type EdgeKind } from '../../vocabulary/edge-kinds.ts'
import { Kind } from '../../vocabulary/node-kinds.ts'
import { cut, idOr, MAX_NAME, MAX_SUMMARY, shortDigest } from '../short-text.ts'
import { mailDate } from './mail-date.ts'
import type { Mail } from './mail-header.ts'
import { actorOf } from './mailbox-actor.ts'

/** A mail as entities and relationships, and what its reader should look at. */
export interface MailRecord {
  readonly id: string
  readonly entities: readonly LoadedEntity[]
  readonly relationships: readonly LoadedRelationship[]
  readonly awaiting: readonly LoadedRelationship[]
  readonly warnings: readonly string[]
}

/** What tells a mail from others: its Message-ID, or where it has none, who wrote what to whom and when. */
export const mailId = ({ messageId, ...mail }: Mail): string =>
  messageId === null ? `mail:${shortDigest(contentOf({ messageId, ...mail }))}` : idOfMessageId(messageId)

/** What a mail says apart from how it travelled: two mails of one Message-ID should not differ in this. */
export const contentOf = ({ from, to, cc, date, subject }: Mail): string =>
  JSON.stringify([[from, to, cc].map((list) => list.map(({ address }) => address)), date, subject])

const idOfMessageId = (messageId: string): string => idOr('mid:', messageId)

/** The record of a mail. An actor is an address; who has several, or shares one, is for others to say. */
export function mailRecord(mail: Mail, source: string): MailRecord {
  const id = mailId(mail)
  const warnings: string[] = []
  const date = mail.date === null ? null : mailDate(mail.date)
  if (mail.date === null) warnings.push('has no date')
  else if (date === null) warnings.push(`has a date that is none, "${mail.date}": it is taken as undated`)
  if (mail.messageId === null)
    warnings.push('has no Message-ID: it is told by its date, subject and addresses')
  if (mail.from.length === 0) warnings.push('names nobody who sent it')
  const entities = new Map<string, LoadedEntity>()
  const relationships = new Map<string, LoadedRelationship>()
  const sources = [source]
  const relate = (kind: EdgeKind, mailboxes: readonly Mailbox[], role?: string): void => {
    for (const mailbox of mailboxes) {
      const actor = actorOf(mailbox, id, sources)
      if (!actor) continue
      if (!entities.get(actor.id)?.named) entities.set(actor.id, actor)
      const [from, to] = kind === Edge.SENT ? [actor.id, id] : [id, actor.id]
      const key = `${kind} ${actor.id}`
      if (!relationships.has(key))
        relationships.set(key, { relationship: kind, from, to, sources, ...(role && { role }) })
    }
  }
  relate(Edge.SENT, mail.from)
  relate(Edge.ADDRESSED_TO, mail.to)
  relate(Edge.COPIED_TO, mail.cc)
  relate(Edge.COPIED_TO, mail.bcc, 'bcc')
  const message = messageOf(mail, id, date, sources)
  const awaiting = repliesOf(mail, id, sources)
  if (awaiting.some(({ to }) => to === id)) warnings.push('says that it answers itself')
  return {
    id,
    entities: [message, ...entities.values()],
    relationships: [...relationships.values()],
    awaiting: awaiting.filter(({ to }) => to !== id),
    warnings,
  }
}

function messageOf(mail: Mail, id: string, date: string | null, sources: readonly string[]): LoadedEntity {
  const name = mail.subject === '' ? 'Mail without a subject' : mail.subject
  const summary = [
    ...(mail.date !== null && date === null ? [`Date as written: ${mail.date}`] : []),
    ...(name.length > MAX_NAME ? [`Subject: ${name}`] : []),
    ...(mail.text === '' ? [] : [mail.text]),
  ].join('\n\n')
  return {
    entity: Kind.MESSAGE,
    id,
    name: cut(name, MAX_NAME),
    form: 'EMAIL',
    sources,
    ...(mail.messageId !== null && { identifiers: [`mid:${mail.messageId}`] }),
    ...(date !== null && { date }),
    ...(summary !== '' && { summary: cut(summary, MAX_SUMMARY) }),
  }
}

/** What it answers; only inferred where References alone say so. */
function repliesOf(mail: Mail, id: string, sources: readonly string[]): readonly LoadedRelationship[] {
  const reply = (parent: string) => ({
    relationship: Edge.IN_REPLY_TO,
    from: id,
    to: idOfMessageId(parent),
    sources,
  })
  if (mail.inReplyTo.length > 0) return mail.inReplyTo.map(reply)
  return mail.lastReference === null ? [] : [{ ...reply(mail.lastReference), certainty: 'LIKELY' }]
}
