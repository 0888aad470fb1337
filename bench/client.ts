import { createConnection, type Socket } from 'node:net'

/** What one connection is to do until the time is up. */
export interface Task {
  readonly url: string
  readonly connections: number
  readonly milliseconds: number
  readonly requests: readonly { readonly path: string; readonly body: string }[]
}

/** What came of it. */
export interface Measured {
  readonly perSecond: number
  /** Milliseconds. */
  readonly p50: number
  readonly p95: number
  readonly failures: number
}

const HEAD_END = Buffer.from('\r\n\r\n')
const LAST_CHUNK = Buffer.from('0\r\n\r\n')

/** Asks over one keep-alive connection, one request after the other: it costs less of the machine than `fetch`. */
class Asker {
  readonly #socket: Socket
  #received: Buffer[] = []
  #size = 0
  #expected: number | 'chunks' | null = null
  #ok = false
  #done: (ok: boolean) => void = () => {}

  constructor(url: URL) {
    this.#socket = createConnection({ host: url.hostname, port: Number(url.port), noDelay: true })
    this.#socket.on('data', (data) => this.#take(data))
    this.#socket.on('error', () => this.#done(false))
    this.#socket.on('close', () => this.#done(false))
  }

  /** @returns whether it was answered with 200 and without errors */
  ask(request: Buffer): Promise<boolean> {
    return new Promise((resolve) => {
      this.#received = []
      this.#size = 0
      this.#expected = null
      this.#done = resolve
      this.#socket.write(request)
    })
  }

  close(): void {
    this.#socket.destroy()
  }

  #take(data: Buffer): void {
    this.#received.push(data)
    this.#size += data.length
    if (this.#expected === null) this.#readHead()
    if (this.#expected === 'chunks') {
      const tail = this.#received.length === 1 ? data : Buffer.concat(this.#received.slice(-2))
      if (tail.subarray(-LAST_CHUNK.length).equals(LAST_CHUNK)) this.#done(this.#isGood())
    } else if (this.#expected !== null && this.#size >= this.#expected) {
      this.#done(this.#isGood())
    }
  }

  #readHead(): void {
    const all = this.#received.length === 1 ? (this.#received[0] as Buffer) : Buffer.concat(this.#received)
    const end = all.indexOf(HEAD_END)
    if (end < 0) return
    const head = all.toString('latin1', 0, end)
    this.#ok = head.startsWith('HTTP/1.1 200')
    const length = /content-length: (\d+)/iu.exec(head)?.[1]
    this.#expected = length === undefined ? 'chunks' : end + HEAD_END.length + Number(length)
  }

  #isGood(): boolean {
    return this.#ok && !Buffer.concat(this.#received).includes('"errors":[')
  }
}

function requestBytes(url: URL, { path, body }: Task['requests'][number]): Buffer {
  const head = `POST ${path} HTTP/1.1\r\nhost: ${url.host}\r\ncontent-type: application/json\r\naccept: application/json`
  return Buffer.from(`${head}\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`)
}

/** Asks as fast as it is answered, over so many connections, until the time is up. */
export async function measure({ url: text, connections, milliseconds, requests }: Task): Promise<Measured> {
  const url = new URL(text)
  const prepared = requests.map((request) => requestBytes(url, request))
  const times: number[] = []
  let failures = 0
  let next = 0
  const started = performance.now()
  const until = started + milliseconds
  await Promise.all(
    Array.from({ length: connections }, async () => {
      const asker = new Asker(url)
      while (performance.now() < until) {
        const asked = performance.now()
        const ok = await asker.ask(prepared[next++ % prepared.length] as Buffer)
        if (ok) times.push(performance.now() - asked)
        else if (++failures > 100) break
      }
      asker.close()
    }),
  )
  const seconds = (performance.now() - started) / 1_000
  times.sort((a, b) => a - b)
  const at = (share: number): number => times[Math.floor(times.length * share)] ?? Number.NaN
  return { perSecond: times.length / seconds, p50: at(0.5), p95: at(0.95), failures }
}

/** As a process of its own: one task a message, one answer each. */
if (process.send) {
  process.on('message', (task: Task) => {
    measure(task).then((measured) => process.send?.(measured))
  })
}
