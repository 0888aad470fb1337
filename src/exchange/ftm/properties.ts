import { edtfOfIso, edtfSpan } from '../iso-date.ts'

/** An entity of FollowTheMoney: every property has any number of values, all of them texts. */
export interface FtmEntity {
  readonly id: string
  readonly schema: string
  readonly properties: Readonly<Record<string, readonly string[]>>
}

/** The entity that a line holds, or why it is none. */
export function ftmEntity(value: unknown): FtmEntity | string {
  if (!isObject(value)) return 'an entity is a JSON object'
  const { id, schema, properties = {} } = value
  if (typeof id !== 'string' || id === '') return 'the entity has no "id"'
  if (typeof schema !== 'string') return 'the entity has no "schema"'
  if (!isObject(properties)) return 'the "properties" of the entity are no JSON object'
  const texts = Object.entries(properties).map(([name, values]) => [name, textsOf(values)] as const)
  return { id, schema, properties: Object.fromEntries(texts) }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** One value stands for a list of one; a nested entity for its id. */
const textsOf = (values: unknown): readonly string[] =>
  (Array.isArray(values) ? values : [values]).flatMap((value: unknown) => {
    const text = isObject(value) ? value.id : value
    return typeof text === 'string' && text.trim() !== ''
      ? [text.toWellFormed().replaceAll('\u0000', '').trim()]
      : []
  })

/** The values of some properties, in order, each once. */
export const all = ({ properties }: FtmEntity, ...names: readonly string[]): readonly string[] => [
  ...new Set(names.flatMap((name) => (Object.hasOwn(properties, name) ? (properties[name] ?? []) : []))),
]

export const first = (entity: FtmEntity, ...names: readonly string[]): string | undefined =>
  all(entity, ...names)[0]

/** When it was: on the first date that is one, or from its start to its end. */
export function when(entity: FtmEntity, ...names: readonly string[]): string | null {
  const dated = (...of: readonly string[]) => all(entity, ...of).flatMap((date) => edtfOfIso(date) ?? [])
  return dated(...names)[0] ?? edtfSpan(dated('startDate')[0] ?? null, dated('endDate')[0] ?? null)
}
