import { parseEdtf } from '../dates/edtf.ts'
import { BadInput } from '../errors.ts'
import { entityProperties, type LoadedEntity, type LoadedRelationship } from '../record/load.ts'
import { edgeKind } from '../vocabulary/edge-kinds.ts'
import { isInstitutionForm, isMessageForm } from '../vocabulary/forms.ts'
import { kindOfEdgeId, whyNotEntityId } from '../vocabulary/ids.ts'
import { Kind, NODE_KINDS } from '../vocabulary/node-kinds.ts'
import { NODE_PROPERTIES, type NodeProperty } from '../vocabulary/properties.ts'

/** What keeps a record from being taken, and of which of its properties that is said; null where of none. */
export interface Problem {
  readonly property: string | null
  readonly reason: string
}

/** Why an entity that a file gives as it is to be stored cannot be, as far as it alone tells; null where it can. */
export function whyNotEntity(entity: LoadedEntity): Problem | null {
  const foreign = Object.entries(entity).find(([name, value]) => value !== undefined && !has(entity, name))
  if (foreign) {
    const [property] = foreign
    return { property, reason: `no ${NODE_KINDS[entity.entity].noun} has a property "${property}"` }
  }
  const { form } = entity
  if (form !== undefined && !(entity.entity === Kind.MESSAGE ? isMessageForm(form) : isInstitutionForm(form)))
    return { property: 'form', reason: `no ${NODE_KINDS[entity.entity].noun} has the form "${form}"` }
  return whyNotText(entity) ?? refusal(() => entityProperties(entity))
}

/** Why a relationship cannot be stored, as far as it alone tells: what its ends are, others know. */
export function whyNotRelationship(relationship: LoadedRelationship): Problem | null {
  const { relationship: kind, id, from, to, date, message } = relationship
  for (const [property, end] of Object.entries({ from, to, ...(message === undefined ? {} : { message }) })) {
    const reason = whyNotEntityId(end)
    if (reason !== null) return { property, reason }
  }
  if (id !== undefined && (kindOfEdgeId(id) !== kind || /\s/u.test(id)))
    return { property: 'id', reason: `"${id}" is not the id of a relationship of kind ${kind}` }
  if (message !== undefined && edgeKind(kind).message !== 'property')
    return { property: 'message', reason: `${kind} does not happen through a message` }
  const parsed = date === undefined ? null : parseEdtf(date)
  if (parsed && !parsed.ok) return { property: 'date', reason: parsed.reason }
  return whyNotText(relationship)
}

/** Files call the kind `entity`, and a source's date `publishedAt`. */
function has({ entity: kind }: LoadedEntity, name: string): boolean {
  if (name === 'entity') return true
  if (name === 'publishedAt') return kind === Kind.SOURCE
  if (name === 'date' && kind === Kind.SOURCE) return false
  const property: NodeProperty | undefined = Object.hasOwn(NODE_PROPERTIES, name)
    ? NODE_PROPERTIES[name as keyof typeof NODE_PROPERTIES]
    : undefined
  return property !== undefined && (property.kinds?.includes(kind) ?? true)
}

function whyNotText(record: object): Problem | null {
  for (const [property, value] of Object.entries(record)) {
    const texts: readonly unknown[] = Array.isArray(value) ? value : [value]
    const bad = texts.some(
      (text) => typeof text === 'string' && (text.includes('\u0000') || !text.isWellFormed()),
    )
    if (bad) return { property, reason: 'is not well-formed text' }
  }
  return null
}

function refusal(work: () => unknown): Problem | null {
  try {
    work()
    return null
  } catch (error) {
    if (!(error instanceof BadInput)) throw error
    return { property: error.argument, reason: error.message.slice(error.argument.length + 2) }
  }
}
