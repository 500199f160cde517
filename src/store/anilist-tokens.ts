import type { Queries } from './schema.ts'

/** The AniList token of an account, sealed; see `sealed-token.ts` for its first three parts. */
export interface StoredToken {
  readonly token: string
  readonly dataKey: string
  readonly keyId: string
  readonly accountId: string
  /** When AniList gave it, in epoch milliseconds. */
  readonly obtainedAt: number
  /** When AniList will refuse it, in epoch milliseconds. */
  readonly expiresAt: number
}

/** Keeps the token of an account in place of the one before. */
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
 * @param token only this one, not what may have replaced it since: told by its ciphertext, which rotation leaves as it is
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

/** Deletes the tokens that AniList refuses by now, with their data keys. */
export async function pruneTokens(db: Queries, now: number): Promise<void> {
  await db.deleteFrom('anilistToken').where('expiresAt', '<=', now).execute()
}

/** The next tokens, by account id, that another key than this one seals. */
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

/** Puts a rewrapped data key in place of the one that was read, unless the token was replaced meanwhile. */
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

/** The proof that a key of this name belongs to this database, and whether tokens need it. */
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

/** Keeps the proof of a new key. Another process may have been first: read the list again afterwards. */
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

/** Forgets a key. The database refuses, by a violated constraint, while a token is sealed with it. */
export async function deleteTokenKey(db: Queries, id: string): Promise<void> {
  await db.deleteFrom('tokenKey').where('id', '=', id).execute()
}
