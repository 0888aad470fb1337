import { readdirSync, readFileSync } from 'node:fs'
import { EDGE_KIND_NAMES, type EdgeKind } from '../vocabulary/edge-kinds.ts'

/** Where a file says `EDGE_KIND`, a kind or several kinds of the vocabulary stand when it runs. */
const KIND_PLACE = /\bEDGE_KIND\b/gu

/** A statement of `cypher/`, as its header describes it. */
export interface Statement {
  readonly name: string
  readonly access: 'read' | 'write'
  readonly parameters: readonly string[]
  /** Whether it stands for one statement a set of edge kinds. */
  readonly perKind: boolean
  /** The text to run; `kinds` must be given where `perKind`, and only there. */
  text(kinds?: readonly EdgeKind[]): string
}

/** A file of `cypher/` that is not what its header says. A fault of the program: found at start, never shown. */
class StatementInvalid extends Error {
  override readonly name = 'StatementInvalid'
}

/**
 * The statements of one store, by file name. Each file begins with comment lines: what it does, `access:`, `params:`
 * and what comes out. Parameters named in the header and used in the body must be the same.
 */
export function loadStatements(store: 'neo4j' | 'ladybug'): ReadonlyMap<string, Statement> {
  const folder = new URL(`../../cypher/${store}/`, import.meta.url)
  const files = readdirSync(folder).filter((file) => file.endsWith('.cypher'))
  return new Map(
    files.map((file) => {
      const name = file.slice(0, -'.cypher'.length)
      return [name, parseStatement(name, readFileSync(new URL(file, folder), 'utf8'))]
    }),
  )
}

function parseStatement(name: string, source: string): Statement {
  const lines = source.split('\n')
  const header = lines.filter((line) => line.startsWith('//')).join('\n')
  const body = lines
    .filter((line) => !line.startsWith('//'))
    .join('\n')
    .trim()
  const declared = new Set(/^\/\/ params:(.*(?:\n\/\/ {2,}.*)*)/mu.exec(header)?.[1]?.match(/\$\w+/gu) ?? [])
  const used = new Set(body.match(/\$\w+/gu) ?? [])
  const odd = [...declared, ...used].filter((parameter) => !(declared.has(parameter) && used.has(parameter)))
  if (odd.length > 0) throw new StatementInvalid(`${name}: ${odd.join(', ')} in the header or the body only`)
  const access = /^\/\/ access: (read|write)$/mu.exec(header)?.[1]
  if (access !== 'read' && access !== 'write')
    throw new StatementInvalid(`${name}: no "// access: read" or "write"`)
  const perKind = body.search(KIND_PLACE) >= 0
  const texts = new Map<string, string>()
  return {
    name,
    access,
    parameters: [...used].map((parameter) => parameter.slice(1)),
    perKind,
    text: (kinds) => {
      if ((kinds === undefined) === perKind)
        throw new StatementInvalid(`${name}: kinds are given just where it has them`)
      const types = (kinds ?? []).filter((kind) => EDGE_KIND_NAMES.includes(kind)).join('|')
      const known = texts.get(types)
      if (known !== undefined) return known
      const text = body.replaceAll(KIND_PLACE, types)
      texts.set(types, text)
      return text
    },
  }
}
