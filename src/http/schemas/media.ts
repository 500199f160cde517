import { z } from 'zod'
import type { MediaDetails } from '../../anilist/media-details.ts'
import { listStatuses } from '../../core/list.ts'
import { mediaFormats, mediaStatuses } from '../../core/media.ts'
import { exclusionRules } from '../../core/search.ts'
import { type MemberAnswer, memberStates } from '../../scan/franchise-answer.ts'
import type { MediaAnswer } from '../../scan/scan-answer.ts'

/** As far as AniList's GraphQL counts, and a column of PostgreSQL. */
export const mediaIdSchema = z.int().min(1).max(2_147_483_647).describe("AniList's id")

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
    episodes: z.int().nullable().describe('Null while unknown'),
    duration: z.int().nullable().describe('Minutes of one episode'),
    year: z.int().nullable().describe('Of the first broadcast or release'),
    score: z.int().nullable().describe("AniList's average, 0 to 100"),
    coverUrl: z.string().nullable(),
    siteUrl: z.string().describe('Its page at AniList'),
  })
  .meta({ id: 'Media', description: 'An anime as AniList knows it' }) satisfies z.ZodType<MediaAnswer>

/** A date of which any part may be unknown. */
export const fuzzyDateSchema = z.object({
  year: z.int().nullable(),
  month: z.int().nullable(),
  day: z.int().nullable(),
})

export const nextAiringSchema = z
  .object({ episode: z.int(), at: z.int().describe('Unix time in seconds') })
  .nullable()
  .describe('The next episode, where one is announced')

export const memberSchema = z
  .object({
    ...mediaSchema.shape,
    startDate: fuzzyDateSchema.describe('Any part may be unknown'),
    coverColor: z
      .string()
      .nullable()
      .describe("The cover's dominant colour, #rrggbb, to show before the picture"),
    genres: z.array(z.string()),
    nextAiring: nextAiringSchema,
    state: z
      .enum(memberStates)
      .describe(
        'What it is to the owner of the list. `unlisted` is neither on the list nor where a chain leads to.',
      ),
    hiddenBy: z.enum(exclusionRules).nullable().describe('The rule that hides it, where it is `hidden`'),
    entry: z
      .object({
        status: z.enum(listStatuses),
        score: z.number().describe("In the owner's own format; 0 where not scored"),
        progress: z.int().describe('Episodes seen'),
      })
      .nullable()
      .describe('What the list says of it'),
  })
  .meta({ id: 'FranchiseMember' }) satisfies z.ZodType<MemberAnswer>

export const mediaParamsSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, "must be AniList's id of a media: a whole number from 1")
    .transform(Number)
    .describe("AniList's id")
    .meta({ example: 16498 }),
})

export const mediaDetailsSchema = z
  .object({
    id: mediaIdSchema,
    synopsis: z.array(z.string()).readonly().describe('Paragraphs of plain text, without spoilers'),
    studios: z.array(z.string()).readonly(),
    endDate: fuzzyDateSchema.describe('Any part may be unknown'),
  })
  .meta({ id: 'MediaDetails' }) satisfies z.ZodType<MediaDetails>
