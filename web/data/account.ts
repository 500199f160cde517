import { type QueryClient, queryOptions, useQuery } from '@tanstack/react-query'
import type { About, Me } from '../../src/http/schemas/account.ts'
import { formatQuery } from './address-query.ts'
import { keepCsrfToken, requestJson } from './api.ts'
import { createDeviceValue } from './value.ts'

/** Who is signed in: AniList's id, name and picture of the person, and how they stand with AniList. */
export type Account = Me

/** Nothing is asked on a device on which nobody signed in. */
export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: ({ signal }) => readAccount(signal),
  initialData: () => (signInMark.get() === undefined ? null : undefined),
  // Whoever comes back to the page may have signed out elsewhere.
  refetchOnWindowFocus: true,
})

/**
 * Who is signed in: `undefined` until it is known, `null` for nobody.
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
    // In this order: a change of accounts forgets all that belonged to the one before.
    markSignedIn(account)
    keepCsrfToken(account)
    return account
  } catch (error) {
    // A session that has ended took the mark away; with any other trouble, the person may well be signed in.
    if (signInMark.get() === undefined) return null
    throw error
  }
}

function markSignedIn({ id, sessionId }: Account): void {
  const mark = signInMark.get()
  const isKnown = mark?.state === 'signed-in' && mark.session === sessionId
  if (!isKnown) signInMark.set({ state: 'signed-in', account: id, session: sessionId, greeted: false })
}

/** AniList does not tell small letters from capital ones. */
export function isOwnList(account: { readonly name: string }, name: string): boolean {
  return account.name.toLowerCase() === name.toLowerCase()
}

/** What this instance is: its version, whether people can sign in, and whom a demo has to show. */
export const aboutQuery = queryOptions({
  queryKey: ['about'],
  queryFn: ({ signal }) => requestJson<About>('/api/v1/about', { signal }),
  staleTime: Infinity,
})

/** Where AniList's API answers; `undefined` where that cannot be known. */
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

/**
 * What this device knows of a sign-in. The cookies themselves are for no script to see; without this, the page would have to
 * ask the server for every visitor.
 */
export type SignInMark =
  /** Somebody went to AniList to sign in. */
  | { readonly state: 'begun' }
  /** Somebody is signed in, as far as is known. */
  | {
      readonly state: 'signed-in'
      /** AniList's id. */
      readonly account: number
      readonly session: string
      /** Whether they were told as whom they are signed in. */
      readonly greeted: boolean
    }

/** `undefined` where nobody signed in on this device, or whoever did has signed out. */
export const signInMark = createDeviceValue<SignInMark | undefined>('sign-in', parseMark)

function parseMark(stored: unknown): SignInMark | undefined {
  if (typeof stored !== 'object' || stored === null) return undefined
  const { state, account, session, greeted } = stored as Record<string, unknown>
  if (state === 'begun') return { state }
  if (state !== 'signed-in' || typeof account !== 'number' || typeof session !== 'string') return undefined
  return { state, account, session, greeted: greeted === true }
}

/** AniList's id of whoever is signed in, as far as this device knows. */
export function signedInAccount(): number | undefined {
  const mark = signInMark.get()
  return mark?.state === 'signed-in' ? mark.account : undefined
}

/** Which reminder to renew the access to AniList was put away. */
export const renewalDismissed = createDeviceValue<string | undefined>('renewal-dismissed', (stored) =>
  typeof stored === 'string' ? stored : undefined,
)

/**
 * Where a sign-in begins: the server sends the browser on to AniList.
 *
 * @param returnTo the path of this site to come back to
 * @param user of a demo, who is signed in without being asked
 */
export function signInPath(returnTo: string, user?: string): string {
  return `/api/v1/auth/login${formatQuery({ returnTo, user })}`
}

/** To be called when somebody follows such a link: the page that they come back to then asks who they are. */
export function beginSignIn(): void {
  if (signInMark.get() === undefined) signInMark.set({ state: 'begun' })
}
