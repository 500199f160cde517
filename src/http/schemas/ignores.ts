import { z } from 'zod'
import { ignoredScopes } from '../../store/ignored.ts'
import { mediaIdSchema } from './media.ts'

const scopeSchema = z
  .enum(ignoredScopes)
  .describe('`title` for it alone, `franchise` for every title that belongs together with it')

const untilSchema = z.iso
  .datetime()
  .nullable()
  .describe('When to tell of it again, as a time in UTC; null for never')

export const ignoresSchema = z
  .object({
    ignores: z.array(
      z.object({
        scope: scopeSchema,
        mediaId: mediaIdSchema,
        until: untilSchema,
        createdAt: z.iso.datetime(),
      }),
    ),
  })
  .meta({ id: 'Ignores', description: 'What you do not want to be told of' })

export const ignoreBodySchema = z.strictObject({
  ignores: z
    .array(
      z.strictObject({
        scope: scopeSchema.default('title'),
        mediaId: mediaIdSchema,
        until: untilSchema.default(null),
      }),
    )
    .min(1)
    .max(500),
})

export const ignoreParamsSchema = z.strictObject({
  scope: scopeSchema,
  mediaId: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be the id of a title')
    .transform(Number)
    .describe("AniList's id"),
})
