import type { Clock } from '../anilist/clock.ts'
import type { ReadList, ReadListOptions } from '../anilist/user-list.ts'
import type { Memory, Reservation } from './memory.ts'
import type { Viewer } from './scan-runs.ts'

/** A list, as somebody in particular sees it. */
export interface ListQuestion {
  readonly name: string
  /** The session whose token reads it: the list is for this session alone and dropped with it. Without it, no token is used. */
  readonly viewer?: Viewer | undefined
  /** When the list was asked for; one read a moment before is good enough. */
  readonly askedAt: number
  /** Whether it has to be read after that. */
  readonly fresh: boolean
}

export interface ListReads {
  /** Joins a read in flight, uses a list that was just read, or reads it. */
  read(question: ListQuestion, options: ReadListOptions): Promise<ReadList>
  /** Keeps the list of a failed scan for a retry. */
  renew(question: ListQuestion, list: ReadList): void
  /** Drops what was read for an account, in any session. */
  forget(viewerId: string): void
  stop(): void
}

export interface ListReadsOptions extends Clock {
  readonly readList: (name: string, options: ReadListOptions) => Promise<ReadList>
  readonly memory: Memory
  /** How long a list is as good as read now. */
  readonly freshMs: number
  /** How long it is kept after its last use, for scans that wait for memory, and for those that try again after a failure. */
  readonly keepMs: number
}

interface Read {
  readonly viewer: Viewer | undefined
  readonly readers: Set<ReadListOptions>
  readonly abort: AbortController
  readonly promise: Promise<ReadList>
  readonly resolve: (list: ReadList) => void
  readonly reject: (error: unknown) => void
  wasSent: boolean
  /** Until when, and at which place. */
  wait: [until: number, place: number] | undefined
}

interface Kept {
  readonly viewer: Viewer | undefined
  readonly list: ReadList
  readonly readAt: number
  readonly goodUntil: number
  readonly reservation: Reservation
  readonly watched: ReturnType<Viewer['watch']> | undefined
  expiry: AbortController
}

/**
 * Reads each list once for all scans that ask for it at the same time, whatever their options, and keeps it for a moment.
 * A read is aborted only when no scan waits for it.
 */
export function createListReads({
  readList,
  memory,
  freshMs,
  keepMs,
  now,
  sleep,
}: ListReadsOptions): ListReads {
  const reads = new Map<string, Read>()
  const kept = new Map<string, Kept>()

  async function read(question: ListQuestion, options: ReadListOptions): Promise<ReadList> {
    options.signal?.throwIfAborted()
    const key = keyOf(question)
    const known = kept.get(key)
    if (known && isGood(known, question)) {
      expireLater(key, known)
      return known.list
    }
    const open = reads.get(key)
    const one = open ?? register(key, question)
    const joined = join(one, options)
    // After its first reader has joined.
    if (!open) void begin(key, one, question, options)
    return await joined
  }

  function isGood({ readAt, goodUntil }: Kept, { askedAt, fresh }: ListQuestion): boolean {
    return fresh ? readAt > askedAt : askedAt < goodUntil
  }

  function register(key: string, { viewer }: ListQuestion): Read {
    const read: Read = {
      viewer,
      readers: new Set(),
      abort: new AbortController(),
      ...Promise.withResolvers<ReadList>(),
      wasSent: false,
      wait: undefined,
    }
    reads.set(key, read)
    return read
  }

  async function begin(
    key: string,
    read: Read,
    question: ListQuestion,
    options: ReadListOptions,
  ): Promise<void> {
    try {
      const list = await readList(question.name, {
        ...options,
        signal: read.abort.signal,
        onSend() {
          read.wasSent = true
          for (const reader of [...read.readers]) reader.onSend?.()
        },
        onWait(until, place) {
          read.wait = [until, place]
          for (const reader of [...read.readers]) reader.onWait?.(until, place)
        },
      })
      if (close(key, read))
        keep(key, list, { viewer: read.viewer, readAt: now(), goodUntil: now() + freshMs })
      read.resolve(list)
    } catch (error) {
      close(key, read)
      read.reject(error)
    }
  }

  /** Returns whether it was still open, and not forgotten. */
  function close(key: string, read: Read): boolean {
    return reads.get(key) === read && reads.delete(key)
  }

  async function join(read: Read, options: ReadListOptions): Promise<ReadList> {
    const { signal } = options
    // A copy, since the same options may be used for two reads.
    const reader = { ...options }
    read.readers.add(reader)
    const left = Promise.withResolvers<never>()
    const leave = () => {
      read.readers.delete(reader)
      if (read.readers.size === 0) {
        for (const [key, open] of reads) if (open === read) reads.delete(key)
        read.abort.abort(signal?.reason)
      }
      left.reject(signal?.reason)
    }
    signal?.addEventListener('abort', leave)
    try {
      if (read.wasSent) reader.onSend?.()
      else if (read.wait) reader.onWait?.(...read.wait)
      return await Promise.race([read.promise, left.promise])
    } finally {
      signal?.removeEventListener('abort', leave)
      read.readers.delete(reader)
    }
  }

  function keep(key: string, list: ReadList, about: Pick<Kept, 'viewer' | 'readAt' | 'goodUntil'>): void {
    drop(key)
    const one: Kept = {
      ...{ list, ...about },
      reservation: memory.reserve(sizeOfList(list)),
      watched: about.viewer?.watch(),
      expiry: new AbortController(),
    }
    kept.set(key, one)
    expireLater(key, one)
    one.watched?.ended.addEventListener('abort', () => drop(key))
    one.reservation.makeDroppable(() => drop(key))
  }

  /** Counts from the last use, since scans that wait for memory use the list later. */
  function expireLater(key: string, one: Kept): void {
    one.expiry.abort()
    one.expiry = new AbortController()
    sleep(keepMs, one.expiry.signal).then(
      () => drop(key),
      () => {
        // Used again, or dropped.
      },
    )
  }

  function drop(key: string): void {
    const one = kept.get(key)
    if (!one) return
    kept.delete(key)
    one.expiry.abort()
    one.watched?.release()
    one.reservation.free()
  }

  return {
    read,
    renew(question, list) {
      const key = keyOf(question)
      const before = kept.get(key)
      if (before && before.list !== list) return
      const { viewer, askedAt } = question
      keep(key, list, { viewer, readAt: before?.readAt ?? askedAt, goodUntil: now() + keepMs })
    },
    forget(viewerId) {
      for (const [key, { viewer }] of [...kept]) if (viewer?.id === viewerId) drop(key)
      // Only scans that wait for it still get it.
      for (const [key, { viewer }] of [...reads]) if (viewer?.id === viewerId) reads.delete(key)
    },
    stop() {
      for (const key of [...kept.keys()]) drop(key)
    },
  }
}

/** Includes the session, since a token's view of a list is for that session only. */
function keyOf({ name, viewer }: ListQuestion): string {
  return JSON.stringify([viewer ? [viewer.id, viewer.sessionId] : null, name.toLowerCase()])
}

/** In titles, of which most stand in the relations of others. */
export function sizeOfList({ entries, fragment }: ReadList): number {
  return Math.max(entries.length, fragment.media.length)
}
