import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { LadybugStore } from '../../src/store/ladybug/ladybug-store.ts'

const WRITER = new URL('../support/endless-writer.ts', import.meta.url).pathname

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-fault-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

describe('the embedded store', () => {
  it('has every acknowledged write after the process was killed', async () => {
    for (let round = 0; round < 3; round++) {
      const writer = spawn(process.execPath, ['--import', 'tsx', WRITER, folder, String(round)], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const acknowledged: string[] = []
      for await (const line of createInterface({ input: writer.stdout })) {
        acknowledged.push(line)
        if (acknowledged.length === 150 + round * 37) writer.kill('SIGKILL')
      }
      await (writer.exitCode === null && writer.signalCode === null ? once(writer, 'exit') : undefined)
      await using store = await LadybugStore.open({ folder, timeoutMs: 30_000 })
      const found = await store.transact((transaction) => transaction.entities(acknowledged))
      expect(acknowledged.length).toBeGreaterThanOrEqual(150)
      expect(acknowledged.filter((_, index) => !found[index])).toEqual([])
    }
  })

  it('refuses a second process with a sentence that says what to do', async () => {
    await using store = await LadybugStore.open({ folder, timeoutMs: 30_000 })
    await store.migrate()
    const { code, stderr } = await new Promise<{ code: unknown; stderr: string }>((resolve) => {
      const env = { ...process.env, PARLEY_DATA: folder, NEO4J_URI: '', PORT: '0' }
      const main = new URL('../../src/main.ts', import.meta.url).pathname
      execFile(process.execPath, ['--import', 'tsx', main, 'check'], { env }, (error, _, text) =>
        resolve({ code: error?.code, stderr: text }),
      )
    })
    expect(code).toBe(1)
    expect(stderr).toBe(
      `parley: the folder ${folder} is in use by another Parley; stop it, or set PARLEY_DATA to another folder\n`,
    )
  })
})
