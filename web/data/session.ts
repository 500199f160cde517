import { accountQuery, renewalDismissed, type SignInMark, signedInAccount, signInMark } from './account.ts'
import { ApiError, keepCsrfToken, listenForSession, queryClient, requestJson } from './api.ts'
import { pendingAdditions } from './pending-additions.ts'
import { forgetName } from './user-names.ts'
import { createValue } from './value.ts'

const drawnAfterMs = 50

/** Whether the session ended without anybody on this page having ended it, which has not been read yet. */
export const sessionEnded = createValue(false)

/** Keeps this page in step with the session from now on: with what the server says, and with what other tabs do. */
export function followSession(): void {
  // Whoever comes back from AniList without having been let in need not be asked for.
  const hasFailed = new URLSearchParams(location.search).has('signInError')
  if (hasFailed && signInMark.get()?.state === 'begun') signInMark.set(undefined)
  let left = signedInAccount()
  const { queryKey } = accountQuery
  listenForSession({
    onEnd() {
      const mark = signInMark.get()
      if (mark?.state === 'signed-in') sessionEnded.set(true)
      if (mark) signInMark.set(undefined)
    },
    onDisconnect: () => void askAgain(),
    async onStaleToken() {
      const before = signedInAccount()
      await queryClient.fetchQuery({ ...accountQuery, staleTime: 0 })
      return signedInAccount() === before
    },
  })
  signInMark.subscribe(() => {
    const mark = signInMark.get()
    const came = signedInAccount()
    if (left !== undefined && left !== came) forgetPrivate()
    left = came
    if (came !== undefined) sessionEnded.set(false)
    if (mark === undefined) queryClient.setQueryData(queryKey, null)
    // In another tab, somebody has signed in: this one needs a new CSRF token.
    else if (isOther(mark) && queryClient.isFetching({ queryKey }) === 0)
      void queryClient.invalidateQueries({ queryKey })
  })
}

/** A first reply that is still on its way was asked for before, and is not taken back by asking for another. */
async function askAgain(): Promise<void> {
  const { queryKey } = accountQuery
  await queryClient.cancelQueries({ queryKey })
  await queryClient.invalidateQueries({ queryKey })
}

/**
 * The last answers are kept in the browser's cache of replies, for when AniList or the network is away. They are large, and
 * `localStorage` is small.
 */
export const answersCache = 'last-answers'

/** Forgets all answers, as when somebody signs out: a private list may be among them. */
export async function forgetAnswers(): Promise<void> {
  await globalThis.caches?.delete(answersCache)
}

/** What only the account could see must not stay for whoever uses this device next. */
function forgetPrivate(): void {
  keepCsrfToken(null)
  void forgetAnswers()
  pendingAdditions.set(undefined)
  renewalDismissed.set(undefined)
  const name = queryClient.getQueryData(accountQuery.queryKey)?.name
  if (name !== undefined) forgetName(name)
  const isPublic = new Set<unknown>(['about', accountQuery.queryKey[0]])
  // Not before the page has drawn that nobody is signed in: what it shows to the account would be asked for again, in vain.
  setTimeout(
    () => void queryClient.resetQueries({ predicate: ({ queryKey }) => !isPublic.has(queryKey[0]) }),
    drawnAfterMs,
  )
}

function isOther(mark: SignInMark): boolean {
  const known = queryClient.getQueryData(accountQuery.queryKey)
  return mark.state === 'signed-in' && mark.session !== known?.sessionId
}

/**
 * Ends the session on this device, and forgets what only the account could see.
 *
 * @throws ApiError where the server could not be told: then the person is still signed in
 */
export async function signOut(): Promise<void> {
  try {
    await requestJson('/api/v1/auth/logout', { method: 'POST' })
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 401)) throw error
    // It had ended already, which is what was wanted.
    sessionEnded.set(false)
  }
  signInMark.set(undefined)
}
