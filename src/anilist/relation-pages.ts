import { z } from 'zod'
import type { GraphFragment } from '../core/graph.ts'
import type { Said } from '../core/hints.ts'
import type { Media } from '../core/media.ts'
import type { Relation } from '../core/relation.ts'
import { toHints, toRelations } from './mapping.ts'
import { mediaFields, mediaSchema, type Operation, relationsSchema } from './operations.ts'

/** `Page.perPage` at most. */
export const idsPerPage = 50

/** What one request about relations asks for. */
export interface Shape {
  /** Aliased pages in one request, 1 or more. */
  readonly pages: number
  /** 1 reads the relations of the ids alone; 2 also asks for hints on the media that they lead to. */
  readonly levels: number
}

/**
 * The widest request that AniList is known to answer. Public projects ask for ten aliased pages of fifty in one
 * request, and for relations nested twice; nobody was seen to ask for sixteen pages, and "AniList answers a third nested
 * `relations` with an empty edge list every time", says one that looked. `doctor --anilist` asks AniList itself.
 */
export const widestShape: Shape = { pages: 10, levels: 2 }

/**
 * Only the first pages bring hints along. A media has 4 relations on average, but those it leads to have 17: the hubs of
 * large franchises are met most often (measured on a real list). Hints for all ten pages would make a reply of over 2 MB.
 */
const nestedPages = 5

/** Relations that were read, and hints on the media that they lead to. */
export interface RelationReply extends GraphFragment {
  /** Asked for by id, and absent from the reply: AniList has nothing there. */
  readonly gone: readonly number[]
  readonly hints: Said
}

/** What counts as read: what AniList has nothing for as well, or it would be asked for again. */
export function readsOf({ media, expansions, gone }: RelationReply): GraphFragment {
  return { media, expansions: new Map([...expansions, ...gone.map((id) => [id, []] as const)]) }
}

/** The operation that reads these pages of ids, with its variables. A page without ids would ask for all of AniList. */
export function relationsOperation(
  pages: readonly (readonly number[])[],
  levels: number,
): Operation<RelationReply> & { readonly variables: Readonly<Record<string, readonly number[]>> } {
  if (pages.some((ids) => ids.length === 0))
    throw new Error('AniList takes an empty id_in for no filter at all')
  return {
    operationName: 'Relations',
    query: relationsDocument(pages.length, levels),
    schema: replySchema.transform((reply) => toReply(new Set(pages.flat()), Object.values(reply))),
    variables: Object.fromEntries(pages.map((ids, page) => [`ids${page}`, ids])),
  }
}

/** One aliased page for each fifty ids. No `pageInfo`: fifty ids cannot fill a second page. */
function relationsDocument(pages: number, levels: number): string {
  const hints = 'relations { edges { relationType(version: 2) node { id } } }'
  const numbers = Array.from({ length: pages }, (_, page) => page)
  const variables = numbers.map((page) => `$ids${page}: [Int]`).join(', ')
  const aliases = numbers.map((page) => {
    const node = `${mediaFields} ${levels > 1 && page < nestedPages ? hints : ''}`
    const media = `id relations { edges { relationType(version: 2) node { ${node} } } }`
    return `page${page}: Page(perPage: ${idsPerPage}) { media(id_in: $ids${page}) { ${media} } }`
  })
  return `query Relations(${variables}) { ${aliases.join('\n')} }`
}

const hintSchema = z.object({ id: z.int().positive() })
const nodeSchema = mediaSchema.extend({ relations: relationsSchema(hintSchema).nullish() })
const readSchema = z.object({ id: z.int().positive(), relations: relationsSchema(nodeSchema).nullish() })
const replySchema = z.record(
  z.string(),
  z.object({ media: z.array(readSchema.nullable()).nullish() }).nullable(),
)

function toReply(
  ids: ReadonlySet<number>,
  pages: readonly z.output<typeof replySchema>[string][],
): RelationReply {
  const media = new Map<number, Media>()
  const expansions = new Map<number, readonly Relation[]>()
  const hints = new Map<number, readonly Relation[]>()
  for (const one of pages.flatMap((page) => page?.media ?? [])) {
    if (!one || !ids.has(one.id) || expansions.has(one.id)) continue
    expansions.set(one.id, toRelations(one.id, one.relations, media))
    for (const edge of one.relations?.edges ?? []) {
      const node = edge?.node
      if (node?.type !== 'ANIME' || !node.relations) continue
      hints.set(node.id, toHints(node.id, node.relations))
    }
  }
  return { media: [...media.values()], expansions, gone: [...ids].filter((id) => !expansions.has(id)), hints }
}
