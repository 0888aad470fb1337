import type { LoadedEntity, LoadedRelationship } from '../src/record/load.ts'

/** How many messages the generated graph has: `BENCH_MESSAGES`, a multiple of 20,000. */
const MESSAGES = Number(process.env.BENCH_MESSAGES ?? 200_000)
if (!Number.isInteger(MESSAGES / 20_000)) throw new TypeError('BENCH_MESSAGES is a multiple of 20000')

/** What the generated graph holds: graphs of all sizes are alike in how much each person sends and gets. */
export const SIZE = {
  persons: MESSAGES / 10,
  messages: MESSAGES,
  addressings: (MESSAGES * 413) / 200,
  hubMessages: MESSAGES / 10,
} as const

/** The one person who sent a tenth of all messages. */
export const HUB = personId(0)

/**
 * Whom the hub writes to. `apart`: a circle of 999 who get no other mail, so that a walk through the other mail never
 * meets the hub's long list. `among`: everybody, so that a tenth of all messages met on a walk are the hub's.
 */
export const HUB_IS: 'apart' | 'among' = process.env.BENCH_HUB === 'among' ? 'among' : 'apart'

/** What tells one generated graph from another: its name. */
export const GRAPH = SIZE.messages === 200_000 ? HUB_IS : `${HUB_IS}-${SIZE.messages}`

/** How many replies the generator happens to make, where that was counted. */
const COUNTED: Readonly<Record<string, number>> = { apart: 59_850, among: 59_872 }
export const REPLIES = COUNTED[GRAPH] ?? null

/** The persons behind the hub who get its mail alone. */
const CIRCLE = HUB_IS === 'apart' ? SIZE.persons / 20 - 1 : 0

/** Entities with the relationships that start at them, to be written in one transaction. */
export interface Batch {
  readonly entities: readonly LoadedEntity[]
  readonly relationships: readonly LoadedRelationship[]
}

const SEED = 20_220_210
const BATCH = 1_000
const DAY_MS = 86_400_000
const FIRST_DAY = Date.UTC(2020, 0, 1) / DAY_MS
const LAST_DAY = Date.UTC(2024, 11, 31) / DAY_MS
/** The hub is an office that began to write in 2023. */
const HUB_FIRST_DAY = Date.UTC(2023, 0, 1) / DAY_MS
const REPLY_SHARE = 0.3
const YEARS = [2020, 2021, 2022, 2023, 2024]
const GIVEN =
  'Ada Boris Clara Dmitri Elena Farid Greta Henri Ines Jonas Katya Liam Marta Nils Olga Pavel'.split(' ')
const FAMILY =
  'Abel Brandt Costa Dvorak Eriksen Fischer Garcia Horvat Ivanov Jansen Kovacs Lund Moreau'.split(' ')
const FORMS = ['LETTER', 'EMAIL', 'CABLE', 'MEMORANDUM'] as const

function personId(index: number): string {
  return `person-${index}`
}
const messageId = (index: number): string => `message-${index}`
const sourceId = (year: number): string => `edition-${year}`

/** The same numbers in [0, 1) for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

type Random = () => number
const below = (random: Random, limit: number): number => Math.floor(random() * limit)
const between = (random: Random, least: number, limit: number): number => least + below(random, limit - least)
const pick = <T>(random: Random, list: readonly T[]): T => list[below(random, list.length)] as T

/** Who sent each message, in the order of the messages: the hub's ones are strewn among the others. */
function* senders(random: Random): Generator<number> {
  let hubLeft: number = SIZE.hubMessages
  for (let left: number = SIZE.messages; left > 0; left--) {
    const byHub = random() * left < hubLeft
    if (byHub) hubLeft--
    yield byHub ? 0 : between(random, CIRCLE + 1, SIZE.persons)
  }
}

/** To how many each message goes: one, two or three, and just as many in all as `SIZE` says. */
function* addresseeCounts(random: Random): Generator<number> {
  let toGive: number = SIZE.addressings
  for (let left: number = SIZE.messages; left > 0; left--) {
    const chance = (toGive / left - 1) / 2
    const wanted = 1 + Number(random() < chance) + Number(random() < chance)
    const given = Math.min(toGive - (left - 1), Math.max(toGive - 3 * (left - 1), wanted))
    toGive -= given
    yield given
  }
}

const nameOf = (random: Random, index: number): string =>
  `${pick(random, GIVEN)} ${pick(random, FAMILY)} ${index}`

/** Who sent how many messages, by id: what the workloads choose their persons by. */
export function sentCounts(): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const index of senders(seeded(SEED + 1))) {
    const id = personId(index)
    counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  return counts
}

function addresseeOf(random: Random, sender: number): number {
  if (HUB_IS === 'among') return below(random, SIZE.persons)
  return sender === 0 ? between(random, 1, CIRCLE + 1) : between(random, CIRCLE + 1, SIZE.persons)
}

/** The graph, batch by batch: what a batch refers to is in it or in one before. The same on every call. */
export function* batches(): Generator<Batch> {
  const random = seeded(SEED)
  yield {
    entities: YEARS.map((year) => ({
      entity: 'SOURCE',
      id: sourceId(year),
      name: `Edition of ${year}`,
      publishedAt: `${year + 1}`,
    })),
    relationships: [],
  }
  for (let first = 0; first < SIZE.persons; first += BATCH) {
    const entities = Array.from(
      { length: BATCH },
      (_, at): LoadedEntity => ({
        entity: 'PERSON',
        id: personId(first + at),
        name: nameOf(random, first + at),
        named: true,
        sources: [sourceId(pick(random, YEARS))],
      }),
    )
    yield { entities, relationships: [] }
  }
  yield* messageBatches(random)
}

function* messageBatches(random: Random): Generator<Batch> {
  const sentBy = senders(seeded(SEED + 1))
  const counts = addresseeCounts(seeded(SEED + 2))
  let batch: { entities: LoadedEntity[]; relationships: LoadedRelationship[] } = {
    entities: [],
    relationships: [],
  }
  for (let index = 0; index < SIZE.messages; index++) {
    const sender = sentBy.next().value as number
    const from = sender === 0 ? HUB_FIRST_DAY : FIRST_DAY
    const date = new Date((from + below(random, LAST_DAY - from + 1)) * DAY_MS).toISOString().slice(0, 10)
    const id = messageId(index)
    const sources = [sourceId(Number(date.slice(0, 4)))]
    batch.entities.push({
      entity: 'MESSAGE',
      id,
      name: `Message ${index} of ${date}`,
      form: pick(random, FORMS),
      date,
      isPublic: random() < 0.5,
      sources,
    })
    batch.relationships.push({ relationship: 'SENT', from: personId(sender), to: id, sources })
    const addressees = new Set<number>()
    const count = counts.next().value as number
    while (addressees.size < count) {
      const addressee = addresseeOf(random, sender)
      if (addressee !== sender) addressees.add(addressee)
    }
    for (const addressee of addressees) {
      batch.relationships.push({ relationship: 'ADDRESSED_TO', from: id, to: personId(addressee), sources })
    }
    if (index > 0 && random() < REPLY_SHARE) {
      const answered = messageId(below(random, index))
      batch.relationships.push({ relationship: 'IN_REPLY_TO', from: id, to: answered, sources })
    }
    if (batch.entities.length === BATCH) {
      yield batch
      batch = { entities: [], relationships: [] }
    }
  }
}
