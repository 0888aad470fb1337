import { type FieldNode, type GraphQLResolveInfo, Kind, visit } from 'graphql'
import { DAY_MS } from '../store/read-plan.ts'
import type { Asked } from './selection.ts'

/**
 * Plans kept per operation document: under a root field of a parsed document (which the server keeps as well), one for
 * each set of values that the variables below that field take, and each day, since dates in it may be reckoned from today. Arguments of the root field itself are not part of a
 * plan's reads, so asking for another id finds the same plan.
 */
const PLANS = new WeakMap<
  FieldNode,
  { readonly variables: readonly string[]; readonly plans: Map<string, unknown> }
>()

/** At most this many sets of variable values are kept per root field; cursors make them many. */
const MAX_VARIANTS = 64

/** What `make` gives, kept for the next operation that is the same below this root field. */
export function plannedOnce<T extends object>(info: GraphQLResolveInfo, { now }: Asked, make: () => T): T {
  const [field, ...merged] = info.fieldNodes
  if (!field || merged.length > 0) return make()
  let known = PLANS.get(field)
  if (!known) {
    known = { variables: variablesBelow(field, info), plans: new Map() }
    PLANS.set(field, known)
  }
  const today = Math.floor(now / DAY_MS)
  const key = JSON.stringify([today, ...known.variables.map((name) => info.variableValues[name])])
  const found = known.plans.get(key)
  if (found) return found as T
  const plan = make()
  if (known.plans.size >= MAX_VARIANTS) known.plans.clear()
  known.plans.set(key, plan)
  return plan
}

function variablesBelow(field: FieldNode, info: GraphQLResolveInfo): readonly string[] {
  const names = new Set<string>()
  const seen = new Set<string>()
  const look = (node: Parameters<typeof visit>[0]): void => {
    visit(node, {
      [Kind.VARIABLE]: ({ name }) => {
        names.add(name.value)
      },
      [Kind.FRAGMENT_SPREAD]: ({ name }) => {
        const fragment = info.fragments[name.value]
        if (!fragment || seen.has(name.value)) return
        seen.add(name.value)
        look(fragment)
      },
    })
  }
  if (field.selectionSet) look(field.selectionSet)
  return [...names]
}
