import { parentPort, workerData } from 'node:worker_threads'
import { LimitExceeded } from '../../errors.ts'
import { type MeasureTask, measured } from './measures.ts'
import type { WorkerAnswer } from './off-thread.ts'

/** The thread that `off-thread.ts` starts: it answers the one question that it was given, and ends. */
function answer(task: MeasureTask): WorkerAnswer {
  try {
    return { measured: measured(task) }
  } catch (error) {
    // Errors lose their class between threads.
    if (error instanceof LimitExceeded) return { limitExceeded: error.message }
    throw error
  }
}

parentPort?.postMessage(answer(workerData as MeasureTask))
