import { EDGE_KIND_NAMES, type EdgeKind, type EdgeKindEntry, edgeKind } from '../vocabulary/edge-kinds.ts'
import { codeOf, kindBit } from './adjacency.ts'

/** A table by the code of a kind: 1 where something holds for its entry in the vocabulary, else 0. */
export function kindTable(holds: (entry: EdgeKindEntry) => boolean): Uint8Array {
  const table = new Uint8Array(256)
  for (const kind of EDGE_KIND_NAMES) if (holds(edgeKind(kind))) table[codeOf(kind)] = 1
  return table
}

/** The same for kinds that are named. */
export function tableOf(kinds: readonly EdgeKind[]): Uint8Array {
  const table = new Uint8Array(256)
  for (const kind of kinds) table[codeOf(kind)] = 1
  return table
}

/** Kinds as a set of bits: see `kindBit`. */
export const bitsOf = (kinds: readonly EdgeKind[]): number =>
  kinds.reduce((bits, kind) => bits | kindBit(codeOf(kind)), 0)
