import { BadInput, LimitExceeded } from '../errors.ts'
import type { MessageWhere } from '../store/read-plan.ts'
import type { Certainty, MessageForm } from '../vocabulary/forms.ts'
import { searchWords } from '../vocabulary/search-key.ts'
import { builder } from './builder.ts'
import { AS_OF, PeriodInput, type TimeArguments, timeOf } from './dates.ts'
import { CertaintyType, MessageFormType } from './enums.ts'

/** The longest text that can be searched for, in characters. */
export const MAX_TEXT_LENGTH = 1_000

/** The most words that a text to search for may have. */
const MAX_WORDS = 20

export const MessageFilter = builder.inputType('MessageFilter', {
  description: 'Which messages: all that is given must hold.',
  fields: (t) => ({
    form: t.field({ type: [MessageFormType], required: false, description: 'Of one of these forms.' }),
    during: t.field({ type: PeriodInput, required: false, description: 'Dated in this period.' }),
    asOf: t.field({
      ...AS_OF,
      description: 'Dated on this day, in this month or the like: short for `during: { asOf }`.',
    }),
    topic: t.id({ required: false, description: 'About this topic.' }),
    participant: t.id({
      required: false,
      description: 'With this actor as sender, addressee, copied to, bearer or receiver.',
    }),
    text: t.string({
      required: false,
      description: 'Whose name, aliases or summary have, for each word given, a word that begins with it.',
    }),
    isPublic: t.boolean({ required: false, description: 'Published, or not. What is not known is neither.' }),
    certainty: t.field({
      type: [CertaintyType],
      required: false,
      description: 'Recorded with one of these certainties.',
    }),
  }),
})

export interface MessageFilterArgument extends TimeArguments {
  readonly form?: readonly MessageForm[] | null | undefined
  readonly topic?: string | null | undefined
  readonly participant?: string | null | undefined
  readonly text?: string | null | undefined
  readonly isPublic?: boolean | null | undefined
  readonly certainty?: readonly Certainty[] | null | undefined
}

/**
 * The words of a text to search for.
 * @throws BadInput where it has none, LimitExceeded where it is too long
 */
export function wordsOf(text: string, argument: string): readonly string[] {
  if (text.length > MAX_TEXT_LENGTH) {
    throw new LimitExceeded(`${argument}: has at most ${MAX_TEXT_LENGTH} characters, not ${text.length}`)
  }
  const words = [...new Set(searchWords(text))]
  if (words.length === 0) throw new BadInput(argument, 'has no letter and no digit to search for')
  if (words.length > MAX_WORDS)
    throw new LimitExceeded(`${argument}: has at most ${MAX_WORDS} words, not ${words.length}`)
  return words
}

/**
 * The filter as stores take it.
 * @param now the present instant, milliseconds since 1970
 * @throws BadInput, LimitExceeded
 */
export function messageWhere(
  filter: MessageFilterArgument | null | undefined,
  argument: string,
  now: number,
): MessageWhere {
  if (!filter) return {}
  const { form, topic, participant, text, isPublic, certainty } = filter
  const during = timeOf(filter, now, argument)
  return {
    ...(isGiven(form) && { forms: form }),
    ...(during && { during }),
    ...(isGiven(topic) && { topic }),
    ...(isGiven(participant) && { participant }),
    ...(isGiven(text) && { words: wordsOf(text, `${argument}.text`) }),
    ...(isGiven(isPublic) && { isPublic }),
    ...(isGiven(certainty) && { certainty }),
  }
}

/** Whether the client gave a value: a variable left out and an explicit null are the same. */
export const isGiven = <T>(value: T | null | undefined): value is T => value !== null && value !== undefined
