import type { LoadedEntity, LoadedRelationship } from '../../record/load.ts'
import { Edge, type EdgeKind } from '../../vocabulary/edge-kinds.ts'
import { Kind } from '../../vocabulary/node-kinds.ts'
import { edtfSpan } from '../iso-date.ts'
import { cut, idOr, MAX_NAME, MAX_SUMMARY } from '../short-text.ts'
import { date, degrees, type StixObject, text, texts, typeOfRef } from './stix-object.ts'

/** What an object of STIX becomes. All that it refers to has objects of its own, before or after. */
export interface Mapped {
  readonly entities: readonly LoadedEntity[]
  readonly awaiting: readonly LoadedRelationship[]
}

/** The id of what an object became. */
export const stixId = (id: string): string => idOr('stix:', id)

type Mapping = (object: StixObject, source: string) => Mapped

/** What each type of object becomes; relationships are told apart by their own table. */
export const OBJECTS: Readonly<Record<string, Mapping>> = {
  identity: (object, source) => alone(actor(object, text(object, 'identity_class') === 'individual', source)),
  'threat-actor': (object, source) =>
    alone(actor(object, text(object, 'resource_level') === 'individual', source)),
  'email-addr': (object, source) => alone(mailbox(object, source)),
  'email-message': mail,
  location: (object, source) => alone(location(object, source)),
  note: (object, source) => document(object, source, 'created'),
  report: (object, source) => document(object, source, 'published'),
}

/** The types of relationship that have a counterpart here: STIX has some, and leaves others to its users. */
const RELATIONSHIPS: Readonly<Record<string, { readonly kind: EdgeKind; readonly role?: string }>> = {
  'member-of': { kind: Edge.MEMBER_OF },
  'employed-by': { kind: Edge.MEMBER_OF, role: 'employee' },
  'works-for': { kind: Edge.MEMBER_OF, role: 'employee' },
  'part-of': { kind: Edge.PART_OF },
  knows: { kind: Edge.KNOWS },
  'met-with': { kind: Edge.MET_WITH },
  'spoke-to': { kind: Edge.SPOKE_TO },
}

/** The types that become actors: relationships among others have no counterpart. */
const ACTORS = ['identity', 'threat-actor', 'email-addr']

/** A relationship, or the type that it is skipped as. */
export function relationship(object: StixObject, source: string): LoadedRelationship | string {
  const type = text(object, 'relationship_type')
  const [from, to] = [text(object, 'source_ref'), text(object, 'target_ref')]
  const known = Object.hasOwn(RELATIONSHIPS, type) ? RELATIONSHIPS[type] : undefined
  if (!known || from === to || ![from, to].every((ref) => ACTORS.includes(typeOfRef(ref))))
    return `relationship ${type}`
  const when = edtfSpan(date(object, 'start_time'), date(object, 'stop_time'))
  const note = text(object, 'description')
  return {
    relationship: known.kind,
    from: stixId(from),
    to: stixId(to),
    sources: [source],
    ...(known.role !== undefined && { role: known.role }),
    ...(note !== '' && { note: cut(note, MAX_SUMMARY) }),
    ...(when !== null && { date: when }),
  }
}

const alone = (entity: LoadedEntity): Mapped => ({ entities: [entity], awaiting: [] })

/** What all entities have. */
function entity(
  object: StixObject,
  kind: LoadedEntity['entity'],
  name: string,
  source: string,
): LoadedEntity {
  const summary = text(object, 'description')
  return {
    entity: kind,
    id: stixId(object.id),
    name: cut(name.replaceAll(/\s+/gu, ' ') || object.id, MAX_NAME),
    sources: [source],
    ...(summary !== '' && { summary: cut(summary, MAX_SUMMARY) }),
  }
}

function actor(object: StixObject, isPerson: boolean, source: string): LoadedEntity {
  const name = text(object, 'name')
  const aliases = texts(object, 'aliases').filter((alias) => alias !== name)
  return {
    ...entity(object, isPerson ? Kind.PERSON : Kind.INSTITUTION, name, source),
    ...(isPerson ? { named: name !== '' } : { form: 'OTHER' }),
    ...(aliases.length > 0 && { aliases }),
  }
}

function mailbox(object: StixObject, source: string): LoadedEntity {
  const address = text(object, 'value').toLowerCase()
  const name = text(object, 'display_name')
  return {
    ...entity(object, Kind.PERSON, name || address, source),
    named: name !== '',
    ...(address !== '' && { identifiers: [`email:${address}`] }),
  }
}

function location(object: StixObject, source: string): LoadedEntity {
  const name = ['name', 'city', 'administrative_area', 'country', 'region']
    .map((part) => text(object, part))
    .find(Boolean)
  return {
    ...entity(object, Kind.PLACE, name ?? '', source),
    latitude: degrees(object, 'latitude', 90),
    longitude: degrees(object, 'longitude', 180),
  }
}

function mail(object: StixObject, source: string): Mapped {
  const when = date(object, 'date')
  const messageId = text(object, 'message_id').replaceAll(/^<|>$/gu, '')
  const message: LoadedEntity = {
    ...entity(object, Kind.MESSAGE, text(object, 'subject') || 'Mail without a subject', source),
    form: 'EMAIL',
    ...(when !== null && { date: when }),
    ...(messageId !== '' && { identifiers: [`mid:${messageId}`] }),
  }
  const join = (kind: EdgeKind, name: string, role?: string) =>
    texts(object, name)
      .filter((ref) => ACTORS.includes(typeOfRef(ref)))
      .map((ref) => ({ ...joined(kind, object, ref, source), ...(role && { role }) }))
  return {
    entities: [message],
    awaiting: [
      ...join(Edge.SENT, 'from_ref'),
      ...join(Edge.ADDRESSED_TO, 'to_refs'),
      ...join(Edge.COPIED_TO, 'cc_refs'),
      ...join(Edge.COPIED_TO, 'bcc_refs', 'bcc'),
    ],
  }
}

/** A note or a report: what its author said, of the objects that it refers to. */
function document(object: StixObject, source: string, dated: string): Mapped {
  const when = date(object, dated)
  const content = text(object, 'content') || text(object, 'description')
  const name = text(object, 'name') || text(object, 'abstract') || content
  const message: LoadedEntity = {
    ...entity(object, Kind.MESSAGE, name, source),
    form: 'OTHER',
    ...(content !== '' && { summary: cut(content, MAX_SUMMARY) }),
    ...(when !== null && { date: when }),
  }
  const authors = texts(object, 'created_by_ref').filter((ref) => ACTORS.includes(typeOfRef(ref)))
  const mentioned = texts(object, 'object_refs').filter(
    (ref) => ref !== object.id && Object.hasOwn(OBJECTS, typeOfRef(ref)),
  )
  return {
    entities: [message],
    awaiting: [
      ...authors.map((ref) => joined(Edge.SENT, object, ref, source)),
      ...mentioned.map((ref) => joined(Edge.MENTIONS, object, ref, source)),
    ],
  }
}

const joined = (kind: EdgeKind, object: StixObject, ref: string, source: string): LoadedRelationship => ({
  relationship: kind,
  ...(kind === Edge.SENT
    ? { from: stixId(ref), to: stixId(object.id) }
    : { from: stixId(object.id), to: stixId(ref) }),
  sources: [source],
})
