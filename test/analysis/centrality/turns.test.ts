import { describe, expect, it } from 'vitest'
import { Turns } from '../../../src/analysis/centrality/turns.ts'

/** Work that is done when it is told to be. */
function work(log: string[], name: string) {
  let done = (): void => {}
  const until = new Promise<void>((resolve) => {
    done = resolve
  })
  const run = async (): Promise<string> => {
    log.push(name)
    await until
    return name
  }
  return { run, done }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('Turns', () => {
  it('lets only so many go on at once, the others in the order in which they came', async () => {
    const turns = new Turns(2)
    const log: string[] = []
    const [a, b, c, d] = [work(log, 'a'), work(log, 'b'), work(log, 'c'), work(log, 'd')]
    const all = [a, b, c, d].map(({ run }) => turns.take(run))
    await settled()
    expect(log).toEqual(['a', 'b'])
    b.done()
    await settled()
    expect(log).toEqual(['a', 'b', 'c'])
    for (const { done } of [a, c, d]) done()
    expect(await Promise.all(all)).toEqual(['a', 'b', 'c', 'd'])
  })

  it('gives the turn on where work fails, and passes over who has gone away', async () => {
    const turns = new Turns(1)
    const log: string[] = []
    const leaving = new AbortController()
    const [gone, last] = [work(log, 'gone'), work(log, 'last')]
    const failing = turns.take(() => settled().then(() => Promise.reject(new Error('failed'))))
    const left = turns.take(gone.run, leaving.signal)
    const stayed = turns.take(last.run)
    leaving.abort(new Error('gone'))
    last.done()
    await expect(left).rejects.toThrow('gone')
    await expect(failing).rejects.toThrow('failed')
    expect(await stayed).toBe('last')
    expect(log).toEqual(['last'])
  })
})
