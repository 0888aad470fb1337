import { describe, expect, it } from 'vitest'
import { type ContactEdge, contactsAmong, neighbourhood } from '../../src/analysis/contact-graph.ts'
import { LimitExceeded } from '../../src/errors.ts'
import type { EdgeKind } from '../../src/vocabulary/edge-kinds.ts'

const edge = (from: string, kind: EdgeKind, to: string): ContactEdge => ({ kind, from, to })

/** Each pair as text: `anna–boris 2`. */
const contacts = (...edges: readonly ContactEdge[]): readonly string[] =>
  contactsAmong(edges).map(({ one, other, weight }) => `${one}–${other} ${weight}`)

describe('contactsAmong', () => {
  it('joins the sender of a message with each who was addressed or given a copy, and these not with each other', () => {
    expect(
      contacts(
        edge('boris', 'SENT', 'letter'),
        edge('letter', 'ADDRESSED_TO', 'anna'),
        edge('letter', 'ADDRESSED_TO', 'clara'),
        edge('letter', 'COPIED_TO', 'dora'),
      ),
    ).toEqual(['anna–boris 1', 'boris–clara 1', 'boris–dora 1'])
  })

  it('counts each message once, however often it names the two', () => {
    expect(
      contacts(
        edge('anna', 'SENT', 'letter'),
        edge('boris', 'SENT', 'letter'),
        edge('letter', 'ADDRESSED_TO', 'anna'),
        edge('letter', 'ADDRESSED_TO', 'boris'),
        edge('letter', 'COPIED_TO', 'boris'),
      ),
    ).toEqual(['anna–boris 1'])
  })

  it('adds up messages in both directions, meetings and conversations', () => {
    expect(
      contacts(
        edge('anna', 'SENT', 'letter'),
        edge('letter', 'ADDRESSED_TO', 'boris'),
        edge('boris', 'SENT', 'reply'),
        edge('reply', 'ADDRESSED_TO', 'anna'),
        edge('anna', 'MET_WITH', 'boris'),
        edge('boris', 'SPOKE_TO', 'anna'),
        edge('boris', 'SPOKE_TO', 'anna'),
      ),
    ).toEqual(['anna–boris 5'])
  })

  it('sees no contact in carrying, knowing, belonging and mentioning, nor of anybody with themselves', () => {
    expect(
      contacts(
        edge('anna', 'SENT', 'letter'),
        edge('letter', 'ADDRESSED_TO', 'anna'),
        edge('bearer', 'DELIVERED', 'letter'),
        edge('boris', 'RECEIVED', 'letter'),
        edge('letter', 'MENTIONS', 'boris'),
        edge('anna', 'KNOWS', 'boris'),
        edge('anna', 'MEMBER_OF', 'union'),
      ),
    ).toEqual([])
  })

  it('refuses more pairs than the limit, however they were named', () => {
    const met = [edge('anna', 'MET_WITH', 'boris'), edge('boris', 'SPOKE_TO', 'anna')]
    expect(contactsAmong(met, 1)).toHaveLength(1)
    expect(() => contactsAmong([...met, edge('anna', 'MET_WITH', 'clara')], 1)).toThrow(LimitExceeded)
  })
})

describe('neighbourhood', () => {
  const chain = contactsAmong([
    edge('a', 'MET_WITH', 'b'),
    edge('b', 'MET_WITH', 'c'),
    edge('c', 'MET_WITH', 'd'),
    edge('x', 'MET_WITH', 'y'),
  ])

  it('takes in whom so many contacts lead to, and the contacts between them', () => {
    expect(neighbourhood(chain, ['a'], 2)).toEqual({
      actors: ['a', 'b', 'c'],
      contacts: [
        { one: 'a', other: 'b', weight: 1 },
        { one: 'b', other: 'c', weight: 1 },
      ],
    })
  })

  it('keeps those in the middle, in contact or not', () => {
    expect(neighbourhood(chain, ['d', 'nobody', 'c'], 0)).toEqual({
      actors: ['c', 'd', 'nobody'],
      contacts: [{ one: 'c', other: 'd', weight: 1 }],
    })
  })
})
