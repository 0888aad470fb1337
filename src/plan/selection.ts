import {
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  getArgumentValues,
  getNamedType,
  isCompositeType,
  isObjectType,
  Kind,
} from 'graphql'
import type { Follow, Read } from '../store/read-plan.ts'
import { NODE_KIND_NAMES, NODE_KINDS, type NodeKind } from '../vocabulary/node-kinds.ts'
import { type Detail, moreDetail } from '../vocabulary/properties.ts'
import { collectFields, type OperationContext } from './collect-fields.ts'
import { type FieldPlan, planOf } from './field-plan.ts'

const KIND_OF_TYPE = new Map<string, NodeKind>(
  NODE_KIND_NAMES.map((kind) => [NODE_KINDS[kind].typeName, kind]),
)

/** When an operation was asked: what dates such as `-4w` are reckoned from. */
export interface Asked {
  /** Milliseconds since 1970. */
  readonly now: number
}

/** One place of the result: the fields that were merged into it, and the type that they select from. */
interface Position {
  readonly type: GraphQLCompositeType
  readonly fields: readonly FieldNode[]
}

/** A field of rows that must be read ahead: where it stands in the document, and for which kinds of node. */
interface Wanted {
  readonly plan: FieldPlan
  readonly definition: GraphQLField<unknown, unknown>
  readonly kinds: Set<NodeKind>
  readonly fields: Set<FieldNode>
}

/** Which answers of a row belong to which field of the document: kept beside the plan, since stores need not know. */
const ANSWERS_OF = new WeakMap<Read, ReadonlyMap<FieldNode, readonly number[]>>()

/** Where in a row's answers those of a field stand, or undefined where the plan did not foresee the field. */
export const answersOf = (read: Read, field: FieldNode): readonly number[] | undefined =>
  ANSWERS_OF.get(read)?.get(field)

/**
 * What an operation selects at one or more places of its result. Several places are merged into one read where the
 * same rows serve them all (`nodes` and `edges.node` of a connection); fields that ask the same of a row are read once,
 * and fields with one response key but different arguments are read apart.
 */
export class Selection {
  readonly #context: OperationContext
  readonly #positions: readonly Position[]
  /** When the operation was asked, milliseconds since 1970. */
  readonly now: number

  private constructor(context: OperationContext, positions: readonly Position[], now: number) {
    this.#context = context
    this.#positions = positions
    this.now = now
  }

  /** The selection under the field that is being resolved. */
  static under(info: GraphQLResolveInfo, { now }: Asked): Selection {
    const type = getNamedType(info.returnType)
    return new Selection(info, isCompositeType(type) ? [{ type, fields: info.fieldNodes }] : [], now)
  }

  /** The selection that holds just the field that is being resolved, on its parent. */
  static ofField(info: GraphQLResolveInfo, { now }: Asked): Selection {
    const [first] = info.fieldNodes
    const parent: FieldNode | undefined = first && {
      ...first,
      selectionSet: { kind: Kind.SELECTION_SET, selections: info.fieldNodes },
    }
    return new Selection(info, parent ? [{ type: info.parentType, fields: [parent] }] : [], now)
  }

  /** The selections under the fields that `path` names, whatever their aliases. */
  at(...path: readonly string[]): Selection {
    let positions = this.#positions
    for (const name of path) positions = positions.flatMap((position) => this.#under(position, name))
    return new Selection(this.#context, positions, this.now)
  }

  /** Both selections as one. */
  and(other: Selection): Selection {
    return new Selection(this.#context, [...this.#positions, ...other.#positions], this.now)
  }

  /** Whether the field is selected at any of these places. */
  has(name: string): boolean {
    return this.#positions.some((position) => this.#under(position, name).length > 0)
  }

  /**
   * What must be read of entities (or relationships) for this selection.
   * @param own what the caller wants for itself: steps, whose answers come first in each row, and a set of properties
   */
  read(of: Read['of'], own: { readonly follows?: readonly Follow[]; readonly detail?: Detail } = {}): Read {
    const wanted = new Map<FieldNode, Wanted>()
    const kinds = new Set<NodeKind>()
    let detail = own.detail ?? 'label'
    for (const position of this.#positions) {
      for (const type of this.#objectTypes(position.type)) {
        const kind = KIND_OF_TYPE.get(type.name)
        if ((of === 'entity') !== (kind !== undefined)) continue
        if (kind) kinds.add(kind)
        for (const [leading, fields, definition] of this.#collect(position, type)) {
          const plan = planOf(definition)
          if (!plan) continue
          if (plan.detail) detail = moreDetail(detail, plan.detail)
          if (!plan.follows) continue
          const known = wanted.get(leading)
          if (known) {
            if (kind) known.kinds.add(kind)
            for (const field of fields) known.fields.add(field)
          } else {
            wanted.set(leading, {
              plan,
              definition,
              kinds: new Set(kind ? [kind] : []),
              fields: new Set(fields),
            })
          }
        }
      }
    }
    const follows = [...(own.follows ?? [])]
    const places = new Map<FieldNode, readonly number[]>()
    for (const [leading, want] of wanted) {
      const steps = this.#follow(leading, want)
      places.set(
        leading,
        steps.map((_, index) => follows.length + index),
      )
      follows.push(...steps)
    }
    const read: Read = Object.freeze({ of, detail, kinds: [...kinds], follows })
    ANSWERS_OF.set(read, places)
    return read
  }

  #follow(leading: FieldNode, { plan, definition, kinds, fields }: Wanted): readonly Follow[] {
    const type = getNamedType(definition.type)
    const args = getArgumentValues(definition, leading, this.#context.variableValues)
    const selection = new Selection(
      this.#context,
      isCompositeType(type) ? [{ type, fields: [...fields] }] : [],
      this.now,
    )
    const steps = plan.follows?.(args, selection) ?? []
    return steps.map((step) => ('from' in step ? { ...step, from: [...kinds] } : step))
  }

  #under(position: Position, name: string): readonly Position[] {
    return this.#objectTypes(position.type).flatMap((type) =>
      [...this.#collect(position, type)].flatMap(([, fields, definition]) => {
        const under = getNamedType(definition.type)
        if (definition.name !== name) return []
        return [{ type: isCompositeType(under) ? under : type, fields }]
      }),
    )
  }

  *#collect(
    position: Position,
    type: GraphQLObjectType,
  ): Iterable<readonly [FieldNode, readonly FieldNode[], GraphQLField<unknown, unknown>]> {
    const sets = position.fields.flatMap((field) => (field.selectionSet ? [field.selectionSet] : []))
    const definitions = type.getFields()
    for (const fields of collectFields(this.#context, type, sets).values()) {
      const [leading] = fields
      const definition = leading && definitions[leading.name.value]
      if (leading && definition) yield [leading, fields, definition]
    }
  }

  #objectTypes(type: GraphQLCompositeType): readonly GraphQLObjectType[] {
    return isObjectType(type) ? [type] : this.#context.schema.getPossibleTypes(type)
  }
}
