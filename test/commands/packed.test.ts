import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'

const run = promisify(execFile)
const ROOT = fileURLToPath(new URL('../../', import.meta.url))

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-packed-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it('serves the sample when the packed package is installed in an empty folder', async () => {
  await run('npm', ['pack', '--pack-destination', folder], { cwd: ROOT })
  const [packed = ''] = (await readdir(folder)).filter((file) => file.endsWith('.tgz'))
  await run('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', join(folder, packed)], {
    cwd: folder,
  })
  const { NEO4J_URI: _, ...env } = process.env
  const server = spawn(join(folder, 'node_modules/.bin/parley'), ['serve'], {
    cwd: folder,
    env: { ...env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const url = await addressOf(server.stdout)
    expect(await answerOf(url, '{ message(id: "lavrov-letter") { answers { total } } }')).toEqual({
      data: { message: { answers: { total: 29 } } },
    })
    // This one is measured in a thread, which has to find its file.
    expect(
      await answerOf(url, '{ communities(around: "canada", depth: 1) { communities { size } } }'),
    ).toEqual({
      data: { communities: { communities: [{ size: 2 }] } },
    })
  } finally {
    server.kill('SIGTERM')
    await once(server, 'exit')
  }
}, 300_000)

async function answerOf(url: string, query: string): Promise<unknown> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query }),
  })
  return response.json()
}

async function addressOf(output: NodeJS.ReadableStream): Promise<string> {
  for await (const line of createInterface({ input: output })) {
    const address = /listens at (http:\S+)/u.exec(line)?.[1]
    if (address !== undefined) return address
  }
  throw new Error('the server ended before it listened')
}
