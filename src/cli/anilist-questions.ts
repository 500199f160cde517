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

/** A request to AniList. Without a query it is a CORS preflight. */
export interface Question {
  readonly name: string
  readonly query?: string
  readonly variables?: Readonly<Record<string, readonly number[]>>
  /** Whether to send an `Origin`, like a browser. */
  readonly asPage?: boolean
}

/** A question with its reply. */
export interface Exchange extends Question {
  /** Absent if there was none. */
  readonly reply?: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    /** Absent if it was not GraphQL. */
    readonly body?: {
      readonly data?: unknown
      readonly errors?: readonly { readonly message: string; readonly status?: number | undefined }[]
    }
  }
  /** Why there is no usable body. */
  readonly failure?: string
}

/** Shingeki no Kyojin and its second season. */
export const [knownMedia, knownSequel] = [16498, 20958]
/** The most ids per page. */
export const idsPerPage = 50
/** The pages of a scan's first request, and more than AniList is known to answer. */
export const [usualPages, manyPages] = [10, 16]

/** Exceeds AniList's limit by one field. */
export const tooComplex = `query TooComplex { Page(perPage: 1) { media(id_in: [${knownMedia}]) { ${Array.from(
  { length: maxComplexity - 1 },
  (_, n) => `f${n}: id`,
).join(' ')} } } }`

/** The questions in order, at most 8. Each depends on the previous replies. */
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
/** How many requests a complete survey sends. */
export const questionCount = questions.length

/** The next question; undefined when all were asked or AniList refuses more. */
export function nextQuestion(asked: readonly Exchange[]): Question | undefined {
  if (asked.some(({ reply }) => reply?.status === 403 || reply?.status === 429)) return undefined
  if (asked[0] && !asked[0].reply) return undefined
  return questions[asked.length]?.(asked)
}

/** Three levels; scans read the first. */
const nested = relations(`${mediaFields} ${relations(`id ${relations('id')}`)}`)

function relations(node: string): string {
  return `relations { edges { relationType(version: 2) node { ${node} } } }`
}

/** Aliased pages of up to 50 ids, repeated if there are too few. Never empty, as that would not filter at all. */
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

/** First the media with nested relations, to compare them with their relations by id; then others that AniList has. */
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

/** Each media's edges, such as `SEQUEL 20958`. */
export type Lists = ReadonlyMap<number, ReadonlySet<string>>

/** The data of a reply, or the error that our client reports for it. */
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

/** The pages of 50 ids that AniList answered. */
export function readUsualPages(asked: readonly Exchange[]): Pages | undefined {
  for (const name of ['ten pages', 'one page']) {
    const pages = readPages(asked, name)
    if (!(pages instanceof AniListError)) return pages
  }
  return undefined
}

/** The relations of media requested by their own ids. */
export function readLists(asked: readonly Exchange[]): Lists | undefined {
  const pages = readUsualPages(asked)
  return pages && listsOf(mediaOf(pages))
}

/** The nested relations, by level; empty if AniList refused them. */
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
