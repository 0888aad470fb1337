/** Between the texts of a list in one cell. */
const BETWEEN = '|'
/** Before a character that does not mean what it means alone. */
const ESCAPE = '\\'
/** A text that is there and empty, as an empty cell or an empty place of a list says that nothing is there. */
const EMPTY = `${ESCAPE}e`

/** A text as a cell holds it: as it is, but that the empty text and a backslash at the beginning are escaped. */
export function textCell(text: string): string {
  if (text === '') return EMPTY
  return text.startsWith(ESCAPE) ? `${ESCAPE}${text}` : text
}

/** The text of a cell that is not empty. */
export function textOfCell(cell: string): string {
  if (cell === EMPTY) return ''
  return cell.startsWith(`${ESCAPE}${ESCAPE}`) ? cell.slice(1) : cell
}

/** A list as a cell holds it: `a|b`, with a backslash before `|` and before a backslash. */
export const listCell = (texts: readonly string[]): string =>
  texts.map((text) => (text === '' ? EMPTY : text.replaceAll(/[\\|]/gu, '\\$&'))).join(BETWEEN)

/** The texts of a cell that is not empty. Places with nothing in them are passed over. */
export const listOfCell = (cell: string): readonly string[] =>
  (cell.match(/(?:[^\\|]|\\[\s\S]?)+/gu) ?? []).map((place) =>
    place === EMPTY ? '' : place.replaceAll(/\\([\\|])/gu, '$1'),
  )
