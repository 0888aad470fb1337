import { z } from 'zod'
import { DEFAULT_SEARCH_BUDGET, type SearchBudget } from './analysis/budget.ts'
import { ConfigInvalid } from './errors.ts'

/** A text that never shows in logs or messages. */
export class Secret {
  readonly #value: string
  constructor(value: string) {
    this.#value = value
  }
  /** The text itself, for the one place that needs it. */
  reveal(): string {
    return this.#value
  }
  toString(): string {
    return '***'
  }
  toJSON(): string {
    return '***'
  }
}

/** A graph with more relationships is not held in memory beside Neo4j; as many take some 220 MB. */
const DEFAULT_MEMORY_EDGES = 5_000_000

const wholeNumber = (least: number, most: number) =>
  z.string().regex(/^\d+$/u, 'is a whole number').transform(Number).pipe(z.number().min(least).max(most))

const shape = z.object({
  NEO4J_URI: z
    .string()
    .regex(/^(neo4j|bolt)(\+s|\+ssc)?:\/\/.+/u, 'begins with neo4j://, neo4j+s://, bolt:// or bolt+s://')
    .optional(),
  NEO4J_USERNAME: z.string().min(1).default('neo4j'),
  NEO4J_PASSWORD: z.string().default(''),
  NEO4J_DATABASE: z.string().min(1).optional(),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: wholeNumber(0, 65_535).default(4000),
  PARLEY_DATA: z.string().min(1).default('.parley'),
  PARLEY_QUERY_TIMEOUT_MS: wholeNumber(100, 600_000).default(10_000),
  PARLEY_MEMORY_EDGES: wholeNumber(0, 1_000_000_000).default(DEFAULT_MEMORY_EDGES),
  PARLEY_SEARCH_NODES: wholeNumber(10, 100_000_000).default(DEFAULT_SEARCH_BUDGET.nodes),
  PARLEY_SEARCH_EDGES: wholeNumber(100, 100_000_000).default(DEFAULT_SEARCH_BUDGET.edges),
  PARLEY_SEARCH_MS: wholeNumber(10, 600_000).default(DEFAULT_SEARCH_BUDGET.milliseconds),
})

/** The settings, as the program uses them. */
export interface Config {
  readonly host: string
  readonly port: number
  readonly store:
    | {
        readonly engine: 'neo4j'
        readonly uri: string
        readonly username: string
        readonly password: Secret
        readonly database?: string
        /** Most relationships held in memory for searches; 0 holds none. */
        readonly memoryEdges: number
      }
    | { readonly engine: 'ladybug'; readonly folder: string }
  /** Longest run of one statement, in milliseconds. */
  readonly queryTimeoutMs: number
  /** What one search may cost. */
  readonly searchBudget: SearchBudget
}

/**
 * The settings from the environment: Neo4j where `NEO4J_URI` is set, else the embedded store.
 * @throws ConfigInvalid naming every problem at once, among them names that begin with PARLEY_ and mean nothing
 */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const known = new Set(Object.keys(shape.shape))
  const given = Object.entries(env).filter(
    ([name, value]) => value !== undefined && value !== '' && known.has(name),
  )
  const unknown = Object.keys(env).filter((name) => name.startsWith('PARLEY_') && !known.has(name))
  const parsed = shape.safeParse(Object.fromEntries(given))
  const problems = [
    ...unknown.sort().map((name) => `${name}: there is no such setting; known are ${[...known].join(', ')}`),
    ...(parsed.success
      ? []
      : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)),
  ]
  if (!parsed.success || problems.length > 0) throw new ConfigInvalid(problems)
  const settings = parsed.data
  return {
    host: settings.HOST,
    port: settings.PORT,
    store:
      settings.NEO4J_URI === undefined
        ? { engine: 'ladybug', folder: settings.PARLEY_DATA }
        : {
            engine: 'neo4j',
            uri: settings.NEO4J_URI,
            username: settings.NEO4J_USERNAME,
            password: new Secret(settings.NEO4J_PASSWORD),
            memoryEdges: settings.PARLEY_MEMORY_EDGES,
            ...(settings.NEO4J_DATABASE !== undefined && { database: settings.NEO4J_DATABASE }),
          },
    queryTimeoutMs: settings.PARLEY_QUERY_TIMEOUT_MS,
    searchBudget: {
      nodes: settings.PARLEY_SEARCH_NODES,
      edges: settings.PARLEY_SEARCH_EDGES,
      milliseconds: settings.PARLEY_SEARCH_MS,
    },
  }
}
