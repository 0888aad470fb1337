import { BadInput } from '../../errors.ts'
import type { LoadedEntity } from '../../record/load.ts'
import { Kind } from '../../vocabulary/node-kinds.ts'
import type { ReadRecord, Writer } from '../exchange-format.ts'
import { FILE_ID } from './edition.ts'
import { FOOTER, printHeader, printLetter } from './print.ts'
import { letterFrom } from './record-letter.ts'

/**
 * Writes letters as CMIF. Sources come first, in one record or several, as the reader gives them; then a record a message,
 * which holds every entity that its relationships lead to. The first source that cites none is the file; all others are
 * listed as editions. Messages of other forms than letters go out as letters too: CMIF has no word for the form.
 * @throws BadInput where a source comes behind a letter
 */
export const writeCmif: Writer = async function* (records) {
  let file: LoadedEntity | undefined
  const listed = new Map<string, LoadedEntity>()
  let begun = false
  const xmlIdOf = (id: string): string | undefined => {
    const source = listed.get(id)
    if (!source) return undefined
    const own = source.identifiers?.find((identifier) => identifier.startsWith(`${FILE_ID}:`))
    if (own) return own.split('#').at(-1)
    // The only edition needs no name: letters that name none are in it.
    return listed.size === 1 ? undefined : ncName(id)
  }
  for await (const record of records) {
    const messages = record.entities.filter(({ entity }) => entity === Kind.MESSAGE)
    const sources = record.entities.filter(
      ({ entity, id }) => entity === Kind.SOURCE && id !== file?.id && !listed.has(id),
    )
    if (sources.length > 0 && begun)
      throw new BadInput('records', 'a CMIF file names its editions before its letters')
    for (const source of sources) {
      if (file === undefined && (source.sources ?? []).length === 0) file = source
      else listed.set(source.id, source)
    }
    if (messages.length === 0) continue
    if (!begun) yield printHeader(file, [...listed.values()], xmlIdOf)
    begun = true
    yield messages.map((message) => printLetter(letterFrom(messageRecord(record, message), xmlIdOf))).join('')
  }
  if (!begun) yield printHeader(file, [...listed.values()], xmlIdOf)
  yield FOOTER
}

function messageRecord({ entities, relationships }: ReadRecord, message: LoadedEntity) {
  return {
    message,
    entities: new Map(entities.map((entity) => [entity.id, entity])),
    relationships: relationships.filter(({ from, to }) => from === message.id || to === message.id),
  }
}

/** An id as XML allows it: letters, digits, `.`, `-` and `_`, a letter first. */
const ncName = (id: string): string => `s-${id.replaceAll(/[^\p{L}\p{N}._-]/gu, '_')}`
