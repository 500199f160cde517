import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import type { About, Me } from '../../src/http/schemas/account.ts'
import { formatQuery } from './address-query.ts'
import { keepCsrfToken, requestJson } from './api.ts'
import { createDeviceValue } from './value.ts'

export type Account = Me

/** Sends no request on a device where nobody has signed in. */
export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => readAccount(signal),
  initialData: () => (signInMark.get() === undefined ? null : undefined),
  // The user may have signed out elsewhere.
  refetchOnWindowFocus: true,
})

/**
 * The signed-in account: `undefined` until it is known, `null` for nobody.
 *
 * @example
 * const account = useAccount()
 * if (account) offerToAdd(account.name)
 */
export function useAccount(): Account | null | undefined {
  return useQuery(accountQuery).data
}

async function readAccount(signal: AbortSignal): Promise<Account | null> {
  if (signInMark.get() === undefined) return null
  try {
    const account = await requestJson<Account>('/api/v1/auth/me', { signal })
    // In this order, as a change of accounts clears the previous token.
    markSignedIn(account)
    keepCsrfToken(account)
    return account
  } catch (error) {
    // After a session has ended the mark is gone; after other errors, the user may still be signed in.
    if (signInMark.get() === undefined) return null
    throw error
  }
}

function markSignedIn({ id, sessionId }: Account): void {
  const mark = signInMark.get()
  const isKnown = mark?.state === 'signed-in' && mark.session === sessionId
  if (!isKnown) signInMark.set({ state: 'signed-in', account: id, session: sessionId, greeted: false })
}

/** AniList names ignore case. */
export function isOwnList(account: { readonly name: string }, name: string): boolean {
  return account.name.toLowerCase() === name.toLowerCase()
}

/** The instance: its version, whether sign-in is available, and a demo's sample users. */
export const aboutQuery = queryOptions({
  queryKey: ['about'],
  queryFn: ({ signal }) => requestJson<About>('/api/v1/about', { signal }),
  staleTime: Infinity,
})

/** The address of AniList's API; `undefined` if it cannot be loaded. */
export function findAniListUrl(client: QueryClient): Promise<string | undefined> {
  return client.fetchQuery(aboutQuery).then(
    ({ anilistApiUrl }) => anilistApiUrl,
    () => undefined,
  )
}

/** `undefined` until it is known. */
export function useAbout(): About | undefined {
  return useQuery(aboutQuery).data
}

/** What this device knows about a sign-in, as scripts cannot see the cookies. Saves a request for most visitors. */
export type SignInMark =
  /** The user went to AniList to sign in. */
  | { readonly state: 'begun' }
  /** The user is signed in, as far as known. */
  | {
      readonly state: 'signed-in'
      /** AniList's id. */
      readonly account: number
      readonly session: string
      /** Whether the greeting has been dismissed. */
      readonly greeted: boolean
    }

/** `undefined` if nobody is signed in on this device. */
export const signInMark = createDeviceValue<SignInMark | undefined>('sign-in', parseMark)

function parseMark(stored: unknown): SignInMark | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined
  const { state, account, session, greeted } = stored as Record<string, unknown>
  if (state === 'begun') return { state }
  if (state !== 'signed-in' || typeof account !== 'number' || typeof session !== 'string') return undefined
  return { state, account, session, greeted: greeted === true }
}

/** AniList's id of the signed-in user, as far as this device knows. */
export function signedInAccount(): number | undefined {
  const mark = signInMark.get()
  return mark?.state === 'signed-in' ? mark.account : undefined
}

/** The reminder to renew AniList's access that was dismissed. */
export const renewalDismissed = createDeviceValue<string | undefined>('renewal-dismissed', (stored) =>
  typeof stored === 'string' ? stored : undefined,
)

/**
 * The address that starts a sign-in, by redirecting to AniList.
 *
 * @param returnTo the path on this site to come back to
 * @param user a demo's sample user to sign in as, without a page to choose one
 */
export function signInPath(returnTo: string, user?: string): string {
  return `/api/v1/auth/login${formatQuery({ returnTo, user })}`
}

/** Call it when such a link is followed, so that the page checks afterwards who is signed in. */
export function beginSignIn(): void {
  if (signInMark.get() === undefined) signInMark.set({ state: 'begun' })
}
