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
  'access-token-invalid': 'The access token is not valid. Sign in with AniList again.',
  'access-token-expired':
    'The access token has expired. Get a new one with POST /api/v1/auth/refresh, or sign in again.',
  'session-ended': 'This session has ended: signed out, revoked, or unused for too long. Sign in again.',
  'refresh-token-unknown': 'The refresh token is not valid. Sign in with AniList again.',
  'refresh-token-reused':
    'The refresh token was used before, so someone else may have it. The session was ended: sign in again, and look at your sessions.',
  'session-not-found': 'You have no session of this id. It may have ended already.',
  'sign-in-unavailable':
    'This instance is not set up for signing in. Whoever runs it has to set ANILIST_CLIENT_ID and ANILIST_CLIENT_SECRET.',
  'sign-in-expired': 'This sign-in was begun too long ago, or in another browser. Begin it again.',
  'sign-in-denied': 'You did not allow the access at AniList, so nobody was signed in.',
  'sign-in-code-refused':
    'AniList no longer knows this sign-in: its code is good once and for minutes. Begin again.',
  'sign-in-refused':
    'AniList does not accept this instance. Whoever runs it has to check ANILIST_CLIENT_ID, ANILIST_CLIENT_SECRET and ANILIST_REDIRECT_URI.',
  'sign-in-failed': 'AniList failed while it signed you in. Try again in a few minutes.',
  'return-path-invalid': 'returnTo must be a path of this site, such as /lists.',
  'anilist-not-connected':
    'Your account has no access to AniList any more. Sign in with AniList again to go on.',
} as const
