/** Lets only so many pieces of work go on at once; the others wait until one is done. */
export class Turns {
  readonly #most: number
  readonly #waiting = new Set<() => void>()
  #running = 0

  constructor(most: number) {
    this.#most = most
  }

  /** Does a piece of work in its turn. @throws the signal's reason where the client goes away while it waits */
  async take<T>(work: () => Promise<T>, signal?: AbortSignal): Promise<T> {
    while (this.#running >= this.#most) await this.#next(signal)
    this.#running++
    try {
      return await work()
    } finally {
      this.#running--
      const [next] = this.#waiting
      next?.()
    }
  }

  #next(signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted()
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        this.#waiting.delete(go)
        signal?.removeEventListener('abort', gone)
      }
      const go = (): void => {
        leave()
        resolve()
      }
      const gone = (): void => {
        leave()
        reject(signal?.reason)
      }
      this.#waiting.add(go)
      signal?.addEventListener('abort', gone, { once: true })
    })
  }
}
