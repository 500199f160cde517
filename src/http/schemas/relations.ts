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
    .refine((ids) => new Set(ids).size === ids.length, 'must not name an id twice')
    .describe('Titles whose relations to read'),
  relations: z
    .array(z.enum(optionalKinds))
    .max(optionalKinds.length)
    .default([])
    .describe(
      'Kinds that the search follows besides SEQUEL: what is known of the way on along them comes along',
    ),
  knownOnly: z
    .boolean()
    .default(false)
    .describe('Answer with what is known, without asking AniList: titles that are not known are left out'),
})

const expansionSchema = z.object({
  id: mediaIdSchema,
  relations: z
    .array(z.object({ to: mediaIdSchema, kind: z.enum(relationKinds) }))
    .describe('`to` is a `kind` of this title'),
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
    media: z.array(graphMediaSchema).describe('What the relations lead to'),
    expansions: z
      .array(expansionSchema)
      .describe('All relations of a title: those asked for, and those known of the way on from there'),
    hints: z
      .array(expansionSchema)
      .optional()
      .describe(
        'With `knownOnly`: what was known once of titles that have to be read again. It says what may be worth asking AniList for, and no more.',
      ),
    requests: z.int().min(0).describe('Sent to AniList for it'),
  })
  .meta({ id: 'Relations' })

export type RelationsReply = z.output<typeof relationsReplySchema>
