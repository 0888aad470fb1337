import { LimitExceeded } from '../errors.ts'

/** One link of a conversation: `reply` answers `parent`. */
export interface ReplyLink {
  readonly parent: string
  readonly reply: string
  /** When the reply was sent, milliseconds since 1970; null where unknown. */
  readonly at: number | null
}

/** A message of a conversation and how many replies lie between it and the root. */
export interface Turn {
  readonly message: string
  readonly depth: number
}

/** What the walk needs of the graph: the links from some messages to what they answer, or to their replies. */
export interface ReplyLinks {
  parents(messages: readonly string[]): Promise<readonly ReplyLink[]>
  replies(messages: readonly string[]): Promise<readonly ReplyLink[]>
}

/** A conversation may have at most this many messages, and this many steps up to its root. */
export const MAX_TURNS = 2_000
export const MAX_ANCESTORS = 1_000

/**
 * The whole conversation that a message belongs to, depth first from its root, replies in the order of their dates,
 * undated ones last, then by id. Where a message answers several, the way up follows the one that comes first by id;
 * each message appears once, though replies may go in circles.
 * @param maxDepth replies further from the root than this are left out
 * @throws LimitExceeded over `MAX_TURNS` messages or `MAX_ANCESTORS` steps up
 */
export async function conversation(
  message: string,
  maxDepth: number,
  links: ReplyLinks,
): Promise<readonly Turn[]> {
  const root = await rootOf(message, links)
  const children = new Map<string, ReplyLink[]>()
  const seen = new Set([root])
  let level = [root]
  for (let depth = 0; depth < maxDepth && level.length > 0; depth++) {
    const found = [...(await links.replies(level))].sort(byDate)
    const next: string[] = []
    for (const link of found) {
      if (seen.has(link.reply)) continue
      seen.add(link.reply)
      next.push(link.reply)
      const siblings = children.get(link.parent)
      if (siblings) siblings.push(link)
      else children.set(link.parent, [link])
    }
    if (seen.size > MAX_TURNS) {
      throw new LimitExceeded(`thread: has more than ${MAX_TURNS} messages; ask with a smaller maxDepth`)
    }
    level = next
  }
  return depthFirst(root, children)
}

const byDate = (a: ReplyLink, b: ReplyLink): number =>
  (a.at ?? Number.POSITIVE_INFINITY) - (b.at ?? Number.POSITIVE_INFINITY) || (a.reply < b.reply ? -1 : 1)

async function rootOf(message: string, links: ReplyLinks): Promise<string> {
  const climbed = new Set([message])
  let at = message
  for (let step = 0; step < MAX_ANCESTORS; step++) {
    const parents = (await links.parents([at])).map(({ parent }) => parent).sort()
    const up = parents.find((parent) => !climbed.has(parent))
    if (up === undefined) return at
    climbed.add(up)
    at = up
  }
  throw new LimitExceeded(`thread: the message is more than ${MAX_ANCESTORS} replies away from the first`)
}

function depthFirst(root: string, children: ReadonlyMap<string, readonly ReplyLink[]>): readonly Turn[] {
  const turns: Turn[] = []
  const stack: Turn[] = [{ message: root, depth: 0 }]
  for (let turn = stack.pop(); turn; turn = stack.pop()) {
    turns.push(turn)
    for (const { reply } of [...(children.get(turn.message) ?? [])].reverse()) {
      stack.push({ message: reply, depth: turn.depth + 1 })
    }
  }
  return turns
}
