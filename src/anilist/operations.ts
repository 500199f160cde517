import { initGraphQLTada, type ResultOf, type TadaDocumentNode } from 'gql.tada'
import { z } from 'zod'
import { toListed } from './mapping.ts'
import type { introspection } from './schema-types.d.ts'

/** A GraphQL operation and the schema of its reply. */
export interface Operation<Data> {
  readonly operationName: string
  readonly query: string
  readonly schema: z.ZodType<Data>
}

const graphql = initGraphQLTada<{ introspection: introspection; scalars: { Json: unknown } }>()

/** Only compiles if the document matches AniList's SDL, and the schema accepts every reply that the SDL allows. */
function operation<Typed extends TadaDocumentNode, Schema extends z.ZodType>(
  operationName: string,
  query: string,
  _typed: Typed,
  schema: ResultOf<Typed> extends z.input<Schema> ? Schema : never,
): Operation<z.output<Schema>> {
  return { operationName, query, schema: schema as z.ZodType<z.output<Schema>> }
}

/** No `siteUrl`, as it follows from the id. No `studios`: in relations of large lists, AniList fails on them (500). */
export const mediaFields = `
  id type format status isAdult
  title { romaji english native }
  episodes duration averageScore popularity genres
  startDate { year month day }
  coverImage { large color }
  nextAiringEpisode { episode airingAt }` as const

const dateSchema = z.object({ year: z.int().nullish(), month: z.int().nullish(), day: z.int().nullish() })

/**
 * Nullable fields may also be absent, as in lists saved by other programs. Enums are read as text, because AniList
 * adds values without notice and a new format should not fail a whole list.
 */
export const mediaSchema = z.object({
  id: z.int().positive(),
  type: z.string().nullish(),
  format: z.string().nullish(),
  status: z.string().nullish(),
  isAdult: z.boolean().nullish(),
  title: z
    .object({ romaji: z.string().nullish(), english: z.string().nullish(), native: z.string().nullish() })
    .nullish(),
  episodes: z.int().nullish(),
  duration: z.int().nullish(),
  averageScore: z.int().nullish(),
  popularity: z.int().nullish(),
  genres: z.array(z.string().nullable()).nullish(),
  startDate: dateSchema.nullish(),
  coverImage: z.object({ large: z.string().nullish(), color: z.string().nullish() }).nullish(),
  nextAiringEpisode: z.object({ episode: z.int(), airingAt: z.int() }).nullish(),
})
export type MediaReply = z.output<typeof mediaSchema>

/** The edges of one media; `node` is null if the other media was deleted. */
export function relationsSchema<Node extends z.ZodType>(node: Node) {
  const edge = z.object({ relationType: z.string().nullish(), node: node.nullish() })
  return z.object({ edges: z.array(edge.nullable()).nullish() })
}
export type RelationsReply<Node> = z.output<ReturnType<typeof relationsSchema<z.ZodType<Node>>>>

const entrySchema = z.object({
  mediaId: z.int().positive().optional(),
  status: z.string().nullish(),
  score: z.number().nullish(),
  progress: z.int().nullish(),
  private: z.boolean().nullish(),
  media: mediaSchema.extend({ relations: relationsSchema(mediaSchema).nullish() }).nullish(),
})
export type EntryReply = z.output<typeof entrySchema>

const userSchema = z.object({
  id: z.int().positive(),
  name: z.string(),
  avatar: z.object({ large: z.string().nullish() }).nullish(),
  options: z.object({ displayAdultContent: z.boolean().nullish() }).nullish(),
  mediaListOptions: z.object({ scoreFormat: z.string().nullish() }).nullish(),
})

export const listSchema = z.object({
  user: userSchema.nullish(),
  hasNextChunk: z.boolean().nullish(),
  // Each entry is converted immediately, so that a long list is not in memory twice.
  lists: z
    .array(z.object({ entries: z.array(entrySchema.transform(toListed).nullable()).nullish() }).nullable())
    .nullish(),
})
export type ListReply = z.output<typeof listSchema>

const userListDocument = `
  query UserList($userName: String, $chunk: Int, $perChunk: Int) {
    MediaListCollection(userName: $userName, type: ANIME, chunk: $chunk, perChunk: $perChunk) {
      user { id name avatar { large } options { displayAdultContent } mediaListOptions { scoreFormat } }
      hasNextChunk
      lists { entries {
        mediaId status score progress private
        media { ${mediaFields} relations { edges { relationType(version: 2) node { ${mediaFields} } } } }
      } }
    }
  }` as const

/** A list with the relations of every title on it: whole, or in chunks with `chunk` and `perChunk`. */
export const userList = operation(
  'UserList',
  userListDocument,
  graphql(userListDocument),
  z.object({ MediaListCollection: listSchema.nullable() }),
)

const viewerDocument = `
  query Viewer { Viewer { id name avatar { large } options { displayAdultContent } } }` as const

/** The owner of the token. */
export const viewer = operation(
  'Viewer',
  viewerDocument,
  graphql(viewerDocument),
  z.object({ Viewer: userSchema.nullable() }),
)

const mediaDetailsDocument = `
  query MediaDetails($id: Int) {
    Media(id: $id, type: ANIME) { description endDate { year month day } studios(isMain: true) { nodes { name } } }
  }` as const

/** Details of one anime that no scan reads. */
export const mediaDetails = operation(
  'MediaDetails',
  mediaDetailsDocument,
  graphql(mediaDetailsDocument),
  z.object({
    Media: z
      .object({
        description: z.string().nullish(),
        endDate: dateSchema.nullish(),
        studios: z.object({ nodes: z.array(z.object({ name: z.string() }).nullable()).nullish() }).nullish(),
      })
      .nullable(),
  }),
)

/** AniList refuses requests of a higher complexity with HTTP 400. */
export const maxComplexity = 500

/**
 * The complexity of a document as AniList counts it: one for every selected field. Lists are not multiplied, aliased
 * fields count each time. Only for documents without fragments and directives, like ours.
 *
 * @example
 * complexity('query Q($id: Int) { Media(id: $id) { id title { romaji } } }') // 4
 */
export function complexity(document: string): number {
  const withoutArguments = document.replace(/\([^()]*\)/g, '')
  const selection = withoutArguments.slice(withoutArguments.indexOf('{'))
  const withoutAliases = selection.replace(/\w+\s*:/g, '')
  return withoutAliases.match(/\w+/g)?.length ?? 0
}
