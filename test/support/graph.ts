import { type GraphFragment, MediaGraph } from '../../src/core/graph.ts'
import { type ListEntry, type ListStatus, type MediaList, makeList } from '../../src/core/list.ts'
import { type FuzzyDate, type Media, unknownDate } from '../../src/core/media.ts'
import type { Relation, RelationKind } from '../../src/core/relation.ts'

/** A small AniList: everything that a graph can learn about it. */
export interface Catalogue {
  readonly media: readonly Media[]
  readonly relations: readonly Relation[]
}

/** A finished television season of twelve episodes, changed by `but`. */
export function anime(id: number, but: Partial<Media> = {}): Media {
  return {
    id,
    type: 'ANIME',
    title: { romaji: `Anime ${id}`, english: null, native: null },
    format: 'TV',
    status: 'FINISHED',
    isAdult: false,
    episodes: 12,
    duration: 24,
    startDate: unknownDate,
    score: null,
    popularity: null,
    genres: [],
    coverUrl: null,
    coverColor: null,
    nextAiring: null,
    ...but,
  }
}

export const manga = (id: number) => anime(id, { type: 'MANGA', format: 'MANGA' })
export const music = (id: number) => anime(id, { format: 'MUSIC' })
export const adult = (id: number) => anime(id, { isAdult: true })
export const cancelled = (id: number) => anime(id, { status: 'CANCELLED' })
export const unaired = (id: number) => anime(id, { status: 'NOT_YET_RELEASED', episodes: null })

/** An ID that relations lead to although AniList has deleted it. */
export const gone = (id: number) => ({ gone: id })

export function date(year: number | null, month: number | null = null, day: number | null = null): FuzzyDate {
  return { year, month, day }
}

export function related(from: number, to: number, kind: RelationKind): Relation {
  return { from, to, kind }
}

/** Named by the earlier title only. */
export const sequel = (earlier: number, later: number) => related(earlier, later, 'SEQUEL')

/** Named by the later title only. */
export const prequel = (later: number, earlier: number) => related(later, earlier, 'PREQUEL')

/** Seasons in a row, named from both sides as AniList mostly does. */
export function seasons(...ids: number[]): Relation[] {
  return ids.slice(1).flatMap((later, i) => {
    const earlier = ids[i] as number
    return [sequel(earlier, later), prequel(later, earlier)]
  })
}

export function entry(mediaId: number, status: ListStatus): ListEntry {
  return { mediaId, status, score: 0, progress: 0, private: false }
}

export const watched = (id: number) => entry(id, 'COMPLETED')
export const watching = (id: number) => entry(id, 'CURRENT')
export const repeating = (id: number) => entry(id, 'REPEATING')
export const planned = (id: number) => entry(id, 'PLANNING')
export const paused = (id: number) => entry(id, 'PAUSED')
export const dropped = (id: number) => entry(id, 'DROPPED')

export function listOf(...entries: ListEntry[]): MediaList {
  return makeList(entries)
}

export type Part = Media | Relation | readonly Relation[] | { readonly gone: number }

/** A catalogue of the parts. An ID that only relations mention is an ordinary {@link anime}. */
export function catalogueOf(...parts: readonly Part[]): Catalogue {
  const media = new Map<number, Media>()
  const relations: Relation[] = []
  const absent = new Set<number>()
  for (const part of parts.flat() as (Media | Relation | { gone: number })[]) {
    if ('gone' in part) absent.add(part.gone)
    else if ('kind' in part) relations.push(part)
    else media.set(part.id, part)
  }
  for (const id of relations.flatMap(({ from, to }) => [from, to])) {
    if (!media.has(id) && !absent.has(id)) media.set(id, anime(id))
  }
  return { media: [...media.values()], relations }
}

/** The graph of the parts with everything expanded. */
export function graphOf(...parts: readonly Part[]): MediaGraph {
  return wholeGraph(catalogueOf(...parts))
}

export function wholeGraph(catalogue: Catalogue): MediaGraph {
  const graph = new MediaGraph()
  graph.add(fragmentReader(catalogue)(allIds(catalogue)))
  return graph
}

/** Every ID that a catalogue mentions, including those of deleted media. */
export function allIds({ media, relations }: Catalogue): Set<number> {
  return new Set([...media.map(({ id }) => id), ...relations.flatMap(({ from, to }) => [from, to])])
}

/** Reads from a catalogue as AniList replies: complete relations of the IDs, and the media at both ends. */
export function fragmentReader({ media, relations }: Catalogue): (ids: Iterable<number>) => GraphFragment {
  const mediaById = new Map(media.map((one) => [one.id, one]))
  const relationsByFrom = Map.groupBy(relations, ({ from }) => from)
  return (ids) => {
    const expansions = new Map([...ids].map((id) => [id, relationsByFrom.get(id) ?? []]))
    const mentioned = new Set([...expansions].flatMap(([id, edges]) => [id, ...edges.map(({ to }) => to)]))
    return { media: [...mentioned].flatMap((id) => mediaById.get(id) ?? []), expansions }
  }
}
