import type { GraphFragment } from '../core/graph.ts'
import { type ListEntry, type ListStatus, listStatuses } from '../core/list.ts'
import { type Media, type MediaFormat, type MediaStatus, mediaFormats, mediaStatuses } from '../core/media.ts'
import { isFollowable, type Relation, type RelationKind, relationKinds } from '../core/relation.ts'
import type { EntryReply, ListReply, MediaReply, RelationsReply } from './operations.ts'

/** Converts a media. Values that AniList added later are treated as unknown. */
function toMedia(reply: MediaReply): Media {
  return {
    id: reply.id,
    type: reply.type === 'ANIME' ? 'ANIME' : 'MANGA',
    title: {
      romaji: reply.title?.romaji ?? null,
      english: reply.title?.english ?? null,
      native: reply.title?.native ?? null,
    },
    format: known<MediaFormat>(mediaFormats, reply.format) ?? null,
    status: known<MediaStatus>(mediaStatuses, reply.status) ?? null,
    isAdult: reply.isAdult ?? false,
    episodes: reply.episodes ?? null,
    duration: reply.duration ?? null,
    startDate: {
      year: reply.startDate?.year ?? null,
      month: reply.startDate?.month ?? null,
      day: reply.startDate?.day ?? null,
    },
    score: reply.averageScore ?? null,
    popularity: reply.popularity ?? null,
    genres: reply.genres?.filter((genre) => genre !== null) ?? [],
    coverUrl: reply.coverImage?.large ?? null,
    coverColor: reply.coverImage?.color ?? null,
    nextAiring: reply.nextAiringEpisode
      ? { episode: reply.nextAiringEpisode.episode, at: reply.nextAiringEpisode.airingAt }
      : null,
  }
}

/** The relations of `from` to existing media, of the kinds that a search may follow. Adds those media to `media`. */
export function toRelations(
  from: number,
  reply: RelationsReply<MediaReply> | null | undefined,
  media: Map<number, Media>,
): Relation[] {
  return followableEdges(reply).map(({ kind, node }) => {
    if (!media.has(node.id)) media.set(node.id, toMedia(node))
    return { from, to: node.id, kind }
  })
}

/** Converts a nested list, which only gives hints: ids to ask for. */
export function toHints(from: number, reply: RelationsReply<Pick<MediaReply, 'id'>>): Relation[] {
  return followableEdges(reply).map(({ kind, node }) => ({ from, to: node.id, kind }))
}

function followableEdges<Node>(
  reply: RelationsReply<Node> | null | undefined,
): { kind: RelationKind; node: Node }[] {
  return (reply?.edges ?? []).flatMap((edge) => {
    const kind = known<RelationKind>(relationKinds, edge?.relationType)
    return kind && isFollowable(kind) && edge?.node ? [{ kind, node: edge.node }] : []
  })
}

/** A list entry, with what the list says about its media. */
export interface Listed {
  readonly entry: ListEntry
  readonly media: Media | undefined
  /** Undefined if the list does not include them. */
  readonly relations: readonly Relation[] | undefined
  /** The media that the relations lead to. */
  readonly related: ReadonlyMap<number, Media>
}

/** Undefined for an invalid entry. */
export function toListed(reply: EntryReply): Listed | undefined {
  const entry = toEntry(reply)
  if (!entry) return undefined
  const { media } = reply
  const related = new Map<number, Media>()
  const relations = media?.relations ? toRelations(entry.mediaId, media.relations, related) : undefined
  return { entry, media: media ? toMedia(media) : undefined, relations, related }
}

/** The entries of all groups, repeated if a user has them in several, and what the list says about their media. */
export function toEntries(reply: ListReply): { entries: ListEntry[]; fragment: GraphFragment } {
  const entries: ListEntry[] = []
  const media = new Map<number, Media>()
  const expansions = new Map<number, readonly Relation[]>()
  for (const group of reply.lists ?? []) {
    for (const one of group?.entries ?? []) {
      if (!one) continue
      const { mediaId } = one.entry
      entries.push(one.entry)
      if (!one.media || expansions.has(mediaId)) continue
      media.set(mediaId, one.media)
      if (!one.relations) continue
      expansions.set(mediaId, one.relations)
      for (const [id, other] of one.related) if (!media.has(id)) media.set(id, other)
    }
  }
  return { entries, fragment: { media: [...media.values()], expansions } }
}

/** An entry needs an id and a status, but AniList's schema allows both to be absent. */
function toEntry(reply: EntryReply): ListEntry | undefined {
  const mediaId = reply.mediaId ?? reply.media?.id
  const status = known<ListStatus>(listStatuses, reply.status)
  if (mediaId === undefined || status === undefined) return undefined
  return {
    mediaId,
    status,
    score: reply.score ?? 0,
    progress: reply.progress ?? 0,
    private: reply.private ?? false,
  }
}

function known<Value extends string>(
  values: readonly Value[],
  value: string | null | undefined,
): Value | undefined {
  return values.find((one) => one === value)
}
