/** The codes that a client can meet in `extensions.code`, and what each means. */
export const ERROR_CODES = {
  BAD_USER_INPUT: 'An argument is malformed or contradicts another. The message names it and says why.',
  NOT_FOUND: 'Nothing has the id that the operation needs.',
  CONFLICT: 'What was asked contradicts what the graph holds, or another write came first.',
  UNAUTHENTICATED: 'The operation needs a caller who says who they are.',
  FORBIDDEN: 'The caller may not do this.',
  LIMIT_EXCEEDED: 'The operation asks for more than the server gives at once. The message names the limit.',
  TIMEOUT: 'The operation took longer than it may.',
  UNAVAILABLE: 'The store does not answer. The same request may succeed later.',
  NOT_IMPLEMENTED: 'The contract names it, and this version does not have it yet.',
} as const

export type ErrorCode = keyof typeof ERROR_CODES

/**
 * An error that its reader may see: it says what was wrong and what to do, and holds nothing internal. Any other error
 * is a fault of the program, and the server shows it as "Unexpected error." only.
 */
export abstract class ParleyError extends Error {
  abstract readonly code: ErrorCode
  override get name(): string {
    return this.constructor.name
  }
}

/** An argument that cannot be taken. */
export class BadInput extends ParleyError {
  readonly code = 'BAD_USER_INPUT'
  /** Where it stands: `input.date`, `where.during.from`, `first`. */
  readonly argument: string
  constructor(argument: string, reason: string, options?: ErrorOptions) {
    super(`${argument}: ${reason}`, options)
    this.argument = argument
  }
}

/** A file that cannot be read as what it should be, from the place given on. */
export class NotWellFormed extends ParleyError {
  readonly code = 'BAD_USER_INPUT'
  /** From 1. */
  readonly line: number
  /** From 1, in characters; null where the format has lines alone. */
  readonly column: number | null
  constructor(
    file: string,
    { line, column }: { readonly line: number; readonly column: number | null },
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`${file}, line ${line}${column === null ? '' : `, column ${column}`}: ${reason}`, options)
    this.line = line
    this.column = column
  }
}

/** Nothing has one of these ids. */
export class NotFound extends ParleyError {
  readonly code = 'NOT_FOUND'
  readonly ids: readonly string[]
  constructor(argument: string, ids: readonly string[], what = 'entity') {
    const shown = ids.slice(0, 3).map((id) => `"${id.slice(0, 100)}"`)
    super(
      `${argument}: no ${what} has the id ${shown.join(', ')}${ids.length > 3 ? ` (and ${ids.length - 3} more)` : ''}`,
    )
    this.ids = ids
  }
}

/** What was asked contradicts what the graph holds. */
export class Conflict extends ParleyError {
  readonly code = 'CONFLICT'
}

/** More was asked for than the server gives at once. */
export class LimitExceeded extends ParleyError {
  readonly code = 'LIMIT_EXCEEDED'
}

/** The work took longer than it may. */
export class TimedOut extends ParleyError {
  readonly code = 'TIMEOUT'
}

/** The store does not answer. */
export class StoreUnavailable extends ParleyError {
  readonly code = 'UNAVAILABLE'
}

/** The contract names it, and this version does not have it yet. */
export class NotImplemented extends ParleyError {
  readonly code = 'NOT_IMPLEMENTED'
}

/** The settings contradict each other or are not understood: all problems at once. */
export class ConfigInvalid extends ParleyError {
  readonly code = 'BAD_USER_INPUT'
  constructor(problems: readonly string[]) {
    super(`these settings cannot be used:\n${problems.map((problem) => `  ${problem}`).join('\n')}`)
  }
}
