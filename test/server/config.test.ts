import { describe, expect, it } from 'vitest'
import { readConfig } from '../../src/config.ts'

describe('settings', () => {
  it('open the embedded store where nothing is said', () => {
    expect(readConfig({})).toEqual({
      host: '127.0.0.1',
      port: 4000,
      store: { engine: 'ladybug', folder: '.parley' },
      queryTimeoutMs: 10_000,
      searchBudget: { nodes: 1_000_000, edges: 200_000, milliseconds: 5_000 },
    })
  })

  it('choose Neo4j by its own names, and never print its password', () => {
    const { store } = readConfig({
      NEO4J_URI: 'neo4j+s://graph.example',
      NEO4J_PASSWORD: 'hush',
      NEO4J_DATABASE: 'letters',
    })
    expect(store).toMatchObject({
      engine: 'neo4j',
      uri: 'neo4j+s://graph.example',
      username: 'neo4j',
      database: 'letters',
    })
    expect(JSON.stringify(store) + String('password' in store && store.password)).not.toContain('hush')
    expect('password' in store && store.password.reveal()).toBe('hush')
  })

  it('tell all that is wrong with them at once', () => {
    expect(() => readConfig({ PORT: 'http', PARLEY_STOR: 'x', NEO4J_URI: 'https://graph' })).toThrow(
      /PARLEY_STOR: there is no such setting.*\n.*NEO4J_URI: begins with neo4j:\/\/.*\n.*PORT: is a whole number/u,
    )
  })

  it('take an empty value as none', () => {
    expect(readConfig({ NEO4J_URI: '', PORT: '' }).store.engine).toBe('ladybug')
  })
})
