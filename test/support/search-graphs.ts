import { describe } from 'vitest'
import type { PathGraph } from '../../src/analysis/path-graph.ts'
import { eachStore, type OpenStore, type TestStore } from './stores.ts'

/** The store as searches see it that have not the whole graph in memory. */
export function askedStepByStep(store: TestStore): PathGraph {
  const { shortestPaths } = store as PathGraph
  return {
    touching: (question, signal) => store.touching(question, signal),
    through: (question, signal) => store.through(question, signal),
    degrees: (ids, kinds, signal) => store.degrees(ids, kinds, signal),
    actorsOutside: (ids, where, signal) => store.actorsOutside(ids, where, signal),
    ...(shortestPaths && { shortestPaths: shortestPaths.bind(store) }),
  }
}

/**
 * Runs one suite on every store in both ways: with the whole graph in memory, and asking the store for one step after
 * the other.
 */
export function eachWay(suite: (open: OpenStore, graphOf: (store: TestStore) => PathGraph) => void): void {
  eachStore((_, open) => {
    describe('with the graph in memory', () => suite(open, (store) => store))
    describe('asking step by step', () => suite(open, askedStepByStep))
  })
}
