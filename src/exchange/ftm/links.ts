import type { LoadedEntity, LoadedRelationship } from '../../record/load.ts'
import { Edge, type EdgeKind } from '../../vocabulary/edge-kinds.ts'
import { mailboxesOf } from '../mail/mail-header.ts'
import { actorOf } from '../mail/mailbox-actor.ts'
import { all, type FtmEntity, first, when } from './properties.ts'
import { ftmId } from './things.ts'

/** A schema that is a link: the properties that name its ends, and what it says where it says nothing else. */
interface Link {
  readonly kind: EdgeKind
  readonly from: string
  readonly to: string
  readonly role?: string
}

/**
 * The schemata that become relationships. A director may be a company, which holds no office, and a line does not say
 * which: directors are members, their role says as what.
 */
export const LINKS: Readonly<Record<string, Link>> = {
  Membership: { kind: Edge.MEMBER_OF, from: 'member', to: 'organization' },
  Directorship: { kind: Edge.MEMBER_OF, from: 'director', to: 'organization', role: 'director' },
  Employment: { kind: Edge.HOLDS_OFFICE_AT, from: 'employee', to: 'employer', role: 'employee' },
  Family: { kind: Edge.KNOWS, from: 'person', to: 'relative', role: 'family' },
  Associate: { kind: Edge.KNOWS, from: 'person', to: 'associate', role: 'associate' },
  Call: { kind: Edge.SPOKE_TO, from: 'caller', to: 'receiver' },
}

/** The relationships of a link: one for each pair of its ends. Empty where an end is not named. */
export function linksOf(
  entity: FtmEntity,
  { kind, from, to, role }: Link,
  source: string,
): LoadedRelationship[] {
  const date = when(entity, 'date')
  const said = first(entity, 'role', 'relationship') ?? role
  const note = all(entity, 'summary', 'description').join('\n')
  return all(entity, from).flatMap((start) =>
    all(entity, to)
      .filter((end) => end !== start)
      .map((end) => ({
        relationship: kind,
        from: ftmId(start),
        to: ftmId(end),
        sources: [source],
        ...(said !== undefined && { role: said }),
        ...(note !== '' && { note }),
        ...(date !== null && { date }),
      })),
  )
}

/** What joins a message and others: those that lines of their own bring, and those that it names by an address. */
export interface MessageLinks {
  readonly entities: readonly LoadedEntity[]
  readonly relationships: readonly LoadedRelationship[]
  readonly awaiting: readonly LoadedRelationship[]
}

/** By property: entities that an Email or a Message refers to, and texts that stand where it refers to none. */
const PARTIES: readonly {
  readonly kind: EdgeKind
  readonly refs: readonly string[]
  readonly texts: string
}[] = [
  { kind: Edge.SENT, refs: ['emitters'], texts: 'from' },
  { kind: Edge.ADDRESSED_TO, refs: ['recipients'], texts: 'to' },
  { kind: Edge.COPIED_TO, refs: [], texts: 'cc' },
  { kind: Edge.COPIED_TO, refs: [], texts: 'bcc' },
]

export function messageLinks(entity: FtmEntity, source: string): MessageLinks {
  const id = ftmId(entity.id)
  const sources = [source]
  const entities = new Map<string, LoadedEntity>()
  const relationships = new Map<string, LoadedRelationship>()
  const awaiting: LoadedRelationship[] = []
  const join = (kind: EdgeKind, other: string): LoadedRelationship => ({
    relationship: kind,
    ...(kind === Edge.SENT ? { from: other, to: id } : { from: id, to: other }),
    sources,
  })
  for (const { kind, refs, texts } of PARTIES) {
    const named = all(entity, ...(entity.schema === 'Message' && kind === Edge.SENT ? ['sender'] : refs))
    awaiting.push(...named.map((ref) => join(kind, ftmId(ref))))
    if (named.length > 0) continue
    for (const actor of all(entity, texts).flatMap((text) =>
      mailboxesOf(text).flatMap((mailbox) => actorOf(mailbox, id, sources) ?? []),
    )) {
      entities.set(actor.id, actor)
      const edge = join(kind, actor.id)
      if (!relationships.has(`${kind} ${actor.id}`)) relationships.set(`${kind} ${actor.id}`, edge)
    }
  }
  const answered = all(entity, 'inReplyToEmail', 'inReplyToMessage').filter((ref) => ref !== entity.id)
  awaiting.push(...answered.map((ref) => join(Edge.IN_REPLY_TO, ftmId(ref))))
  return { entities: [...entities.values()], relationships: [...relationships.values()], awaiting }
}
