import { requestJson } from './api.ts'
import { ApiError } from './api-error.ts'
import { dismissSessionEnd } from './session.ts'
import { signInMark } from './sign-in-mark.ts'

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
    dismissSessionEnd()
  }
  signInMark.set(undefined)
}
