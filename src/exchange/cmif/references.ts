/** A reference is at most this long; names of entities are short. */
const LONGEST = 110
const REFERENCE = /&(?:#\d{1,10}|#[xX][\da-fA-F]{1,8}|[\p{L}_:][\p{L}\p{N}_:.-]{0,100});/uy
const OPENING = /<!--|<!\[CDATA\[|<\?|&/gu
const ENDS: Readonly<Record<string, string>> = { '<!--': '-->', '<![CDATA[': ']]>', '<?': '?>' }

/** How much of a text can be parsed: up to `safe`; or, where `bad` is not null, up to a `&` that refers to nothing. */
export interface Scanned {
  readonly safe: number
  readonly bad: number | null
}

/**
 * Finds each `&` that begins no reference. The parser would look for its semicolon to the end of the document, keep all of
 * it, and say in the end that something else is wrong.
 */
export class References {
  /** What ends the comment, the section or the instruction that the text stands in. */
  #until: string | null = null

  /** Looks through text that begins where the last one was safe. */
  scan(text: string, isLast: boolean): Scanned {
    let at = 0
    for (;;) {
      if (this.#until !== null) {
        const end = text.indexOf(this.#until, at)
        if (end < 0) return { safe: isLast ? text.length : Math.max(at, text.length - 2), bad: null }
        at = end + this.#until.length
        this.#until = null
      }
      OPENING.lastIndex = at
      const opening = OPENING.exec(text)
      if (!opening) return { safe: isLast ? text.length : partialOpening(text, at), bad: null }
      if (opening[0] === '&') {
        REFERENCE.lastIndex = opening.index
        if (!REFERENCE.test(text)) {
          const mayGoOn =
            !isLast &&
            text.length - opening.index < LONGEST &&
            /^&#?[\p{L}\p{N}_:.-]*$/u.test(text.slice(opening.index))
          return mayGoOn ? { safe: opening.index, bad: null } : { safe: opening.index, bad: opening.index }
        }
        at = REFERENCE.lastIndex
      } else {
        this.#until = ENDS[opening[0]] ?? null
        at = opening.index + opening[0].length
      }
    }
  }
}

/** Where the text ends with the first characters of something that opens, or its length. */
function partialOpening(text: string, from: number): number {
  const last = text.lastIndexOf('<')
  return last >= from && text.length - last < '<![CDATA['.length ? last : text.length
}
