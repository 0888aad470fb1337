import { NONE } from '../adjacency/adjacency.ts'
import type { Event, Events } from './events.ts'
import { after, BEGINNING, type Rules, type Way, type Ways, type When, type Writable } from './ways.ts'

/** Information spreading step by step from where ways have come to. */
export class Spread {
  readonly #ways: Ways
  readonly #events: Events
  readonly #backward: boolean
  readonly #visit: (event: Event) => void
  readonly #end: Writable<Way> = { ...BEGINNING }
  #before = NONE
  #found: number[] = []

  /** @param admits whether a way may be noted at all */
  constructor(
    ways: Ways,
    events: Events,
    rules: Rules,
    backward: boolean,
    admits: (event: Event, when: When) => boolean,
  ) {
    this.#ways = ways
    this.#events = events
    this.#backward = backward
    const when: Writable<When> = { ready: 0, until: 0 }
    this.#visit = (event) => {
      if (!after(this.#end, event, rules, when) || !admits(event, when)) return
      const way = ways.note(event, when, this.#before)
      if (way >= 0) this.#found.push(way)
    }
  }

  /** Takes each event, and each passage, that leads on from a way. */
  on(way: number): void {
    this.#ways.read(way, this.#end)
    this.#before = way
    const entity = this.#ways.entity[way] ?? NONE
    this.#events.at(entity, this.#backward, this.#visit)
    this.#events.passagesAt(entity, this.#backward, this.#visit)
  }

  /** Of the ways found since this was asked last those that none is better than: what to go on from. */
  take(): readonly number[] {
    const found = this.#found
    this.#found = []
    return found.filter((way) => this.#ways.isBest(way))
  }
}
