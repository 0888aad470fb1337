import type { Config } from '../config.ts'
import { loadSample } from '../sample/load-sample.ts'
import { openStore } from '../store/open.ts'

/** Puts the sample into the store. A second time changes nothing. */
export async function seed(config: Config, print: (line: string) => void): Promise<void> {
  await using store = await openStore(config)
  await store.migrate()
  const { entities, relationships } = await loadSample(store)
  print(`The sample is in the graph: ${entities} entities, ${relationships} relationships.`)
}
