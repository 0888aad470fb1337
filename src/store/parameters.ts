import { type CypherText, cypher, name } from './cypher-text.ts'

/** Values of a statement, named by the order in which the statement mentions them. */
export class Parameters {
  readonly values: Record<string, unknown> = {}
  readonly #prefix: string
  #count = 0

  /** @param prefix tells the parameters of a statement's parts from each other */
  constructor(prefix: string) {
    this.#prefix = prefix
  }

  /** Adds a value. @returns how the statement mentions it */
  add(value: unknown): CypherText {
    const parameter = name(`${this.#prefix}${this.#count++}`)
    this.values[parameter] = value
    return cypher`$${parameter}`
  }
}
