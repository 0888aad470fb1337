import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type {
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
import { type EdgeKind, PARTICIPATIONS, REPRESENTATIONS } from '../../src/vocabulary/edge-kinds.ts'
import { NODE_KIND_NAMES } from '../../src/vocabulary/node-kinds.ts'
import { liesIn } from '../oracle/periods.ts'
import { aGraph, aMessage, anActor, put, type StoredGraph, waysOver } from '../oracle/random-graph.ts'
import { eachStore, type TestStore } from '../support/stores.ts'

/** A server plans a statement the first time it sees its shape. */
const PATIENCE_MS = 300_000

const GRAPHS = 150
const UNDATED = 9e15
const LABEL: Read = { of: 'entity', detail: 'label', kinds: [], follows: [] }
const EDGE: Read = { of: 'relationship', detail: 'full', kinds: [], follows: [] }

const day = (text: string): number => Date.parse(`${text}T00:00:00Z`)

const aHop: fc.Arbitrary<Hop> = fc.record({
  kinds: fc.constantFrom<readonly EdgeKind[]>(
    ['SENT'],
    ['ADDRESSED_TO', 'COPIED_TO'],
    ['MET_WITH', 'KNOWS', 'SPOKE_TO', 'SENT', 'ADDRESSED_TO'],
  ),
  direction: fc.constantFrom('OUT', 'IN', 'ANY'),
})

const during = fc.constantFrom<InstantPeriod>(
  { from: day('1600-01-02'), to: day('1600-01-31'), match: 'CERTAIN' },
  { from: day('1600-01-02'), to: day('1600-01-04'), match: 'POSSIBLE' },
)

const aQuestion = fc.record({
  graph: aGraph,
  of: fc.oneof(anActor, aMessage),
  hop: aHop,
  order: fc.constantFrom('date', 'id'),
  descending: fc.boolean(),
  messages: fc.record({ during, forms: fc.constant(['LETTER']), participant: anActor }, { requiredKeys: [] }),
  edges: fc.record({ during, undatedToo: fc.boolean(), other: anActor }, { requiredKeys: [] }),
  size: fc.integer({ min: 1, max: 4 }),
  backward: fc.boolean(),
})

/** What a list is, whole and in its order, by the plainest means. */
interface OracleList {
  readonly keys: readonly SortKey[]
}

const compare = (a: SortKey, b: SortKey, descending: boolean): number =>
  (a[0] === b[0] ? 0 : a[0] < b[0] === descending ? 1 : -1) || (a[1] < b[1] ? -1 : a[1] > b[1] ? 1 : 0)

function neighbours({ entities, edges }: StoredGraph, from: string, question: Asked): OracleList {
  const { hop, order, messages } = question
  const descending = order === 'date' && question.descending
  const passes = ({ id, form, ...dated }: EntityProperties): boolean =>
    (!messages.during || liesIn(dated, messages.during)) &&
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

function relationships({ edges }: StoredGraph, from: string, { hop, edges: where }: Asked): OracleList {
  const passes = (edge: EdgeProperties): boolean =>
    hop.kinds.includes(edge.kind) &&
    waysOver(edge, hop.direction).some(
      ([at, next]) => at === from && (where.other === undefined || next === where.other),
    ) &&
    (!where.during || liesIn(edge, where.during) || (where.undatedToo === true && edge.date === null))
  const keys = edges.filter(passes).map(({ id, earliest }): SortKey => [earliest ?? UNDATED, id])
  return { keys: keys.sort((a, b) => compare(a, b, false)) }
}

/** Those an actor was in contact with by messages, when each is the word of whom it was sent for. */
function correspondents({ entities, edges }: StoredGraph, actor: string, principal: boolean): OracleList {
  const of = (kinds: readonly EdgeKind[], message: string, end: 'from' | 'to'): readonly string[] =>
    edges
      .filter((edge) => kinds.includes(edge.kind) && edge[end === 'from' ? 'to' : 'from'] === message)
      .map((edge) => edge[end])
  const contacts = new Map<string, Set<string>>()
  const count = (other: string, by: string): void => {
    if (other === actor) return
    contacts.set(other, (contacts.get(other) ?? new Set()).add(by))
  }
  for (const { id } of entities.filter(({ kind }) => kind === 'MESSAGE')) {
    const principals = edges.filter(({ kind, message }) => REPRESENTATIONS.includes(kind) && message === id)
    const speakers =
      principal && principals.length > 0 ? principals.map(({ to }) => to) : of(['SENT'], id, 'from')
    for (const speaker of speakers) {
      for (const addressee of of(['ADDRESSED_TO', 'COPIED_TO'], id, 'to')) {
        if (speaker === actor) count(addressee, `sent ${id}`)
        if (addressee === actor) count(speaker, `received ${id}`)
      }
    }
  }
  for (const edge of edges.filter(({ kind }) => kind === 'MET_WITH' || kind === 'SPOKE_TO')) {
    if (edge.from === actor) count(edge.to, edge.id)
    if (edge.to === actor) count(edge.from, edge.id)
  }
  const keys = [...contacts].map(([other, by]): SortKey => [by.size, other])
  return { keys: keys.sort((a, b) => compare(a, b, true)) }
}

interface Asked {
  readonly hop: Hop
  readonly order: 'date' | 'id'
  readonly descending: boolean
  readonly messages: MessageWhere
  readonly edges: EdgeWhere
  readonly size: number
  readonly backward: boolean
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
    { size, backward }: Asked,
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
        fc.asyncProperty(aQuestion, async ({ graph, of, ...asked }) => {
          const prefix = `g${graphs++}-`
          const stored = await put(store, graph, prefix)
          const id = `${prefix}${of}`
          const { participant } = asked.messages
          const { other } = asked.edges
          const question: Asked = {
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
            await expectPages(correspondents(stored, id, agency === 'PRINCIPAL'), question, (paged) =>
              answer(id, { follow: 'correspondents', from: [], during: null, agency, read: LABEL, ...paged }),
            )
          }
        }),
        { numRuns: GRAPHS },
      )
    },
    PATIENCE_MS,
  )
})
