/**
 * Text of a Cypher statement that was put together from the program's own words. Only `cypher` and the functions of
 * this file make it, and `cypher` takes nothing else: text that comes from a client cannot get in, since it is a plain
 * string and does not compile. Values are parameters.
 */
export type CypherText = string & { readonly __brand: 'CypherText' }

/** A statement, or a part of one. */
export function cypher(strings: TemplateStringsArray, ...parts: readonly CypherText[]): CypherText {
  return String.raw({ raw: strings }, ...parts) as CypherText
}

/** Parts joined, empty ones left out. */
export const join = (
  parts: readonly CypherText[],
  separator: ' ' | ', ' | ' AND ' | '\n' | '\nUNION ALL\n' | '|' = '\n',
): CypherText => parts.filter((part) => part !== '').join(separator) as CypherText

export const EMPTY = cypher``

/** A name of the vocabulary or of a table in the code: letters, digits and underscores. */
export function name(word: string): CypherText {
  if (!/^\w+$/u.test(word))
    throw new TypeError('a name in a statement has letters, digits and underscores only')
  return word as CypherText
}
