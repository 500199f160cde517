/** Why a request is not authenticated or a sign-in failed. Stable: the page and other programs rely on the codes. */
export type AccountErrorCode = keyof typeof accountMessages

/** An expected refusal. The message says what to do, and contains no token. */
export class AccountError extends Error {
  override readonly name = 'AccountError'
  readonly code: AccountErrorCode

  constructor(code: AccountErrorCode, options?: ErrorOptions) {
    super(accountMessages[code], options)
    this.code = code
  }
}

const accountMessages = {
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

/** Why a sealed token can't be opened, or the keyring can't be used. Stable, like the codes above. */
export type SealErrorCode = keyof typeof sealMessages

/** A token that cannot be opened, or keys that do not fit the database. Names keys by id, never by value. */
export class SealError extends Error {
  override readonly name = 'SealError'
  readonly code: SealErrorCode

  /** @param detail the id of a key, or the number of tokens */
  constructor(code: SealErrorCode, options: ErrorOptions & { readonly detail?: string } = {}) {
    const { detail = '', ...rest } = options
    super(sealMessages[code](detail), rest)
    this.code = code
  }
}

const sealMessages = {
  'sealed-damaged': () =>
    "A stored token can't be decrypted: it was changed, or it belongs to another account or environment. Sign in with AniList again to replace it.",
  'sealed-key-unknown': (keyId: string) =>
    `A token is encrypted with the key ${keyId}, which is not in TOKEN_ENCRYPTION_KEYS. Put it back at the end of the list.`,
  'token-key-wrong': (keyId: string) =>
    `The key ${keyId} in TOKEN_ENCRYPTION_KEYS is not the one this database was created with. Check that DATABASE_URL, APP_ENV and the keys belong to the same environment.`,
  'token-keys-foreign': () =>
    'No key in TOKEN_ENCRYPTION_KEYS belongs to this database. Check that DATABASE_URL and the keys belong to the same environment; to replace a key, put the new one before the old one.',
  'token-key-in-use': (keyId: string) =>
    `The key ${keyId} is missing from TOKEN_ENCRYPTION_KEYS, but tokens are still encrypted with it. Put it back at the end of the list, run \`sequel-finder keys rotate\`, then remove it.`,
  'token-key-retired': (keyId: string) =>
    `The key ${keyId} in TOKEN_ENCRYPTION_KEYS was retired while this process was running. Restart it with the current keys.`,
} satisfies Record<string, (detail: string) => string>
