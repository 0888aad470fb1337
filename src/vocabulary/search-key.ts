/**
 * Text as search compares it: lower case, without accents, words separated by one blank, with a blank at each end, so
 * that "a word begins with lav" is "contains ' lav'". Empty where the text has no letter and no digit.
 */
export function searchKey(...texts: readonly (string | null | undefined)[]): string {
  const words = searchWords(texts.filter((text) => text !== null && text !== undefined).join(' '))
  return words.length === 0 ? '' : ` ${words.join(' ')} `
}

/** The words of a text as search compares them, in order. */
export function searchWords(text: string): readonly string[] {
  const folded = text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().normalize('NFC')
  return folded.match(/[\p{L}\p{N}]+/gu) ?? []
}
