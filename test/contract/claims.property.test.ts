import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ClaimWhere, InstantPeriod, Page, Paged, Read, SortKey } from '../../src/store/read-plan.ts'
import type { EdgeProperties, PageOfRows } from '../../src/store/rows.ts'
import { EDGE_KIND_NAMES, type EdgeKind } from '../../src/vocabulary/edge-kinds.ts'
import type { Certainty } from '../../src/vocabulary/forms.ts'
import type { EntityId } from '../../src/vocabulary/ids.ts'
import { aGraphOfClaims, ownIds } from '../oracle/parallel-claims.ts'
import { liesIn } from '../oracle/periods.ts'
import { aMessage, anActor, put } from '../oracle/random-graph.ts'
import { eachStore, type TestStore } from '../support/stores.ts'

const GRAPHS = 500

/** A server plans a statement the first time it sees its shape. */
const PATIENCE_MS = 600_000

const EDGE: Read = { of: 'relationship', detail: 'full', kinds: [], follows: [] }

/** Few of these at once, so that something passes. */
const now = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: value })

const aFilter = fc
  .record({
    kinds: fc.oneof(
      // Each kind is a statement of its own on a server.
      { weight: 1, arbitrary: fc.constant(EDGE_KIND_NAMES) },
      { weight: 9, arbitrary: fc.subarray<EdgeKind>(['SENT', 'MET_WITH', 'ADDRESSED_TO']) },
    ),
    minSources: now(fc.nat(3)),
    maxSources: now(fc.nat(3)),
    source: now(fc.constantFrom('s0', 's1', 'nobody')),
    around: now(fc.oneof(anActor, aMessage)),
    certainty: now(fc.subarray<Certainty>(['DISPUTED', 'STATED', 'LIKELY'])),
    during: now(
      fc.constantFrom<InstantPeriod>(
        { from: Date.UTC(1600, 0, 2), to: Date.UTC(1600, 0, 31), match: 'CERTAIN' },
        { from: Date.UTC(1600, 0, 2), to: Date.UTC(1600, 0, 4), match: 'POSSIBLE' },
      ),
    ),
  })
  .map((filter) => {
    const { kinds, ...rest } = filter
    const given = Object.entries(rest).filter(([, value]) => value !== undefined)
    return { kinds, ...(Object.fromEntries(given) as Omit<ClaimWhere, 'kinds'>) }
  })

const passes = (edge: EdgeProperties, where: ClaimWhere): boolean =>
  where.kinds.includes(edge.kind) &&
  edge.sources.length >= (where.minSources ?? 0) &&
  edge.sources.length <= (where.maxSources ?? 100) &&
  (where.source === undefined || edge.sources.some((source) => source === where.source)) &&
  (where.around === undefined || edge.from === where.around || edge.to === where.around) &&
  (where.certainty === undefined || where.certainty.includes(edge.certainty)) &&
  (where.during === undefined || liesIn(edge, where.during))

eachStore((_, open) => {
  let store: TestStore
  let graphs = 0
  beforeAll(async () => {
    store = await open()
  })
  afterAll(() => store[Symbol.asyncDispose]())

  /** The whole list from its pages, which tell what they should of what is left. */
  async function pagesOf(where: ClaimWhere, size: number, backward: boolean, length: number) {
    const found: string[] = []
    for (let beyond: Page['beyond'] = null; ; ) {
      const paged: Paged = {
        page: { size, backward, beyond },
        count: beyond === null,
        rows: true,
        more: true,
      }
      const { rows, more, total }: PageOfRows = await store.list({ by: 'claims', where, ...paged }, EDGE)
      const keys: readonly SortKey[] = rows.map(({ key }) => key)
      expect(rows.map(({ row }) => row.properties.id)).toEqual(keys.map(([, id]) => id))
      found.splice(backward ? 0 : found.length, 0, ...keys.map(([, id]) => id))
      expect(total).toBe(beyond === null ? length : null)
      expect(more).toBe(found.length < length)
      if (!more) return found
      beyond = (backward ? keys[0] : keys.at(-1)) ?? null
    }
  }

  it(
    `pages through the relationships that pass a filter as a plain list says, in ${GRAPHS} graphs`,
    async () => {
      let listed = 0
      const aQuestion = fc.record({
        graph: aGraphOfClaims,
        filter: aFilter,
        size: fc.integer({ min: 3, max: 9 }),
        backward: fc.boolean(),
      })
      await fc.assert(
        fc.asyncProperty(aQuestion, async ({ graph, filter, size, backward }) => {
          const prefix = `c${graphs++}-`
          const stored = await put(store, ownIds(graph, prefix), prefix)
          const { source, around } = filter
          const where: ClaimWhere = {
            ...filter,
            ...(source !== undefined && { source: `${prefix}${source}` }),
            ...(around !== undefined && { around: `${prefix}${around}` }),
          }
          const expected = stored.edges.filter((edge) => passes(edge, where)).map(({ id }): string => id)
          expect(await pagesOf(where, size, backward, expected.length)).toEqual(expected.sort())
          listed += expected.length
          // A list of the whole store must show this graph alone.
          await store.transact((transaction) =>
            transaction.removeEntities(stored.entities.map(({ id }): EntityId => id)),
          )
        }),
        { numRuns: GRAPHS },
      )
      // Empty lists would prove nothing.
      expect(listed).toBeGreaterThan(GRAPHS)
    },
    PATIENCE_MS,
  )
})
