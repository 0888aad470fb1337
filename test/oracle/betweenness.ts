import type { Neighbourhood } from '../../src/analysis/contact-graph.ts'

/** Betweenness by its definition: all ways without a repeated actor are walked, and the shortest of each pair kept. */
export function betweennessByWalking({ actors, contacts }: Neighbourhood<number>): readonly number[] {
  const next = (at: number): readonly number[] =>
    contacts.flatMap(({ one, other }) => (one === at ? [other] : other === at ? [one] : []))
  const waysFrom = (way: readonly number[], end: number): readonly (readonly number[])[] => {
    const at = way.at(-1)
    if (at === undefined || at === end) return [way]
    return next(at).flatMap((to) => (way.includes(to) ? [] : waysFrom([...way, to], end)))
  }
  const sums = new Map(actors.map((actor) => [actor, 0]))
  const pairs = actors.flatMap((one) =>
    actors.flatMap((other) => (one < other ? [[one, other] as const] : [])),
  )
  for (const [from, to] of pairs) {
    const ways = waysFrom([from], to)
    const least = Math.min(...ways.map(({ length }) => length))
    const shortest = ways.filter(({ length }) => length === least)
    for (const way of shortest)
      for (const between of way.slice(1, -1))
        sums.set(between, (sums.get(between) ?? 0) + 1 / shortest.length)
  }
  const others = ((actors.length - 1) * (actors.length - 2)) / 2
  return actors.map((actor) => (others > 0 ? (sums.get(actor) ?? 0) / others : 0))
}
