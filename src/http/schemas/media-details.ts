import { z } from 'zod'
import type { MediaDetails } from '../../anilist/media-details.ts'
import { fuzzyDateSchema, mediaIdSchema } from './media.ts'

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
