import { givenEntity, givenRelationship } from '../graph-record.ts'
import { listCell, listOfCell, textCell, textOfCell } from './cell.ts'

/** What stands in the cells of a column. */
type CellType = 'text' | 'texts' | 'flag' | 'number'

/** A table of a graph: its columns, in the order in which they are written. */
export interface GraphTable {
  readonly columns: ReadonlyMap<string, CellType>
  /** Those without which a table says nothing. */
  readonly required: readonly string[]
}

/** The properties that are no texts. */
const TYPES: Readonly<Record<string, CellType>> = {
  aliases: 'texts',
  identifiers: 'texts',
  sources: 'texts',
  formerIds: 'texts',
  named: 'flag',
  isPublic: 'flag',
  inherited: 'flag',
  latitude: 'number',
  longitude: 'number',
}

const tableOf = (shape: object, required: readonly string[]): GraphTable => ({
  columns: new Map(Object.keys(shape).map((name) => [name, TYPES[name] ?? 'text'])),
  required,
})

/** `nodes.csv`: one column a property of entities. */
export const NODES = tableOf(givenEntity.shape, ['entity', 'id', 'name'])

/** `edges.csv`: one column a property of relationships. */
export const EDGES = tableOf(givenRelationship.shape, ['relationship', 'from', 'to'])

/** A property as a cell; empty where there is none. */
export function cellOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  if (Array.isArray(value)) return listCell(value.map(String))
  return typeof value === 'string' ? textCell(value) : String(value)
}

/** What a cell that is not empty says, or undefined where its column cannot have it. */
export function valueOfCell(cell: string, type: CellType): unknown {
  if (type === 'texts') return listOfCell(cell)
  if (type === 'text') return textOfCell(cell)
  const said = cell.trim()
  if (type === 'flag')
    return ({ true: true, false: false } as Readonly<Record<string, boolean>>)[said.toLowerCase()]
  return /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/iu.test(said) ? Number(said) : undefined
}
