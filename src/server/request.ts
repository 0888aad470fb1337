import { setMaxListeners } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'

/** What came of reading a request's body. */
export type ReadBody =
  | { readonly outcome: 'read'; readonly text: string }
  | { readonly outcome: 'too large' }
  | { readonly outcome: 'client gone' }

/** A request's body as text, where it has no more than `limit` bytes; nothing beyond them is kept. */
export async function bodyOf(request: IncomingMessage, limit: number): Promise<ReadBody> {
  if (Number(request.headers['content-length'] ?? 0) > limit) return { outcome: 'too large' }
  const chunks: Buffer[] = []
  let bytes = 0
  return new Promise((resolve) => {
    request.on('data', (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes > limit) {
        request.removeAllListeners('data').resume()
        resolve({ outcome: 'too large' })
      } else {
        chunks.push(chunk)
      }
    })
    request.once('end', () => resolve({ outcome: 'read', text: Buffer.concat(chunks).toString('utf8') }))
    request.once('error', () => resolve({ outcome: 'client gone' }))
  })
}

/** A signal that is aborted when the client goes away before it was answered, or when the time is up. */
export function untilGone(response: ServerResponse, milliseconds: number): AbortSignal {
  const controller = new AbortController()
  // A query may run many statements at once, each of which listens until it is done.
  setMaxListeners(0, controller.signal)
  const timer = setTimeout(
    () => controller.abort(new DOMException('the time is up', 'TimeoutError')),
    milliseconds,
  )
  response.once('close', () => {
    clearTimeout(timer)
    if (!response.writableFinished) controller.abort()
  })
  return controller.signal
}
