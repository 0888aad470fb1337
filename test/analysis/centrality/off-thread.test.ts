import { describe, expect, it } from 'vitest'
import { measuredOffThread } from '../../../src/analysis/centrality/off-thread.ts'
import { packed } from '../../../src/analysis/centrality/packed-edges.ts'
import type { ContactEdge } from '../../../src/analysis/contact-graph.ts'
import { LimitExceeded, TimedOut } from '../../../src/errors.ts'
import { Edge } from '../../../src/vocabulary/edge-kinds.ts'

const PATIENCE_MS = 60_000

/** A round of actors, each of whom met the next ones. */
const round = (actors: number, each: number): readonly ContactEdge[] =>
  Array.from({ length: actors * each }, (_, place) => ({
    kind: Edge.MET_WITH,
    from: `a${place % actors}`,
    to: `a${(place + 1 + Math.floor(place / actors)) % actors}`,
  }))

async function task(edges: readonly ContactEdge[], mostContacts = 1_000_000) {
  const ready = await packed(edges, ['a0'], String, 10_000)
  return {
    edges: ready.edges,
    around: ready.around,
    depth: edges.length,
    mostContacts,
    measure: { name: 'brokers' },
  } as const
}

describe('measuredOffThread', () => {
  it('leaves this thread to others while it measures', async () => {
    let turns = 0
    let measuring = true
    const others = (): void => {
      turns++
      if (measuring) setImmediate(others)
    }
    setImmediate(others)
    const { actors, betweenness } = await measuredOffThread(await task(round(1_000, 5)), PATIENCE_MS)
    measuring = false
    expect(actors).toHaveLength(1_000)
    expect(new Set([...betweenness].map((value) => value.toFixed(9))).size).toBe(1)
    expect(turns).toBeGreaterThan(100)
  })

  it('ends when its time is up', async () => {
    await expect(measuredOffThread(await task(round(3_000, 5)), 1)).rejects.toThrow(TimedOut)
  })

  it('ends when the client goes away, with the reason', async () => {
    const gone = new Error('gone')
    const leaving = new AbortController()
    const answer = measuredOffThread(await task(round(3_000, 5)), PATIENCE_MS, leaving.signal)
    leaving.abort(gone)
    await expect(answer).rejects.toBe(gone)
    await expect(measuredOffThread(await task(round(3, 1)), PATIENCE_MS, leaving.signal)).rejects.toBe(gone)
  })

  it('says which limit a graph exceeds', async () => {
    await expect(measuredOffThread(await task(round(100, 1), 99), PATIENCE_MS)).rejects.toThrow(
      new LimitExceeded('more than 99 pairs of actors in contact'),
    )
  })
})

describe('packed', () => {
  it('refuses more actors than the limit', async () => {
    await expect(packed(round(100, 1), ['a0'], String, 99)).rejects.toThrow(
      new LimitExceeded('more than 99 actors'),
    )
  })
})
