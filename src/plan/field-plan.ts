import type { GraphQLField } from 'graphql'
import type { Follow } from '../store/read-plan.ts'
import type { Detail } from '../vocabulary/properties.ts'
import type { Selection } from './selection.ts'

/** Argument values as graphql-js coerces them, before the field's own checks. */
export type ArgumentValues = Readonly<Record<string, unknown>>

/**
 * What a field of an entity or a relationship needs to have been read. The API attaches it to the field; the planner
 * finds it there. A field without one is answered from the properties that every row has.
 */
export interface FieldPlan {
  /** How much of a node the field shows; a field without it is answered from a node's label. */
  readonly detail?: Detail
  /**
   * The steps whose answers the field's resolver will ask for, in this order.
   * @throws BadInput, LimitExceeded for arguments that no plan can be made from
   */
  readonly follows?: (args: ArgumentValues, selection: Selection) => readonly Follow[]
}

const KEY = 'parley'

/** The `extensions` of a field that carries this plan. */
export const planned = (plan: FieldPlan): { readonly [KEY]: FieldPlan } => ({ [KEY]: plan })

const isFieldPlan = (value: unknown): value is FieldPlan => typeof value === 'object' && value !== null

/** The plan that a field carries, if any. */
export function planOf(field: GraphQLField<unknown, unknown>): FieldPlan | undefined {
  const plan = field.extensions[KEY]
  return isFieldPlan(plan) ? plan : undefined
}
