import type { Queries } from './schema.ts'

/** The sealed AniList token of an account; see `sealed-token.ts` for its first three fields. */
export interface StoredToken {
  readonly token: string
  readonly dataKey: string
  readonly keyId: string
  readonly accountId: string
  /** When AniList issued it, in epoch milliseconds. */
  readonly obtainedAt: number
  /** When AniList will reject it, in epoch milliseconds. */
  readonly expiresAt: number
}

/** Saves an account's token, replacing the previous one. */
export async function saveToken(db: Queries, token: StoredToken): Promise<void> {
  const { accountId, ...sealed } = token
  await db
    .insertInto('anilistToken')
    .values(token)
    .onConflict((conflict) => conflict.column('accountId').doUpdateSet(sealed))
    .execute()
}

export function findToken(db: Queries, accountId: string): Promise<StoredToken | undefined> {
  return db.selectFrom('anilistToken').selectAll().where('accountId', '=', accountId).executeTakeFirst()
}

/**
 * Deletes a token and its data key.
 *
 * @param token only if it is still this one, identified by its ciphertext, which rotation does not change
 * @returns whether there was one
 */
export async function deleteToken(db: Queries, accountId: string, token?: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('anilistToken')
    .where('accountId', '=', accountId)
    .$if(token !== undefined, (query) => query.where('token', '=', token ?? ''))
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Deletes expired tokens with their data keys. */
export async function pruneTokens(db: Queries, now: number): Promise<void> {
  await db.deleteFrom('anilistToken').where('expiresAt', '<=', now).execute()
}

/** The next tokens, by account id, that are sealed with a key other than this one. */
export function tokensUnderOtherKeys(
  db: Queries,
  keyId: string,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<StoredToken[]> {
  return db
    .selectFrom('anilistToken')
    .selectAll()
    .where('keyId', '!=', keyId)
    .where('accountId', '>', after)
    .orderBy('accountId')
    .limit(limit)
    .execute()
}

/** Replaces a data key by the rewrapped one, unless the token has been replaced since. */
export async function replaceDataKey(
  db: Queries,
  before: StoredToken,
  after: Pick<StoredToken, 'dataKey' | 'keyId'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('anilistToken')
    .set({ dataKey: after.dataKey, keyId: after.keyId })
    .where('accountId', '=', before.accountId)
    .where('dataKey', '=', before.dataKey)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** The proof that a key of this name belongs to this database. */
export interface TokenKeyRecord {
  readonly id: string
  readonly proof: string
  /** Whether a token is sealed with the key. */
  readonly inUse: boolean
}

export async function listTokenKeys(db: Queries): Promise<TokenKeyRecord[]> {
  const rows = await db
    .selectFrom('tokenKey')
    .select(({ exists, selectFrom }) => [
      'id',
      'proof',
      exists(
        selectFrom('anilistToken')
          .select('accountId')
          .whereRef('anilistToken.keyId', '=', 'tokenKey.id')
          .limit(1),
      ).as('inUse'),
    ])
    .orderBy('createdAt')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({ ...row, inUse: Boolean(row.inUse) }))
}

/** Saves the proof of a new key. Another process may have been first, so read the list again. */
export async function addTokenKey(
  db: Queries,
  key: { readonly id: string; readonly proof: string; readonly createdAt: number },
): Promise<void> {
  await db
    .insertInto('tokenKey')
    .values(key)
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** Deletes a key. A foreign key prevents this while a token is sealed with it. */
export async function deleteTokenKey(db: Queries, id: string): Promise<void> {
  await db.deleteFrom('tokenKey').where('id', '=', id).execute()
}
