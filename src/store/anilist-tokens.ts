import type { AniListTokenTable, Queries } from './schema.ts'

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
  await db
    .insertInto('anilist_token')
    .values(formatToken(token))
    .onConflict((conflict) =>
      conflict.column('account_id').doUpdateSet(({ ref }) => ({
        token: ref('excluded.token'),
        data_key: ref('excluded.data_key'),
        key_id: ref('excluded.key_id'),
        obtained_at: ref('excluded.obtained_at'),
        expires_at: ref('excluded.expires_at'),
      })),
    )
    .execute()
}

export async function findToken(db: Queries, accountId: string): Promise<StoredToken | undefined> {
  const row = await db
    .selectFrom('anilist_token')
    .selectAll()
    .where('account_id', '=', accountId)
    .executeTakeFirst()
  return row && parseToken(row)
}

/**
 * Deletes a token and its data key.
 *
 * @param token only this one, not what may have replaced it since: told by its ciphertext, which rotation leaves as it is
 * @returns whether there was one
 */
export async function deleteToken(db: Queries, accountId: string, token?: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('anilist_token')
    .where('account_id', '=', accountId)
    .$if(token !== undefined, (query) => query.where('token', '=', token ?? ''))
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Deletes the tokens that AniList refuses by now, with their data keys. */
export async function pruneTokens(db: Queries, now: number): Promise<void> {
  await db.deleteFrom('anilist_token').where('expires_at', '<=', now).execute()
}

/** The next tokens, by account id, that another key than this one seals. */
export async function tokensUnderOtherKeys(
  db: Queries,
  keyId: string,
  { after, limit }: { readonly after: string; readonly limit: number },
): Promise<StoredToken[]> {
  const rows = await db
    .selectFrom('anilist_token')
    .selectAll()
    .where('key_id', '!=', keyId)
    .where('account_id', '>', after)
    .orderBy('account_id')
    .limit(limit)
    .execute()
  return rows.map(parseToken)
}

/** Puts a rewrapped data key in place of the one that was read, unless the token was replaced meanwhile. */
export async function replaceDataKey(
  db: Queries,
  before: StoredToken,
  after: Pick<StoredToken, 'dataKey' | 'keyId'>,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('anilist_token')
    .set({ data_key: after.dataKey, key_id: after.keyId })
    .where('account_id', '=', before.accountId)
    .where('data_key', '=', before.dataKey)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

function formatToken(token: StoredToken): AniListTokenTable {
  return {
    account_id: token.accountId,
    token: token.token,
    data_key: token.dataKey,
    key_id: token.keyId,
    obtained_at: token.obtainedAt,
    expires_at: token.expiresAt,
  }
}

function parseToken(row: AniListTokenTable): StoredToken {
  return {
    accountId: row.account_id,
    token: row.token,
    dataKey: row.data_key,
    keyId: row.key_id,
    obtainedAt: row.obtained_at,
    expiresAt: row.expires_at,
  }
}
