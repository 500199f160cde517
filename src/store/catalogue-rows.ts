import type { GraphFragment } from '../core/graph.ts'
import type { Media } from '../core/media.ts'
import type { Relation, RelationKind } from '../core/relation.ts'
import type { ExpansionTable, MediaTable } from './schema.ts'

/** An expansion as the catalogue knows it. */
export interface StoredExpansion {
  readonly id: number
  readonly relations: readonly Relation[]
  /** Itself and what its relations lead to, without what is gone from AniList. */
  readonly mentions: readonly number[]
  /** Epoch milliseconds. */
  readonly fetchedAt: number
}

export function formatMedia(media: Media, fetchedAt: number): MediaTable {
  return { id: media.id, document: JSON.stringify(media), fetched_at: fetchedAt }
}

/** Trusts the document: only {@link formatMedia} writes it, and a migration empties the table when `Media` changes. */
export function parseMedia(row: Pick<MediaTable, 'document'>): Media {
  return JSON.parse(row.document)
}

export function formatExpansion({ id, relations, mentions, fetchedAt }: StoredExpansion): ExpansionTable {
  return {
    media_id: id,
    relations: JSON.stringify(relations.map(({ to, kind }) => [to, kind])),
    mentions: JSON.stringify(mentions),
    fetched_at: fetchedAt,
  }
}

export function parseExpansion(row: ExpansionTable): StoredExpansion {
  const pairs: [number, RelationKind][] = JSON.parse(row.relations)
  return {
    id: row.media_id,
    relations: pairs.map(([to, kind]) => ({ from: row.media_id, to, kind })),
    mentions: JSON.parse(row.mentions),
    fetchedAt: row.fetched_at,
  }
}

/** The expansions of a fragment, in the order of their ids. */
export function expansionsOf({ media, expansions }: GraphFragment, fetchedAt: number): StoredExpansion[] {
  const present = new Set(media.map(({ id }) => id))
  return Array.from(expansions, ([id, relations]) => {
    const mentioned = new Set([id, ...relations.map(({ to }) => to)])
    return { id, relations, mentions: [...mentioned].filter((mention) => present.has(mention)), fetchedAt }
  }).sort((a, b) => a.id - b.id)
}
