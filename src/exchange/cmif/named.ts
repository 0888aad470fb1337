import type { LoadedEntity } from '../../record/load.ts'
import { type AuthorityId, authorityId } from '../../vocabulary/authority-id.ts'
import type { Certainty } from '../../vocabulary/forms.ts'
import { Kind, type NodeKind } from '../../vocabulary/node-kinds.ts'
import { certaintyOfMention } from './certainty.ts'
import type { Mention } from './letter.ts'
import { idOfIdentifier, idPart } from './readable-id.ts'
import type { Remark } from './remarks.ts'

/** What a mention stands for, and what the edge to it says. */
export interface Named {
  readonly entity: LoadedEntity
  readonly remarks: readonly Remark[]
  readonly certainty: Certainty | undefined
}

/** Where a mention stands, which decides who somebody without an identifier is. */
export interface Standing {
  /** The edition: a name without an identifier is the same in all of it, and nobody outside of it. */
  readonly scope: string
  /** Who is only described is this one, and nobody else. */
  readonly own: string
  readonly sources: readonly string[]
}

/** What editions write into `ref` for somebody who is not identified. */
export const UNKNOWN_REF = 'http://correspSearch.net/unknown'
const IS_UNKNOWN_REF = /^https?:\/\/correspsearch\.net\/unknown/iu

/** Labels of remarks on a mention. */
export const WRITTEN = 'written'
export const ONE_OF = 'one of'
export const UNIDENTIFIED = 'unidentified'
export const ELEMENT = 'element'
export const AGAIN = 'again'

/** Words that stand for nobody known, in the languages that editions are made in. */
const NOBODY =
  /unbekannt|unknown|unidentified|inconnu|ignot[oi]|sconosciut|desconocid|onbekend|неизвест|\bN\. ?N\.|^\P{L}*$/iu

/** A description, not a name: "His sister", "a friend", "ein Kollege". */
const DESCRIPTION =
  /^(?:an?|his|her|their|my|our|your|ein|eine[nrm]?|sein|seine[nrm]?|ihr|ihre[nrm]?|mein|meine[nrm]?|une?|son|sa|ses|mon|ma) \p{L}/iu

/** "A or B", where both are names. */
const EITHER = /^(\p{Lu}.+?)\s+(?:or|oder|ou|bzw\.)\s+(\p{Lu}.+)$/u
const TITLE_ALONE = /^(?:Mrs?|Ms|Miss|Sir|Lord|Lady|Herr|Frau|Dr|Prof|Graf|Baron|Monsieur|Madame|Mme|M)\.?$/iu

/**
 * Whom a mention means: somebody with an identifier; somebody known by name within the edition; somebody unnamed, who is
 * this one alone; one of two, neither of which is certain; or, where nothing is written, nobody.
 */
export function actorsNamed(mention: Mention, { scope, own, sources }: Standing): readonly Named[] {
  const { ids, unknown } = refsOf(mention.ref)
  const certainty = certaintyOfMention(mention)
  const remarks = remarksOn(mention)
  const kind = mention.element === 'orgName' ? Kind.INSTITUTION : Kind.PERSON
  const either = EITHER.exec(mention.text)
  const [first = '', second = ''] = [either?.[1], either?.[2]]
  const isEither = kind === Kind.PERSON && either !== null && !TITLE_ALONE.test(first)

  const [id] = ids
  if (id) {
    const entity = identified(kind, idOfIdentifier(id.scheme, id.value), ids, mention, sources)
    return [
      { entity, remarks: [[WRITTEN, mention.text], ...remarks], certainty: isEither ? 'UNKNOWN' : certainty },
    ]
  }
  if (mention.text === '' && !unknown) return []
  const isDescribed = mention.element === 'rs' || NOBODY.test(mention.text) || DESCRIPTION.test(mention.text)
  if (unknown || isDescribed) {
    const entity: LoadedEntity = {
      entity: kind,
      id: own,
      name: mention.text || 'Unknown',
      ...shapeOf(kind, false),
      sources,
    }
    return [{ entity, remarks: [...(unknown ? [[UNIDENTIFIED] as const] : []), ...remarks], certainty }]
  }
  const byName = (name: string): LoadedEntity => ({
    entity: kind,
    id: `${scope}:${kind.toLowerCase()}:${idPart(name)}`,
    name,
    ...shapeOf(kind, true),
    sources,
  })
  if (isEither) {
    return [first, second].map((name) => ({
      entity: byName(name),
      remarks: [[ONE_OF, mention.text], ...remarks],
      certainty: 'UNKNOWN',
    }))
  }
  return [{ entity: byName(mention.text), remarks, certainty }]
}

/** The place that a mention means: as identified, or of that name within the edition; null where nothing is written. */
export function placeNamed(mention: Mention, { scope, sources }: Standing): Named | null {
  const { ids } = refsOf(mention.ref)
  const certainty = certaintyOfMention(mention)
  const remarks = remarksOn(mention)
  const [id] = ids
  if (id) {
    const entity = identified(Kind.PLACE, placeId(id), ids, mention, sources)
    return { entity, remarks: [[WRITTEN, mention.text], ...remarks], certainty }
  }
  if (mention.text === '') return null
  const entity = {
    entity: Kind.PLACE,
    id: `${scope}:place:${idPart(mention.text)}`,
    name: mention.text,
    sources,
  }
  return { entity, remarks, certainty }
}

/** Authorities that list people and places alike say nothing of which is meant, and an id belongs to one kind. */
const placeId = ({ scheme, value }: AuthorityId): string =>
  scheme === 'geonames' || scheme === 'tgn'
    ? idOfIdentifier(scheme, value)
    : idOfIdentifier('place', `${scheme}:${value}`)

/** What a mention means, in one text that does not depend on how addresses are spelled, nor on how sure the edition is. */
export function meaningOf({ element, text, ref }: Mention): string {
  const { ids, unknown } = refsOf(ref)
  const [id] = ids
  return id ? `${id.scheme}:${id.value}` : `${element}${unknown ? '?' : ''}:${text}`
}

function refsOf(ref: string): { readonly ids: readonly AuthorityId[]; readonly unknown: boolean } {
  if (ref === '') return { ids: [], unknown: false }
  const ids = ref.split(/\s+/u).flatMap((address) => authorityId(address) ?? [])
  const known = ids.filter(({ value }) => !IS_UNKNOWN_REF.test(value))
  return { ids: known, unknown: known.length === 0 && ids.length > 0 }
}

function identified(
  kind: NodeKind,
  id: string,
  ids: readonly AuthorityId[],
  { text }: Mention,
  sources: readonly string[],
): LoadedEntity {
  const identifiers = ids.map(({ scheme, value }) => `${scheme}:${value}`)
  return {
    entity: kind,
    id,
    name: text || id,
    ...shapeOf(kind, true),
    identifiers: [...new Set(identifiers)],
    sources,
  }
}

const shapeOf = (kind: NodeKind, named: boolean) =>
  kind === Kind.PERSON ? { named } : kind === Kind.INSTITUTION ? { form: 'OTHER' } : {}

const remarksOn = ({ element, cert, evidence }: Mention): readonly Remark[] => [
  ...(cert === null ? [] : [['cert', cert] as const]),
  ...(evidence === null ? [] : [['evidence', evidence] as const]),
  ...(element === 'name' || element === 'rs' ? [[ELEMENT, element] as const] : []),
]

/** The mention that an entity and the note of the edge to it were read from, or one that reads as they do. */
export function mentionFrom(entity: LoadedEntity, remarks: readonly Remark[]): Mention {
  const said = (label: string) => remarks.find(([name]) => name === label)?.[1] ?? null
  const urls = (entity.identifiers ?? []).flatMap((identifier) => {
    const address = authorityId(identifier) ?? authorityId(identifier.replace(/^url:/u, ''))
    return address ? [address.url] : []
  })
  const isOrganisation = entity.entity === Kind.INSTITUTION
  return {
    element:
      said(ELEMENT) ?? (entity.entity === Kind.PLACE ? 'placeName' : isOrganisation ? 'orgName' : 'persName'),
    text: said(ONE_OF) ?? said(WRITTEN) ?? entity.name,
    ref: remarks.some(([label]) => label === UNIDENTIFIED) ? UNKNOWN_REF : urls.join(' '),
    cert: said('cert'),
    evidence: said('evidence'),
  }
}
