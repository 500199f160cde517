import { z } from 'zod'
import { optionalKinds, relationKinds } from '../../core/relation.ts'
import { scoreFormats } from '../../core/score.ts'
import { exclusionRules } from '../../core/search.ts'
import type { FranchiseAnswer, FullAnswer } from '../../scan/franchise-answer.ts'
import type { ScanProgress } from '../../scan/run-scan.ts'
import type { ScanAnswer } from '../../scan/scan-answer.ts'
import { mediaIdSchema, mediaSchema, memberSchema } from './media.ts'

export const scanParamsSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,40}$/, 'must be an AniList user name: letters and digits')
    .describe('The AniList user whose anime list to read')
    .meta({ example: 'casual' }),
})

const flag = z.enum(['true', 'false'])
const isSet = (text: string | undefined): boolean => text === 'true'

/** Kinds with commas between them. SEQUEL is followed anyway: naming it is no mistake. */
const kindList = new RegExp(
  `^(${['SEQUEL', ...optionalKinds].join('|')})(,(${['SEQUEL', ...optionalKinds].join('|')}))*$`,
)

/** Far more than any chain of AniList's has. */
const longestChain = 100

export const scanQuerySchema = z.strictObject({
  depth: z
    .string()
    .regex(/^(all|[1-9]\d{0,5})$/, 'must be a whole number from 1, or "all"')
    .default('all')
    // All that lead to the same answer are to share one scan.
    .transform((text) => (text === 'all' || Number(text) > longestChain ? Infinity : Number(text)))
    .describe(
      `How many steps to go from a watched title, or \`all\`, which more than ${longestChain} are too: no chain is so long`,
    ),
  relations: z
    .string()
    .regex(kindList, `must be kinds with commas between them, of ${optionalKinds.join(', ')}`)
    .optional()
    .transform((text) => optionalKinds.filter((kind) => text?.split(',').includes(kind)))
    .describe(`Relation kinds to follow besides SEQUEL, with commas: ${optionalKinds.join(', ')}`),
  adult: flag
    .optional()
    .describe(
      'Adult titles as well. Where it is not given and you are signed in, your setting at AniList decides.',
    ),
  music: flag.optional().transform(isSet).describe('Music videos as well'),
  throughDropped: flag.optional().transform(isSet).describe('Go on behind titles that were dropped'),
  fromPlanned: flag.optional().transform(isSet).describe('Begin chains at planned and paused titles too'),
  showHidden: flag.optional().transform(isSet).describe('Answer with `hiddenTitles` as well'),
  partial: flag
    .optional()
    .transform(isSet)
    .describe('If AniList fails midway, answer with what is known so far, marked `incomplete`'),
  include: z
    .literal('franchises')
    .optional()
    .transform((part) => part === 'franchises')
    .describe(
      'Answer with `franchises`, `upcoming` and `generatedAt` as well: all that it takes to draw them',
    ),
  fresh: flag
    .optional()
    .transform(isSet)
    .describe('Read the list anew, even if an answer of the last 30 seconds is at hand'),
})

const listCountsSchema = z.object({
  entries: z.int().min(0),
  watched: z.int().min(0).describe('Completed, watching or watching again'),
  planned: z.int().min(0),
})

const hiddenCountsSchema = z
  .object(
    Object.fromEntries(exclusionRules.map((rule) => [rule, z.int().min(0)])) as Record<
      (typeof exclusionRules)[number],
      z.ZodInt
    >,
  )
  .describe('How many titles each rule hid')

const missingSchema = z.object({
  media: mediaSchema,
  distance: z.int().min(1).describe('Steps from the nearest watched entry'),
  relation: z.enum(relationKinds).describe('The kind of the last step'),
  path: z.array(mediaIdSchema).describe('From that entry to this media'),
  franchise: mediaIdSchema.describe('The smallest media id of its franchise'),
})

const franchiseSchema = z
  .object({
    id: mediaIdSchema.describe('The smallest media id in it'),
    title: z.string().describe('Of what comes first in watch order'),
    media: z.array(memberSchema).describe('All of it, in watch order'),
    relations: z
      .array(z.object({ from: mediaIdSchema, to: mediaIdSchema, kind: z.enum(relationKinds) }))
      .describe('Between these media, each fact once: `to` is a `kind` of `from`'),
  })
  .meta({ id: 'Franchise' })

const incompleteSchema = z.object({ code: z.string(), message: z.string() })

export const scanAnswerSchema = z
  .object({
    user: z.object({
      id: z.int().positive().nullable(),
      name: z.string(),
      avatarUrl: z.string().nullable(),
      scoreFormat: z
        .enum(scoreFormats)
        .nullable()
        .describe('What the scores of the list are to be read by; null where AniList does not say'),
    }),
    list: listCountsSchema,
    missing: z.array(missingSchema).describe('Franchise by franchise, each in watch order'),
    hidden: hiddenCountsSchema,
    hiddenTitles: z
      .array(
        z.object({
          media: mediaSchema,
          rule: z.enum(exclusionRules),
          distance: z.int().min(1),
          ignoredThrough: mediaIdSchema
            .exactOptional()
            .describe('Where its whole franchise is ignored: the id by which it is'),
        }),
      )
      .exactOptional()
      .describe('With `showHidden`'),
    franchises: z
      .array(franchiseSchema)
      .exactOptional()
      .describe('With `include=franchises`: those of the missing titles, in the order of `missing`'),
    upcoming: z
      .array(memberSchema)
      .exactOptional()
      .describe('With `include=franchises`: titles of the list that air or are announced, the next first'),
    upstream: z
      .object({
        requests: z.int().min(0).describe('Sent to AniList'),
        cachedMedia: z.int().min(0).describe('Media whose relations were known already'),
        ms: z.number().min(0),
      })
      .describe('What the scan took'),
    incomplete: incompleteSchema
      .exactOptional()
      .describe('Present where AniList failed on the way: titles may be lacking'),
    generatedAt: z.iso.datetime().exactOptional().describe('With `include=franchises`: when the scan ended'),
  })
  .meta({ id: 'ScanAnswer' }) satisfies z.ZodType<
  ScanAnswer & Partial<Pick<FullAnswer, 'franchises' | 'upcoming' | 'generatedAt'>>
>

export const scanProgressSchema = z
  .object({
    phase: z.enum(['list', 'relations']).describe('What is being read'),
    entries: z.int().min(0).describe('Of the list; 0 while it is being read'),
    missing: z.int().min(0).describe('Missing titles found so far'),
    requests: z.int().min(0).describe('Sent to AniList so far'),
    waitingUntil: z
      .int()
      .exactOptional()
      .describe(
        "Until when the scan has to wait for its turn or for AniList's allowance, in milliseconds since 1970",
      ),
    place: z.int().min(1).exactOptional().describe('Its place among those who wait'),
    queued: z
      .literal(true)
      .exactOptional()
      .describe('The list is long, and the scan waits until others leave room for it'),
    franchises: z
      .array(franchiseSchema)
      .exactOptional()
      .describe('With `include=franchises`: the first franchises found so far. They may still grow.'),
  })
  .meta({ id: 'ScanProgress' }) satisfies z.ZodType<
  ScanProgress & { readonly franchises?: readonly FranchiseAnswer[] }
>
