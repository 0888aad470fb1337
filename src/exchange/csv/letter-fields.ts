import type { Field, LetterColumn, LetterMapping } from './letter-mapping.ts'

/** One text of a cell, and the column that it stands in; the column is null for a constant. */
export interface Said {
  readonly text: string
  readonly column: string | null
  readonly how: LetterColumn
}

/** What a row says, by field. Empty places of a list are kept, so that names and identifiers stand beside each other. */
export type Fields = (field: Field) => readonly Said[]

/** Where the columns of a table stand that its mapping names. */
export interface MappedColumn {
  readonly at: number
  readonly name: string
  readonly how: LetterColumn
}

const CONSTANT = { kind: 'person' } as const

/** What the cells of a row say. A constant is said where no cell says anything. */
export function fieldsOf(
  cells: readonly string[],
  columns: readonly MappedColumn[],
  { constants }: LetterMapping,
): Fields {
  const byField = new Map<Field, Said[]>()
  for (const { at, name, how } of columns) {
    const cell = (cells[at] ?? '').toWellFormed().replaceAll('\u0000', '').trim()
    if (cell === '') continue
    const parts = how.separator === undefined ? [cell] : cell.split(how.separator)
    const said = parts.map((part) => ({ text: part.trim(), column: name, how }))
    byField.set(how.field, [...(byField.get(how.field) ?? []), ...said])
  }
  return (field) => {
    const said = byField.get(field)
    const constant = constants[field]
    if (said) return said
    return constant === undefined ? [] : [{ text: constant, column: null, how: { ...CONSTANT, field } }]
  }
}
