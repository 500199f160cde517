import type { Clock } from '../../anilist/clock.ts'
import { chunk } from '../../core/chunk.ts'
import { findLiveSessions } from '../../store/sessions.ts'
import type { Store } from '../../store/store.ts'
import { AccountError } from '../account-error.ts'
import { limitsAt } from './session-limits.ts'

/** One session of an account: in its name something is done. */
export interface SessionName {
  readonly id: string
  readonly accountId: string
}

/** Something that must not outlive its session. */
export interface Watched {
  /** Aborted with `session-ended` or `anilist-not-connected` once that is known here. */
  readonly ended: AbortSignal
  release(): void
}

/**
 * Tells those who wait, run or stream in the name of a session when it is over. Only the database knows: it is looked at right
 * after this process ended something ({@link SessionWatch.look}), and each half second for what another process did.
 */
export interface SessionWatch {
  /**
   * @param needsToken whether it ends with the access to AniList as well
   */
  watch(session: SessionName, needsToken?: boolean): Watched
  /** Watches a session for as long as `use` takes, which has to heed the signal. */
  during<T>(session: SessionName, use: (ended: AbortSignal) => Promise<T>): Promise<T>
  /**
   * Looks whether a session lives in this moment, with its access to AniList.
   *
   * @throws AccountError `session-ended` or `anilist-not-connected`
   */
  check(session: SessionName): Promise<void>
  /** Looks now. By the time it has looked, whatever ended has been told so. */
  look(): Promise<void>
}

/** With the time that a look takes, all is told within a second. */
const lookEveryMs = 500
/** SQLite takes 32,766 parameters in a statement. */
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
      // Nobody is watched any more.
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
      // A database that is away does not end sessions, and nothing is sent without it: each sending asks it as well.
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
