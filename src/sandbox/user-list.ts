import { type FuzzyDate, type SandboxMedia, unknownDate } from './media.ts'

/** A list entry, as its owner sees it. */
export interface SandboxEntry {
  readonly id: number
  readonly mediaId: number
  readonly status: ListStatus
  /** 0 to 100; 0 means not scored. GraphQL converts it to the requested format. */
  readonly score: number
  readonly progress: number
  readonly repeat: number
  readonly private: boolean
  readonly notes: string | null
  /** Shown in custom lists only. */
  readonly hiddenFromStatusLists: boolean
  readonly customLists: readonly string[]
  readonly startedAt: FuzzyDate
  readonly completedAt: FuzzyDate
  /** Unix seconds. */
  readonly createdAt: number
  readonly updatedAt: number
}

/** In AniList's order. */
export const listStatuses = ['CURRENT', 'COMPLETED', 'PAUSED', 'DROPPED', 'PLANNING', 'REPEATING'] as const
export type ListStatus = (typeof listStatuses)[number]

/** AniList's names for the status lists of anime. */
const statusNames: Readonly<Record<ListStatus, string>> = {
  CURRENT: 'Watching',
  COMPLETED: 'Completed',
  PAUSED: 'Paused',
  DROPPED: 'Dropped',
  PLANNING: 'Planning',
  REPEATING: 'Rewatching',
}

export const scoreFormats = ['POINT_100', 'POINT_10_DECIMAL', 'POINT_10', 'POINT_5', 'POINT_3'] as const
export type ScoreFormat = (typeof scoreFormats)[number]

const points: Readonly<Record<ScoreFormat, number>> = {
  POINT_100: 100,
  POINT_10_DECIMAL: 10,
  POINT_10: 10,
  POINT_5: 5,
  POINT_3: 3,
}

/** Converts a score of 0 to 100 to `format`. Scored entries stay above 0, as 0 means "not scored". */
export function formatScore(score: number, format: ScoreFormat): number {
  if (score === 0) return 0
  const scaled = (score * points[format]) / 100
  return format === 'POINT_10_DECIMAL' ? Math.round(scaled * 10) / 10 : Math.max(1, Math.round(scaled))
}

/** The inverse of {@link formatScore}, as far as the format's resolution allows. */
export function parseScore(score: number, format: ScoreFormat): number {
  return Math.round(Math.min(Math.max(score, 0), points[format]) * (100 / points[format]))
}

/** The fields that a write may set; others are unchanged. */
export type EntryChange = Partial<Omit<SandboxEntry, 'id' | 'mediaId' | 'createdAt' | 'updatedAt'>>

/** A group of `MediaListCollection.lists`. */
export interface ListGroup {
  readonly name: string
  readonly status: ListStatus | null
  readonly isCustomList: boolean
  readonly isSplitCompletedList: boolean
  readonly entries: readonly SandboxEntry[]
}

/** A user's list, by media id, as AniList allows one entry per media. */
export class UserList {
  readonly #entries = new Map<number, SandboxEntry>()
  #nextId: number

  /** Entry ids count up from `firstId`, which must be different for every user. */
  constructor(firstId: number) {
    this.#nextId = firstId
  }

  get entries(): readonly SandboxEntry[] {
    return [...this.#entries.values()]
  }

  ofMedia(mediaId: number): SandboxEntry | undefined {
    return this.#entries.get(mediaId)
  }

  byId(id: number): SandboxEntry | undefined {
    for (const entry of this.#entries.values()) if (entry.id === id) return entry
    return undefined
  }

  /**
   * Creates or changes the entry of a media. As on AniList, existing values are overwritten without asking, even
   * COMPLETED by PLANNING.
   *
   * @param nowSeconds Unix time of the write
   */
  save(mediaId: number, change: EntryChange, nowSeconds: number): SandboxEntry {
    const before = this.#entries.get(mediaId) ?? {
      ...blank,
      id: this.#nextId++,
      mediaId,
      createdAt: nowSeconds,
    }
    const entry = { ...before, ...change, updatedAt: nowSeconds }
    this.#entries.set(mediaId, entry)
    return entry
  }

  /** @returns whether the entry existed */
  remove(id: number): boolean {
    const entry = this.byId(id)
    return entry !== undefined && this.#entries.delete(entry.mediaId)
  }
}

const blank = {
  status: 'PLANNING',
  score: 0,
  progress: 0,
  repeat: 0,
  private: false,
  notes: null,
  hiddenFromStatusLists: false,
  customLists: [],
  startedAt: unknownDate,
  completedAt: unknownDate,
} satisfies EntryChange

/**
 * Groups entries as AniList does: by status, then by custom list. An entry is in each of its custom lists, and in its
 * status list unless hidden there.
 *
 * @param splitByFormat the user's setting to split COMPLETED into "Completed TV", "Completed Movie" …
 */
export function groupEntries(
  entries: readonly SandboxEntry[],
  customLists: readonly string[],
  splitByFormat: boolean,
  formatOf: (mediaId: number) => SandboxMedia['format'],
): ListGroup[] {
  const groups = new Map<string, ListGroup & { entries: SandboxEntry[] }>()
  const put = (
    name: string,
    status: ListStatus | null,
    isSplitCompletedList: boolean,
    entry: SandboxEntry,
  ) => {
    const group = groups.get(name)
    if (group) group.entries.push(entry)
    else
      groups.set(name, {
        name,
        status,
        isCustomList: status === null,
        isSplitCompletedList,
        entries: [entry],
      })
  }
  for (const status of listStatuses) {
    const split = splitByFormat && status === 'COMPLETED'
    for (const entry of entries) {
      if (entry.status !== status || entry.hiddenFromStatusLists) continue
      put(
        split ? `Completed ${formatName(formatOf(entry.mediaId))}` : statusNames[status],
        status,
        split,
        entry,
      )
    }
  }
  for (const name of customLists) {
    for (const entry of entries) if (entry.customLists.includes(name)) put(name, null, false, entry)
  }
  return [...groups.values()]
}

function formatName(format: string | null): string {
  const names: Readonly<Record<string, string>> = {
    TV_SHORT: 'TV Short',
    MOVIE: 'Movie',
    SPECIAL: 'Special',
    MUSIC: 'Music',
  }
  return format === null ? 'Other' : (names[format] ?? format)
}
