import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Me } from '../../src/http/schemas/account.ts'
import { keepCsrfToken, requestJson } from './api.ts'
import { signInMark } from './sign-in.ts'

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
