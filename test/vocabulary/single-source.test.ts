import { readdirSync, readFileSync } from 'node:fs'
import { isEnumType } from 'graphql'
import { describe, expect, it } from 'vitest'
import { schema } from '../../src/api/schema.ts'
import {
  EDGE_KIND_NAMES,
  EDGE_KINDS,
  edgeKind,
  MESSAGE_FIELDS,
  whyNotJoinable,
} from '../../src/vocabulary/edge-kinds.ts'
import {
  edgeEndsOf,
  edgeIdOf,
  isEdgeId,
  kindOfEdgeId,
  slug,
  whyNotEntityId,
} from '../../src/vocabulary/ids.ts'
import { NODE_KIND_NAMES } from '../../src/vocabulary/node-kinds.ts'
import { searchKey } from '../../src/vocabulary/search-key.ts'

const SRC = new URL('../../src/', import.meta.url)
const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))

describe('the vocabulary is the single source', () => {
  it('gives the enums of the API', () => {
    const values = (name: string) => {
      const type = schema.getType(name)
      return isEnumType(type)
        ? type
            .getValues()
            .map((value) => value.name)
            .sort()
        : []
    }
    expect(values('EdgeKind')).toEqual([...EDGE_KIND_NAMES].sort())
    expect(values('EntityKind')).toEqual([...NODE_KIND_NAMES].sort())
  })

  it('gives the lists of a message and of what records it', () => {
    const fields = (name: string): readonly string[] => {
      const type = schema.getType(name)
      return type && 'getFields' in type ? Object.keys(type.getFields()) : []
    }
    const names = MESSAGE_FIELDS.map(({ field }) => field.name)
    expect(fields('Message')).toEqual(expect.arrayContaining(names))
    expect(fields('RecordMessageInput')).toEqual(expect.arrayContaining(names))
  })

  it('is the only place where kinds of edges are spelled', () => {
    const spelled = new RegExp(`['"\`](${EDGE_KIND_NAMES.join('|')})['"\`]`, 'u')
    const places = sources.filter(
      (file) => !file.startsWith('vocabulary/') && spelled.test(readFileSync(new URL(file, SRC), 'utf8')),
    )
    expect(places).toEqual([])
  })

  it('has only kinds that say what they need to', () => {
    for (const kind of EDGE_KIND_NAMES) {
      const { from, to, directed, flow, message } = edgeKind(kind)
      if (!directed) expect([kind, from]).toEqual([kind, to])
      if (!directed) expect(['both', 'none']).toContain(flow)
      if (message === 'from') expect([kind, from]).toEqual([kind, ['MESSAGE']])
      if (message === 'to') expect([kind, to]).toEqual([kind, ['MESSAGE']])
    }
    expect(EDGE_KINDS.MET_WITH.flow).toBe('both')
  })

  it('says why two kinds of nodes cannot be joined', () => {
    expect(whyNotJoinable('SENT', 'PERSON', 'MESSAGE')).toBeNull()
    expect(whyNotJoinable('SENT', 'MESSAGE', 'PERSON')).toBe(
      'SENT leads from PERSON or INSTITUTION to MESSAGE, not from MESSAGE to PERSON',
    )
  })
})

describe('ids', () => {
  it('of edges begin with their kind and name their ends', () => {
    const id = edgeIdOf('MET_WITH', 'a:b', 'c d%', '1648')
    expect(id).toBe('met-with:a%3Ab:c_d%25:1648')
    expect(kindOfEdgeId(id)).toBe('MET_WITH')
    expect(edgeEndsOf(edgeIdOf('SENT', 'a:b%3A', 'c'))).toEqual({ from: 'a:b%3A', to: 'c' })
    expect(isEdgeId('sergey-lavrov')).toBe(false)
  })

  it('of entities are readable', () => {
    expect(slug("Lavrov's letter, 28 January")).toBe('lavrovs-letter-28-january')
    expect(slug('Straße in Łódź')).toBe('straße-in-łodz')
    expect(slug('!!!')).toBe('')
    for (const bad of ['', 'a b', 'a\u0000', 'sent:x', 'x'.repeat(401), '\ud800'])
      expect(whyNotEntityId(bad)).not.toBeNull()
    expect(whyNotEntityId('gnd:118540238')).toBeNull()
  })
})

it('folds text for search', () => {
  expect(searchKey('Der Bär, ÉTÉ', null, 'Лавров')).toBe(' der bar ete лавров ')
  expect(searchKey('!?')).toBe('')
})
