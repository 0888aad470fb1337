import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { FIELDS } from '../../src/exchange/csv/letter-mapping.ts'
import { LINKS } from '../../src/exchange/ftm/links.ts'
import { THINGS } from '../../src/exchange/ftm/things.ts'
import { givenEntity, givenRelationship } from '../../src/exchange/graph-record.ts'
import { OBJECTS } from '../../src/exchange/stix/mapping.ts'

const page = readFileSync(new URL('../../docs/formats.md', import.meta.url), 'utf8')

it.each([
  ['property of entities', Object.keys(givenEntity.shape)],
  ['property of relationships', Object.keys(givenRelationship.shape)],
  ['field of a table of letters', FIELDS.filter((field) => !field.endsWith('Id') || field === 'senderId')],
  ['schema of FollowTheMoney that is taken', [...Object.keys(THINGS), ...Object.keys(LINKS)]],
  ['type of STIX that is taken', Object.keys(OBJECTS)],
])('docs/formats.md tells of every %s', (_, names) => {
  expect(names.filter((name) => !page.includes(name))).toEqual([])
})
