import { signInMark } from '../account.ts'
import type { ScanOptions } from '../results-search.ts'
import type { ScanAnswer, ScanProgress } from '../scan.ts'
import type { ScanNews } from './scan-worker.ts'

export interface TryScanHereOptions {
  /** Says where AniList's API answers; undefined where that cannot be known. Asked only where it is needed. */
  readonly anilistUrl: () => Promise<string | undefined>
  readonly signal: AbortSignal
  readonly onProgress: (progress: ScanProgress) => void
}

/** After a failure, for so long the server is asked at once: what kept this browser from AniList will do so again. */
const restMs = 10 * 60_000
let restsUntil = 0

/** Done with its scan, it keeps what it read for the next one. */
let idle: Worker | undefined

/**
 * Scans a list in this browser, where that can be done: nobody is signed in, so the list has to be a public one, and AniList
 * answers this page. `undefined` for whatever goes wrong: the server does the same scan, and says why where it cannot.
 *
 * @throws the reason of the signal
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

/** Whether this browser may ask AniList by itself: nobody is signed in, and nothing has kept it from that lately. */
export function mayAskAniList(): boolean {
  return signInMark.get() === undefined && 'Worker' in globalThis && Date.now() >= restsUntil
}
