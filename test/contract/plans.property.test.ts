import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type {
  ActorWhere,
  Claims,
  EdgeWhere,
  Follow,
  Hop,
  InstantPeriod,
  MessageWhere,
  Page,
  Paged,
  Read,
  SortKey,
} from '../../src/store/read-plan.ts'
import type { Answer, EdgeProperties, EntityProperties, PageOfRows } from '../../src/store/rows.ts'
import {
  EDGE_KIND_NAMES,
  type EdgeKind,
  PARTICIPATIONS,
  REPRESENTATIONS,
} from '../../src/vocabulary/edge-kinds.ts'
import type { Certainty } from '../../src/vocabulary/forms.ts'
import { NODE_KIND_NAMES } from '../../src/vocabulary/node-kinds.ts'
import { liesIn } from '../oracle/periods.ts'
import {
  aGraph,
  aMessage,
  anActor,
  anInstitution,
  put,
  type StoredGraph,
  waysOver,
} from '../oracle/random-graph.ts'
import { eachStore, type TestStore } from '../support/stores.ts'

/** A server plans a statement the first time it sees its shape. */
const PATIENCE_MS = 300_000

const GRAPHS = 150
const UNDATED = 9e15
const WHOLE: Paged = {
  page: { size: 100, backward: false, beyond: null },
  count: false,
  rows: true,
  more: true,
}
const LABEL: Read = { of: 'entity', detail: 'label', kinds: [], follows: [] }
const EDGE: Read = { of: 'relationship', detail: 'full', kinds: [], follows: [] }

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`)

const aHop: fc.Arbitrary<Hop> = fc.record({
  kinds: fc.constantFrom<readonly EdgeKind[]>(
    ['SENT'],
    ['ADDRESSED_TO', 'COPIED_TO'],
    ['MET_WITH', 'KNOWS', 'HOLDS_OFFICE_AT', 'MEMBER_OF', 'SENT', 'ADDRESSED_TO'],
  ),
  direction: fc.constantFrom('OUT', 'IN', 'ANY'),
})

const aPeriod: fc.Arbitrary<InstantPeriod> = fc
  .record(
    {
      from: fc.constantFrom(null, day('1600-01-02'), day('1600-01-15')),
      to: fc.constantFrom(null, day('1600-01-04') - 1, day('1600-01-31')),
      match: fc.constantFrom('CERTAIN', 'POSSIBLE'),
      held: fc.constant(true),
    },
    { requiredKeys: ['from', 'to', 'match'] },
  )
  .filter(({ from, to }) => from === null || to === null || from <= to)

const aCertainty = fc.constantFrom<readonly Certainty[]>(['STATED'], ['LIKELY', 'DISPUTED'])

const during = fc.constantFrom<InstantPeriod>(
  { from: day('1600-01-02'), to: day('1600-01-31'), match: 'CERTAIN' },
  { from: day('1600-01-02'), to: day('1600-01-04'), match: 'POSSIBLE' },
)

/** How lists are paged. A server plans each shape of a statement apart, so few filters stand beside many pages. */
const aPaging = fc.record({
  graph: aGraph,
  of: fc.oneof(anActor, aMessage),
  hop: aHop,
  order: fc.constantFrom('date', 'id'),
  descending: fc.boolean(),
  messages: fc.record({ during, forms: fc.constant(['LETTER']), participant: anActor }, { requiredKeys: [] }),
  edges: fc.record({ during, other: anActor }, { requiredKeys: [] }),
  size: fc.integer({ min: 1, max: 4 }),
  backward: fc.boolean(),
})

/** How lists are narrowed by when and how sure, each whole. */
const aNarrowing = fc.record({
  graph: aGraph,
  of: fc.oneof(anActor, aMessage),
  source: fc.constantFrom('s0', 's1'),
  claims: fc.record({ during: aPeriod, certainty: aCertainty }, { requiredKeys: [] }),
  actors: fc.record({ memberOf: anInstitution, memberDuring: aPeriod }, { requiredKeys: ['memberOf'] }),
  agency: fc.constantFrom('LITERAL', 'PRINCIPAL'),
})

/** What a list is, whole and in its order, by the plainest means. */
interface OracleList {
  readonly keys: readonly SortKey[]
}

const compare = (a: SortKey, b: SortKey, descending: boolean): number =>
  (a[0] === b[0] ? 0 : a[0] < b[0] === descending ? 1 : -1) || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0)

/** Whether a claim is among those that count. */
const counts = (
  claim: Pick<EdgeProperties | EntityProperties, 'kind' | 'earliest' | 'latest' | 'certainty'>,
  { during, certainty }: Claims,
): boolean => (!during || liesIn(claim, during)) && (!certainty || certainty.includes(claim.certainty))

function neighbours({ entities, edges }: StoredGraph, from: string, question: Listing): OracleList {
  const { hop, order, messages } = question
  const descending = order === 'date' && question.descending
  const passes = ({ id, form, ...claim }: EntityProperties): boolean =>
    counts(claim, messages) &&
    (!messages.forms || messages.forms.includes(form ?? '')) &&
    (messages.participant === undefined ||
      edges.some(
        (edge) =>
          PARTICIPATIONS.includes(edge.kind) &&
          (edge.from === id ? edge.to : edge.to === id ? edge.from : '') === messages.participant,
      ))
  const far = new Set(
    edges
      .filter(({ kind }) => hop.kinds.includes(kind))
      .flatMap((edge) => waysOver(edge, hop.direction).flatMap(([at, next]) => (at === from ? [next] : []))),
  )
  const keys = entities
    .filter((entity) => far.has(entity.id) && passes(entity))
    .map(
      ({ id, earliest }): SortKey => [
        order === 'id' ? '' : (earliest ?? (descending ? -UNDATED : UNDATED)),
        id,
      ],
    )
  return { keys: keys.sort((a, b) => compare(a, b, descending)) }
}

function relationships({ edges }: StoredGraph, from: string, { hop, edges: where }: Listing): OracleList {
  const passes = (edge: EdgeProperties): boolean =>
    hop.kinds.includes(edge.kind) &&
    waysOver(edge, hop.direction).some(
      ([at, next]) => at === from && (where.other === undefined || next === where.other),
    ) &&
    counts(edge, where)
  const keys = edges.filter(passes).map(({ id, earliest }): SortKey => [earliest ?? UNDATED, id])
  return { keys: keys.sort((a, b) => compare(a, b, false)) }
}

/** The relationships that cite a source. */
function supported({ edges }: StoredGraph, source: string, claims: Claims): OracleList {
  const keys = edges
    .filter((edge) => edge.sources.some((id) => id === source) && counts(edge, claims))
    .map(({ id }): SortKey => ['', id])
  return { keys: keys.sort((a, b) => compare(a, b, false)) }
}

/** The members of an institution, at any time or when asked. */
function members({ entities, edges }: StoredGraph, { memberOf, memberDuring }: ActorWhere): OracleList {
  const memberships = edges.filter(
    (edge) =>
      edge.kind === 'MEMBER_OF' && edge.to === memberOf && (!memberDuring || liesIn(edge, memberDuring)),
  )
  const keys = entities
    .filter(({ id }) => memberships.some(({ from }) => from === id))
    .map(({ id, name }): SortKey => [name, id])
  return { keys: keys.sort((a, b) => compare(a, b, false)) }
}

/** Those an actor was in contact with, for who sent a message or for those on whose behalf it was sent. */
function correspondents(
  { entities, edges }: StoredGraph,
  actor: string,
  principal: boolean,
  { during, certainty }: Claims,
): OracleList {
  const sure = edges.filter((edge) => counts(edge, certainty ? { certainty } : {}))
  const of = (kinds: readonly EdgeKind[], message: string, end: 'from' | 'to'): readonly string[] =>
    sure
      .filter((edge) => kinds.includes(edge.kind) && edge[end === 'from' ? 'to' : 'from'] === message)
      .map((edge) => edge[end])
  const contacts = new Map<string, Set<string>>()
  const count = (other: string, by: string): void => {
    if (other === actor) return
    contacts.set(other, (contacts.get(other) ?? new Set()).add(by))
  }
  for (const message of entities.filter(({ kind }) => kind === 'MESSAGE')) {
    const { id } = message
    if (during && !liesIn(message, during)) continue
    const through = (edge: EdgeProperties): boolean =>
      REPRESENTATIONS.includes(edge.kind) && edge.message === id
    const speakers =
      principal && edges.some(through) ? sure.filter(through).map(({ to }) => to) : of(['SENT'], id, 'from')
    for (const speaker of speakers) {
      for (const addressee of of(['ADDRESSED_TO', 'COPIED_TO'], id, 'to')) {
        if (speaker === actor) count(addressee, `sent ${id}`)
        if (addressee === actor) count(speaker, `received ${id}`)
      }
    }
  }
  for (const edge of sure.filter(({ kind }) => kind === 'MET_WITH' || kind === 'SPOKE_TO')) {
    if (during && !liesIn(edge, during)) continue
    if (edge.from === actor) count(edge.to, edge.id)
    if (edge.to === actor) count(edge.from, edge.id)
  }
  const keys = [...contacts].map(([other, by]): SortKey => [by.size, other])
  return { keys: keys.sort((a, b) => compare(a, b, true)) }
}

interface Listing {
  readonly hop: Hop
  readonly order: 'date' | 'id'
  readonly descending: boolean
  readonly messages: MessageWhere
  readonly edges: EdgeWhere
}

eachStore((_, open) => {
  let store: TestStore
  let graphs = 0
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store[Symbol.asyncDispose]())

  const answer = async (id: string, follow: Follow): Promise<PageOfRows> => {
    const read = { ...LABEL, follows: [follow] }
    const [row] = await store.lookUp({ by: 'entities', ids: [id], kinds: NODE_KIND_NAMES }, read)
    const page: Answer | undefined = row?.answers[0]
    if (!page || !('more' in page)) throw new TypeError('a page was expected')
    return page
  }

  /** Pages through the list until its end: all pages together are the list, and each page tells what it should. */
  async function expectPages(
    list: OracleList,
    { size, backward }: { readonly size: number; readonly backward: boolean },
    ask: (paged: Paged) => Promise<PageOfRows>,
  ): Promise<void> {
    const found: SortKey[] = []
    let beyond: Page['beyond'] = null
    for (let page = 0; page <= list.keys.length; page++) {
      const { rows, more, total } = await ask({
        page: { size, backward, beyond },
        count: true,
        rows: true,
        more: true,
      })
      const keys = rows.map(({ key }) => key)
      expect(total).toBe(list.keys.length)
      found.splice(backward ? 0 : found.length, 0, ...keys)
      expect(more).toBe(found.length < list.keys.length)
      expect(rows.map(({ row }) => row.properties.id)).toEqual(keys.map(([, id]) => id))
      if (!more) break
      beyond = (backward ? keys[0] : keys.at(-1)) ?? null
    }
    expect(found).toEqual(list.keys)
  }

  it(
    `pages through neighbours, relationships and correspondents as plain lists say, in ${GRAPHS} graphs`,
    async () => {
      await fc.assert(
        fc.asyncProperty(aPaging, async ({ graph, of, ...asked }) => {
          const prefix = `g${graphs++}-`
          const stored = await put(store, graph, prefix)
          const id = `${prefix}${of}`
          const { participant } = asked.messages
          const { other } = asked.edges
          const question = {
            ...asked,
            messages: { ...asked.messages, ...(participant && { participant: `${prefix}${participant}` }) },
            edges: { ...asked.edges, ...(other && { other: `${prefix}${other}` }) },
          }
          const { hop, order, descending, messages: where, edges: edgeWhere } = question
          const steps = { from: [], hop }
          await expectPages(neighbours(stored, id, question), question, (paged) =>
            answer(id, {
              follow: 'neighbours',
              ...steps,
              where: where,
              order,
              descending: order === 'date' && descending,
              read: LABEL,
              ...paged,
            }),
          )
          await expectPages(relationships(stored, id, question), question, (paged) =>
            answer(id, { follow: 'relationships', ...steps, where: edgeWhere, read: EDGE, ...paged }),
          )
          for (const agency of ['LITERAL', 'PRINCIPAL'] as const) {
            await expectPages(correspondents(stored, id, agency === 'PRINCIPAL', {}), question, (paged) =>
              answer(id, { follow: 'correspondents', from: [], where: {}, agency, read: LABEL, ...paged }),
            )
          }
        }),
        { numRuns: GRAPHS },
      )
    },
    PATIENCE_MS,
  )

  it(
    `narrows every list by what happened, what held and what is sure, as plain lists say, in ${GRAPHS} graphs`,
    async () => {
      await fc.assert(
        fc.asyncProperty(aNarrowing, async ({ graph, of, source, claims, actors, agency }) => {
          const prefix = `n${graphs++}-`
          const stored = await put(store, graph, prefix)
          const [id, cited] = [`${prefix}${of}`, `${prefix}${source}`]
          const keysOf = ({ rows }: PageOfRows): OracleList => ({ keys: rows.map(({ key }) => key) })
          const all = {
            hop: { kinds: EDGE_KIND_NAMES, direction: 'ANY' },
            order: 'id',
            descending: false,
          } as const
          const listing = { ...all, messages: claims, edges: claims }
          const steps = { from: [], where: claims, ...WHOLE } as const
          const near = await answer(id, { follow: 'neighbours', ...all, ...steps, read: LABEL })
          // A filter of messages has a meaning for messages alone.
          const isMessage = ([, key]: SortKey): boolean => key.startsWith(`${prefix}m`)
          expect(keysOf(near).keys.filter(isMessage)).toEqual(
            neighbours(stored, id, listing).keys.filter(isMessage),
          )
          const touching = await answer(id, { follow: 'relationships', ...all, ...steps, read: EDGE })
          expect(keysOf(touching)).toEqual(relationships(stored, id, listing))
          const contacts = await answer(id, { follow: 'correspondents', ...steps, agency, read: LABEL })
          expect(keysOf(contacts)).toEqual(correspondents(stored, id, agency === 'PRINCIPAL', claims))
          const citing = await answer(cited, { follow: 'supported', ...steps, read: EDGE })
          expect(keysOf(citing)).toEqual(supported(stored, cited, claims))
          const belonging = { ...actors, memberOf: `${prefix}${actors.memberOf}` }
          const belong = await store.list({ by: 'actors', where: belonging, ...WHOLE }, LABEL)
          expect(keysOf(belong)).toEqual(members(stored, belonging))
        }),
        { numRuns: GRAPHS },
      )
    },
    PATIENCE_MS,
  )

  it(
    `lists nothing as certain that it does not list as possible, in ${GRAPHS} graphs`,
    async () => {
      let [certain, possible] = [0, 0]
      const question = fc.record({ graph: aGraph, of: anActor, within: anInstitution, period: aPeriod })
      await fc.assert(
        fc.asyncProperty(question, async ({ graph, of, within, period }) => {
          const prefix = `c${graphs++}-`
          await put(store, graph, prefix)
          const [id, memberOf] = [`${prefix}${of}`, `${prefix}${within}`]
          const listed = async (match: 'CERTAIN' | 'POSSIBLE'): Promise<readonly string[]> => {
            const during = { ...period, match }
            const hop: Hop = { kinds: EDGE_KIND_NAMES, direction: 'ANY' }
            const steps = { from: [], hop, ...WHOLE }
            const pages = [
              await answer(id, { follow: 'relationships', ...steps, where: { during }, read: EDGE }),
              await answer(id, {
                follow: 'neighbours',
                ...steps,
                where: { during },
                order: 'id',
                descending: false,
                read: LABEL,
              }),
              await answer(id, {
                follow: 'correspondents',
                from: [],
                where: { during },
                agency: 'LITERAL',
                read: LABEL,
                ...WHOLE,
              }),
              await store.list({ by: 'actors', where: { memberOf, memberDuring: during }, ...WHOLE }, LABEL),
            ]
            return pages.flatMap(({ rows }, list) => rows.map(({ row }) => `${list} ${row.properties.id}`))
          }
          const [sure, all] = [await listed('CERTAIN'), await listed('POSSIBLE')]
          expect(all).toEqual(expect.arrayContaining([...sure]))
          certain += sure.length
          possible += all.length
        }),
        { numRuns: GRAPHS },
      )
      // Lists that hold nothing, or all that is possible, would prove nothing.
      expect(certain).toBeGreaterThan(GRAPHS / 10)
      expect(possible).toBeGreaterThan(certain)
    },
    PATIENCE_MS,
  )
})
