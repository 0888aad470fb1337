/** What a bookmark of Neo4j 5 and later begins with; the rest is PackStream in Base64. */
const PREFIX = 'FB:'

/** A list of one item, and 16 bytes that name the database: what stands before the number of its last transaction. */
const LIST_OF_ONE = 0x91
const BYTES_8 = 0xcc
const NAME_BYTES = 16
const NUMBER_AT = 3 + NAME_BYTES

/**
 * The number of the last transaction that a bookmark knows of one database. Bookmarks are the server's own business: null
 * for any that looks otherwise, and then they can be compared for equality only.
 */
export function lastTransaction(bookmark: string): number | null {
  if (!bookmark.startsWith(PREFIX)) return null
  const bytes = Buffer.from(bookmark.slice(PREFIX.length), 'base64')
  const isKnown = bytes[0] === LIST_OF_ONE && bytes[1] === BYTES_8 && bytes[2] === NAME_BYTES
  return isKnown && bytes.length > NUMBER_AT ? packedInteger(bytes, NUMBER_AT) : null
}

/** An integer as PackStream has it: by itself where it is small, else behind a marker of its width. */
function packedInteger(bytes: Buffer, at: number): number | null {
  const marker = bytes[at] ?? 0
  const width = { 200: 1, 201: 2, 202: 4, 203: 8 }[marker] ?? 0
  if (marker < 0x80) return marker
  if (width === 0 || bytes.length < at + 1 + width) return null
  return width === 8 ? Number(bytes.readBigInt64BE(at + 1)) : bytes.readIntBE(at + 1, width)
}
