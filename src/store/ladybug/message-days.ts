import type { DayCount } from '../graph-store.ts'
import { dayOf } from '../read-plan.ts'
import type { TopologyNode } from './topology.ts'

/** How many of some messages have a date from one day to another: each pair of days once, in no order. */
export function countedByDays(messages: Iterable<TopologyNode>): readonly DayCount[] {
  const counts = new Map<string, DayCount>()
  for (const { earliest, latest } of messages) {
    const [first, last] = [dayOf(earliest), dayOf(latest)]
    const key = `${first}:${last}`
    counts.set(key, { first, last, count: (counts.get(key)?.count ?? 0) + 1 })
  }
  return [...counts.values()]
}
