import { answerCoverage, type Membership } from '../analysis/answer-coverage.ts'
import type { Selection } from '../plan/selection.ts'
import type { Follow, Read } from '../store/read-plan.ts'
import type { Answer, EdgeRow, EntityRow } from '../store/rows.ts'
import { compareText } from '../store/text-order.ts'
import { Edge, MEMBERSHIPS } from '../vocabulary/edge-kinds.ts'
import { ACTOR_KINDS } from '../vocabulary/node-kinds.ts'
import type { ApiContext } from './context.ts'
import { MAX_LIST_LENGTH, rowIn } from './planned-fields.ts'
import { entityRows } from './reading.ts'
import {
  addresseesOf,
  boundsOf,
  idsOf,
  principalsOf,
  repliesOf,
  replyFollows,
  replyIn,
  sendersOf,
  tooMany,
  wholeList,
  wholeRows,
} from './replies.ts'

/** What an answer and a suggestion have in common. */
export interface WordValue {
  readonly addressee: EntityRow
  readonly by: EntityRow
  readonly message: EntityRow
  readonly onBehalf: boolean
  readonly chain: readonly EntityRow[]
}

export interface AnswerValue extends WordValue {
  readonly delayDays: number | null
  readonly late: boolean | null
  readonly notAddressed: readonly EntityRow[]
}

export interface SuggestedValue extends WordValue {
  readonly through: EntityRow
  readonly membership: EdgeRow
}

export interface CoverageValue {
  readonly answered: readonly AnswerValue[]
  readonly unanswered: readonly EntityRow[]
  readonly suggested: readonly SuggestedValue[]
}

/** How far coverage goes, and what it calls late. */
export interface CoverageLimits {
  readonly maxChain: number
  readonly lateAfterDays: number | null
}

/** What coverage reads of a letter: its addressees, its replies, who sent it and for whom. */
export function coverageFollows(selection: Selection): readonly Follow[] {
  const suggests = selection.has('suggested')
  const suggested = selection.at('suggested')
  const memberships: Follow = {
    follow: 'relationships',
    from: ACTOR_KINDS,
    hop: { kinds: MEMBERSHIPS, direction: 'OUT' },
    where: {},
    read: suggested.at('membership').read('relationship', {
      follows: [{ follow: 'end', end: 'to', read: suggested.at('through').read('entity') }],
    }),
    ...wholeList(suggests),
  }
  const addressee = selection
    .at('answered', 'addressee')
    .and(selection.at('unanswered'))
    .and(suggested.at('addressee'))
    .read('entity', { follows: [memberships] })
  const writers = selection.at('answered', 'notAddressed')
  return [
    addresseesOf(addressee),
    repliesOf(readOfReplies(selection)),
    sendersOf(writers.read('entity'), suggests || selection.at('answered').has('notAddressed')),
    principalsOf(suggests),
  ]
}

function readOfReplies(selection: Selection): Read {
  const [answered, suggested] = [selection.at('answered'), selection.at('suggested')]
  const words = answered.and(suggested)
  return words
    .at('message')
    .and(words.at('chain'))
    .read('entity', {
      detail: 'brief',
      follows: replyFollows(words.at('by').read('entity'), answered.has('notAddressed')),
    })
}

/**
 * Who of a letter's addressees has answered.
 * @param answers what `coverageFollows` asked for
 * @throws LimitExceeded
 */
export async function coverageOf(
  { properties: letter }: EntityRow,
  [addressees, replies, senders, principals]: readonly Answer[],
  limits: CoverageLimits,
  selection: Selection,
  context: ApiContext,
): Promise<CoverageValue> {
  const asked = rowsById(wholeRows<EntityRow>(addressees))
  const direct = rowsById(wholeRows<EntityRow>(replies))
  const parents = new Map([...direct.keys()].map((id): [string, string[]] => [id, [letter.id]]))
  await addChains(letter.id, parents, limits.maxChain, context)
  const further = [...parents.keys()].filter((id) => !direct.has(id))
  const chained = further.length > 0 ? await entityRows(further, readOfReplies(selection), context) : []
  const messages = new Map([...direct, ...chained].sort(([one], [other]) => compareText(one, other)))
  const said = new Map([...messages].map(([id, row]) => [id, replyIn(row)]))
  const by = rowsById([...said.values()].flatMap(({ senders: rows }) => rows))
  const memberships = new Map([...asked].flatMap(([member, row]) => membershipsOf(member, row)))
  const writers = wholeRows<EntityRow>(senders)

  const coverage = answerCoverage(
    { id: letter.id, ...boundsOf(letter), authors: [...idsOf(writers), ...idsOf(wholeRows(principals))] },
    [...asked.keys()],
    [...said.values()].map((reply) => ({
      ...reply,
      parents: parents.get(reply.id) ?? [],
      senders: idsOf(reply.senders),
    })),
    { ...limits, memberships: [...memberships.values()] },
  )
  const word = (found: { addressee: string; by: string; reply: string; chain: readonly string[] }) => ({
    addressee: certain(asked, found.addressee),
    by: certain(by, found.by),
    message: certain(messages, found.reply),
    chain: found.chain.map((id) => certain(messages, id)),
  })
  return {
    answered: coverage.answered.map(({ onBehalf, delayDays, late, ...found }) => ({
      ...word(found),
      onBehalf,
      delayDays,
      late,
      notAddressed: writers.filter(
        ({ properties: { id } }) => !certain(said, found.reply).receivers.includes(id),
      ),
    })),
    unanswered: coverage.unanswered.map((id) => certain(asked, id)),
    suggested: coverage.suggested.map(({ onBehalf, membership: id, ...found }) => {
      const { row: membership, through } = certain(memberships, id)
      return { ...word(found), onBehalf, through, membership }
    }),
  }
}

/**
 * Adds the replies to replies, and what each answers.
 * @param parents the letter's own replies
 */
async function addChains(
  letter: string,
  parents: Map<string, string[]>,
  maxChain: number,
  { store, signal }: ApiContext,
): Promise<void> {
  const hops = [{ kinds: [Edge.IN_REPLY_TO], direction: 'IN' }] as const
  let level = [...parents.keys()]
  for (let length = 2; length <= maxChain && level.length > 0; length++) {
    const { edges, more } = await store.touching({ ids: level, hops, limit: MAX_LINKS }, signal)
    const next = new Map<string, string[]>()
    for (const { from: reply, to: parent } of edges) {
      if (reply === letter || parents.has(reply)) continue
      next.set(reply, [...(next.get(reply) ?? []), parent])
    }
    for (const [reply, answered] of next) parents.set(reply, answered)
    if (more || parents.size > MAX_LIST_LENGTH) throw tooMany()
    level = [...next.keys()]
  }
}

/** Most links from the replies of one length to what they answer. */
const MAX_LINKS = 5_000

interface MembershipValue extends Membership {
  readonly row: EdgeRow
  readonly through: EntityRow
}

function membershipsOf(member: string, { answers: [held] }: EntityRow) {
  return wholeRows<EdgeRow>(held).flatMap((row): readonly (readonly [string, MembershipValue])[] => {
    const institution = rowIn(row.answers[0])
    if (institution?.type !== 'entity') return []
    const { id } = row.properties
    const value = { id, member, institution: institution.properties.id, ...boundsOf(row.properties) }
    return [[id, { ...value, row, through: institution }]]
  })
}

const rowsById = (rows: readonly EntityRow[]): ReadonlyMap<string, EntityRow> =>
  new Map(rows.map((row) => [row.properties.id, row]))

function certain<T>(rows: ReadonlyMap<string, T>, id: string): T {
  const row = rows.get(id)
  if (row === undefined) throw new TypeError(`coverage speaks of ${id}, which was not read`)
  return row
}
