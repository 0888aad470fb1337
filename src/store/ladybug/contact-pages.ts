import {
  ADDRESSINGS,
  CONVERSATIONS,
  Edge,
  type EdgeKind,
  MEETINGS,
  REPRESENTATIONS,
} from '../../vocabulary/edge-kinds.ts'
import { type CypherText, cypher, name } from '../cypher-text.ts'
import { Parameters } from '../parameters.ts'
import type { Follow, SortKey } from '../read-plan.ts'
import type { Contact, DateProperties } from '../rows.ts'
import { inPeriod, types, where } from './conditions.ts'
import type { Run } from './connection.ts'
import { edgeOf, entityOf } from './stored-rows.ts'

type Correspondents = Extract<Follow, { follow: 'correspondents' }>
type ContactKind = 'sent' | 'received' | 'meetings' | 'conversations'

/** A correspondent before its row is read. */
export interface FoundContact {
  readonly id: string
  readonly key: SortKey
  readonly contact: Contact
}

export interface ContactPage {
  readonly contacts: readonly FoundContact[]
  readonly more: boolean
  readonly total: number | null
}

/** The contacts of each actor, counted and paged: a few statements an actor, whatever the number of contacts. */
export async function contactPages(
  actors: readonly string[],
  follow: Correspondents,
  run: Run,
): Promise<readonly ContactPage[]> {
  const pages: ContactPage[] = []
  for (const actor of actors) pages.push(paged(await contactsOf(actor, follow, run), follow))
  return pages
}

/** One contact with one other, by a message or an edge: each counts once. */
interface Once {
  readonly other: string
  readonly kind: ContactKind
  readonly by: string
  readonly date: DateProperties | null
}

const SENDING = types([Edge.SENT])
const ADDRESSING = types(ADDRESSINGS)
const REPRESENTATION = types(REPRESENTATIONS)

async function contactsOf(actor: string, follow: Correspondents, run: Run): Promise<readonly Once[]> {
  const ask = (kind: ContactKind, match: CypherText, by: CypherText) =>
    contactsBy(actor, kind, match, by, follow, run)
  const met = (kind: ContactKind, kinds: readonly EdgeKind[]) =>
    ask(kind, cypher`MATCH (a:Entity {id: $actor})-[r:${types(kinds)}]-(o:Entity)`, name('r'))
  const [m, sent, received] = [
    name('m'),
    cypher`MATCH (a:Entity {id: $actor})-[:${SENDING}]->(m:Entity)-[:${ADDRESSING}]->(o:Entity)`,
    cypher`MATCH (a:Entity {id: $actor})<-[:${ADDRESSING}]-(m:Entity)<-[:${SENDING}]-(o:Entity)`,
  ]
  const words = [...(await ask('sent', sent, m)), ...(await ask('received', received, m))]
  const spoken = follow.agency === 'LITERAL' ? words : await asPrincipals(actor, words, follow, run)
  return [...spoken, ...(await met('meetings', MEETINGS)), ...(await met('conversations', CONVERSATIONS))]
}

async function contactsBy(
  actor: string,
  kind: ContactKind,
  match: CypherText,
  by: CypherText,
  { during }: Correspondents,
  run: Run,
): Promise<readonly Once[]> {
  const parameters = new Parameters('p')
  const conditions = [cypher`o.id <> $actor`, ...(during ? [inPeriod(by, during, parameters)] : [])]
  const text = cypher`${match} ${where(conditions)} RETURN DISTINCT o.id AS other, ${by}.id AS by, ${by}.doc AS doc`
  const rows = await run(text, { ...parameters.values, actor })
  const isEdge = by === 'r'
  return rows.map((row) => ({
    other: String(row.other),
    kind,
    by: String(row.by),
    date: dateIn(isEdge ? edgeOf(row.doc) : entityOf(row.doc)),
  }))
}

/**
 * The same contacts when a message is the word of those on whose behalf it was sent: what somebody wrote for others
 * counts as theirs, and what others wrote for the actor counts as the actor's.
 */
async function asPrincipals(
  actor: string,
  words: readonly Once[],
  follow: Correspondents,
  run: Run,
): Promise<readonly Once[]> {
  const rows = await run(
    cypher`MATCH ()-[r:${REPRESENTATION}]->() WHERE r.message IN $ids RETURN DISTINCT r.message AS message, r.dst AS principal`,
    { ids: [...new Set(words.map(({ by }) => by))] },
  )
  const principalsOf = (message: string): readonly string[] =>
    rows.flatMap((row) => (row.message === message ? [String(row.principal)] : []))
  const own = words.flatMap((word): readonly Once[] => {
    const principals = principalsOf(word.by)
    if (principals.length === 0) return [word]
    if (word.kind === 'sent') return []
    return principals.flatMap((other) => (other === actor ? [] : [{ ...word, other }]))
  })
  const represented = await run(
    cypher`MATCH (a:Entity {id: $actor})<-[r:${REPRESENTATION}]-() RETURN DISTINCT r.message AS message`,
    { actor },
  )
  const sent: Once[] = []
  for (const { message } of represented) {
    const match = cypher`MATCH (m:Entity {id: $message})-[:${ADDRESSING}]->(o:Entity)`
    const asked: Run = (text, parameters) => run(text, { ...parameters, message })
    sent.push(...(await contactsBy(actor, 'sent', match, name('m'), follow, asked)))
  }
  const each = new Map(
    [...own, ...sent].map((word) => [JSON.stringify([word.kind, word.other, word.by]), word]),
  )
  return [...each.values()]
}

const dateIn = ({
  date,
  earliest,
  latest,
}: {
  date: string | null
  earliest: number | null
  latest: number | null
}) => (date === null || earliest === null || latest === null ? null : { date, earliest, latest })

function paged(contacts: readonly Once[], { page, count, rows }: Correspondents): ContactPage {
  const others = new Map<string, Once[]>()
  for (const contact of contacts) {
    const known = others.get(contact.other)
    if (known) known.push(contact)
    else others.set(contact.other, [contact])
  }
  const all = [...others].map(([id, of]) => counted(id, of)).sort(byContacts)
  const { size, backward, beyond } = page
  const ordered = backward ? all.toReversed() : all
  const rest = beyond
    ? ordered.filter(({ key }) => (backward ? compareKeys(key, beyond) < 0 : compareKeys(key, beyond) > 0))
    : ordered
  const kept = rows ? rest.slice(0, size) : []
  return {
    contacts: backward ? kept.toReversed() : kept,
    more: rest.length > size,
    total: count ? all.length : null,
  }
}

function counted(id: string, contacts: readonly Once[]): FoundContact {
  const of = (kind: ContactKind): number => contacts.filter((contact) => contact.kind === kind).length
  const dates = contacts.flatMap(({ date }) => date ?? [])
  const contact: Contact = {
    sent: of('sent'),
    received: of('received'),
    meetings: of('meetings'),
    conversations: of('conversations'),
    first: dates.reduce<DateProperties | null>(
      (a, b) => (a && before(a, b, 'earliest', 'latest') ? a : b),
      null,
    ),
    last: dates.reduce<DateProperties | null>(
      (a, b) => (a && !before(a, b, 'latest', 'earliest') ? a : b),
      null,
    ),
  }
  return { id, key: [contacts.length, id], contact }
}

/** Whether a date comes before another, or is the same: by one end, then as written, then by the other end. */
function before(
  a: DateProperties,
  b: DateProperties,
  by: 'earliest' | 'latest',
  then: 'earliest' | 'latest',
): boolean {
  if (a[by] !== b[by]) return a[by] < b[by]
  if (a.date !== b.date) return a.date < b.date
  return a[then] <= b[then]
}

const byContacts = (a: FoundContact, b: FoundContact): number => compareKeys(a.key, b.key)

/** Most contacts first, then by rising id. */
function compareKeys(a: SortKey, b: SortKey): number {
  return Number(b[0]) - Number(a[0]) || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0)
}
