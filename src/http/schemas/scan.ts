import { z } from 'zod'
import { optionalKinds, relationKinds } from '../../core/relation.ts'
import { scoreFormats } from '../../core/score.ts'
import { exclusionRules } from '../../core/search.ts'
import { watchOrders } from '../../core/watch-order.ts'
import type { FranchiseAnswer, FullAnswer } from '../../scan/franchise-answer.ts'
import type { ScanProgress } from '../../scan/run-scan.ts'
import type { ScanAnswer } from '../../scan/scan-answer.ts'
import { mediaIdSchema, mediaSchema, memberSchema } from './media.ts'

export const scanParamsSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,40}$/, 'must be an AniList username: letters, numbers, - and _')
    .describe('An AniList username')
    .meta({ example: 'casual' }),
})

const flag = z.enum(['true', 'false'])
const isSet = (text: string | undefined): boolean => text === 'true'

/** Comma-separated kinds. Naming SEQUEL, which is always followed, is allowed. */
const kindList = new RegExp(
  `^(${['SEQUEL', ...optionalKinds].join('|')})(,(${['SEQUEL', ...optionalKinds].join('|')}))*$`,
)

/** Far more than any chain on AniList has. */
const longestChain = 100

export const scanQuerySchema = z.strictObject({
  depth: z
    .string()
    .regex(/^(all|[1-9]\d{0,5})$/, 'must be a whole number from 1, or "all"')
    .default('all')
    // Equivalent values become one, so that they share a scan.
    .transform((text) => (text === 'all' || Number(text) > longestChain ? Infinity : Number(text)))
    .describe(
      `How many titles ahead to look in each chain, or \`all\`. More than ${longestChain} counts as \`all\`, as no chain is that long`,
    ),
  relations: z
    .string()
    .regex(kindList, `must be relation types, comma-separated: ${optionalKinds.join(', ')}`)
    .optional()
    .transform((text) => optionalKinds.filter((kind) => text?.split(',').includes(kind)))
    .describe(`Relation types to follow in addition to SEQUEL, comma-separated: ${optionalKinds.join(', ')}`),
  adult: flag
    .optional()
    .describe('Include adult content. By default, your AniList setting applies if you are signed in.'),
  music: flag.optional().transform(isSet).describe('Include music videos'),
  throughDropped: flag.optional().transform(isSet).describe('Continue past dropped titles'),
  fromPlanned: flag.optional().transform(isSet).describe('Start from planned and paused titles too'),
  order: z
    .enum(watchOrders)
    .default('release')
    .describe(
      'The watch order: `release` (by date), `story` (prequels and side stories where the story has them) or `essential` (by date, without recaps and alternative versions, which are counted as hidden)',
    ),
  showHidden: flag.optional().transform(isSet).describe('Include `hiddenTitles`'),
  partial: flag
    .optional()
    .transform(isSet)
    .describe('If AniList fails partway, return what was found so far, marked `incomplete`'),
  include: z
    .literal('franchises')
    .optional()
    .transform((part) => part === 'franchises')
    .describe('Include `franchises`, `upcoming` and `generatedAt`'),
  fresh: flag.optional().transform(isSet).describe('Load the list again, even if there is a cached answer'),
})

const listCountsSchema = z.object({
  entries: z.int().min(0),
  watched: z.int().min(0).describe('Completed, watching or rewatching'),
  planned: z.int().min(0),
})

const hiddenCountsSchema = z
  .object(
    Object.fromEntries(exclusionRules.map((rule) => [rule, z.int().min(0)])) as Record<
      (typeof exclusionRules)[number],
      z.ZodInt
    >,
  )
  .describe('Number of titles hidden by each rule')

const missingSchema = z.object({
  media: mediaSchema,
  distance: z.int().min(1).describe('How many steps ahead of the nearest watched entry'),
  relation: z.enum(relationKinds).describe('Relation type of the last step'),
  path: z.array(mediaIdSchema).describe('From that entry to this title'),
  franchise: mediaIdSchema.describe('Smallest AniList ID in its franchise'),
})

const franchiseSchema = z
  .object({
    id: mediaIdSchema.describe('Smallest AniList ID in the franchise'),
    title: z.string().describe('Its name, in English if there is one'),
    titles: z
      .object({ romaji: z.string(), english: z.string(), native: z.string() })
      .describe('Its name in each title language, as far as its titles have one'),
    media: z.array(memberSchema).describe('All of its titles, in watch order'),
    main: z
      .array(mediaIdSchema)
      .describe('Its main line, in watch order: the best known series, and what sequels connect to it'),
    relations: z
      .array(z.object({ from: mediaIdSchema, to: mediaIdSchema, kind: z.enum(relationKinds) }))
      .describe(
        'Relations between these titles, each given once: `to` is the `kind` of `from`, such as its SEQUEL',
      ),
  })
  .meta({ id: 'Franchise' })

const incompleteSchema = z.object({ code: z.string(), message: z.string() })

export const scanAnswerSchema = z
  .object({
    user: z.object({
      id: z.int().positive().nullable(),
      name: z.string(),
      avatarUrl: z.string().nullable(),
      scoreFormat: z.enum(scoreFormats).nullable().describe("The owner's score format; null if unknown"),
    }),
    list: listCountsSchema,
    missing: z.array(missingSchema).describe('Grouped by franchise, each in watch order'),
    hidden: hiddenCountsSchema,
    hiddenTitles: z
      .array(
        z.object({
          media: mediaSchema,
          rule: z.enum(exclusionRules),
          distance: z.int().min(1),
          ignoredThrough: mediaIdSchema
            .exactOptional()
            .describe('If its whole franchise is ignored, the ID it is ignored under'),
        }),
      )
      .exactOptional()
      .describe('With `showHidden`'),
    franchises: z
      .array(franchiseSchema)
      .exactOptional()
      .describe('With `include=franchises`: the franchises of the missing titles, in the order of `missing`'),
    upcoming: z
      .array(memberSchema)
      .exactOptional()
      .describe('With `include=franchises`: titles on the list that are airing or announced, soonest first'),
    upstream: z
      .object({
        requests: z.int().min(0).describe('Requests sent to AniList'),
        cachedMedia: z.int().min(0).describe('Titles whose relations were cached'),
        ms: z.number().min(0),
      })
      .describe('What the scan cost'),
    incomplete: incompleteSchema
      .exactOptional()
      .describe('Present if AniList failed partway, so titles may be missing from the answer'),
    generatedAt: z.iso.datetime().exactOptional().describe('With `include=franchises`: when the scan ended'),
  })
  .meta({ id: 'ScanAnswer' }) satisfies z.ZodType<
  ScanAnswer & Partial<Pick<FullAnswer, 'franchises' | 'upcoming' | 'generatedAt'>>
>

export const scanProgressSchema = z
  .object({
    phase: z.enum(['list', 'relations']).describe('What is being loaded'),
    entries: z.int().min(0).describe('Entries of the list; 0 while it is loading'),
    missing: z.int().min(0).describe('Missing titles found so far'),
    requests: z.int().min(0).describe('Requests sent to AniList so far'),
    waitingUntil: z
      .int()
      .exactOptional()
      .describe(
        "When the scan can continue, if it is waiting in the queue or for AniList's rate limit; in milliseconds since 1970",
      ),
    place: z.int().min(1).exactOptional().describe('Its position in the queue'),
    queued: z
      .literal(true)
      .exactOptional()
      .describe('The list is long, and the scan is waiting for others to finish'),
    franchises: z
      .array(franchiseSchema)
      .exactOptional()
      .describe('With `include=franchises`: the first franchises found so far. They may still grow.'),
  })
  .meta({ id: 'ScanProgress' }) satisfies z.ZodType<
  ScanProgress & { readonly franchises?: readonly FranchiseAnswer[] }
>
