import { wholeDaysBetween } from '../dates/uncertain-date.ts'

/** A date as coverage needs it: its bounds in milliseconds since 1970, null where open or absent. */
export interface Bounds {
  readonly earliest: number | null
  readonly latest: number | null
}

/** A reply to the letter whose coverage is asked for. */
export interface Reply extends Bounds {
  readonly id: string
  /** Who sent it, in a settled order. */
  readonly senders: readonly string[]
  /** On whose behalf. */
  readonly principals: readonly string[]
}

/** How one addressee answered. */
export interface Answered {
  readonly addressee: string
  /** Who wrote the answer. */
  readonly by: string
  readonly reply: string
  /** True where somebody else answered for the addressee. */
  readonly onBehalf: boolean
  /** Whole days from the letter to the answer; null where either is not dated to the day. */
  readonly delayDays: number | null
}

export interface Coverage {
  /** One entry an addressee who answered: the first answer, the addressee's own before one on their behalf. */
  readonly answered: readonly Answered[]
  readonly unanswered: readonly string[]
}

/**
 * Who of a letter's addressees answered it, through whom, and who did not. An answer is a reply that the addressee
 * sent, or that somebody sent on the addressee's behalf; membership of an institution that answered is not enough.
 * @param addressees each once, in the order to be shown
 * @param replies in the order of their dates, undated ones last
 */
export function answerCoverage(
  letter: Bounds,
  addressees: readonly string[],
  replies: readonly Reply[],
): Coverage {
  const first = new Map<string, Answered>()
  const note = (reply: Reply, addressee: string, by: string, onBehalf: boolean): void => {
    const known = first.get(addressee)
    if (known && !(known.reply === reply.id && known.onBehalf && !onBehalf)) return
    first.set(addressee, {
      addressee,
      by,
      reply: reply.id,
      onBehalf,
      delayDays: wholeDaysBetween(letter, reply),
    })
  }
  for (const reply of replies) {
    for (const sender of reply.senders) note(reply, sender, sender, false)
    const [speaker] = reply.senders
    if (speaker === undefined) continue
    for (const principal of reply.principals) note(reply, principal, speaker, true)
  }
  const answered = addressees.flatMap((addressee) => first.get(addressee) ?? [])
  return { answered, unanswered: addressees.filter((addressee) => !first.has(addressee)) }
}
