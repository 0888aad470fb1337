import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conversation, type ReplyLink } from '../../src/analysis/conversation.ts'

/** A graph of replies: each pair is a reply and what it answers, in the order of their dates. */
const graph = (pairs: readonly (readonly [reply: string, parent: string])[]) => {
  const links = pairs.map(([reply, parent], at): ReplyLink => ({ reply, parent, at }))
  return {
    parents: async (ids: readonly string[]) => links.filter(({ reply }) => ids.includes(reply)),
    replies: async (ids: readonly string[]) => links.filter(({ parent }) => ids.includes(parent)),
  }
}

const told = async (message: string, maxDepth: number, links: ReturnType<typeof graph>) =>
  (await conversation(message, maxDepth, links)).map(({ message: id, depth }) => `${'.'.repeat(depth)}${id}`)

describe('a conversation', () => {
  const links = graph([
    ['b', 'a'],
    ['c', 'a'],
    ['d', 'b'],
    ['e', 'd'],
  ])

  it('is the same from any of its messages, depth first, replies by date', async () => {
    for (const from of ['a', 'b', 'c', 'd', 'e'])
      expect(await told(from, 20, links)).toEqual(['a', '.b', '..d', '...e', '.c'])
  })

  it('leaves out what is deeper than asked for', async () => {
    expect(await told('e', 1, links)).toEqual(['a', '.b', '.c'])
    expect(await told('e', 0, links)).toEqual(['a'])
  })

  it('ends though replies go in a circle', async () => {
    expect(
      await told(
        'a',
        20,
        graph([
          ['a', 'b'],
          ['b', 'a'],
        ]),
      ),
    ).toEqual(['b', '.a'])
  })

  it('names each message once, with every reply behind what it answers', async () => {
    const name = fc.constantFrom(...'abcdefgh')
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(name, name), { maxLength: 15 }), name, async (pairs, from) => {
        const turns = await conversation(from, 50, graph(pairs))
        const ids = turns.map(({ message }) => message)
        expect(new Set(ids).size).toBe(ids.length)
        for (const [index, { depth }] of turns.entries()) {
          expect(depth === 0 || turns.slice(0, index).some((turn) => turn.depth === depth - 1)).toBe(true)
        }
      }),
    )
  })
})
