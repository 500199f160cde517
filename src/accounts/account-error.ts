/** Why someone is not let in, or a sign-in came to nothing. Stable: the web page and other programs rely on them. */
export type AccountErrorCode = keyof typeof messages

/** A refusal that is expected. The message says what to do, and holds no token. */
export class AccountError extends Error {
  override readonly name = 'AccountError'
  readonly code: AccountErrorCode

  constructor(code: AccountErrorCode, options?: ErrorOptions) {
    super(messages[code], options)
    this.code = code
  }
}

const messages = {
  'access-token-invalid': 'The access token is invalid. Sign in with AniList again.',
  'access-token-expired':
    'The access token has expired. Get a new one from POST /api/v1/auth/refresh, or sign in again.',
  'session-ended':
    'This session has ended: it was signed out, revoked or unused for too long. Sign in again.',
  'refresh-token-unknown': 'The refresh token is invalid. Sign in with AniList again.',
  'refresh-token-reused':
    'The refresh token has been used before, so someone else may have it. We ended the session: sign in again and check your sessions.',
  'session-not-found': 'You have no session with this ID. It may have ended already.',
  'sign-in-unavailable':
    'Sign-in is not set up on this server. Its operator has to set ANILIST_CLIENT_ID and ANILIST_CLIENT_SECRET.',
  'sign-in-expired': 'This sign-in has expired or was started in another browser. Try again.',
  'sign-in-denied': 'You denied access on AniList, so you were not signed in.',
  'sign-in-code-refused':
    'AniList did not accept the sign-in code: it works once, and only for a few minutes. Sign in again.',
  'sign-in-refused':
    'AniList did not accept this server as a client. Its operator has to check ANILIST_CLIENT_ID, ANILIST_CLIENT_SECRET and ANILIST_REDIRECT_URI.',
  'sign-in-failed': 'AniList failed while signing you in. Try again in a few minutes.',
  'return-path-invalid': 'returnTo must be a path on this site, such as /lists.',
  'anilist-not-connected':
    'Your account is no longer connected to AniList. Sign in with AniList again to continue.',
} as const
