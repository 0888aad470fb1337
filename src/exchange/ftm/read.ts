import { Kind } from '../../vocabulary/node-kinds.ts'
import type { Bytes, ReadItem, ReadOptions } from '../exchange-format.ts'
import { fileSource, withSource } from '../file-source.ts'
import { parsedJson } from '../json-text.ts'
import { textLines } from '../text-lines.ts'
import { LINKS, linksOf, messageLinks } from './links.ts'
import { all, type FtmEntity, ftmEntity } from './properties.ts'
import { THINGS, thingOf } from './things.ts'

/**
 * Reads entities of FollowTheMoney, one a line, in any order: those that have a counterpart here are records, the file
 * their source; others are skipped by their schema.
 * @throws NotWellFormed where a line is not JSON
 */
export function readFtm(bytes: Bytes, { file }: ReadOptions): AsyncGenerator<ReadItem> {
  const source = fileSource(file)
  return withSource(source, lineItems(bytes, file, source.id))
}

async function* lineItems(bytes: Bytes, file: string, source: string): AsyncGenerator<ReadItem> {
  for await (const line of textLines(bytes, file)) {
    if (line.text.trim() === '') continue
    const entity = ftmEntity(parsedJson(line, file))
    const isNone = typeof entity === 'string'
    const place = { line: line.number, column: null, key: isNone ? null : entity.id }
    if (isNone) yield { kind: 'refused', place, message: entity }
    else yield* itemsOf(entity, place, source)
  }
}

const DATES = ['date', 'authoredAt', 'publishedAt', 'startDate', 'endDate']

function* itemsOf(entity: FtmEntity, place: ReadItem['place'], source: string): Generator<ReadItem> {
  const [thing, link] = [own(THINGS, entity.schema), own(LINKS, entity.schema)]
  if (thing) {
    const made = thingOf(entity, thing, source)
    const isMessage = thing.entity === Kind.MESSAGE
    if (isMessage && made.date === undefined) yield* undated(entity, place)
    const more = isMessage ? messageLinks(entity, source) : { entities: [], relationships: [], awaiting: [] }
    yield { kind: 'record', place, ...more, entities: [made, ...more.entities] }
  } else if (link) {
    const links = linksOf(entity, link, source)
    if (links.length === 0) {
      yield { kind: 'refused', place, message: `the ${entity.schema} names no ${link.from} or no ${link.to}` }
      return
    }
    if (links.every(({ date }) => date === undefined)) yield* undated(entity, place)
    yield { kind: 'record', place, entities: [], relationships: [], awaiting: links }
  } else yield { kind: 'skipped', place, type: entity.schema }
}

/** Dates that are none are left out, and told. */
function* undated(entity: FtmEntity, place: ReadItem['place']): Generator<ReadItem> {
  const [written] = all(entity, ...DATES)
  if (written !== undefined)
    yield { kind: 'warning', place, message: `"${written}" is not a date: it is taken as undated` }
}

const own = <T>(table: Readonly<Record<string, T>>, name: string): T | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined
