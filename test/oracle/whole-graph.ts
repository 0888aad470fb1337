import fc from 'fast-check'
import type { LoadedEntity, LoadedRelationship } from '../../src/record/load.ts'
import { loadEntities, loadRelationships } from '../../src/record/load.ts'
import { datedBy } from '../../src/record/message-edges.ts'
import { dateProperties } from '../../src/record/recording.ts'
import type { GraphTransaction } from '../../src/store/graph-store.ts'
import { ABSENT } from '../../src/store/row-properties.ts'
import type { EdgeProperties, EntityProperties } from '../../src/store/rows.ts'
import { EDGE_KIND_NAMES, type EdgeKind, edgeKind } from '../../src/vocabulary/edge-kinds.ts'
import { CERTAINTIES, type Certainty, INSTITUTION_FORMS, MESSAGE_FORMS } from '../../src/vocabulary/forms.ts'
import { type EntityId, edgeIdOf } from '../../src/vocabulary/ids.ts'
import { ACTOR_KINDS, NODE_KIND_NAMES, type NodeKind } from '../../src/vocabulary/node-kinds.ts'

/** A graph as a store holds it, with all that entities and relationships can have; both lists in the order of ids. */
export interface WholeGraph {
  readonly entities: readonly EntityProperties[]
  readonly relationships: readonly EdgeProperties[]
}

/** Text that formats stumble over: quotes, separators, ends of lines, marks, characters beyond U+FFFF. */
export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.toWellFormed().replaceAll('\u0000', '')),
  fc
    .array(
      fc.constantFrom(
        '"',
        "'",
        ',',
        ';',
        '|',
        '\\',
        '\n',
        '\r',
        '\t',
        ' ',
        '\u2028',
        '\ufeff',
        'ß',
        '𝔸',
        '=',
      ),
      {
        maxLength: 8,
      },
    )
    .map((parts) => parts.join('')),
)
const aName = anyText.map((text) => text.trim()).filter((text) => text !== '')
const texts = fc.uniqueArray(anyText, { maxLength: 3 })
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const aDate = maybe(
  fc.constantFrom('1648', '2022-01-28', '../1544-04-10', '156X~', '2022-02-10T10:00:00+02:00'),
)
const aCertainty = fc.constantFrom(...(Object.keys(CERTAINTIES) as Certainty[]))
const aForm = (forms: object) => maybe(fc.constantFrom(...Object.keys(forms)))

/** What ids are made of here: no blanks, yet all else that an id may hold. */
const idOf = (kind: NodeKind, number: number): EntityId => `${kind}-"${number},;|é` as EntityId
const PER_KIND = 3
const anId = (kinds: readonly NodeKind[]) =>
  fc
    .record({ kind: fc.constantFrom(...kinds), number: fc.nat(PER_KIND - 1) })
    .map(({ kind, number }) => idOf(kind, number))
const someSources = fc.subarray(Array.from({ length: PER_KIND }, (_, number) => idOf('SOURCE', number)))

/** What is drawn of an entity; the rest follows from its kind. */
type Drawn = Pick<
  EntityProperties,
  'name' | 'aliases' | 'summary' | 'identifiers' | 'sources' | 'certainty'
> &
  Partial<Pick<EntityProperties, 'date' | 'named' | 'form' | 'isPublic' | 'url' | 'author' | 'licence'>> &
  Partial<Pick<EntityProperties, 'latitude' | 'longitude'>> & { readonly formerIds?: readonly string[] }

const anEntity = (kind: NodeKind, number: number): fc.Arbitrary<EntityProperties> =>
  fc
    .record({
      name: aName,
      aliases: texts,
      summary: maybe(anyText),
      identifiers: texts,
      sources: someSources,
      certainty: aCertainty,
      ...(ACTOR_KINDS.includes(kind) && { formerIds: texts }),
      ...(kind === 'PERSON' && { named: maybe(fc.boolean()) }),
      ...(kind === 'INSTITUTION' && { form: aForm(INSTITUTION_FORMS) }),
      ...(kind === 'MESSAGE' && { form: aForm(MESSAGE_FORMS), date: aDate, isPublic: maybe(fc.boolean()) }),
      ...(kind === 'SOURCE' && {
        date: aDate,
        url: maybe(anyText),
        author: maybe(anyText),
        licence: maybe(anyText),
      }),
      ...(kind === 'PLACE' && {
        latitude: maybe(fc.double({ min: -90, max: 90, noNaN: true }).map((value) => value + 0)),
        longitude: maybe(fc.double({ min: -180, max: 180, noNaN: true }).map((value) => value + 0)),
      }),
    })
    .map(({ formerIds = [], date = null, ...rest }: Drawn) => ({
      ...ABSENT,
      ...rest,
      ...dateProperties(date, 'date'),
      formerIds: formerIds.map((_, at) => `former-${at}` as EntityId),
      id: idOf(kind, number),
      kind,
    }))

interface Claim {
  readonly kind: EdgeKind
  readonly from: EntityId
  readonly to: EntityId
  readonly date: string | null
  readonly follows: boolean
  readonly message: EntityId | null
  readonly role: string | null
  readonly note: string | null
  readonly certainty: Certainty
  readonly sources: readonly EntityId[]
}

const aClaim: fc.Arbitrary<Claim> = fc.constantFrom(...EDGE_KIND_NAMES).chain((kind) =>
  fc.record({
    kind: fc.constant(kind),
    from: anId(edgeKind(kind).from),
    to: anId(edgeKind(kind).to),
    date: aDate,
    follows: fc.boolean(),
    message: edgeKind(kind).message === 'property' ? maybe(anId(['MESSAGE'])) : fc.constant(null),
    role: maybe(anyText),
    note: maybe(anyText),
    certainty: aCertainty,
    sources: someSources,
  }),
)

/** The edge of a claim: half of those that can follow their message do. */
function edgeOf(claim: Claim, at: number, entities: ReadonlyMap<string, EntityProperties>): EdgeProperties {
  const { kind, follows, date, ...rest } = claim
  const { directed, message: anchor } = edgeKind(kind)
  const [from, to] = directed || rest.from <= rest.to ? [rest.from, rest.to] : [rest.to, rest.from]
  const message = entities.get((anchor === 'from' ? from : anchor === 'to' ? to : rest.message) ?? '')
  const inherited = follows && message ? datedBy(kind, message) : null
  return {
    ...rest,
    id: edgeIdOf(kind, from, to, String(at)),
    kind,
    from,
    to,
    ...(inherited?.inherited ? inherited : { ...dateProperties(date, 'date'), inherited: false }),
  }
}

const byId = (a: { readonly id: string }, b: { readonly id: string }): number => (a.id < b.id ? -1 : 1)

/** Any graph: three entities of each kind and up to ten relationships of any. */
export const aWholeGraph: fc.Arbitrary<WholeGraph> = fc
  .tuple(
    fc.tuple(
      ...NODE_KIND_NAMES.flatMap((kind) => Array.from({ length: PER_KIND }, (_, at) => anEntity(kind, at))),
    ),
    fc.array(aClaim, { maxLength: 10 }),
  )
  .map(([entities, claims]) => {
    const known = new Map(entities.map((entity) => [entity.id as string, entity]))
    return {
      entities: [...entities].sort(byId),
      relationships: claims.map((claim, at) => edgeOf(claim, at, known)).sort(byId),
    }
  })

/** What a store would hold once records were loaded into it, in the order of ids. */
export async function loaded(
  entities: readonly LoadedEntity[],
  relationships: readonly LoadedRelationship[],
): Promise<WholeGraph> {
  const stored = new Map<string, EntityProperties>()
  const edges: EdgeProperties[] = []
  const transaction: Pick<GraphTransaction, 'entities' | 'putEntities' | 'putEdges'> = {
    entities: async (ids) => ids.map((id) => stored.get(id) ?? null),
    putEntities: async (put) => {
      for (const entity of put) stored.set(entity.id, entity)
    },
    putEdges: async (put) => {
      edges.push(...put)
    },
  }
  await loadEntities(transaction as GraphTransaction, entities)
  await loadRelationships(transaction as GraphTransaction, relationships)
  return { entities: [...stored.values()].sort(byId), relationships: edges.sort(byId) }
}
