import type { Named } from './named.ts'

/** The longest name that anything is given. */
export const MAX_NAME = 1_000

/** Each who is named once, as they were named first. */
export const distinct = (named: readonly Named[]): readonly Named[] =>
  named.filter(({ entity }, index) => named.findIndex((other) => other.entity.id === entity.id) === index)

/** What a letter is called: `A and B to C, 1801-09-25`. */
export function nameOf(senders: readonly Named[], addressees: readonly Named[], date: string | null): string {
  const list = (named: readonly Named[]): string => {
    const names = distinct(named).map(({ entity }) => entity.name)
    if (names.length <= 3) return names.join(' and ')
    return `${names.slice(0, 2).join(', ')} and ${names.length - 2} others`
  }
  const [from, to] = [list(senders), list(addressees)]
  const parties =
    from && to ? `${from} to ${to}` : from ? `Letter from ${from}` : to ? `Letter to ${to}` : 'Letter'
  const name = date === null ? parties : `${parties}, ${date}`
  return name.length <= MAX_NAME ? name : `${name.slice(0, MAX_NAME - 1)}…`
}
