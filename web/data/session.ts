import { accountQuery, renewalDismissed, type SignInMark, signedInAccount, signInMark } from './account.ts'
import { ApiError, keepCsrfToken, listenForSession, queryClient, requestJson } from './api.ts'
import { pendingAdditions } from './pending-additions.ts'
import { forgetName } from './user-names.ts'
import { createValue } from './value.ts'

const drawnAfterMs = 50

/** Whether the session ended by itself, and the user has not yet dismissed the message. */
export const sessionEnded = createValue(false)

/** Keeps this page in sync with the session, as changed by the server or in other tabs. */
export function followSession(): void {
  // A failed sign-in leaves nothing to ask for.
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
    // Someone signed in in another tab, so this one needs a new CSRF token.
    else if (isOther(mark) && queryClient.isFetching({ queryKey }) === 0)
      void queryClient.invalidateQueries({ queryKey })
  })
}

/** Cancels first, because a request in flight would otherwise be reused. */
async function askAgain(): Promise<void> {
  const { queryKey } = accountQuery
  await queryClient.cancelQueries({ queryKey })
  await queryClient.invalidateQueries({ queryKey })
}

/** The last answers, for when AniList or the network is down. They are too large for `localStorage`. */
export const answersCache = 'last-answers'

/** Deletes all stored answers, as when signing out: a private list may be among them. */
export async function forgetAnswers(): Promise<void> {
  await globalThis.caches?.delete(answersCache)
}

/** The next user of this device must not see what only the account could see. */
function forgetPrivate(): void {
  keepCsrfToken(null)
  void forgetAnswers()
  pendingAdditions.set(undefined)
  renewalDismissed.set(undefined)
  const name = queryClient.getQueryData(accountQuery.queryKey)?.name
  if (name !== undefined) forgetName(name)
  const isPublic = new Set<unknown>(['about', accountQuery.queryKey[0]])
  // After the page shows that nobody is signed in; earlier, it would reload account data needlessly.
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
 * Ends the session on this device, and forgets everything private.
 *
 * @throws ApiError if the server could not be told, so the user is still signed in
 */
export async function signOut(): Promise<void> {
  try {
    await requestJson('/api/v1/auth/logout', { method: 'POST' })
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 401)) throw error
    // It had already ended.
    sessionEnded.set(false)
  }
  signInMark.set(undefined)
}
