import { readdirSync, readFileSync } from 'node:fs'

/** An operation that shows what the server can do. */
export interface Example {
  /** File name without its ending: `1-who-spoke-to-lavrov`. */
  readonly name: string
  /** The document, its first comment saying what it asks. */
  readonly query: string
}

const FOLDER = new URL('../../schema/examples/', import.meta.url)

/** The operations of `schema/examples/`, by name. GraphiQL opens with them, the README shows them, tests run them. */
export function loadExamples(): readonly Example[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.graphql'))
    .sort()
    .map((file) => ({
      name: file.slice(0, -'.graphql'.length),
      query: readFileSync(new URL(file, FOLDER), 'utf8'),
    }))
}
