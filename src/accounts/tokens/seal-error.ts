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
