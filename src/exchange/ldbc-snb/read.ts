import type { LoadedEntity, LoadedRelationship } from '../../record/load.ts'
import { Edge, type EdgeKind } from '../../vocabulary/edge-kinds.ts'
import { Kind } from '../../vocabulary/node-kinds.ts'
import { type Table, tablesOf } from './tables.ts'

/** The source that all of it cites. */
const SOURCE: LoadedEntity = {
  entity: Kind.SOURCE,
  id: 'ldbc-snb',
  name: 'LDBC Social Network Benchmark, generated data',
  url: 'https://ldbcouncil.org/benchmarks/snb/',
}
const CITED = { sources: [SOURCE.id] } as const

/** Ids of the benchmark are numbers, and each kind of thing has its own. */
const personId = (id: string): string => `snb-person-${id}`
const postId = (id: string): string => `snb-post-${id}`
const commentId = (id: string): string => `snb-comment-${id}`

/**
 * A social network of the LDBC benchmark, as its generator writes it with `CsvBasic`: a folder, or folders in it, with
 * files such as `person_0_0.csv`, one a kind of thing and one a kind of link, columns by name and `|` between them.
 * What a line refers to comes before it, and no more than a line is held at once.
 *
 * Persons, who knows whom and since when, posts and comments, who wrote each, and what each comment answers. A person's
 * birthday and first day in the network stand in the summary. Times are cut to the second, as EDTF has no smaller unit.
 * Left out are forums, tags, likes, places, organisations with their employees and students, and of persons and
 * messages the gender, languages, addresses and browsers. Nobody is an addressee: the benchmark does not say to whom a
 * post was shown, and a comment says whom it answers.
 *
 * @throws BadInput naming the file, and the line, that is not what it should be
 */
export async function* readSocialNetwork(folder: string): AsyncGenerator<LoadedEntity | LoadedRelationship> {
  const tables = await tablesOf(folder, TABLES)
  yield SOURCE
  yield* persons(tables.person)
  yield* links(tables.person_knows_person, Edge.KNOWS, personId, personId)
  yield* messages(tables.post, 'Post', postId)
  yield* messages(tables.comment, 'Comment', commentId)
  // The tables have what was written first, and Parley who wrote it.
  yield* links(tables.post_hasCreator_person, Edge.SENT, personId, postId, 'turned round')
  yield* links(tables.comment_hasCreator_person, Edge.SENT, personId, commentId, 'turned round')
  yield* links(tables.comment_replyOf_post, Edge.IN_REPLY_TO, commentId, postId)
  yield* links(tables.comment_replyOf_comment, Edge.IN_REPLY_TO, commentId, commentId)
}

const TABLES = [
  'person',
  'person_knows_person',
  'post',
  'comment',
  'post_hasCreator_person',
  'comment_hasCreator_person',
  'comment_replyOf_post',
  'comment_replyOf_comment',
] as const

async function* persons(table: Table): AsyncGenerator<LoadedEntity> {
  for await (const row of table.rows()) {
    const id = row.cell('id')
    yield {
      entity: Kind.PERSON,
      id: personId(id),
      name: `${row.cell('firstName')} ${row.cell('lastName')}`,
      identifiers: [`ldbc-snb-person:${id}`],
      summary: `Born ${day(row.instant('birthday'))}; in the network from ${day(row.instant('creationDate'))}.`,
      ...CITED,
    }
  }
}

async function* messages(
  table: Table,
  noun: string,
  idOf: (id: string) => string,
): AsyncGenerator<LoadedEntity> {
  for await (const row of table.rows()) {
    const id = row.cell('id')
    const text = row.cell('content')
    yield {
      entity: Kind.MESSAGE,
      id: idOf(id),
      name: beginning(text) || row.cellIfAny('imageFile') || `${noun} ${id}`,
      ...(text !== '' && { summary: text }),
      form: 'SOCIAL_POST',
      date: second(row.instant('creationDate')),
      ...CITED,
    }
  }
}

async function* links(
  table: Table,
  relationship: EdgeKind,
  fromOf: (id: string) => string,
  toOf: (id: string) => string,
  order?: 'turned round',
): AsyncGenerator<LoadedRelationship> {
  for await (const row of table.rows()) {
    const [from, to] = order ? [row.at(1), row.at(0)] : [row.at(0), row.at(1)]
    const since = row.instantIfAny('creationDate')
    yield {
      relationship,
      from: fromOf(from),
      to: toOf(to),
      ...(since && { date: second(since) }),
      ...CITED,
    }
  }
}

const second = (instant: Date): string => `${instant.toISOString().slice(0, 19)}Z`
const day = (instant: Date): string => instant.toISOString().slice(0, 10)

/** The beginning of a text, for a name. */
function beginning(text: string): string {
  const characters = [...text.trim()]
  return characters.length <= LONGEST_NAME
    ? characters.join('')
    : `${characters.slice(0, LONGEST_NAME - 1).join('')}…`
}

const LONGEST_NAME = 80
