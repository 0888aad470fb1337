import type { Config } from '../config.ts'
import type { GraphStore } from './graph-store.ts'

/** Opens the store that the settings choose. The other engine is not even loaded. */
export async function openStore({
  store,
  queryTimeoutMs,
}: Pick<Config, 'store' | 'queryTimeoutMs'>): Promise<GraphStore> {
  switch (store.engine) {
    case 'neo4j': {
      const { Neo4jStore } = await import('./neo4j/neo4j-store.ts')
      const { uri, username, password, database, memoryEdges } = store
      return new Neo4jStore({
        uri,
        username,
        password: password.reveal(),
        timeoutMs: queryTimeoutMs,
        memoryEdges,
        ...(database !== undefined && { database }),
      })
    }
    case 'ladybug': {
      const { LadybugStore } = await import('./ladybug/ladybug-store.ts')
      return LadybugStore.open({ folder: store.folder, timeoutMs: queryTimeoutMs })
    }
  }
}
