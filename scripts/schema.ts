import { readFileSync, writeFileSync } from 'node:fs'
import { lexicographicSortSchema, printSchema } from 'graphql'
import { schema } from '../src/api/schema.ts'

/** Prints the schema to schema/schema.graphql; with --check it only says whether the file is up to date. */
const FILE = new URL('../schema/schema.graphql', import.meta.url)
const printed = `${printSchema(lexicographicSortSchema(schema))}\n`

if (process.argv.includes('--check')) {
  if (readFileSync(FILE, 'utf8') !== printed) {
    console.error('schema/schema.graphql is not what the code says: npm run schema')
    process.exitCode = 1
  }
} else {
  writeFileSync(FILE, printed)
}
