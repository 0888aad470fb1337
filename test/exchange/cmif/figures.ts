import { parseEdtf } from '../../../src/dates/edtf.ts'
import type { TeiDate } from '../../../src/exchange/cmif/letter.ts'
import { letterFrom } from '../../../src/exchange/cmif/record-letter.ts'
import { type Remark, remarksOf } from '../../../src/exchange/cmif/remarks.ts'
import type { ReadRecord } from '../../../src/exchange/exchange-format.ts'
import type { LoadedEntity } from '../../../src/record/load.ts'

/**
 * Counts what was read in the way in which `expected.py` counts what is in the files, so that the two can be compared. Two
 * rules differ there: it gives one node to all of one name, and none to who is unknown.
 */
export function figuresOf(files: Readonly<Record<string, readonly ReadRecord[]>>) {
  const letters = Object.entries(files).flatMap(([file, records]) =>
    records
      .filter(({ entities }) => entities[0]?.entity === 'MESSAGE')
      .map((record) => letterIn(file, record)),
  )
  const spellings = new Map<string, Map<string, number>>()
  for (const { mentions } of letters)
    for (const { identity, text } of mentions)
      add(
        at(spellings, identity, () => new Map()),
        text,
      )
  const best = (identity: string): string => byCount(at(spellings, identity, () => new Map()))[0]?.[0] ?? '?'
  const label = (identity: string): string => `${best(identity)} [${identity}]`
  return {
    files: Object.keys(files).length,
    letters: letters.length,
    letters_per_file: tally(letters.map(({ file }) => file)),
    letters_without_key: letters.filter(({ key }) => key === null).length,
    ...repeatedKeys(letters),
    oddities: oddities(letters, spellings),
    dates: dates(letters),
    top5_sending_places_geonames: topPlaces(letters),
    graph_all: graph(letters, () => true, label),
    graph_ids_only: graph(letters, (identity) => !identity.startsWith('name:'), label),
    probable_same_letter: probablySame(letters),
  }
}

interface MentionCounted {
  readonly side: 'S' | 'R'
  readonly identity: string
  readonly text: string
  readonly kind: string
  readonly cert: boolean
  readonly evidence: boolean
}

type CountedLetter = ReturnType<typeof letterIn>

const UNKNOWN = 'UNKNOWN'

function letterIn(file: string, { entities, relationships }: ReadRecord) {
  const byId = new Map(entities.map((entity) => [entity.id, entity]))
  const message = entities[0] as LoadedEntity
  const mentions: MentionCounted[] = []
  const places: { geonames: string; text: string }[] = []
  for (const { relationship, from, to, note } of relationships) {
    const other = byId.get(from === message.id ? to : from) as LoadedEntity
    for (const said of parts(remarksOf(note))) {
      const text = textIn(said) ?? other.name
      if (relationship === 'SENT' || relationship === 'ADDRESSED_TO')
        mentions.push({
          side: relationship === 'SENT' ? 'S' : 'R',
          identity: identityOf(other, said),
          text,
          kind: other.entity,
          cert: said.some(([name]) => name === 'cert'),
          evidence: said.some(([name]) => name === 'evidence'),
        })
      if (relationship === 'WRITTEN_AT')
        places.push({ geonames: other.id.startsWith('geonames:') ? other.id.slice(9) : '', text })
    }
  }
  const letter = letterFrom({ message, entities: byId, relationships }, (id) => id)
  const sent = letter.actions.filter(({ type }) => type === 'sent').flatMap(({ dates }) => dates)
  const of = (side: string) =>
    mentions.filter((mention) => mention.side === side).map(({ identity }) => identity)
  return {
    file,
    key: message.identifiers?.find((text) => text.startsWith('cmif-key:'))?.slice(9) ?? null,
    source: message.sources?.[0],
    mentions,
    S: of('S'),
    R: of('R'),
    places,
    date: sent[0] ?? null,
    dates: sent.length,
    bounds: boundsOf(message.date),
    actions: letter.actions.map(({ type }) => type),
    received: relationships.some(({ relationship }) => relationship === 'ADDRESSED_TO'),
  }
}

function parts(remarks: readonly Remark[]): readonly (readonly Remark[])[] {
  const found: Remark[][] = [[]]
  for (const remark of remarks) {
    if (remark[0] === 'again') found.push([])
    else found.at(-1)?.push(remark)
  }
  return found
}

const textIn = (remarks: readonly Remark[]) => remarks.find(([name]) => name === 'written')?.[1]

function identityOf({ identifiers, named, name }: LoadedEntity, said: readonly Remark[]): string {
  const [identifier] = identifiers ?? []
  if (identifier) return identifier.replace('wikidata:', 'wd:').replace('url:http://', 'uri:')
  const isUnknown =
    named === false && (said.some(([label]) => label === 'unidentified') || /unbekannt|unknown/iu.test(name))
  return isUnknown ? UNKNOWN : `name:${name}`
}

function boundsOf(edtf: string | undefined) {
  const parsed = edtf === undefined ? null : parseEdtf(edtf)
  const day = (instant: number | null) =>
    instant === null ? null : new Date(instant).toISOString().slice(0, 10)
  return parsed?.ok ? { lo: day(parsed.date.earliest), hi: day(parsed.date.latest) } : { lo: null, hi: null }
}

const yearOf = (day: string): number => Number(day.slice(0, 4))

function repeatedKeys(letters: readonly CountedLetter[]) {
  const often = (keys: readonly string[]) => Object.values(tally(keys)).filter((count) => count > 1).length
  const keyed = letters.filter(({ key }) => key !== null)
  return {
    keys_used_more_than_once_within_a_file: often(keyed.map(({ file, key }) => `${file} ${key}`)),
    source_and_key_used_more_than_once_within_a_file: often(
      keyed.map(({ file, source, key }) => `${file} ${source} ${key}`),
    ),
  }
}

function oddities(
  letters: readonly CountedLetter[],
  spellings: ReadonlyMap<string, ReadonlyMap<string, number>>,
) {
  const mentions = letters.flatMap((letter) => letter.mentions)
  const count = (holds: (letter: CountedLetter) => boolean) => letters.filter(holds).length
  const known = (ids: readonly string[]) => ids.filter((id) => id !== UNKNOWN)
  const several = [...spellings]
    .filter(([id, names]) => names.size > 1 && !id.startsWith('name:') && id !== UNKNOWN)
    .sort(([a, first], [b, second]) => second.size - first.size || order(a, b))
  const identities = new Map<string, Set<string>>()
  for (const [id, names] of spellings)
    if (id !== UNKNOWN) for (const name of names.keys()) at(identities, name, () => new Set()).add(id)
  return {
    letters_with_several_senders: count(({ S }) => new Set(S).size > 1),
    letters_with_several_addressees: count(({ R }) => new Set(R).size > 1),
    max_addressees_of_a_letter: Math.max(...letters.map(({ R }) => new Set(R).size)),
    letters_without_known_sender: count(({ S }) => known(S).length === 0),
    letters_without_known_addressee: count(({ R }) => known(R).length === 0),
    letters_without_received_action: count(({ actions }) => !actions.includes('received')),
    agent_mentions_unknown: mentions.filter(({ identity }) => identity === UNKNOWN).length,
    agent_mentions_without_id: mentions.filter(({ identity }) => identity.startsWith('name:')).length,
    agent_mentions_org: mentions.filter(({ kind }) => kind === 'INSTITUTION').length,
    agent_mentions_with_cert: mentions.filter(({ cert }) => cert).length,
    agent_mentions_with_evidence: mentions.filter(({ evidence }) => evidence).length,
    other_action_types: tally(
      letters.flatMap(({ actions }) => actions).filter((type) => !/^(?:sent|received)$/u.test(type)),
    ),
    letters_without_sending_place: count(({ places }) => places.length === 0),
    sending_places_without_geonames_id: letters
      .flatMap(({ places }) => places)
      .filter(({ geonames }) => geonames === '').length,
    letters_with_several_sending_places: count(({ places }) => places.length > 1),
    letters_with_several_date_elements_in_sent: count((letter) => letter.dates > 1),
    self_letters_same_id_both_sides: count(({ S, R }) => known(S).some((id) => R.includes(id))),
    ids_with_more_than_one_spelling: several.length,
    examples_of_spellings: Object.fromEntries(
      several.slice(0, 3).map(([id, names]) => [
        id,
        byCount(names)
          .slice(0, 4)
          .map(([name]) => name),
      ]),
    ),
    names_used_for_more_than_one_identity: [...identities.values()].filter(({ size }) => size > 1).length,
  }
}

function classOf(date: TeiDate | null): string {
  if (date === null) return 'no_date_element'
  const names = ['from', 'notAfter', 'notBefore', 'to', 'when'].filter((name) => date.attributes[name])
  if (names.length === 0) return 'date_element_without_value'
  const { when = '' } = date.attributes
  if (names.join('+') !== 'when') return names.join('+')
  return { 4: 'year', 7: 'month', 10: 'day' }[when.length] ?? 'other_when'
}

function dates(letters: readonly CountedLetter[]) {
  const classes = tally(letters.map(({ date }) => classOf(date)))
  const given = (name: string) => tally(letters.flatMap(({ date }) => date?.attributes[name] ?? []))
  const whole = letters.flatMap(({ bounds: { lo, hi } }) => (lo && hi ? [{ lo, hi }] : []))
  const years = whole.filter(({ lo, hi }) => yearOf(lo) === yearOf(hi)).map(({ lo }) => yearOf(lo))
  return {
    classes,
    without_any_date_value: (classes.no_date_element ?? 0) + (classes.date_element_without_value ?? 0),
    uncertain_bounds_notBefore_or_notAfter: letters.filter(
      ({ date }) => date?.attributes.notBefore || date?.attributes.notAfter,
    ).length,
    cert_attribute: given('cert'),
    evidence_attribute: given('evidence'),
    lower_bound_after_upper_bound: whole.filter(({ lo, hi }) => lo > hi).length,
    earliest_lower_bound: whole.map(({ lo }) => lo).sort()[0],
    latest_upper_bound: whole
      .map(({ hi }) => hi)
      .sort()
      .at(-1),
    five_years_with_most_letters_certain: Object.entries(tally(years.map(String)))
      .map(([year, count]) => [Number(year), count] as const)
      .sort(([a, first], [b, second]) => second - first || a - b)
      .slice(0, 5),
  }
}

function topPlaces(letters: readonly CountedLetter[]) {
  const counts = new Map<string, number>()
  const names = new Map<string, Map<string, number>>()
  for (const { places } of letters) {
    for (const id of new Set(places.map(({ geonames }) => geonames))) if (id !== '') add(counts, id)
    for (const { geonames, text } of places)
      add(
        at(names, geonames, () => new Map()),
        text,
      )
  }
  return [...counts]
    .sort(([a, first], [b, second]) => second - first || order(a, b))
    .slice(0, 5)
    .map(([id, count]) => [id, byCount(names.get(id) ?? new Map())[0]?.[0], count])
}

type Label = (identity: string) => string

function graph(letters: readonly CountedLetter[], isMeant: (identity: string) => boolean, label: Label) {
  const neighbours = new Map<string, Set<string>>()
  const directed = new Map<string, number>()
  const between = new Map<string, CountedLetter[]>()
  const meant = (ids: readonly string[]) => [...new Set(ids)].filter((id) => id !== UNKNOWN && isMeant(id))
  for (const letter of letters) {
    const [senders, addressees] = [meant(letter.S), meant(letter.R)]
    for (const id of [...senders, ...addressees]) at(neighbours, id, () => new Set())
    for (const sender of senders)
      for (const addressee of addressees) {
        if (sender === addressee) continue
        add(directed, `${sender}\n${addressee}`)
        const shared = at(between, [sender, addressee].sort(order).join('\n'), () => [])
        if (!shared.includes(letter)) shared.push(letter)
        at(neighbours, sender, () => new Set()).add(addressee)
        at(neighbours, addressee, () => new Set()).add(sender)
      }
  }
  const components = componentsOf(neighbours)
  const pairs = [...between]
    .map(([pair, shared]) => ({ pair, ends: pair.split('\n') as [string, string], shared }))
    .sort((one, other) => other.shared.length - one.shared.length || orderPairs(one.ends, other.ends))
  const degrees = [...neighbours].sort(([a, first], [b, second]) => second.size - first.size || order(a, b))
  const [hub = '', second = ''] = degrees.map(([id]) => id)
  const small =
    [...pairs]
      .sort((one, other) => orderPairs(one.ends, other.ends))
      .find(({ shared }) => shared.length >= 4 && shared.length <= 8) ?? pairs.at(-1)
  const common = [...(neighbours.get(hub) ?? [])].filter((id) => neighbours.get(second)?.has(id))
  const [a = '', b = ''] = small?.ends ?? []
  return {
    agents: neighbours.size,
    distinct_pairs: between.size,
    connected_components: components.length,
    largest_component: components[0],
    five_largest_components: components.slice(0, 5),
    top5_pairs: pairs.slice(0, 5).map(({ ends: [first, last], shared }) => ({
      a: label(first),
      b: label(last),
      letters: shared.length,
      a_to_b: directed.get(`${first}\n${last}`) ?? 0,
      b_to_a: directed.get(`${last}\n${first}`) ?? 0,
    })),
    five_agents_with_most_correspondents: degrees.slice(0, 5).map(([id, { size }]) => [label(id), size]),
    letters_between_pair_in_year: pairs.slice(0, 3).map(({ ends: [first, last], shared }) => {
      const years = tally(shared.flatMap(({ bounds }) => (bounds.lo ? bounds.lo.slice(0, 4) : [])))
      const year = Number(Object.entries(years).sort(([x, n], [y, m]) => m - n || order(x, y))[0]?.[0])
      return {
        a: label(first),
        b: label(last),
        year,
        certain: shared.filter(
          ({ bounds: { lo, hi } }) => lo && hi && yearOf(lo) === year && yearOf(hi) === year,
        ).length,
        possible: shared.filter(
          ({ bounds: { lo, hi } }) =>
            (lo || hi) && (!lo || yearOf(lo) <= year) && (!hi || yearOf(hi) >= year),
        ).length,
      }
    }),
    all_letters_between: {
      a: label(a),
      b: label(b),
      letters: small?.shared.map(({ file, key, date }) => [
        file,
        key,
        Object.fromEntries(
          ['when', 'from', 'to', 'notBefore', 'notAfter', 'cert'].flatMap((name) =>
            date?.attributes[name] ? [[name, date.attributes[name]]] : [],
          ),
        ),
      ]),
    },
    hub_distances: {
      hub: label(hub),
      agents_at_distance: tally(
        [...distancesFrom(neighbours, hub).values()].map(({ distance }) => String(distance)),
      ),
    },
    common_correspondents: {
      a: label(hub),
      b: label(second),
      count: common.length,
      who: common.map(label).sort(order).slice(0, 40),
    },
    /** Looked up by the labels of two agents. */
    path: (from: string, to: string) => {
      const idOf = (wanted: string) => [...neighbours.keys()].find((id) => label(id) === wanted) ?? ''
      return distancesFrom(neighbours, idOf(from)).get(idOf(to)) ?? null
    },
  }
}

type Neighbours = ReadonlyMap<string, ReadonlySet<string>>

function distancesFrom(neighbours: Neighbours, start: string) {
  const found = new Map([[start, { distance: 0, ways: 1 }]])
  const queue = [start]
  for (const id of queue) {
    const here = found.get(id) ?? { distance: 0, ways: 0 }
    for (const next of neighbours.get(id) ?? []) {
      const there = found.get(next)
      if (!there) {
        found.set(next, { distance: here.distance + 1, ways: here.ways })
        queue.push(next)
      } else if (there.distance === here.distance + 1) there.ways += here.ways
    }
  }
  return found
}

function componentsOf(neighbours: Neighbours): readonly number[] {
  const left = new Set(neighbours.keys())
  const sizes: number[] = []
  for (const id of neighbours.keys()) {
    if (!left.has(id)) continue
    const members = [...distancesFrom(neighbours, id).keys()]
    for (const member of members) left.delete(member)
    sizes.push(members.length)
  }
  return sizes.sort((a, b) => b - a)
}

function probablySame(letters: readonly CountedLetter[]) {
  const groups = new Map<string, { sort: string; letters: CountedLetter[] }>()
  for (const letter of letters) {
    if (classOf(letter.date) !== 'day') continue
    const ids = (all: readonly string[]) =>
      [...new Set(all.filter((id) => id !== UNKNOWN && !id.startsWith('name:')))].sort(order)
    const [S, R] = [ids(letter.S), ids(letter.R)]
    if (S.length === 0 || R.length === 0) continue
    const sort = [...S, '\t', ...R, '\t', letter.date?.attributes.when].join('\n')
    at(groups, sort, () => ({ sort, letters: [] })).letters.push(letter)
  }
  const same = [...groups.values()].filter((group) => group.letters.length > 1)
  return {
    groups_total: same.length,
    groups_across_files: same.filter((group) => new Set(group.letters.map(({ file }) => file)).size > 1)
      .length,
    members: same.map((group) => group.letters.map(({ file, key }) => [file, key])),
  }
}

const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
const orderPairs = ([a, b]: readonly [string, string], [c, d]: readonly [string, string]): number =>
  order(a, c) || order(b, d)

function at<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key) ?? make()
  map.set(key, known)
  return known
}

const add = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** The most frequent first, those met first before others. */
const byCount = (counts: ReadonlyMap<string, number>) => [...counts].sort(([, a], [, b]) => b - a)

function tally(keys: readonly string[]): Record<string, number> {
  const counts = new Map<string, number>()
  for (const key of keys) add(counts, key)
  return Object.fromEntries([...counts].sort(([a], [b]) => order(a, b)))
}
