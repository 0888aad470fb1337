import type { LoadedEntity } from '../../record/load.ts'
import { Kind } from '../../vocabulary/node-kinds.ts'
import { cut, idOr, MAX_NAME, MAX_SUMMARY } from '../short-text.ts'
import { all, type FtmEntity, first, when } from './properties.ts'

/** What becomes of a schema of FollowTheMoney that is a thing. */
type Thing = Pick<LoadedEntity, 'entity' | 'form' | 'named'>

const institution = (form: string): Thing => ({ entity: Kind.INSTITUTION, form })

/** The schemata that become entities, and of which kind. What FollowTheMoney leaves open, Parley takes for an institution. */
export const THINGS: Readonly<Record<string, Thing>> = {
  Person: { entity: Kind.PERSON, named: true },
  LegalEntity: institution('OTHER'),
  Organization: institution('OTHER'),
  Company: institution('COMPANY'),
  PublicBody: institution('OTHER'),
  Address: { entity: Kind.PLACE },
  Email: { entity: Kind.MESSAGE, form: 'EMAIL' },
  Message: { entity: Kind.MESSAGE, form: 'OTHER' },
}

/** The properties that identify, and the scheme of each. */
const IDENTIFIERS: Readonly<Record<string, string>> = {
  wikidataId: 'wikidata',
  leiCode: 'lei',
  registrationNumber: 'registration',
  taxNumber: 'tax',
  email: 'email',
  messageId: 'mid',
}

/** The id of an entity: its own, so that files that speak of the same one agree. */
export const ftmId = (id: string): string => idOr('ftm:', id)

/** A thing as Parley keeps it. */
export function thingOf(entity: FtmEntity, thing: Thing, source: string): LoadedEntity {
  const names = namesOf(entity, thing)
  const [name = `${entity.schema} ${entity.id}`, ...aliases] = names
  const date = thing.entity === Kind.MESSAGE ? when(entity, 'date', 'authoredAt', 'publishedAt') : null
  const summary = all(entity, 'summary', 'description', 'notes').join('\n')
  const identifiers = Object.entries(IDENTIFIERS).flatMap(([property, scheme]) =>
    all(entity, property).map((value) => `${scheme}:${spelled(scheme, value)}`),
  )
  return {
    ...thing,
    id: ftmId(entity.id),
    name: cut(name, MAX_NAME),
    sources: [source],
    ...(aliases.length > 0 && { aliases }),
    ...(identifiers.length > 0 && { identifiers }),
    ...(summary !== '' && { summary: cut(summary, MAX_SUMMARY) }),
    ...(date !== null && { date }),
    ...(thing.entity === Kind.PLACE && coordinates(entity)),
    ...(thing.named === true && names.length === 0 && { named: false }),
  }
}

function namesOf(entity: FtmEntity, { entity: kind }: Thing): readonly string[] {
  if (kind === Kind.MESSAGE)
    return all(entity, 'subject', 'title', 'threadTopic', 'fileName', 'name').slice(0, 1)
  if (kind === Kind.PLACE) return all(entity, 'full', 'name', 'city').slice(0, 1)
  const parts = [first(entity, 'firstName'), first(entity, 'middleName'), first(entity, 'lastName')]
  const given = all(entity, 'name')
  const made = parts.filter((part) => part !== undefined).join(' ')
  return [
    ...new Set([
      ...(given.length > 0 || made === '' ? given : [made]),
      ...all(entity, 'alias', 'previousName'),
    ]),
  ]
}

const spelled = (scheme: string, value: string): string =>
  scheme === 'email' ? value.toLowerCase() : scheme === 'mid' ? value.replaceAll(/^<|>$/gu, '') : value

function coordinates(entity: FtmEntity): Pick<LoadedEntity, 'latitude' | 'longitude'> {
  const degrees = (name: string, limit: number): number | undefined => {
    const written = first(entity, name)
    const value = written === undefined ? Number.NaN : Number(written)
    return Math.abs(value) <= limit ? value : undefined
  }
  return { latitude: degrees('latitude', 90), longitude: degrees('longitude', 180) }
}
