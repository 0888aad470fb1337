import type { Config } from '../config.ts'
import { openStore } from '../store/open.ts'

/**
 * Connects, says whether the schema is up to date, and has every statement of `cypher/` planned. Changes nothing.
 * @returns whether all is well
 */
export async function check(config: Config, print: (line: string) => void): Promise<boolean> {
  await using store = await openStore(config)
  await store.ping()
  print(`${store.name}: connected`)
  const { from, to } = await store.version()
  print(
    from === to
      ? `schema: version ${to}, up to date`
      : `schema: version ${from}; starting the server brings it to ${to}`,
  )
  if (from === 0) {
    print('statements: not planned, since the schema is not there yet')
    return true
  }
  const statements = await store.check()
  const broken = statements.filter(({ problem }) => problem !== null)
  for (const { statement, problem } of broken) print(`${statement}: ${problem}`)
  print(`statements: ${statements.length - broken.length} of ${statements.length} sound`)
  return broken.length === 0
}
