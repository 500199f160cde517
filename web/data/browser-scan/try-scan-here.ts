import { signInMark } from '../account.ts'
import type { ScanOptions } from '../results-search.ts'
import type { ScanAnswer, ScanProgress } from '../scan.ts'
import type { ScanNews } from './scan-worker.ts'

export interface TryScanHereOptions {
  /** Loads the address of AniList's API; undefined if that fails. Called only if needed. */
  readonly anilistUrl: () => Promise<string | undefined>
  readonly signal: AbortSignal
  readonly onProgress: (progress: ScanProgress) => void
}

/** After a failure, scans go directly to the server for this long, as the cause probably persists. */
const restMs = 10 * 60_000
let restsUntil = 0

/** A finished worker is kept, with the relations it has loaded. */
let idle: Worker | undefined

/**
 * Scans a list in this browser if possible: nobody is signed in, so the list must be public, and AniList is reachable.
 * `undefined` after any failure, as the server can do the same scan and explain problems.
 *
 * @throws the signal's reason
 */
export async function tryScanHere(
  name: string,
  options: ScanOptions,
  { anilistUrl: findAniList, signal, onProgress }: TryScanHereOptions,
): Promise<ScanAnswer | undefined> {
  const anilistUrl = mayAskAniList() ? await findAniList() : undefined
  if (anilistUrl === undefined) return undefined
  const worker = idle ?? new Worker(new URL('./scan-worker.ts', import.meta.url), { type: 'module' })
  idle = undefined
  const end = new AbortController()
  try {
    const answer = await new Promise<ScanAnswer | undefined>((resolve, reject) => {
      signal.throwIfAborted()
      signal.addEventListener('abort', () => reject(signal.reason), end)
      const giveUp = () => {
        restsUntil = Date.now() + restMs
        resolve(undefined)
      }
      worker.addEventListener('error', giveUp, end)
      const hear = ({ data }: MessageEvent<ScanNews>) => {
        if (data.type === 'progress') onProgress(data.progress)
        else if (data.type === 'answer') resolve(data.answer)
        else giveUp()
      }
      worker.addEventListener('message', hear, end)
      worker.postMessage({ name, options, anilistUrl, serverUrl: location.origin })
    })
    if (answer && !idle) idle = worker
    return answer
  } finally {
    end.abort()
    if (idle !== worker) worker.terminate()
  }
}

/** Whether the browser may use AniList directly: nobody is signed in, and it has not failed recently. */
export function mayAskAniList(): boolean {
  return signInMark.get() === undefined && 'Worker' in globalThis && Date.now() >= restsUntil
}
