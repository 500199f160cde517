import type { ScanOptions } from './results-search.ts'
import type { ScanAnswer } from './scan.ts'
import { scanPath } from './scan.ts'

/**
 * The last answers are kept in the browser's cache of replies, for when AniList or the network is away. They are large, and
 * `localStorage` is small.
 */
const cacheName = 'last-answers'
const mostAnswers = 6

export async function keepAnswer(name: string, options: ScanOptions, answer: ScanAnswer): Promise<void> {
  await withCache(async (cache) => {
    const key = keyOf(name, options)
    // Put anew, an answer stands last: the first ones are the oldest.
    await cache.delete(key)
    await cache.put(key, Response.json(answer))
    const keys = await cache.keys()
    await Promise.all(keys.slice(0, Math.max(keys.length - mostAnswers, 0)).map((old) => cache.delete(old)))
  })
}

/** The last answer that this device saw to the same question; `undefined` where it saw none. */
export async function findAnswer(name: string, options: ScanOptions): Promise<ScanAnswer | undefined> {
  return withCache(async (cache) => (await cache.match(keyOf(name, options)))?.json())
}

/** Forgets all answers, as when somebody signs out: a private list may be among them. */
export async function forgetAnswers(): Promise<void> {
  await globalThis.caches?.delete(cacheName)
}

function keyOf(name: string, options: ScanOptions): string {
  return scanPath(name.toLowerCase(), options)
}

/** Browsers have the cache on https and on localhost only, and private windows may refuse it: then nothing is kept. */
async function withCache<T>(use: (cache: Cache) => Promise<T>): Promise<T | undefined> {
  try {
    return await use(await caches.open(cacheName))
  } catch {
    return undefined
  }
}
