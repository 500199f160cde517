/** A user's entry for one media. */
export interface ListEntry {
  readonly mediaId: number
  readonly status: ListStatus
  /** In the user's own score format; 0 means not scored. */
  readonly score: number
  readonly progress: number
  readonly private: boolean
}

export const listStatuses = ['CURRENT', 'PLANNING', 'COMPLETED', 'DROPPED', 'PAUSED', 'REPEATING'] as const
export type ListStatus = (typeof listStatuses)[number]

/** The optional details of a new entry. */
export interface EntryDetails {
  /** In the user's own score format. */
  readonly score?: number | undefined
  /** Episodes watched; ignored for completed titles, which get all of them. */
  readonly progress?: number | undefined
  /** The day it was completed, such as `2026-11-24`. */
  readonly completedOn?: string | undefined
}

/** An entry to create. */
export interface NewEntry extends EntryDetails {
  readonly status: ListStatus
}

/** A whole list by media id, built with {@link makeList}. */
export type MediaList = ReadonlyMap<number, ListEntry>

/**
 * Makes a list from the entries of every group. AniList repeats an entry in each status list and custom list it belongs
 * to; the copies are identical, so the first is kept.
 *
 * @example
 * makeList([watched(1), watched(1), planned(2)]).size // 2
 */
export function makeList(entries: Iterable<ListEntry>): MediaList {
  const list = new Map<number, ListEntry>()
  for (const entry of entries) if (!list.has(entry.mediaId)) list.set(entry.mediaId, entry)
  return list
}

/** Watched means COMPLETED, CURRENT or REPEATING. Chains start from watched entries. */
export function isWatched({ status }: Pick<ListEntry, 'status'>): boolean {
  return status === 'COMPLETED' || status === 'CURRENT' || status === 'REPEATING'
}

export interface ListCounts {
  readonly entries: number
  readonly watched: number
  readonly planned: number
}

/** Counts a list for a scan's answer. */
export function countList(list: MediaList): ListCounts {
  let watched = 0
  let planned = 0
  for (const entry of list.values()) {
    if (isWatched(entry)) watched++
    if (entry.status === 'PLANNING') planned++
  }
  return { entries: list.size, watched, planned }
}
