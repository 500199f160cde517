import type { MediaDetails } from '../anilist/media-details.ts'

/** Details of single media, for all who ask. */
export interface MediaLookup {
  /**
   * What AniList says of a media; `undefined` where neither a list nor a question for relations has led to it: AniList
   * cannot be read through here.
   *
   * @throws AniListError what went wrong on the way
   */
  find(id: number): Promise<MediaDetails | undefined>
}

export interface MediaLookupOptions {
  /** Whether scans, or questions for relations, have come across the media. */
  readonly isKnown: (id: number) => Promise<boolean>
  readonly read: (id: number) => Promise<MediaDetails>
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** How long what was read is given again. */
  readonly ttlHours: number
  /** How many media to remember at most, the newest. */
  readonly most?: number
}

interface Memory {
  readonly details: Promise<MediaDetails>
  readonly readAt: number
}

const hourMs = 3_600_000

/**
 * Remembers what was read for a limited time, in memory alone. Those who ask for the same at the same time share one request.
 */
export function createMediaLookup(options: MediaLookupOptions): MediaLookup {
  const { isKnown, read, now, ttlHours, most = 2_000 } = options
  const memory = new Map<number, Memory>()

  const remember = (id: number): Promise<MediaDetails> => {
    const details = read(id)
    memory.delete(id)
    memory.set(id, { details, readAt: now() })
    // What was read first goes first.
    const [oldest] = memory.keys()
    if (memory.size > most && oldest !== undefined) memory.delete(oldest)
    // A failure is nothing to remember; whoever waits for it hears of it.
    details.catch(() => {
      if (memory.get(id)?.details === details) memory.delete(id)
    })
    return details
  }
  return {
    async find(id) {
      if (!(await isKnown(id))) return undefined
      const before = memory.get(id)
      const isFresh = before && Math.abs(now() - before.readAt) < ttlHours * hourMs
      return isFresh ? before.details : remember(id)
    },
  }
}
