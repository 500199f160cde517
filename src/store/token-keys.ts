import type { Queries } from './schema.ts'

/** The proof that a key of this name belongs to this database, and whether tokens need it. */
export interface TokenKeyRecord {
  readonly id: string
  readonly proof: string
  /** Whether a token is sealed with the key. */
  readonly inUse: boolean
}

export async function listTokenKeys(db: Queries): Promise<TokenKeyRecord[]> {
  const rows = await db
    .selectFrom('token_key')
    .select(({ exists, selectFrom }) => [
      'id',
      'proof',
      exists(
        selectFrom('anilist_token')
          .select('account_id')
          .whereRef('anilist_token.key_id', '=', 'token_key.id')
          .limit(1),
      ).as('in_use'),
    ])
    .orderBy('created_at')
    .orderBy('id')
    .execute()
  return rows.map(({ id, proof, in_use }) => ({ id, proof, inUse: Boolean(in_use) }))
}

/** Keeps the proof of a new key. Another process may have been first: read the list again afterwards. */
export async function addTokenKey(
  db: Queries,
  key: { readonly id: string; readonly proof: string; readonly createdAt: number },
): Promise<void> {
  await db
    .insertInto('token_key')
    .values({ id: key.id, proof: key.proof, created_at: key.createdAt })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute()
}

/** Forgets a key. The database refuses, by a violated constraint, while a token is sealed with it. */
export async function deleteTokenKey(db: Queries, id: string): Promise<void> {
  await db.deleteFrom('token_key').where('id', '=', id).execute()
}
