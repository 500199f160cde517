import { z } from 'zod'
import type { GraphFragment } from '../core/graph.ts'
import type { Said } from '../core/hints.ts'
import type { Media } from '../core/media.ts'
import type { Relation } from '../core/relation.ts'
import { toHints, toRelations } from './mapping.ts'
import { mediaFields, mediaSchema, type Operation, relationsSchema } from './operations.ts'

/** The maximum of `Page.perPage`. */
export const idsPerPage = 50

/** The size of a relation request. */
export interface Shape {
  /** Aliased pages, at least 1. */
  readonly pages: number
  /** 1 reads only the relations of the ids; 2 adds hints about the media they lead to. */
  readonly levels: number
}

/**
 * The largest request that AniList is known to answer. Public projects request ten aliased pages of fifty, and
 * relations nested twice; none requests sixteen pages, and one reports that AniList always answers a third nested
 * `relations` with no edges. `doctor --anilist` tests what AniList accepts.
 */
export const widestShape: Shape = { pages: 10, levels: 2 }

/**
 * Only the first pages include hints. A media has 4 relations on average, but the media they lead to have 17, as hubs
 * of large franchises are met most often (measured on a real list). Hints for all ten pages would make replies of over
 * 2 MB.
 */
const nestedPages = 5

/** Relations that were read, and hints about the media they lead to. */
export interface RelationReply extends GraphFragment {
  /** Requested ids that AniList does not have. */
  readonly gone: readonly number[]
  readonly hints: Said
}

/** Everything that counts as read, including ids that AniList does not have, or they would be requested again. */
export function readsOf({ media, expansions, gone }: RelationReply): GraphFragment {
  return { media, expansions: new Map([...expansions, ...gone.map((id) => [id, []] as const)]) }
}

/** The operation that reads these pages of ids. An empty page would match all of AniList. */
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

/** One aliased page for every fifty ids. No `pageInfo`, as fifty ids cannot fill a second page. */
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
