import type { LoadedEntity, LoadedRelationship } from '../../record/load.ts'
import type { ReadRecord } from '../exchange-format.ts'
import { VERSION } from './header.ts'

/**
 * Writes records as Parley's own JSON Lines: a header, then a line for each entity and each relationship, in the order
 * given. Names stand in order within a line, and what is not there is left out: the same records give the same bytes.
 */
export async function* writeJsonl(
  records: AsyncIterable<ReadRecord> | Iterable<ReadRecord>,
): AsyncGenerator<string> {
  yield lineOf({ parley: 'graph', version: VERSION })
  for await (const { entities, relationships } of records) {
    for (const record of [...entities, ...relationships]) yield lineOf(record)
  }
}

const lineOf = (
  record: LoadedEntity | LoadedRelationship | { readonly parley: string; version: number },
): string => `${JSON.stringify(Object.fromEntries(Object.entries(record).filter(isGiven).sort(byName)))}\n`

const isGiven = ([, value]: readonly [string, unknown]): boolean =>
  value !== undefined && !(Array.isArray(value) && value.length === 0)

const byName = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1)
