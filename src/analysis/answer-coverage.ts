import { possiblyWithin } from '../dates/period.ts'
import { type Bounds, daysBetween, wholeDaysBetween } from '../dates/uncertain-date.ts'

/** A message that answers the letter whose coverage is asked for, or one of its replies. */
export interface Reply extends Bounds {
  readonly id: string
  /** What it answers: the letter, or replies of it. */
  readonly parents: readonly string[]
  /** Who sent it, in a settled order. */
  readonly senders: readonly string[]
  /** On whose behalf. */
  readonly principals: readonly string[]
}

/** The letter. */
export interface Letter extends Bounds {
  readonly id: string
  /** Who wrote it, or for whom it was written: they do not answer it. */
  readonly authors: readonly string[]
}

/** That an addressee is a member of an institution. */
export interface Membership extends Bounds {
  /** Tells it from others. */
  readonly id: string
  readonly member: string
  readonly institution: string
}

/** Whose word a reply is, and how it came to be. */
interface Word {
  /** Who wrote it. */
  readonly by: string
  readonly reply: string
  /** True where somebody else wrote it for them. */
  readonly onBehalf: boolean
  /** The replies that lead from the letter to this one, which is the last of them. */
  readonly chain: readonly string[]
}

/** How one addressee answered. */
export interface Answered extends Word {
  readonly addressee: string
  /** Whole days from the letter to the answer; null where either is not dated to the day. */
  readonly delayDays: number | null
  /** Whether it took more days than it may, whatever the dates are; null where they, or no limit, do not say. */
  readonly late: boolean | null
}

/** That an institution answered may mean that a member of it did; no source says so. */
export interface Suggested extends Word {
  readonly addressee: string
  readonly institution: string
  readonly membership: string
}

export interface Coverage {
  /** One entry an addressee who answered. */
  readonly answered: readonly Answered[]
  readonly unanswered: readonly string[]
  /** By addressee, then by institution. None of these addressees has answered. */
  readonly suggested: readonly Suggested[]
}

export interface CoverageOptions {
  /** The most replies that lead from the letter to an answer, itself among them: 1 where only replies to the letter count. */
  readonly maxChain?: number
  /** More days than this are late. */
  readonly lateAfterDays?: number | null
  /** Of the addressees; of several that may explain the same the first is shown. */
  readonly memberships?: readonly Membership[]
}

/** A part of a whole, 0 to 1; null where there is nothing. */
export const shareOf = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole)

/** Where a date stands among others, as stores list them: an open beginning lies before all, and no date behind. */
const beginning = ({ earliest, latest }: Bounds): number =>
  earliest ?? (latest === null ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER)

/**
 * Who of a letter's addressees answered it, through whom, and who did not. An answer is a reply that the addressee
 * sent, or that somebody sent on the addressee's behalf; membership of an institution that answered is not enough, and
 * makes a suggestion.
 *
 * Of several answers the one through the shortest chain counts, so that longer chains add answers and change none; of
 * those the first by date, undated ones last, then by id; and in one message the addressee's own word before one on
 * their behalf. Where chains of one length lead to a message, it is shown by the reply that comes first in that order.
 * @param addressees each once, in the order to be shown
 * @param replies by id; those that no chain joins to the letter are left out
 */
export function answerCoverage(
  letter: Letter,
  addressees: readonly string[],
  replies: readonly Reply[],
  { maxChain = 1, lateAfterDays = null, memberships = [] }: CoverageOptions = {},
): Coverage {
  const ordered = inOrder(letter, replies, maxChain)
  const first = new Map<string, Answered>()
  for (const { reply, chain } of ordered) {
    for (const [addressee, word] of wordsOf(reply, chain)) {
      if (!first.has(addressee))
        first.set(addressee, { addressee, ...word, ...timing(letter, reply, lateAfterDays) })
    }
  }
  const unanswered = addressees.filter((addressee) => !first.has(addressee))
  return {
    answered: addressees.flatMap((addressee) => first.get(addressee) ?? []),
    unanswered,
    suggested: suggestions(letter, unanswered, ordered, memberships),
  }
}

interface Chained {
  readonly reply: Reply
  readonly chain: readonly string[]
}

/** The replies in the order in which they count, each once by a shortest chain. */
function inOrder(letter: Letter, replies: readonly Reply[], maxChain: number): readonly Chained[] {
  const left = new Set(replies.filter(({ id }) => id !== letter.id))
  const found: Chained[] = []
  let level: readonly Chained[] = [
    { reply: { ...letter, parents: [], senders: [], principals: [] }, chain: [] },
  ]
  for (let length = 1; length <= maxChain && level.length > 0; length++) {
    const places = new Map(level.map(({ reply }, place) => [reply.id, place]))
    const next: Chained[] = []
    for (const reply of left) {
      const before = level[Math.min(...reply.parents.map((id) => places.get(id) ?? level.length))]
      if (!before) continue
      next.push({ reply, chain: [...before.chain, reply.id] })
      left.delete(reply)
    }
    level = next.sort((a, b) => beginning(a.reply) - beginning(b.reply))
    found.push(...level)
  }
  return found
}

/** Whose word a reply is: each once, who sent it before those for whom it was sent. */
function wordsOf(reply: Reply, chain: readonly string[]): ReadonlyMap<string, Word> {
  const words = new Map<string, Word>()
  const { id, senders, principals } = reply
  for (const by of senders) words.set(by, { by, reply: id, onBehalf: false, chain })
  const [speaker] = senders
  if (speaker === undefined) return words
  for (const principal of principals) {
    if (!words.has(principal)) words.set(principal, { by: speaker, reply: id, onBehalf: true, chain })
  }
  return words
}

function timing(letter: Bounds, reply: Bounds, limit: number | null): Pick<Answered, 'delayDays' | 'late'> {
  const { least, most } = daysBetween(letter, reply)
  const late = limit === null ? null : least > limit ? true : most <= limit ? false : null
  return { delayDays: wholeDaysBetween(letter, reply), late }
}

/** For each of these and each institution that answered while they can have been its members: the first such answer. */
function suggestions(
  { authors }: Letter,
  unanswered: readonly string[],
  replies: readonly Chained[],
  memberships: readonly Membership[],
): readonly Suggested[] {
  const inQuestion = memberships.filter(({ institution }) => !authors.includes(institution))
  if (inQuestion.length === 0) return []
  const words = replies.map(({ reply, chain }) => ({ reply, words: wordsOf(reply, chain) }))
  return unanswered.flatMap((addressee) => {
    const own = inQuestion.filter(({ member }) => member === addressee)
    const institutions = [...new Set(own.map(({ institution }) => institution))].sort()
    return institutions.flatMap((institution): readonly Suggested[] => {
      const held = own.filter((membership) => membership.institution === institution)
      for (const { reply, words: said } of words) {
        const word = said.get(institution)
        const membership = word && held.find((one) => canHoldAt(one, reply))
        if (word && membership) return [{ addressee, institution, membership: membership.id, ...word }]
      }
      return []
    })
  })
}

/** What has no date speaks against nothing. */
const canHoldAt = (membership: Bounds, { earliest, latest }: Bounds): boolean =>
  possiblyWithin(membership, { from: earliest, to: latest })
