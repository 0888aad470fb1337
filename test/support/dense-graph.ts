import type { LoadedEntity, LoadedRelationship } from '../../src/record/load.ts'

/** The two busiest actors of the graph: they never wrote to each other. */
export const HUBS = ['hub-a', 'hub-b'] as const

export const denseActor = (number: number): string => `actor-${number}`
const letterOf = (sender: string): string => `letter-of-${sender}`

const DAY_MS = 86_400_000
const dayNumber = (number: number): string =>
  new Date(Date.UTC(1900, 0, 1) + number * DAY_MS).toISOString().slice(0, 10)

/**
 * A graph in which everybody wrote to everybody: so many actors, each with one letter to all others and to both hubs, a
 * letter a day, and a letter of each hub to all of them; some `actors`² relationships.
 */
export async function* denseGraph(actors: number): AsyncGenerator<LoadedEntity | LoadedRelationship> {
  const everybody = Array.from({ length: actors }, (_, number) => denseActor(number))
  const [first, last] = HUBS
  const senders = [first, ...everybody, last]
  for (const id of senders) yield { entity: 'PERSON', id, name: id }
  for (const [day, sender] of senders.entries()) {
    const letter = letterOf(sender)
    yield { entity: 'MESSAGE', id: letter, name: letter, form: 'LETTER', date: dayNumber(day) }
    yield { relationship: 'SENT', from: sender, to: letter }
    for (const addressee of HUBS.some((hub) => hub === sender) ? everybody : senders) {
      if (addressee !== sender) yield { relationship: 'ADDRESSED_TO', from: letter, to: addressee }
    }
  }
}
