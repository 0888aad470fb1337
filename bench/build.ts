import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url))

/** Where the compiled servers stand: `parley/dist/main.js`, `bench/contestants/*.js`, `bench/client.js`. */
export const BUILD = path('.data/build/')

/**
 * Compiles what is measured, so that everybody runs as plain JavaScript: code that `tsx` loads keeps the names of its
 * functions and maps its stacks back to the sources, which costs a server that makes many closures dearly. Parley is
 * compiled as `npm run build` does, but to a folder of ours.
 */
export function build(): void {
  const compile = (...args: readonly string[]): void => {
    execFileSync(process.execPath, [path('node_modules/typescript/bin/tsc'), ...args], { stdio: 'inherit' })
  }
  mkdirSync(`${BUILD}parley`, { recursive: true })
  compile('-p', path('../tsconfig.build.json'), '--outDir', `${BUILD}parley/dist`)
  compile('-p', path('tsconfig.contestants.json'))
  for (const name of ['cypher', 'schema', 'sample', 'package.json', 'node_modules']) {
    if (!existsSync(`${BUILD}parley/${name}`)) symlinkSync(path(`../${name}`), `${BUILD}parley/${name}`)
  }
}

if (process.argv[1] === path('build.ts')) build()
