/** What a user says of one media. */
export interface ListEntry {
  readonly mediaId: number
  readonly status: ListStatus
  /** In the user's own score format; 0 where not scored. */
  readonly score: number
  readonly progress: number
  readonly private: boolean
}

export const listStatuses = ['CURRENT', 'PLANNING', 'COMPLETED', 'DROPPED', 'PAUSED', 'REPEATING'] as const
export type ListStatus = (typeof listStatuses)[number]

/** A whole list by media id. Build it with {@link makeList}. */
export type MediaList = ReadonlyMap<number, ListEntry>

/**
 * Makes a list from the entries of every group. An entry appears in every group that the user put it in,
 * custom lists and status lists alike: it is one, and its own status is the truth.
 *
 * @example
 * makeList([watched(1), watched(1), planned(2)]).size // 2
 */
export function makeList(entries: Iterable<ListEntry>): MediaList {
  const list = new Map<number, ListEntry>()
  for (const entry of entries) if (!list.has(entry.mediaId)) list.set(entry.mediaId, entry)
  return list
}

/** Watched: COMPLETED, CURRENT or REPEATING. Chains begin at these. */
export function isWatched({ status }: Pick<ListEntry, 'status'>): boolean {
  return status === 'COMPLETED' || status === 'CURRENT' || status === 'REPEATING'
}

export interface ListCounts {
  readonly entries: number
  readonly watched: number
  readonly planned: number
}

/** Counts a list as the answer of a scan states it. */
export function countList(list: MediaList): ListCounts {
  let watched = 0
  let planned = 0
  for (const entry of list.values()) {
    if (isWatched(entry)) watched++
    if (entry.status === 'PLANNING') planned++
  }
  return { entries: list.size, watched, planned }
}
