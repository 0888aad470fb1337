import { z } from 'zod'

/** The version of the format that is written; files without a header are of version 1. */
export const VERSION = 1

/** What a file begins with: `{"parley":"graph","version":1}`. */
export const headerLine = z.strictObject({ parley: z.literal('graph'), version: z.int().min(1) })
