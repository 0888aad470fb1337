import { Kind } from '../../vocabulary/node-kinds.ts'
import type { Bytes, ReadItem, ReadOptions } from '../exchange-format.ts'
import { fileSource, withSource } from '../file-source.ts'
import { type BundleObject, bundleObjects } from './bundle-objects.ts'
import { OBJECTS, relationship } from './mapping.ts'
import { type StixObject, stixObject, text } from './stix-object.ts'

/**
 * Reads a bundle of STIX 2.1: objects that have a counterpart here are records, the file their source; others are
 * skipped by their type, relationships by theirs.
 * @throws NotWellFormed where it is not JSON, or no bundle
 */
export function readStix(bytes: Bytes, { file }: ReadOptions): AsyncGenerator<ReadItem> {
  const source = fileSource(file)
  return withSource(source, objectItems(bytes, file, source.id))
}

async function* objectItems(bytes: Bytes, file: string, source: string): AsyncGenerator<ReadItem> {
  for await (const found of bundleObjects(bytes, file)) yield* itemsOf(found, source)
}

/** The property of each type that dates it. */
const DATES = ['date', 'published', 'created']

function* itemsOf({ value, line, column }: BundleObject, source: string): Generator<ReadItem> {
  const object = stixObject(value)
  if (typeof object === 'string') {
    yield { kind: 'refused', place: { line, column, key: null }, message: object }
    return
  }
  const place = { line, column, key: object.id }
  const map = Object.hasOwn(OBJECTS, object.type) ? OBJECTS[object.type] : undefined
  if (map) {
    const { entities, awaiting } = map(object, source)
    const [written] = DATES.map((name) => text(object, name)).filter((date) => date !== '')
    const isUndated = entities.some(({ entity, date }) => entity === Kind.MESSAGE && date === undefined)
    if (isUndated && written !== undefined)
      yield { kind: 'warning', place, message: `"${written}" is not a date: it is taken as undated` }
    yield { kind: 'record', place, entities, relationships: [], awaiting }
  } else yield relationshipOrSkip(object, place, source)
}

function relationshipOrSkip(object: StixObject, place: ReadItem['place'], source: string): ReadItem {
  if (object.type !== 'relationship') return { kind: 'skipped', place, type: object.type }
  const related = relationship(object, source)
  return typeof related === 'string'
    ? { kind: 'skipped', place, type: related }
    : { kind: 'record', place, entities: [], relationships: [], awaiting: [related] }
}
