import { z } from 'zod'
import { listStatuses } from '../../core/list.ts'
import type { AdditionAnswer, EntryAnswer, KeptAddition, RemovalResult } from '../../lists/list-additions.ts'
import type { UpdateAnswer } from '../../lists/list-updates.ts'
import { ignoredScopes } from '../../store/ignored.ts'
import { mediaIdSchema } from './media.ts'

/** More than anyone picks by hand; AniList's allowance takes it in a dozen requests. */
const mostTitles = 500

export const idempotencyHeadersSchema = z.looseObject({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,128}$/, 'must be 1 to 128 visible ASCII characters')
    .optional()
    .describe(
      'Names the request, best by a random UUID. Sent again with the same key, it is answered and not carried out again, for seven days; what AniList had failed at is tried again.',
    ),
})

export const addBodySchema = z.strictObject({
  mediaIds: z.array(mediaIdSchema).min(1).max(mostTitles).describe('The titles; one named twice counts once'),
  status: z.enum(listStatuses).default('PLANNING'),
})

const entrySchema = z
  .object({
    status: z
      .enum(listStatuses)
      .nullable()
      .describe('Null for one that AniList added after this was written'),
    score: z.number().describe('In your own format; 0 where not scored'),
    progress: z.int().describe('Episodes seen'),
    private: z.boolean(),
  })
  .meta({ id: 'ListEntry', description: 'What your list says of a title' }) satisfies z.ZodType<EntryAnswer>

export const addedSchema = z
  .object({
    additionId: z.string().describe('To undo it'),
    results: z
      .array(
        z.object({
          mediaId: mediaIdSchema,
          outcome: z.enum(['added', 'already-listed', 'failed']),
          entry: entrySchema
            .exactOptional()
            .describe('The new entry, or the one that was there and was left as it is'),
          code: z.string().exactOptional().describe('Why it failed'),
        }),
      )
      .describe('One for each title, in the order asked for'),
  })
  .meta({ id: 'ListAddition' }) satisfies z.ZodType<AdditionAnswer>

export const additionsSchema = z
  .object({
    additions: z.array(
      addedSchema.extend({
        status: z.enum(listStatuses),
        createdAt: z.iso.datetime(),
        undoneAt: z.iso.datetime().exactOptional().describe('When it was to be undone'),
      }),
    ),
  })
  .meta({ id: 'ListAdditions' }) satisfies z.ZodType<{ readonly additions: readonly KeptAddition[] }>

export const undoBodySchema = z.strictObject({
  additionId: z.string().regex(/^[\w-]{16}$/, 'must be the additionId of an answer'),
})

export const undoneSchema = z
  .object({
    results: z
      .array(
        z.object({
          mediaId: mediaIdSchema,
          outcome: z
            .enum(['removed', 'kept', 'untouched', 'failed'])
            .describe(
              '`removed`: no longer on the list. `kept`: the entry was changed since. `untouched`: it was not added by that.',
            ),
          code: z.string().exactOptional().describe('Why it was kept, or failed'),
        }),
      )
      .describe('One for each title that AniList has, in the order of the addition'),
  })
  .meta({ id: 'ListRemoval' }) satisfies z.ZodType<{ readonly results: readonly RemovalResult[] }>

export const updateBodySchema = z
  .strictObject({
    mediaId: mediaIdSchema,
    status: z.enum(listStatuses).optional(),
    progress: z.int().min(0).max(100_000).optional().describe('Episodes seen'),
  })
  .refine(({ status, progress }) => status !== undefined || progress !== undefined, {
    message: 'must say a status, a progress, or both',
  })

export const updatedSchema = z
  .object({
    mediaId: mediaIdSchema,
    outcome: z.enum(['updated', 'unchanged']),
    entry: entrySchema,
  })
  .meta({ id: 'ListUpdate' }) satisfies z.ZodType<UpdateAnswer>

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
