import fc from 'fast-check'
import type { LoadedRelationship } from '../../src/record/load.ts'
import { edgeIdOf } from '../../src/vocabulary/ids.ts'
import { aGraph, type RandomGraph } from './random-graph.ts'

/** Days that exclude each other, a month that holds them, and none. */
const DATES = ['1600-01-01', '1600-01-05', '1600-01-05', '1600-01', '1600-02', '../1600-01-03', undefined]

/** What another source says of the same two. */
const aParallel = fc.record({
  of: fc.nat(2),
  date: fc.constantFrom(...DATES),
  certainty: fc.constantFrom('STATED', 'STATED', 'LIKELY', 'DISPUTED', 'UNKNOWN'),
  sources: fc.constantFrom(['s0'], ['s1'], ['s0', 's1'], []),
})

/** A random graph in which claims stand beside others of the same kind, ends and message. */
export const aGraphOfClaims: fc.Arbitrary<RandomGraph> = fc
  .tuple(aGraph, fc.array(aParallel, { minLength: 3, maxLength: 8 }))
  .map(([{ entities, relationships }, parallels]) => ({
    entities,
    relationships: [
      ...relationships,
      ...parallels.flatMap(({ of, ...said }, number): readonly LoadedRelationship[] => {
        const beside = relationships[of % Math.max(1, relationships.length)]
        if (!beside) return []
        const id = edgeIdOf(beside.relationship, beside.from, beside.to, `claim-${number}`)
        return [{ ...beside, ...said, id }]
      }),
    ],
  }))

/** The graph with ids that begin with its own prefix also where a relationship was given one. */
export const ownIds = ({ entities, relationships }: RandomGraph, prefix: string): RandomGraph => ({
  entities,
  relationships: relationships.map((one) =>
    one.id === undefined ? one : { ...one, id: `${one.id}-${prefix}` },
  ),
})
