import { z } from 'zod'
import { EDGE_KIND_NAMES, type EdgeKind } from '../../vocabulary/edge-kinds.ts'
import { CERTAINTIES, type Certainty, INSTITUTION_FORMS, MESSAGE_FORMS } from '../../vocabulary/forms.ts'
import { NODE_KIND_NAMES, type NodeKind } from '../../vocabulary/node-kinds.ts'

const oneOf = <K extends string>(names: readonly K[]) => z.enum(names as readonly [K, ...K[]])

const certainty = oneOf(Object.keys(CERTAINTIES) as Certainty[])
const texts = z.array(z.string())

/** The version of the format that is written; files without a header are of version 1. */
export const VERSION = 1

/** What a file begins with: `{"parley":"graph","version":1}`. */
export const headerLine = z.strictObject({ parley: z.literal('graph'), version: z.int().min(1) })

/** An entity, one line. */
export const entityLine = z.strictObject({
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

/** A relationship, one line. Without an id it has the one that recording it would derive. */
export const relationshipLine = z.strictObject({
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

export type EntityLine = z.infer<typeof entityLine>
export type RelationshipLine = z.infer<typeof relationshipLine>
export type Line = EntityLine | RelationshipLine
