import { z } from 'zod'
import { type Media, mediaFormats, mediaStatuses } from '../../core/media.ts'
import { optionalKinds, relationKinds } from '../../core/relation.ts'
import { mostLookupIds } from '../../scan/relation-lookup.ts'
import { fuzzyDateSchema, mediaIdSchema, mediaSchema, nextAiringSchema } from './media.ts'

export const relationsBodySchema = z.strictObject({
  ids: z
    .array(mediaIdSchema)
    .min(1)
    .max(mostLookupIds)
    .refine((ids) => new Set(ids).size === ids.length, 'must not contain duplicates')
    .describe('Titles to look up the relations of'),
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
