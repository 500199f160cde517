import { z } from 'zod'
import type { MediaDetails } from '../../anilist/media-details.ts'
import { listStatuses } from '../../core/list.ts'
import { type Media, mediaFormats, mediaStatuses } from '../../core/media.ts'
import { optionalKinds, relationKinds } from '../../core/relation.ts'
import { exclusionRules } from '../../core/search.ts'
import { skippableKinds } from '../../core/skippable.ts'
import { type MemberAnswer, memberStates } from '../../scan/franchise-answer.ts'
import { mostLookupIds } from '../../scan/relation-lookup.ts'
import type { MediaAnswer } from '../../scan/scan-answer.ts'

/** The range of GraphQL's Int and of PostgreSQL's integer. */
export const mediaIdSchema = z.int().min(1).max(2_147_483_647).describe('AniList ID')

export const mediaSchema = z
  .object({
    id: mediaIdSchema,
    title: z.object({
      romaji: z.string().nullable(),
      english: z.string().nullable(),
      native: z.string().nullable(),
    }),
    format: z.enum(mediaFormats).nullable(),
    status: z.enum(mediaStatuses).nullable(),
    episodes: z.int().nullable().describe('Null if unknown'),
    duration: z.int().nullable().describe('Minutes per episode'),
    year: z.int().nullable().describe('Year of the first broadcast or release'),
    score: z.int().nullable().describe('Average score on AniList, 0 to 100'),
    coverUrl: z.string().nullable(),
    siteUrl: z.string().describe('Its page on AniList'),
  })
  .meta({ id: 'Media', description: 'An anime on AniList' }) satisfies z.ZodType<MediaAnswer>

const fuzzyDateSchema = z.object({
  year: z.int().nullable(),
  month: z.int().nullable(),
  day: z.int().nullable(),
})

const nextAiringSchema = z
  .object({ episode: z.int(), at: z.int().describe('Unix time in seconds') })
  .nullable()
  .describe('The next episode, if announced')

export const memberSchema = z
  .object({
    ...mediaSchema.shape,
    startDate: fuzzyDateSchema.describe('Any part may be unknown'),
    coverColor: z
      .string()
      .nullable()
      .describe('Dominant colour of the cover (#rrggbb), to show while the image loads'),
    genres: z.array(z.string()),
    nextAiring: nextAiringSchema,
    state: z
      .enum(memberStates)
      .describe("Its state for the list's owner. `unlisted` is neither on the list nor in a chain."),
    hiddenBy: z.enum(exclusionRules).nullable().describe('The rule that hides it, if `hidden`'),
    skippable: z
      .object({ kind: z.enum(skippableKinds), of: mediaIdSchema })
      .nullable()
      .describe(
        'Why it can be skipped: it is a SUMMARY, COMPILATION or ALTERNATIVE of another title. Null otherwise',
      ),
    entry: z
      .object({
        status: z.enum(listStatuses),
        score: z.number().describe("In the owner's score format; 0 if not scored"),
        progress: z.int().describe('Episodes watched'),
      })
      .nullable()
      .describe('Its list entry'),
  })
  .meta({ id: 'FranchiseMember' }) satisfies z.ZodType<MemberAnswer>

export const mediaParamsSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be an AniList ID: a whole number from 1')
    .transform(Number)
    .describe('AniList ID')
    .meta({ example: 16498 }),
})

export const mediaDetailsSchema = z
  .object({
    id: mediaIdSchema,
    synopsis: z.array(z.string()).readonly().describe('Plain text paragraphs, without spoilers'),
    studios: z.array(z.string()).readonly(),
    endDate: fuzzyDateSchema.describe('Any part may be unknown'),
  })
  .meta({ id: 'MediaDetails' }) satisfies z.ZodType<MediaDetails>

export const relationsBodySchema = z.strictObject({
  ids: z
    .array(mediaIdSchema)
    .min(1)
    .max(mostLookupIds)
    .refine((ids) => new Set(ids).size === ids.length, 'must not contain duplicates')
    .describe('Titles whose relations to look up'),
  relations: z
    .array(z.enum(optionalKinds))
    .max(optionalKinds.length)
    .default([])
    .describe(
      'Relation types that the search follows in addition to SEQUEL: what is already known further along them is included',
    ),
  knownOnly: z
    .boolean()
    .default(false)
    .describe('Return only what is already known, without asking AniList; unknown titles are left out'),
})

const expansionSchema = z.object({
  id: mediaIdSchema,
  relations: z
    .array(z.object({ to: mediaIdSchema, kind: z.enum(relationKinds) }))
    .describe('`to` is the `kind` of this title, such as its SEQUEL'),
})

const graphMediaSchema = z
  .object({
    id: mediaIdSchema,
    type: z.enum(['ANIME', 'MANGA']),
    title: mediaSchema.shape.title,
    format: z.enum(mediaFormats).nullable(),
    status: z.enum(mediaStatuses).nullable(),
    isAdult: z.boolean(),
    episodes: mediaSchema.shape.episodes,
    duration: mediaSchema.shape.duration,
    startDate: fuzzyDateSchema,
    score: mediaSchema.shape.score,
    popularity: z.int().nullable().describe('How many people have it on their list on AniList'),
    genres: z.array(z.string()).readonly(),
    coverUrl: mediaSchema.shape.coverUrl,
    coverColor: z.string().nullable(),
    nextAiring: nextAiringSchema,
  })
  .meta({ id: 'GraphMedia' }) satisfies z.ZodType<Media>

export const relationsReplySchema = z
  .object({
    media: z.array(graphMediaSchema).describe('The titles that the relations lead to'),
    expansions: z
      .array(expansionSchema)
      .describe(
        'All relations of each title: those in the request, and already known ones further along the chains',
      ),
    hints: z
      .array(expansionSchema)
      .optional()
      .describe('With `knownOnly`: outdated relations, which only suggest what to ask AniList for'),
    requests: z.int().min(0).describe('Requests sent to AniList'),
  })
  .meta({ id: 'Relations' })

export type RelationsReply = z.output<typeof relationsReplySchema>
