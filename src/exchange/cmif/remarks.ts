/**
 * What an edition says beyond what the vocabulary has a place for is kept as remarks, in notes and summaries that can be
 * read as they are: `written "Johann Crane"; cert "low"`. A remark is a word or two, and mostly a text in quotes.
 */
export type Remark = readonly [label: string, text?: string]

/** The remarks in one line; undefined where there are none. */
export function remarked(remarks: readonly Remark[]): string | undefined {
  if (remarks.length === 0) return undefined
  return remarks
    .map(([label, text]) => (text === undefined ? label : `${label} ${JSON.stringify(text)}`))
    .join('; ')
}

const REMARK = /([^";]+?)(?: ("(?:[^"\\]|\\.)*"))?(?:; |$)/uy

/** The remarks of a line; none where the line is anything else, such as a note of somebody's own. */
export function remarksOf(line: string | null | undefined): readonly Remark[] {
  if (!line) return []
  const remarks: Remark[] = []
  REMARK.lastIndex = 0
  while (REMARK.lastIndex < line.length) {
    const match = REMARK.exec(line)
    const text = match?.[2] === undefined ? undefined : unquoted(match[2])
    if (!match?.[1] || text === null) return []
    remarks.push(text === undefined ? [match[1]] : [match[1], text])
  }
  return remarks
}

function unquoted(quoted: string): string | null {
  try {
    const text: unknown = JSON.parse(quoted)
    return typeof text === 'string' ? text : null
  } catch {
    return null
  }
}

/** The text of the first remark with a label. */
export const remarkOf = (remarks: readonly Remark[], label: string): string | null =>
  remarks.find(([name]) => name === label)?.[1] ?? null

/** Several lines of remarks, each with a heading. */
export type Headed = readonly [heading: string, remarks: readonly Remark[]]

/** The lines as a summary; undefined where there are none. */
export const summarised = (lines: readonly Headed[]): string | undefined =>
  lines.length === 0
    ? undefined
    : lines.map(([heading, remarks]) => `${heading}: ${remarked(remarks)}`).join('\n')

/** The lines of a summary that are such remarks. */
export const headedOf = (summary: string | null | undefined): readonly Headed[] =>
  (summary ?? '').split('\n').flatMap((line) => {
    const colon = line.indexOf(': ')
    const remarks = colon < 0 ? [] : remarksOf(line.slice(colon + 2))
    return remarks.length === 0 ? [] : [[line.slice(0, colon), remarks] as const]
  })
