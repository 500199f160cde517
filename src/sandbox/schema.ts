import { readFileSync } from 'node:fs'
import { buildSchema, type GraphQLSchema, isObjectType } from 'graphql'
import { notFound } from './api-error.ts'
import {
  type CollectionArguments,
  mediaListFields,
  readCollection,
  visibleUser,
} from './fields/list-fields.ts'
import {
  mediaConnectionFields,
  mediaEdgeFields,
  mediaFields,
  mediaTitleFields,
  studioConnectionFields,
} from './fields/media-fields.ts'
import { findMedia, type MediaArguments, openPage, pageFields } from './fields/page-fields.ts'
import { userFields } from './fields/user-fields.ts'
import { mutationFields } from './fields/write-fields.ts'
import { type Fields, viewerOf } from './request-context.ts'

const queryFields: Fields<unknown> = {
  Page: (_source, args, _context, info) => openPage(args, info),
  Media: (_source, args: MediaArguments, context) => {
    const [media] = findMedia(args, context)
    if (media === undefined) throw notFound()
    return media
  },
  MediaListCollection: (_source, args: CollectionArguments, context, info) =>
    readCollection(args, context, info),
  User: (_source, args: { id?: number; name?: string }, context) =>
    visibleUser(context.users.get(args), context),
  Viewer: (_source, _args, context) => viewerOf(context),
}

/** By type name. Fields without a resolver return the property of the same name. */
// biome-ignore lint/suspicious/noExplicitAny: each table has its own source type, and GraphQL passes the right one
const fieldsOfTypes: Readonly<Record<string, Fields<any>>> = {
  Query: queryFields,
  Mutation: mutationFields,
  Page: pageFields,
  Media: mediaFields,
  MediaTitle: mediaTitleFields,
  MediaConnection: mediaConnectionFields,
  MediaEdge: mediaEdgeFields,
  StudioConnection: studioConnectionFields,
  MediaList: mediaListFields,
  User: userFields,
}

/** The part of AniList's SDL that the client uses, made executable. */
export function buildExecutableSchema(): GraphQLSchema {
  const schema = buildSchema(readFileSync(new URL('../anilist/schema.graphql', import.meta.url), 'utf8'))
  for (const [typeName, fields] of Object.entries(fieldsOfTypes)) {
    const type = schema.getType(typeName)
    if (!isObjectType(type)) throw new Error(`The SDL has no type ${typeName}.`)
    for (const [name, resolve] of Object.entries(fields)) {
      const field = type.getFields()[name]
      if (field === undefined) throw new Error(`The SDL has no field ${typeName}.${name}.`)
      field.resolve = resolve
    }
  }
  return schema
}
