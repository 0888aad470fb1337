import {
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLIncludeDirective,
  type GraphQLObjectType,
  type GraphQLSchema,
  GraphQLSkipDirective,
  getDirectiveValues,
  isAbstractType,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql'

/** What the walk needs of an operation: the same for all its fields. */
export interface OperationContext {
  readonly schema: GraphQLSchema
  readonly fragments: Readonly<Record<string, FragmentDefinitionNode>>
  readonly variableValues: Readonly<Record<string, unknown>>
}

/**
 * The fields that apply to an object of `type` under some selection sets, grouped by response key in document order:
 * what CollectFields of the GraphQL specification (6.3.2) gives, so that the planner and the executor agree.
 */
export function collectFields(
  context: OperationContext,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
): ReadonlyMap<string, readonly FieldNode[]> {
  const fields = new Map<string, FieldNode[]>()
  const visited = new Set<string>()
  const applies = (condition: string | undefined): boolean => {
    if (condition === undefined || condition === type.name) return true
    const named = context.schema.getType(condition)
    return isAbstractType(named) && context.schema.isSubType(named, type)
  }
  const included = (node: SelectionNode): boolean =>
    getDirectiveValues(GraphQLSkipDirective, node, context.variableValues)?.if !== true &&
    getDirectiveValues(GraphQLIncludeDirective, node, context.variableValues)?.if !== false
  const walk = (set: SelectionSetNode): void => {
    for (const node of set.selections) {
      if (!included(node)) continue
      switch (node.kind) {
        case Kind.FIELD: {
          const key = node.alias?.value ?? node.name.value
          const group = fields.get(key)
          if (group) group.push(node)
          else fields.set(key, [node])
          break
        }
        case Kind.INLINE_FRAGMENT:
          if (applies(node.typeCondition?.name.value)) walk(node.selectionSet)
          break
        case Kind.FRAGMENT_SPREAD: {
          if (visited.has(node.name.value)) break
          visited.add(node.name.value)
          const fragment = context.fragments[node.name.value]
          if (fragment && applies(fragment.typeCondition.name.value)) walk(fragment.selectionSet)
          break
        }
        default:
          node satisfies never
      }
    }
  }
  for (const set of sets) walk(set)
  return fields
}
