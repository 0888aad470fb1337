import { GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { BadInput, StoreUnavailable } from '../../src/errors.ts'
import { maskError } from '../../src/server/mask-error.ts'

const masked = (error: unknown) => {
  const log: unknown[] = []
  const shown = maskError(error, (fault) => log.push(fault.error))
  return { message: shown.message, extensions: shown.extensions, log }
}

const located = (error: Error): GraphQLError =>
  new GraphQLError(error.message, { path: ['a'], originalError: error })

describe('what a client sees of an error', () => {
  it('shows our own errors with their code', () => {
    expect(masked(located(new BadInput('first', 'is wrong')))).toEqual({
      message: 'first: is wrong',
      extensions: { code: 'BAD_USER_INPUT' },
      log: [],
    })
  })

  it('does not show what caused them', () => {
    const { message, extensions } = masked(
      new StoreUnavailable('try later', { cause: new Error('bolt://secret:7687') }),
    )
    expect(JSON.stringify({ message, extensions })).not.toContain('secret')
  })

  it('shows a refused document as GraphQL words it', () => {
    expect(masked(new GraphQLError('Syntax Error: Expected Name'))).toMatchObject({
      message: 'Syntax Error: Expected Name',
      extensions: { code: 'BAD_USER_INPUT' },
    })
  })

  it('hides every other error behind an id, and writes it down', () => {
    const fault = located(new TypeError('MATCH (n) at bolt://secret'))
    const { message, extensions, log } = masked(fault)
    expect(message).toBe('Unexpected error.')
    expect(extensions.errorId).toMatch(/^[0-9a-f-]{36}$/u)
    expect(JSON.stringify(extensions)).not.toContain('secret')
    expect(log).toEqual([fault])
  })

  it('hides what graphql-js says of a broken resolver', () => {
    const fault = new GraphQLError('Cannot return null for non-nullable field Person.name.', {
      path: ['person', 'name'],
    })
    expect(masked(fault).message).toBe('Unexpected error.')
  })
})
