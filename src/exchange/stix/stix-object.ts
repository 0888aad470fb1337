import { edtfOfIso } from '../iso-date.ts'

/** An object of STIX: what it is called, of which type it is, and its other properties. */
export interface StixObject {
  readonly id: string
  readonly type: string
  readonly properties: Readonly<Record<string, unknown>>
}

/** The object that a value is, or why it is none. */
export function stixObject(value: unknown): StixObject | string {
  if (!isObject(value)) return 'an object of a bundle is a JSON object'
  const { id, type, ...properties } = value
  if (typeof type !== 'string') return 'the object has no "type"'
  if (typeof id !== 'string' || !id.startsWith(`${type}--`))
    return `the id of this ${type} does not begin with "${type}--"`
  return { id, type, properties }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** A property that is a text, without blanks around it; empty where there is none. */
export function text({ properties }: StixObject, name: string): string {
  const value = properties[name]
  return typeof value === 'string' ? value.toWellFormed().replaceAll('\u0000', '').trim() : ''
}

/** A property that is a list of texts; one text is a list of one. */
export function texts({ properties }: StixObject, name: string): readonly string[] {
  const value = properties[name]
  const all: readonly unknown[] = Array.isArray(value) ? value : [value]
  return [
    ...new Set(
      all.flatMap((one) =>
        typeof one === 'string' ? [one.toWellFormed().replaceAll('\u0000', '').trim()] : [],
      ),
    ),
  ].filter((one) => one !== '')
}

/** A property that is a number within ± a limit. */
export function degrees({ properties }: StixObject, name: string, limit: number): number | undefined {
  const value = properties[name]
  return typeof value === 'number' && Math.abs(value) <= limit ? value : undefined
}

/** A property that is a date, in EDTF; null where there is none, or none such. */
export const date = (object: StixObject, name: string): string | null => edtfOfIso(text(object, name))

/** The type of the object that a reference leads to. */
export const typeOfRef = (ref: string): string => ref.slice(0, Math.max(0, ref.indexOf('--')))
