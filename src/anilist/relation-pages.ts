import { z } from 'zod'
import type { GraphFragment } from '../core/graph.ts'
import type { Media } from '../core/media.ts'
import type { Relation } from '../core/relation.ts'
import { complexity, maxComplexity } from './complexity.ts'
import { toMedia, toRelations } from './mapping.ts'
import {
  type MediaReply,
  mediaFields,
  mediaSchema,
  type Operation,
  type RelationsReply,
  relationsSchema,
} from './operations.ts'

/** `Page.perPage` at most. */
const idsPerPage = 50
/** About as many aliased pages as AniList is known to answer in one request. */
const maxPages = 20
/**
 * Up to so many ids are read three steps deep. A media has 4 relations on average, but those it leads to have 17: the
 * hubs of large franchises are met most often (measured on a real list). So each step of nesting multiplies a reply
 * by about 17; the third of 25 ids brings what the second of 400 does, some 30,000 media.
 */
const fewIds = 25

/** One request: the ids whose relations it reads, in pages, and how many steps it reads from each. */
export interface RelationRequest {
  readonly pages: readonly (readonly number[])[]
  /** 1 reads the relations of the ids alone; each further step those of the media found before. */
  readonly steps: number
}

/**
 * Plans the fewest requests that read the relations of `ids`. Where one request can hold them all it looks ahead:
 * two steps as a rule, three when the ids are few. Where more are needed, looking ahead must not cost a request:
 * a frontier shrinks with distance, so the next one fits into one request more surely than this one.
 */
export function planRequests(ids: readonly number[], lookAhead = true): RelationRequest[] {
  const steps = lookAhead ? chooseSteps(ids.length) : 1
  return slices(slices(ids, idsPerPage), pagesPerRequest(steps)).map((pages) => ({ pages, steps }))
}

/** How many ids one request takes at most, looking `steps` ahead. */
export function idsPerRequest(steps: number): number {
  return pagesPerRequest(steps) * idsPerPage
}

function chooseSteps(count: number): number {
  if (count <= fewIds) return 3
  const requests = (steps: number) => Math.ceil(count / idsPerRequest(steps))
  return requests(2) <= requests(1) ? 2 : 1
}

function pagesPerRequest(steps: number): number {
  return Math.min(maxPages, Math.floor(maxComplexity / complexity(relationsDocument(1, steps))))
}

/** The operation that answers a planned request, with its variables. */
export function relationsOperation({ pages, steps }: RelationRequest): Operation<GraphFragment> & {
  readonly variables: Readonly<Record<string, readonly number[]>>
} {
  return {
    operationName: 'Relations',
    query: relationsDocument(pages.length, steps),
    schema: replySchema(steps).transform((reply) => toFragment(pages.flat(), Object.values(reply))),
    variables: Object.fromEntries(pages.map((ids, page) => [`ids${page}`, ids])),
  }
}

/** One aliased page for each fifty ids. No `pageInfo`: fifty ids cannot fill a second page. */
function relationsDocument(pages: number, steps: number): string {
  const numbers = Array.from({ length: pages }, (_, page) => page)
  const variables = numbers.map((page) => `$ids${page}: [Int]`).join(', ')
  const selection = `media(id_in: $ids) { id ${relationsSelection(steps)} }`
  const aliases = numbers.map(
    (page) => `page${page}: Page(perPage: ${idsPerPage}) { ${selection.replace('$ids', `$ids${page}`)} }`,
  )
  return `query Relations(${variables}) { ${aliases.join('\n')} }`
}

function relationsSelection(steps: number): string {
  const further = steps > 1 ? relationsSelection(steps - 1) : ''
  return `relations { edges { relationType(version: 2) node { ${mediaFields} ${further} } } }`
}

/** A media in a reply, with as many steps of relations as were asked for. */
interface NodeReply extends MediaReply {
  relations?: RelationsReply<NodeReply> | null | undefined
}

function nodeSchema(steps: number): z.ZodType<NodeReply> {
  if (steps === 0) return mediaSchema
  return mediaSchema.extend({ relations: relationsSchema(nodeSchema(steps - 1)).nullish() })
}

type PageReply = z.output<ReturnType<typeof replySchema>>[string]

function replySchema(steps: number) {
  const relations = relationsSchema(nodeSchema(steps - 1)).nullish()
  const media = z.object({ id: z.int().positive(), relations })
  return z.record(z.string(), z.object({ media: z.array(media.nullable()).nullish() }).nullable())
}

/** Ids that AniList left out are gone: they count as expanded, with no relations, or they would be asked for again. */
function toFragment(ids: readonly number[], pages: readonly PageReply[]): GraphFragment {
  const media = new Map<number, Media>()
  const expansions = new Map<number, readonly Relation[]>()

  const read = ({ id, relations }: Pick<NodeReply, 'id' | 'relations'>) => {
    if (!relations) return
    if (!expansions.has(id)) expansions.set(id, toRelations(id, relations))
    for (const edge of relations.edges ?? []) {
      const node = edge?.node
      if (!node) continue
      if (!media.has(node.id)) media.set(node.id, toMedia(node))
      if (node.type === 'ANIME') read(node)
    }
  }
  for (const page of pages) for (const one of page?.media ?? []) if (one) read(one)
  for (const id of ids) if (!expansions.has(id)) expansions.set(id, [])
  return { media: [...media.values()], expansions }
}

function slices<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, n) =>
    items.slice(n * size, (n + 1) * size),
  )
}
