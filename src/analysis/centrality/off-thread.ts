import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'
import { LimitExceeded, TimedOut } from '../../errors.ts'
import type { Measured, MeasureTask } from './measures.ts'
import { Turns } from './turns.ts'

/** What the thread says: the measures, or which limit the question exceeded. */
export type WorkerAnswer =
  | { readonly measured: Measured[keyof Measured] }
  | { readonly limitExceeded: string }

/** One processor is left to requests; questions beyond the others wait. */
const turns = new Turns(Math.max(1, availableParallelism() - 1))

/**
 * Answers a question in a thread of its own, so that this one goes on. The arrays of the question go over to it and are
 * not to be used afterwards.
 * @throws LimitExceeded
 * @throws TimedOut after so many milliseconds of that thread
 * @throws the signal's reason where the client has gone away
 */
export const measuredOffThread = <Name extends keyof Measured>(
  task: MeasureTask & { readonly measure: { readonly name: Name } },
  milliseconds: number,
  signal?: AbortSignal,
): Promise<Measured[Name]> =>
  turns.take(async () => {
    signal?.throwIfAborted()
    const worker = startWorker(task)
    try {
      const answer = await answerOf(worker, milliseconds, signal)
      if ('limitExceeded' in answer) throw new LimitExceeded(answer.limitExceeded)
      // The thread was asked for the measure of this name.
      return answer.measured as Measured[Name]
    } finally {
      await worker.terminate()
    }
  }, signal)

const answerOf = (worker: Worker, milliseconds: number, signal?: AbortSignal): Promise<WorkerAnswer> =>
  new Promise((resolve, reject) => {
    const tooLate = (): void => reject(new TimedOut(`measuring contacts took ${milliseconds} ms, its limit`))
    const gone = (): void => reject(signal?.reason)
    const timer = setTimeout(tooLate, milliseconds)
    signal?.addEventListener('abort', gone, { once: true })
    worker.once('message', resolve).once('error', reject)
    worker.once('exit', (code) => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', gone)
      reject(new Error(`the measuring thread ended with ${code}, without an answer`))
    })
  })

/** Starts `worker.ts`, or what the build made of it, which stands beside the file that this code is in. */
function startWorker(task: MeasureTask): Worker {
  const { kinds, from, to } = task.edges
  const transferList = [kinds.buffer, from.buffer, to.buffer, task.around.buffer]
  const options = { workerData: task, transferList }
  if (!import.meta.url.endsWith('.ts')) return new Worker(new URL('./worker.js', import.meta.url), options)
  // Node 20 reads no TypeScript, and a new thread is without the hooks by which its parent does.
  const source = JSON.stringify(new URL('./worker.ts', import.meta.url).href)
  const reading = `import('tsx/esm/api').then(({ register }) => { register(); return import(${source}) })`
  return new Worker(reading, { ...options, eval: true, execArgv: [] })
}
