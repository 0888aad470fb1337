import { z } from 'zod'
import type { LoadedEntity, LoadedRelationship } from '../record/load.ts'
import { EDGE_KIND_NAMES, type EdgeKind } from '../vocabulary/edge-kinds.ts'
import { CERTAINTIES, type Certainty, INSTITUTION_FORMS, MESSAGE_FORMS } from '../vocabulary/forms.ts'
import { NODE_KIND_NAMES, type NodeKind } from '../vocabulary/node-kinds.ts'
import { type Problem, whyNotEntity, whyNotRelationship } from './checked-record.ts'

const oneOf = <K extends string>(names: readonly K[]) => z.enum(names as readonly [K, ...K[]])

const certainty = oneOf(Object.keys(CERTAINTIES) as Certainty[])
const texts = z.array(z.string())

/** An entity as Parley's own formats give it: every property by its name. */
export const givenEntity = z.strictObject({
  entity: oneOf<NodeKind>(NODE_KIND_NAMES),
  id: z.string(),
  name: z.string(),
  aliases: texts.optional(),
  summary: z.string().optional(),
  /** `scheme:value` */
  identifiers: texts.optional(),
  sources: texts.optional(),
  certainty: certainty.optional(),
  formerIds: texts.optional(),
  named: z.boolean().optional(),
  form: oneOf([...Object.keys(MESSAGE_FORMS), ...Object.keys(INSTITUTION_FORMS)]).optional(),
  /** Of a message, in EDTF. */
  date: z.string().optional(),
  isPublic: z.boolean().optional(),
  url: z.string().optional(),
  author: z.string().optional(),
  /** Of a source, in EDTF. */
  publishedAt: z.string().optional(),
  licence: z.string().optional(),
  latitude: z.number().min(-90).max(90).optional(),
  longitude: z.number().min(-180).max(180).optional(),
})

/** A relationship as they give it. Without an id it has the one that recording it would derive. */
export const givenRelationship = z.strictObject({
  relationship: oneOf<EdgeKind>(EDGE_KIND_NAMES),
  id: z.string().optional(),
  from: z.string(),
  to: z.string(),
  date: z.string().optional(),
  /**
   * True where the date is the message's and follows it; false where it is not, even if there is none. Left out, a
   * relationship without a date takes its message's where its kind does so.
   */
  inherited: z.boolean().optional(),
  role: z.string().optional(),
  note: z.string().optional(),
  message: z.string().optional(),
  certainty: certainty.optional(),
  sources: texts.optional(),
})

/** What Parley's own formats hold: an entity or a relationship, whole. */
export interface GraphRecord {
  readonly entities: readonly LoadedEntity[]
  readonly relationships: readonly LoadedRelationship[]
}

/** An entity or a relationship from its properties by name, or the first thing that keeps it from being one. */
export function graphRecord(value: Readonly<Record<string, unknown>>): GraphRecord | Problem {
  if ('relationship' in value) {
    const { data, error } = givenRelationship.safeParse(value)
    if (error) return sentence(error, value)
    return whyNotRelationship(data) ?? { entities: [], relationships: [data] }
  }
  const { data, error } = givenEntity.safeParse(value)
  if (error) return sentence(error, value)
  return whyNotEntity(data) ?? { entities: [data], relationships: [] }
}

/** What is wrong with a record, in a sentence, and with which of its properties: the first of its problems. */
function sentence({ issues }: z.ZodError, value: Readonly<Record<string, unknown>>): Problem {
  const [issue] = issues
  const what = 'relationship' in value ? 'relationship' : 'entity'
  if (!issue) return { property: null, reason: `this is no ${what}` }
  const property = issue.path[0] === undefined ? null : String(issue.path[0])
  if (issue.code === 'unrecognized_keys') {
    const [unknown = ''] = issue.keys
    return { property: unknown, reason: `no ${what} has a property "${unknown}"` }
  }
  if (property === null) return { property, reason: issue.message }
  const given = value[property]
  if (property === 'entity' && given === undefined)
    return { property: null, reason: 'this names neither an "entity" nor a "relationship"' }
  if (property === what) {
    const names = what === 'entity' ? NODE_KIND_NAMES : EDGE_KIND_NAMES
    return {
      property,
      reason: `${JSON.stringify(given)} is no kind of ${what}; there are ${names.join(', ')}`,
    }
  }
  if (given === undefined) return { property: null, reason: `this ${what} has no "${property}"` }
  return { property, reason: issue.message }
}
