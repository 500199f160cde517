import { formatQuery } from './address-query.ts'
import { signInMark } from './sign-in-mark.ts'

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
