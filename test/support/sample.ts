import { afterAll, beforeAll, expect } from 'vitest'
import { loadSample } from '../../src/sample/load-sample.ts'
import { serveForTest, type TestServer } from './http.ts'
import { eachStore, type TestStore } from './stores.ts'

/** A store that holds the sample, and a server on it: both are there once a test runs. */
export interface ServedSample {
  readonly store: TestStore
  readonly server: TestServer
}

/** Runs one suite on every store of this run, with the sample served. A suite that left faults in the log has failed. */
export function eachServedSample(suite: (served: ServedSample) => void): void {
  eachStore((_, open) => {
    const served = {} as { store: TestStore; server: TestServer }
    beforeAll(async () => {
      served.store = await open()
      await loadSample(served.store)
      served.server = await serveForTest(served.store)
    })
    afterAll(async () => {
      expect(served.server.faults).toEqual([])
      await served.server[Symbol.asyncDispose]()
      await served.store[Symbol.asyncDispose]()
    })
    suite(served)
  })
}
