import { orAborted } from '../anilist/clock.ts'
import { AniListError } from '../anilist/errors.ts'
import type { MediaDetails } from '../anilist/media-details.ts'

/** Details of single media, shared by all callers. */
export interface MediaLookup {
  /**
   * AniList's details of a media; `undefined` if neither a list nor a relation lookup has led to it: AniList
   * cannot be read through here.
   *
   * @param caller used for AniList's queue, if it is the first to ask
   * @param signal of this caller; the request is aborted when the last caller has left
   * @throws AniListError what went wrong on the way
   */
  find(id: number, caller?: string, signal?: AbortSignal): Promise<MediaDetails | undefined>
}

export interface MediaLookupOptions {
  /** Whether scans or relation lookups have come across the media. */
  readonly isKnown: (id: number) => Promise<boolean>
  readonly read: (
    id: number,
    options: { signal: AbortSignal; caller: string | undefined },
  ) => Promise<MediaDetails>
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** How long details are cached. */
  readonly ttlHours: number
  /** How many media to remember at most, the newest. */
  readonly most?: number
}

interface Memory {
  readonly details: Promise<MediaDetails>
  readonly readAt: number
  readonly abort: AbortController
  /** Callers waiting for it. */
  askers: number
  isRead: boolean
}

const hourMs = 3_600_000

/** Caches details in memory, including that AniList has none. Concurrent callers share one request. */
export function createMediaLookup(options: MediaLookupOptions): MediaLookup {
  const { isKnown, read, now, ttlHours, most = 2_000 } = options
  const memories = new Map<number, Memory>()

  function forget(id: number, memory: Memory): void {
    if (memories.get(id) === memory) memories.delete(id)
  }

  function remember(id: number, caller: string | undefined): Memory {
    const abort = new AbortController()
    const details = read(id, { signal: abort.signal, caller })
    const memory: Memory = { details, readAt: now(), abort, askers: 0, isRead: false }
    memories.delete(id)
    memories.set(id, memory)
    // The oldest is dropped first.
    const [oldest] = memories.keys()
    if (memories.size > most && oldest !== undefined) memories.delete(oldest)
    details.then(
      () => {
        memory.isRead = true
      },
      (error) => {
        memory.isRead = true
        // Other failures are not cached; waiting callers get them.
        if (!(error instanceof AniListError && error.code === 'anilist-not-found')) forget(id, memory)
      },
    )
    return memory
  }

  return {
    async find(id, caller, signal = new AbortController().signal) {
      if (!(await isKnown(id))) return undefined
      signal.throwIfAborted()
      const before = memories.get(id)
      const isFresh = before && Math.abs(now() - before.readAt) < ttlHours * hourMs
      const memory = isFresh ? before : remember(id, caller)
      memory.askers++
      try {
        return await orAborted(memory.details, signal)
      } finally {
        memory.askers--
        if (memory.askers === 0 && !memory.isRead) {
          forget(id, memory)
          memory.abort.abort()
        }
      }
    },
  }
}
