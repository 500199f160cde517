import { existsSync, readFileSync } from 'node:fs'
import {
  buildSchema,
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLSchema,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql'
import { describe, expect, test } from 'vitest'

const ours = buildSchema(readFileSync(new URL('../../src/anilist/schema.graphql', import.meta.url), 'utf8'))
const published = new URL('../../../shared/anilist/schema.graphql', import.meta.url)

describe('our SDL is a part of AniList’s', () => {
  test.skipIf(!existsSync(published))(
    'every name, type, argument, enum value and nullability is AniList’s (skipped without ../shared/anilist)',
    () => {
      expect(differences(ours, buildSchema(readFileSync(published, 'utf8')))).toEqual([])
    },
  )

  test.each([
    ['a field that the whole does not have', 'type Query { a: Int b: Int }', ['Query.b']],
    ['another nullability', 'type Query { a: Int! }', ['Query.a']],
    ['another type', 'type Query { a: String }', ['Query.a']],
    ['an argument that the whole does not have', 'type Query { a(id: Int): Int }', ['Query.a.id']],
    ['a required argument left out', 'type Query { a: Int c: Int }', ['Query.c.id']],
    ['another kind of type', 'type Query { a: Int } enum T { X }', ['T']],
    ['an enum value that the whole does not have', 'type Query { a: Int } enum E { Z }', ['E.Z']],
    [
      'a union member that the whole does not have',
      'type Query { a: Int } type O { x: Int } union U = O',
      ['U.O'],
    ],
    ['an input field that the whole does not have', 'type Query { a: Int } input I { z: Int }', ['I.z']],
    ['a type that the whole does not have', 'type Query { a: Int } type P { x: Int }', ['P']],
    ['only names that the whole has', 'type Query { a: Int } enum E { Y }', []],
  ])('the comparison detects %s', (_, part, expected) => {
    const whole = buildSchema(
      'type Query { a: Int c(id: Int!): Int } type T { x: Int } type O { x: Int } union U = T enum E { X Y } input I { y: Int }',
    )
    expect(differences(buildSchema(part), whole)).toEqual(expected)
  })
})

/** Names of everything in `part` that is different or missing in `whole`, and of required arguments that `part` omits. */
function differences(part: GraphQLSchema, whole: GraphQLSchema): string[] {
  return Object.values(part.getTypeMap())
    .filter((type) => !type.name.startsWith('__') && !isSpecifiedScalarType(type))
    .flatMap((type) => typeDifferences(type, whole.getType(type.name)))
}

function typeDifferences(part: GraphQLNamedType, whole: GraphQLNamedType | undefined): string[] {
  if (whole === undefined || whole.constructor !== part.constructor) return [part.name]
  const missing = (have: readonly string[], among: readonly string[]) =>
    have.filter((name) => !among.includes(name)).map((name) => `${part.name}.${name}`)
  const names = (list: readonly { name: string }[]) => list.map(({ name }) => name)

  if (isEnumType(part) && isEnumType(whole)) return missing(names(part.getValues()), names(whole.getValues()))
  if (isUnionType(part) && isUnionType(whole)) return missing(names(part.getTypes()), names(whole.getTypes()))
  if (isInputObjectType(part) && isInputObjectType(whole)) {
    return argumentDifferences(part.name, Object.values(part.getFields()), Object.values(whole.getFields()))
  }
  if ((isObjectType(part) || isInterfaceType(part)) && (isObjectType(whole) || isInterfaceType(whole))) {
    return Object.values(part.getFields()).flatMap((field) => {
      const path = `${part.name}.${field.name}`
      const other = whole.getFields()[field.name]
      if (other === undefined || String(other.type) !== String(field.type)) return [path]
      return argumentDifferences(path, field.args, other.args)
    })
  }
  return []
}

type Argument = Pick<GraphQLArgument, 'name' | 'type' | 'defaultValue'>

function argumentDifferences(path: string, part: readonly Argument[], whole: readonly Argument[]): string[] {
  const unlike = part.filter(({ name, type, defaultValue }) => {
    const other = whole.find((argument) => argument.name === name)
    return !other || String(other.type) !== String(type) || other.defaultValue !== defaultValue
  })
  const leftOut = whole.filter(
    ({ name, type, defaultValue }) =>
      String(type).endsWith('!') &&
      defaultValue === undefined &&
      !part.some((argument) => argument.name === name),
  )
  return [...unlike, ...leftOut].map(({ name }) => `${path}.${name}`)
}
