import { readFileSync } from 'node:fs'
import {
  buildSchema,
  findBreakingChanges,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  lexicographicSortSchema,
  printSchema,
} from 'graphql'
import { describe, expect, it } from 'vitest'
import { schema } from '../../src/api/schema.ts'
import { ERROR_CODES } from '../../src/errors.ts'

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8')

describe('schema', () => {
  it('holds all that the contract promises', () => {
    expect(findBreakingChanges(buildSchema(read('contract.graphql')), schema)).toEqual([])
  })

  it('is printed in schema/schema.graphql', () => {
    expect(read('../../schema/schema.graphql')).toBe(`${printSchema(lexicographicSortSchema(schema))}\n`)
  })

  it('says what every type, field, argument and value means', () => {
    const silent: string[] = []
    for (const type of Object.values(schema.getTypeMap())) {
      if (type.name.startsWith('__') || ['String', 'Int', 'Float', 'Boolean', 'ID'].includes(type.name))
        continue
      if (!type.description) silent.push(type.name)
      if (isEnumType(type)) {
        for (const value of type.getValues())
          if (!value.description) silent.push(`${type.name}.${value.name}`)
      }
      if (isObjectType(type) || isInterfaceType(type) || isInputObjectType(type)) {
        for (const field of Object.values(type.getFields())) {
          if (!field.description) silent.push(`${type.name}.${field.name}`)
          if (!('args' in field)) continue
          for (const arg of field.args)
            if (!arg.description) silent.push(`${type.name}.${field.name}(${arg.name}:)`)
        }
      }
    }
    expect(silent).toEqual([])
  })

  it('has the codes of the contract, and one for what is still to come', () => {
    const promised = /extensions\.code: ([A-Z_, #\n]+);/u
      .exec(read('contract.graphql'))?.[1]
      ?.match(/[A-Z_]+/gu)
    expect(Object.keys(ERROR_CODES).sort()).toEqual([...(promised ?? []), 'NOT_IMPLEMENTED'].sort())
  })
})
