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

export interface RunningScan {
  readonly progress: ScanProgress
  /** In the order of their discovery, which never changes, so that nothing moves while reading. */
  readonly franchises: readonly Franchise[]
  readonly places: Places
  /** When the first of them was shown, in epoch milliseconds. */
  readonly shownSince: number | undefined
}

/** Franchise ids from top to bottom, with the initial number of titles, which determines the size of the cards. */
export type Places = ReadonlyMap<number, number>

/** An answer, and what was on the page before it. */
export interface FinishedScan {
  readonly answer: ScanAnswer
  readonly places: Places
  /** When it was requested, in epoch milliseconds; it includes everything that happened before. */
  readonly askedAt: number
}

/** After this long, the visitor has probably started to read. */
const readingMs = 800
const staleMs = 5 * 60_000

/** AniList names ignore case, so the keys do too. */
function scanQuery(name: string, options: ScanOptions, { fresh = false } = {}) {
  return queryOptions({
    queryKey: ['scan', name.toLowerCase(), options],
    staleTime: staleMs,
    // The access to AniList has just been lost; without it, the public list can be scanned.
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

/** The scan of a list, with its progress. If it fails, the last answer on this device is used if possible. */
export function useAnswer(name: string, options: ScanOptions) {
  const client = useQueryClient()
  const query = useQuery({
    ...scanQuery(name, options),
    // Keeps the current results until those with the new options arrive.
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
  // Rendering hundreds of titles takes a while, so results are deferred to keep scrolling and typing smooth.
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
    /** Loads the list again. */
    scanAgain: () => void scanAgain(client, name, options),
  }
}

async function scanAgain(client: QueryClient, name: string, options: ScanOptions): Promise<void> {
  await client.fetchQuery({ ...scanQuery(name, options, { fresh: true }), staleTime: 0 }).catch(() => {
    // The query has the error, and the page shows it.
  })
}

function runningKey(name: string, options: ScanOptions) {
  return ['running-scan', name.toLowerCase(), options] as const
}

/** The next state of a running scan: known franchises keep their positions, new ones are appended. */
export function goOn(before: RunningScan | undefined, progress: ScanProgress, now: number): RunningScan {
  const found = new Map(progress.franchises?.map((franchise) => [franchise.id, franchise]))
  const known = before?.franchises ?? []
  const renewed = known.map((franchise) => found.get(franchise.id) ?? franchise)
  for (const { id } of known) found.delete(id)
  // Franchises that merged with a shown one are shown there.
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

export const nowhere: Places = new Map()

const mostAnswers = 6

async function keepAnswer(name: string, options: ScanOptions, answer: ScanAnswer): Promise<void> {
  await withCache(async (cache) => {
    const key = answerKey(name, options)
    // Delete first to move it to the end, so that the first keys are the oldest.
    await cache.delete(key)
    await cache.put(key, Response.json(answer))
    const keys = await cache.keys()
    await Promise.all(keys.slice(0, Math.max(keys.length - mostAnswers, 0)).map((old) => cache.delete(old)))
  })
}

/** The last answer to the same question on this device, if any. */
async function findAnswer(name: string, options: ScanOptions): Promise<ScanAnswer | undefined> {
  const answer: ScanAnswer | undefined = await withCache(async (cache) =>
    (await cache.match(answerKey(name, options)))?.json(),
  )
  // What an earlier version stored does not name its franchises in every language.
  return answer?.franchises.every(({ titles }) => titles) ? answer : undefined
}

function answerKey(name: string, options: ScanOptions): string {
  return scanPath(name.toLowerCase(), options)
}

/** Caches only exist on https and localhost, and private windows may refuse them. */
async function withCache<T>(use: (cache: Cache) => Promise<T>): Promise<T | undefined> {
  try {
    return await use(await caches.open(answersCache))
  } catch {
    return undefined
  }
}
