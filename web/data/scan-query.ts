import {
  keepPreviousData,
  type QueryClient,
  queryOptions,
  skipToken,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import { useDeferredValue, useMemo } from 'react'
import { findAniListUrl } from './account.ts'
import { ApiError } from './api.ts'
import { tryScanHere } from './browser-scan/try-scan-here.ts'
import { mayShowOldAnswer, problemOf } from './problems.ts'
import { railOf } from './rail.ts'
import type { ScanOptions } from './results-search.ts'
import { type Franchise, readScan, type ScanAnswer, type ScanProgress, scanPath } from './scan.ts'
import { answersCache } from './session.ts'
import { rememberName } from './user-names.ts'

/** A scan that is under way, as the page shows it. */
export interface RunningScan {
  readonly progress: ScanProgress
  /** In the order in which they came to be known, which never changes: what somebody reads must not move. */
  readonly franchises: readonly Franchise[]
  readonly places: Places
  /** When the first of them was shown, in milliseconds since 1970. */
  readonly shownSince: number | undefined
}

/** Franchises by id, from top to bottom, with the number of stops that they had when they came: their cards keep that size. */
export type Places = ReadonlyMap<number, number>

/** An answer, and what was on the page before it came. */
export interface FinishedScan {
  readonly answer: ScanAnswer
  readonly places: Places
  /** What happened before then, the answer knows. Milliseconds since 1970. */
  readonly askedAt: number
}

/** Whoever looked at the first franchises for so long has begun to read. */
const readingMs = 800
const staleMs = 5 * 60_000

/** AniList does not tell small letters from capital ones, so neither do keys. */
function scanQuery(name: string, options: ScanOptions, { fresh = false } = {}) {
  return queryOptions({
    queryKey: ['scan', name.toLowerCase(), options],
    staleTime: staleMs,
    // The access to AniList has just turned out to be gone: without it, there is what everybody sees.
    retry: (failures, error) =>
      failures < 1 && error instanceof ApiError && error.code === 'anilist-not-connected',
    retryDelay: 0,
    queryFn: async ({ signal, client }): Promise<FinishedScan> => {
      const key = runningKey(name, options)
      const askedAt = Date.now()
      try {
        const onProgress = (progress: ScanProgress) =>
          client.setQueryData<RunningScan>(key, (before) => goOn(before, progress, Date.now()))
        const anilistUrl = () => findAniListUrl(client)
        const answer =
          (await tryScanHere(name, options, { anilistUrl, signal, onProgress })) ??
          (await readScan(name, options, { signal, fresh, onProgress }))
        rememberName(answer.user.name)
        void keepAnswer(name, options, answer)
        return { answer, places: placesOf(client.getQueryData(key)), askedAt }
      } finally {
        client.removeQueries({ queryKey: key })
      }
    },
  })
}

/**
 * The scan of a list, with what is known of it while it runs. Where it fails, the last answer that this device saw takes its
 * place, if that may be shown.
 */
export function useAnswer(name: string, options: ScanOptions) {
  const client = useQueryClient()
  const query = useQuery({
    ...scanQuery(name, options),
    // The page belongs to one list: with other options, what is there stays until the other answer comes.
    placeholderData: keepPreviousData,
  })
  const known = useQuery<RunningScan>({ queryKey: runningKey(name, options), queryFn: skipToken }).data
  const newest = useMemo(
    () => ({
      finished: query.data,
      running: query.isFetching ? known : undefined,
      isFetching: query.isFetching,
      error: query.error,
    }),
    [query.data, known, query.isFetching, query.error],
  )
  // Hundreds of titles take a while to be shown. What comes in by itself must not hold up who scrolls or types meanwhile.
  const { finished, running, isFetching, error } = useDeferredValue(newest)
  const old = useQuery({
    queryKey: ['old-answer', name, options],
    queryFn: async () => (await findAnswer(name, options)) ?? null,
    enabled: error !== null && finished === undefined && mayShowOldAnswer(problemOf(error)),
    staleTime: 0,
  })
  return {
    finished,
    answer: finished?.answer ?? (error ? (old.data ?? undefined) : undefined),
    running,
    isFetching: isFetching || old.isFetching,
    error,
    /** Reads the list anew. */
    scanAgain: () => void scanAgain(client, name, options),
  }
}

async function scanAgain(client: QueryClient, name: string, options: ScanOptions): Promise<void> {
  await client.fetchQuery({ ...scanQuery(name, options, { fresh: true }), staleTime: 0 }).catch(() => {
    // The query holds the error, and the page shows it.
  })
}

function runningKey(name: string, options: ScanOptions) {
  return ['running-scan', name.toLowerCase(), options] as const
}

/** The next state of a running scan: franchises that are known already keep their place, new ones follow. */
export function goOn(before: RunningScan | undefined, progress: ScanProgress, now: number): RunningScan {
  const found = new Map(progress.franchises?.map((franchise) => [franchise.id, franchise]))
  const known = before?.franchises ?? []
  const renewed = known.map((franchise) => found.get(franchise.id) ?? franchise)
  for (const { id } of known) found.delete(id)
  // What grew together with one that is shown is shown there.
  const shownMedia = new Set(renewed.flatMap(({ media }) => media.map(({ id }) => id)))
  const added = [...found.values()].filter(({ media }) => !media.some(({ id }) => shownMedia.has(id)))
  const franchises = [...renewed, ...added]
  const shownSince = before?.shownSince ?? (franchises.length > 0 ? now : undefined)
  const places = new Map(before?.places)
  for (const franchise of added) places.set(franchise.id, railOf(franchise).main.length)
  return { progress, franchises, places, shownSince }
}

function placesOf(running: RunningScan | undefined): Places {
  if (running?.shownSince === undefined || Date.now() - running.shownSince < readingMs) return nowhere
  return running.places
}

/** Nothing was on the page yet. */
export const nowhere: Places = new Map()

const mostAnswers = 6

async function keepAnswer(name: string, options: ScanOptions, answer: ScanAnswer): Promise<void> {
  await withCache(async (cache) => {
    const key = answerKey(name, options)
    // Put anew, an answer stands last: the first ones are the oldest.
    await cache.delete(key)
    await cache.put(key, Response.json(answer))
    const keys = await cache.keys()
    await Promise.all(keys.slice(0, Math.max(keys.length - mostAnswers, 0)).map((old) => cache.delete(old)))
  })
}

/** The last answer that this device saw to the same question; `undefined` where it saw none. */
async function findAnswer(name: string, options: ScanOptions): Promise<ScanAnswer | undefined> {
  return withCache(async (cache) => (await cache.match(answerKey(name, options)))?.json())
}

function answerKey(name: string, options: ScanOptions): string {
  return scanPath(name.toLowerCase(), options)
}

/** Browsers have the cache on https and on localhost only, and private windows may refuse it: then nothing is kept. */
async function withCache<T>(use: (cache: Cache) => Promise<T>): Promise<T | undefined> {
  try {
    return await use(await caches.open(answersCache))
  } catch {
    return undefined
  }
}
