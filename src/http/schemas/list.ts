import { z } from 'zod'
import { type ListStatus, listStatuses } from '../../core/list.ts'
import type { AdditionAnswer, EntryAnswer, KeptAddition, RemovalResult } from '../../lists/list-additions.ts'
import type { UpdateAnswer } from '../../lists/list-updates.ts'
import { ignoredScopes } from '../../store/ignored.ts'
import { mediaIdSchema } from './media.ts'

/** More than anyone selects by hand, and about a dozen AniList requests. */
const mostTitles = 500

export const idempotencyHeadersSchema = z.looseObject({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,128}$/, 'must be 1 to 128 visible ASCII characters')
    .optional()
    .describe(
      'Identifies the request, preferably with a random UUID. For seven days, repeating the request with the same key returns its results without adding anything twice; titles that AniList had failed on are tried again.',
    ),
})

/** What entries say besides their status. */
const detailsSchema = z.object({
  score: z
    .number()
    .gt(0)
    .max(100)
    .optional()
    .describe('In your own score format, to which AniList rounds it; not for PLANNING'),
  progress: z
    .int()
    .min(1)
    .max(100_000)
    .optional()
    .describe(
      'Episodes watched, for CURRENT, PAUSED or DROPPED; a completed title gets all of its episodes. A title with fewer episodes fails with `progress-beyond-end`',
    ),
  completedOn: z.iso
    .date()
    .refine((date) => date >= '1900-01-01', 'must not be before 1900')
    .optional()
    .describe('The day you completed it, for COMPLETED'),
})

export const addBodySchema = z
  .strictObject({
    mediaIds: z
      .array(mediaIdSchema)
      .min(1)
      .max(mostTitles)
      .describe('The titles to add; duplicates count once'),
    status: z.enum(listStatuses).default('PLANNING'),
    ...detailsSchema.shape,
  })
  .refine(({ status, score }) => score === undefined || status !== 'PLANNING', {
    path: ['score'],
    message: 'must not be given for PLANNING',
  })
  .refine(({ status, progress }) => progress === undefined || partlyWatched.includes(status), {
    path: ['progress'],
    message: 'can only be given for CURRENT, PAUSED or DROPPED',
  })
  .refine(({ status, completedOn }) => completedOn === undefined || status === 'COMPLETED', {
    path: ['completedOn'],
    message: 'can only be given for COMPLETED',
  })

const partlyWatched: readonly ListStatus[] = ['CURRENT', 'PAUSED', 'DROPPED']

const entrySchema = z
  .object({
    status: z.enum(listStatuses).nullable().describe('Null for a status that this version does not know'),
    score: z.number().describe('In your own score format; 0 if not scored'),
    progress: z.int().describe('Episodes watched'),
    private: z.boolean(),
  })
  .meta({ id: 'ListEntry', description: 'A list entry' }) satisfies z.ZodType<EntryAnswer>

export const addedSchema = z
  .object({
    additionId: z.string().describe('For undoing it'),
    results: z
      .array(
        z.object({
          mediaId: mediaIdSchema,
          outcome: z.enum(['added', 'already-listed', 'failed']),
          entry: entrySchema.exactOptional().describe('The new entry, or the existing one, unchanged'),
          code: z.string().exactOptional().describe('Why it failed'),
        }),
      )
      .describe('One per title, in the order of the request'),
  })
  .meta({ id: 'ListAddition' }) satisfies z.ZodType<AdditionAnswer>

export const additionsSchema = z
  .object({
    additions: z.array(
      addedSchema.extend({
        status: z.enum(listStatuses),
        ...detailsSchema.shape,
        createdAt: z.iso.datetime(),
        undoneAt: z.iso.datetime().exactOptional().describe('When it was undone'),
      }),
    ),
  })
  .meta({ id: 'ListAdditions' }) satisfies z.ZodType<{ readonly additions: readonly KeptAddition[] }>

export const undoBodySchema = z.strictObject({
  additionId: z.string().regex(/^[\w-]{16}$/, 'must be the additionId of an addition'),
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
              '`removed`: no longer on the list. `kept`: the entry was changed since. `untouched`: this addition did not add it.',
            ),
          code: z.string().exactOptional().describe('Why it was kept or failed'),
        }),
      )
      .describe('One per title that exists on AniList, in the order of the addition'),
  })
  .meta({ id: 'ListRemoval' }) satisfies z.ZodType<{ readonly results: readonly RemovalResult[] }>

export const updateBodySchema = z
  .strictObject({
    mediaId: mediaIdSchema,
    status: z.enum(listStatuses).optional(),
    progress: z.int().min(0).max(100_000).optional().describe('Episodes watched'),
  })
  .refine(({ status, progress }) => status !== undefined || progress !== undefined, {
    message: 'must contain a status, a progress or both',
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
  .describe('`title` for this title only, `franchise` for every title of its franchise')

const untilSchema = z.iso.datetime().nullable().describe('When to show it again, in UTC; null for never')

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
  .meta({ id: 'Ignores', description: 'The titles and franchises you ignore' })

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
    .regex(/^[1-9]\d{0,8}$/, "must be a title's AniList ID")
    .transform(Number)
    .describe('AniList ID'),
})
