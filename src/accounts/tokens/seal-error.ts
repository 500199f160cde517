/** Why something sealed stays closed, or the keyring is of no use. Stable: callers and operators may rely on them. */
export type SealErrorCode = keyof typeof messages

/** A token that cannot be opened, or keys that do not fit the database. It names keys by their ids, never by value. */
export class SealError extends Error {
  override readonly name = 'SealError'
  readonly code: SealErrorCode

  /** @param detail the id of a key, or how many tokens a message is about */
  constructor(code: SealErrorCode, options: ErrorOptions & { readonly detail?: string } = {}) {
    const { detail = '', ...rest } = options
    super(messages[code](detail), rest)
    this.code = code
  }
}

const messages = {
  'sealed-damaged': () =>
    'A sealed token cannot be opened: it was changed, or belongs to another account or environment. Sign in with AniList again to replace it.',
  'sealed-key-unknown': (keyId: string) =>
    `A token is sealed with the key ${keyId}, which TOKEN_ENCRYPTION_KEYS does not hold. Put it back at the end of the list.`,
  'token-key-wrong': (keyId: string) =>
    `TOKEN_ENCRYPTION_KEYS holds another key under the name ${keyId} than this database was made with. Check that DATABASE_URL, APP_ENV and the keys belong to the same environment.`,
  'token-keys-foreign': () =>
    'None of the keys in TOKEN_ENCRYPTION_KEYS belongs to this database. Check that DATABASE_URL and the keys belong to the same environment; to replace a key, put the new one before the old one.',
  'token-key-in-use': (keyId: string) =>
    `TOKEN_ENCRYPTION_KEYS lacks the key ${keyId}, with which tokens are still sealed. Put it back at the end of the list, run \`sequel-finder keys rotate\`, and take it out after that.`,
  'token-key-retired': (keyId: string) =>
    `The key ${keyId} of TOKEN_ENCRYPTION_KEYS was retired while this process ran. Restart it with the keys that are in force now.`,
} satisfies Record<string, (detail: string) => string>
