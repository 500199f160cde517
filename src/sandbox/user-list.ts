import { type FuzzyDate, type SandboxMedia, unknownDate } from './media.ts'

/** One entry of a user's list, as the owner sees it. */
export interface SandboxEntry {
  readonly id: number
  readonly mediaId: number
  readonly status: ListStatus
  /** 0 to 100, 0 where not scored. GraphQL converts it to the format asked for. */
  readonly score: number
  readonly progress: number
  readonly repeat: number
  readonly private: boolean
  readonly notes: string | null
  /** Stands in custom lists only. */
  readonly hiddenFromStatusLists: boolean
  readonly customLists: readonly string[]
  readonly startedAt: FuzzyDate
  readonly completedAt: FuzzyDate
  /** Unix seconds. */
  readonly createdAt: number
  readonly updatedAt: number
}

/** In the order in which AniList shows them. */
export const listStatuses = ['CURRENT', 'COMPLETED', 'PAUSED', 'DROPPED', 'PLANNING', 'REPEATING'] as const
export type ListStatus = (typeof listStatuses)[number]

/** AniList's names of the status lists of anime. */
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

/** A score of 0 to 100 in the words of `format`. Whatever is scored stays above 0, as 0 means "not scored". */
export function formatScore(score: number, format: ScoreFormat): number {
  if (score === 0) return 0
  const scaled = (score * points[format]) / 100
  return format === 'POINT_10_DECIMAL' ? Math.round(scaled * 10) / 10 : Math.max(1, Math.round(scaled))
}

/** The inverse of {@link formatScore}, as far as the format is fine enough. */
export function parseScore(score: number, format: ScoreFormat): number {
  return Math.round(Math.min(Math.max(score, 0), points[format]) * (100 / points[format]))
}

/** What a write may set; the rest stays. */
export type EntryChange = Partial<Omit<SandboxEntry, 'id' | 'mediaId' | 'createdAt' | 'updatedAt'>>

/** A group of AniList's `MediaListCollection.lists`. */
export interface ListGroup {
  readonly name: string
  readonly status: ListStatus | null
  readonly isCustomList: boolean
  readonly isSplitCompletedList: boolean
  readonly entries: readonly SandboxEntry[]
}

/** A user's list. Entries are found by media, as AniList allows one for each. */
export class UserList {
  readonly #entries = new Map<number, SandboxEntry>()
  #nextId: number

  /** Ids of entries count up from `firstId`. Give every user a range of their own. */
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
   * Makes or changes the entry of a media. AniList asks for nothing here: what stood there is overwritten,
   * a COMPLETED entry by a PLANNING one as well.
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

  /** Whether there was such an entry. */
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
 * Puts entries into the groups that AniList answers: one for each status that has any, then one for each
 * custom list. An entry stands in every custom list it belongs to, and in its status list unless hidden there.
 *
 * @param splitByFormat the user's choice to split COMPLETED into "Completed TV", "Completed Movie" …
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
