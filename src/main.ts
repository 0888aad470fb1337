#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { Command } from 'commander'
import { check } from './commands/check.ts'
import { seed } from './commands/seed.ts'
import { serve } from './commands/serve.ts'
import { type Config, readConfig } from './config.ts'
import { ParleyError } from './errors.ts'

const print = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

/** Runs a command on the settings of the environment; what its user can mend is told in one sentence, without a stack. */
const run =
  (command: (config: Config, print: (line: string) => void) => Promise<unknown>) =>
  async (): Promise<void> => {
    try {
      if ((await command(readConfig(process.env), print)) === false) process.exitCode = 1
    } catch (error) {
      if (!isTellable(error)) throw error
      process.stderr.write(`parley: ${error.message}\n`)
      process.exitCode = 1
    }
  }

/** Refusals of ours, and of the system where an address or a folder cannot be had. */
const isTellable = (error: unknown): error is Error =>
  error instanceof ParleyError || (error instanceof Error && 'syscall' in error)

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string
}

const SETTINGS = `
Settings are read from the environment:
  NEO4J_URI, NEO4J_USERNAME, NEO4J_PASSWORD, NEO4J_DATABASE   choose a Neo4j; without NEO4J_URI the embedded store is used
  PARLEY_DATA                                                 folder of the embedded store (.parley)
  HOST, PORT                                                  where to listen (127.0.0.1, 4000)
  PARLEY_QUERY_TIMEOUT_MS                                     longest run of a statement (10000)
  PARLEY_SEARCH_EDGES, PARLEY_SEARCH_MS                       what one search may cost (200000 relationships, 5000)`

const program = new Command('parley')
  .description(
    'Who spoke to whom, when, through whom and on whose behalf: a GraphQL server over a graph of messages.',
  )
  .version(version)
  .addHelpText('after', SETTINGS)

program
  .command('serve')
  .description('Serve the graph. An empty embedded store is given the sample first.')
  .addHelpText('after', SETTINGS)
  .action(run(serve))

program
  .command('seed')
  .description(
    'Put the sample into the store: the EU’s collective reply of February 2022. Twice changes nothing.',
  )
  .addHelpText('after', SETTINGS)
  .action(run(seed))

program
  .command('check')
  .description('Connect, compare the schema’s version, and have every statement planned. Changes nothing.')
  .addHelpText('after', SETTINGS)
  .action(run(check))

await program.parseAsync()
