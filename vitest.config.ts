import { defineConfig } from 'vitest/config'

export default defineConfig({
  // One copy of graphql-js for the sources and the libraries: Vite would choose its ES modules, Node takes the others.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/neo4j-server.ts', 'test/support/chromium.ts'],
    // One Neo4j serves the whole run, and each suite on it begins with an empty graph.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
