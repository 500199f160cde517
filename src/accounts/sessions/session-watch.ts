import type { Clock } from '../../anilist/clock.ts'
import { chunk } from '../../core/chunk.ts'
import { findLiveSessions } from '../../store/sessions.ts'
import type { Store } from '../../store/store.ts'
import { AccountError } from '../account-error.ts'
import { limitsAt } from './session-limits.ts'

/** The ids of a session and its account. */
export interface SessionName {
  readonly id: string
  readonly accountId: string
}

/** Work that must not outlive its session. */
export interface Watched {
  /** Aborted with `session-ended` or `anilist-not-connected` once this process knows. */
  readonly ended: AbortSignal
  release(): void
}

/**
 * Aborts waiting and running work when its session ends. The state is read from the database: right after this process
 * ended something ({@link SessionWatch.look}), and every half second for other processes.
 */
export interface SessionWatch {
  /** @param needsToken also abort when AniList is disconnected */
  watch(session: SessionName, needsToken?: boolean): Watched
  /** Watches a session while `use` runs, which has to heed the signal. */
  during<T>(session: SessionName, use: (ended: AbortSignal) => Promise<T>): Promise<T>
  /**
   * Checks that a session is alive and connected to AniList.
   *
   * @throws AccountError `session-ended` or `anilist-not-connected`
   */
  check(session: SessionName): Promise<void>
  /** Checks all watched sessions now; when it resolves, everything that ended is aborted. */
  look(): Promise<void>
}

/** Including the time of a look, work is aborted within a second. */
const lookEveryMs = 500
/** SQLite accepts 32,766 parameters in a statement. */
const idsPerLook = 10_000

export function createSessionWatch({ store, now, sleep }: Clock & { readonly store: Store }): SessionWatch {
  const all = new Set<{ session: SessionName; needsToken: boolean; abort: AbortController }>()
  let looking: AbortController | undefined

  function watch(session: SessionName, needsToken = false): Watched {
    const one = { session, needsToken, abort: new AbortController() }
    all.add(one)
    if (!looking) {
      looking = new AbortController()
      void lookOnAndOn(looking.signal)
    }
    return {
      ended: one.abort.signal,
      release() {
        all.delete(one)
        if (all.size > 0) return
        looking?.abort()
        looking = undefined
      },
    }
  }

  async function lookOnAndOn(stop: AbortSignal): Promise<void> {
    try {
      for (;;) {
        await sleep(lookEveryMs, stop)
        await look()
      }
    } catch {
      // Nothing is watched any more.
    }
  }

  async function look(): Promise<void> {
    const watched = [...all].filter(({ abort }) => !abort.signal.aborted)
    try {
      const live = await liveOf(watched.map(({ session }) => session))
      for (const { session, needsToken, abort } of watched) {
        const end = endOf(session, live, needsToken)
        if (end) abort.abort(end)
      }
    } catch {
      // An unreachable database does not end sessions. Every request checks it too, so nothing is sent meanwhile.
    }
  }

  async function liveOf(sessions: readonly SessionName[]) {
    const ids = [...new Set(sessions.map(({ id }) => id))]
    const parts = chunk(ids, idsPerLook).map((part) => findLiveSessions(store.db, part, limitsAt(now())))
    return new Map((await Promise.all(parts)).flat().map((one) => [one.id, one]))
  }

  return {
    watch,
    async during(session, use) {
      const { ended, release } = watch(session)
      try {
        return await use(ended)
      } finally {
        release()
      }
    },
    async check(session) {
      const end = endOf(session, await liveOf([session]), true)
      if (end) throw end
    },
    look,
  }
}

type LiveSession = Awaited<ReturnType<typeof findLiveSessions>>[number]

function endOf(
  { id, accountId }: SessionName,
  live: ReadonlyMap<string, LiveSession>,
  needsToken: boolean,
): AccountError | undefined {
  const found = live.get(id)
  if (found?.accountId !== accountId) return new AccountError('session-ended')
  return needsToken && !found.isConnected ? new AccountError('anilist-not-connected') : undefined
}
