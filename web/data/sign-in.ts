import { formatQuery } from './address-query.ts'
import { createDeviceValue } from './value.ts'

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
