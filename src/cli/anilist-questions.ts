import { z } from 'zod'
import { AniListError } from '../anilist/errors.ts'
import {
  maxComplexity,
  mediaFields,
  mediaSchema,
  type RelationsReply,
  relationsSchema,
} from '../anilist/operations.ts'
import { dataOf, type ReplySchema } from '../anilist/reply.ts'
import { chunk } from '../core/chunk.ts'
import { sequelPairs } from '../core/sequel-pairs.ts'
import { selectedTypes, typesDocument } from './anilist-fields.ts'

/** Something to ask AniList. Without a query it is a preflight: a browser's question whether the page may ask. */
export interface Question {
  readonly name: string
  readonly query?: string
  readonly variables?: Readonly<Record<string, readonly number[]>>
  /** Whether to say where the page comes from, as a browser does. */
  readonly asPage?: boolean
}

/** A question, and what came of it. */
export interface Exchange extends Question {
  /** Absent where none came. */
  readonly reply?: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    /** Absent where it was not GraphQL. */
    readonly body?: {
      readonly data?: unknown
      readonly errors?: readonly { readonly message: string; readonly status?: number | undefined }[]
    }
  }
  /** Why there is no such body, in our words. */
  readonly failure?: string
}

/** Shingeki no Kyojin and its second season. */
export const [knownMedia, knownSequel] = [16498, 20958]
/** The most ids that a page takes. */
export const idsPerPage = 50
/** The pages that a request begins with, and more than anybody is known to have been answered. */
export const [usualPages, manyPages] = [10, 16]

/** One field more than AniList takes. */
export const tooComplex = `query TooComplex { Page(perPage: 1) { media(id_in: [${knownMedia}]) { ${Array.from(
  { length: maxComplexity - 1 },
  (_, n) => `f${n}: id`,
).join(' ')} } } }`

/** The questions in their order, 8 at most. Each knows what was answered before it. */
const questions: readonly ((asked: readonly Exchange[]) => Question)[] = [
  () => ({ ...askPages('nested', [knownMedia], 1, nested), asPage: true }),
  (asked) => askPages('ten pages', idsToCompare(asked), usualPages, relations('id')),
  (asked) =>
    readPages(asked, 'ten pages') instanceof AniListError
      ? askPages('one page', idsToCompare(asked), 1, relations('id'))
      : askPages('sixteen pages', idsToCompare(asked), manyPages, ''),
  () => ({ name: 'complexity', query: tooComplex }),
  () => ({ name: 'preflight', asPage: true }),
  ...chunk(selectedTypes, usualPages).map((names, n) => () => ({
    name: `types ${n + 1}`,
    query: typesDocument(names),
  })),
]
/** How many requests a survey takes, unless it ends before. */
export const questionCount = questions.length

/** What to ask next; undefined where all was asked, or AniList wants no more of it. */
export function nextQuestion(asked: readonly Exchange[]): Question | undefined {
  if (asked.some(({ reply }) => reply?.status === 403 || reply?.status === 429)) return undefined
  if (asked[0] && !asked[0].reply) return undefined
  return questions[asked.length]?.(asked)
}

/** Three levels, of which the first is what a scan reads. */
const nested = relations(`${mediaFields} ${relations(`id ${relations('id')}`)}`)

function relations(node: string): string {
  return `relations { edges { relationType(version: 2) node { ${node} } } }`
}

/** Aliased pages of as many ids as there are, 50 at most; where they run out, they come again. Never of none: that is no filter. */
function askPages(name: string, ids: readonly number[], pages: number, selection: string): Question {
  const numbers = Array.from({ length: pages }, (_, page) => page)
  const size = Math.min(idsPerPage, ids.length)
  const idsOf = (page: number) =>
    Array.from({ length: size }, (_, i) => ids[(page * size + i) % ids.length] ?? knownMedia)
  const aliases = numbers.map(
    (page) =>
      `page${page}: Page(perPage: ${idsPerPage}) { pageInfo { hasNextPage } media(id_in: $ids${page}) { id ${selection} } }`,
  )
  return {
    name,
    query: `query Survey(${numbers.map((page) => `$ids${page}: [Int]`).join(', ')}) { ${aliases.join(' ')} }`,
    variables: Object.fromEntries(numbers.map((page) => [`ids${page}`, idsOf(page)])),
  }
}

/** First the media whose nested relations came along, to see what is said of them by id; then others that AniList has. */
function idsToCompare(asked: readonly Exchange[]): number[] {
  const seen = readLevels(asked).flatMap((level) => [...level.keys()])
  return [...new Set([knownMedia, ...seen, ...sequelPairs.flat()])]
}

interface Node {
  id: number
  relations?: RelationsReply<Node> | null | undefined
}
const nodeSchema: z.ZodType<Node> = mediaSchema.extend({
  relations: z.lazy(() => relationsSchema(nodeSchema)).nullish(),
})
const pagesSchema = z.record(
  z.string(),
  z
    .object({
      pageInfo: z.object({ hasNextPage: z.boolean().nullish() }).nullish(),
      media: z.array(nodeSchema.nullable()).nullish(),
    })
    .nullable(),
)
type Pages = z.output<typeof pagesSchema>

/** The edges of each media, such as `SEQUEL 20958`. */
export type Lists = ReadonlyMap<number, ReadonlySet<string>>

/** The data of a reply, or what our client makes of it in their place. */
export function readData<T>(exchange: Exchange | undefined, schema: ReplySchema<T>): T | AniListError {
  const { status = 0, headers = {}, body } = exchange?.reply ?? {}
  const errors = body?.errors?.map((error) => ({ status: undefined, ...error })) ?? []
  const unreadable = body
    ? undefined
    : new AniListError('anilist-bad-reply', { cause: new Error(exchange?.failure ?? 'not asked') })
  const reply = { headers: new Headers(headers), data: body?.data, errors, unreadable }
  try {
    return dataOf({ ...reply, status: errors[0]?.status ?? status }, schema, undefined, 0)
  } catch (error) {
    if (error instanceof AniListError) return error
    throw error
  }
}

export function findExchange(asked: readonly Exchange[], name: string): Exchange | undefined {
  return asked.find((exchange) => exchange.name === name)
}

export function readPages(asked: readonly Exchange[], name: string): Pages | AniListError {
  return readData(findExchange(asked, name), pagesSchema)
}

/** The pages of 50 ids, as many as AniList answered. */
export function readUsualPages(asked: readonly Exchange[]): Pages | undefined {
  for (const name of ['ten pages', 'one page']) {
    const pages = readPages(asked, name)
    if (!(pages instanceof AniListError)) return pages
  }
  return undefined
}

/** What AniList says of the media that were asked for by their own ids. */
export function readLists(asked: readonly Exchange[]): Lists | undefined {
  const pages = readUsualPages(asked)
  return pages && listsOf(mediaOf(pages))
}

/** What nested relations say, level by level; none where AniList refused them. */
export function readLevels(asked: readonly Exchange[]): Lists[] {
  const pages = readPages(asked, 'nested')
  if (pages instanceof AniListError) return []
  const further = (media: readonly Node[]) =>
    media.flatMap(({ relations }) => relations?.edges?.flatMap((edge) => edge?.node ?? []) ?? [])
  const first = mediaOf(pages)
  const second = further(first)
  return [first, second, further(second)].map(listsOf)
}

function mediaOf(pages: Pages): Node[] {
  return Object.values(pages).flatMap((page) => page?.media?.filter((media) => media !== null) ?? [])
}

function listsOf(media: readonly Node[]): Lists {
  const edgesOf = ({ relations }: Node) =>
    relations?.edges?.flatMap((edge) => (edge?.node ? [`${edge.relationType} ${edge.node.id}`] : []))
  return new Map(media.map((one) => [one.id, new Set(edgesOf(one))]))
}
