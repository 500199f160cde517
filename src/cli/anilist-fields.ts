import { readFileSync } from 'node:fs'
import {
  buildClientSchema,
  buildSchema,
  type GraphQLSchema,
  isObjectType,
  isTypeSubTypeOf,
  parse,
  parseType,
  TypeInfo,
  typeFromAST,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { z } from 'zod'
import { updateOperation } from '../anilist/entry-update.ts'
import { additionOperation, removalOperation } from '../anilist/list-writes.ts'
import { mediaDetails, userList, viewer } from '../anilist/operations.ts'
import { ownEntriesOperation } from '../anilist/own-entries.ts'
import { relationsOperation } from '../anilist/relation-pages.ts'

/** Every document that this program sends to AniList. A test fails if one is missing. */
export const documents: readonly string[] = [
  userList,
  relationsOperation([[1]], 2),
  mediaDetails,
  viewer,
  ownEntriesOperation([1]),
  additionOperation([{ mediaId: 1, episodes: 12 }], {
    status: 'COMPLETED',
    score: 8,
    completedOn: '2026-11-24',
  }),
  removalOperation([{ id: 1, mediaId: 1 }]),
  updateOperation(1, { progress: 1 }),
].map(({ query }) => query)

/** Every field selected by a document, such as `Media.title`, with its type in our copy of AniList's schema. */
const selected = new Map<string, string>()
const ours = buildSchema(readFileSync(new URL('../anilist/schema.graphql', import.meta.url), 'utf8'))
for (const document of documents) {
  const info = new TypeInfo(ours)
  const Field = () => {
    selected.set(`${info.getParentType()?.name}.${info.getFieldDef()?.name}`, String(info.getType()))
  }
  visit(parse(document), visitWithTypeInfo(info, { Field }))
}

/** The types that the fields belong to. */
export const selectedTypes = [...new Set([...selected.keys()].map((field) => field.split('.')[0] ?? ''))]

const reference = `kind name ${'ofType { kind name '.repeat(3)}${'}'.repeat(3)}`
const description = `name fields { name type { ${reference} } args { name defaultValue type { ${reference} } } }`

/** Asks AniList to describe these types of its schema. */
export function typesDocument(names: readonly string[]): string {
  return `query Types { ${names.map((name) => `${name}: __type(name: "${name}") { ${description} }`).join(' ')} }`
}

interface TypeReference {
  kind: string
  name?: string | null | undefined
  ofType?: TypeReference | null | undefined
}
const referenceSchema: z.ZodType<TypeReference> = z.object({
  kind: z.string(),
  name: z.string().nullish(),
  ofType: z.lazy(() => referenceSchema).nullish(),
})
const typeSchema = z.object({
  name: z.string(),
  fields: z.array(
    z.object({
      name: z.string(),
      type: referenceSchema,
      args: z.array(
        z.object({ name: z.string(), defaultValue: z.string().nullish(), type: referenceSchema }),
      ),
    }),
  ),
})
export type DescribedType = z.output<typeof typeSchema>

/** The reply to a {@link typesDocument}. Types unknown to AniList are null. */
export const typesSchema = z.record(z.string(), typeSchema.nullable())

/**
 * How AniList's schema conflicts with our documents: what it would refuse, and fields with unexpected types. Additions
 * are ignored.
 *
 * @throws graphql-js's error if the descriptions do not form a schema
 */
export function findMisfits(types: readonly DescribedType[]): string[] {
  const theirs = toSchema(types)
  const refused = documents.flatMap((document) => validate(theirs, parse(document)))
  const changed = [...selected].flatMap(([field, type]) => {
    const [owner = '', name = ''] = field.split('.')
    const found = fieldsOf(theirs, owner)[name]?.type
    const expected = typeFromAST(theirs, parseType(type))
    // Validation already reports missing fields.
    if (!found || (expected && isTypeSubTypeOf(theirs, found, expected))) return []
    return [`"${field}" is ${found}, not ${type}.`]
  })
  return [...new Set([...refused.map(({ message }) => message), ...changed])]
}

function fieldsOf(schema: GraphQLSchema, typeName: string) {
  const type = schema.getType(typeName)
  return isObjectType(type) ? type.getFields() : {}
}

/** A schema of the described types. All other types are declared as scalars, as nothing is selected from them. */
function toSchema(types: readonly DescribedType[]): GraphQLSchema {
  const objects = types.map((type) => ({ ...type, kind: 'OBJECT', interfaces: [] }))
  const known = new Set(types.map(({ name }) => name))
  const named = types.flatMap(({ fields }) =>
    fields.flatMap(({ type, args }) => [nameOf(type), ...args.map((argument) => nameOf(argument.type))]),
  )
  const scalars = [...new Set(named)].filter((name) => !known.has(name))
  const __schema = {
    queryType: { name: 'Query' },
    mutationType: { name: 'Mutation' },
    types: [...objects, ...scalars.map((name) => ({ kind: 'SCALAR', name }))],
    directives: [],
  }
  return buildClientSchema({ __schema } as unknown as Parameters<typeof buildClientSchema>[0])
}

function nameOf({ name, ofType }: TypeReference): string {
  return ofType ? nameOf(ofType) : (name ?? '')
}
