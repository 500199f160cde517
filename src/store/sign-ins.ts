import type { Queries } from './schema.ts'

/** A sign-in that waits for its person to come back from AniList. */
export interface PendingSignIn {
  /** The hash of `state`, which goes to AniList and back. */
  readonly stateHash: string
  /** The hash of what the browser that began it keeps in a cookie. */
  readonly browserHash: string
  /** Where to go afterwards. */
  readonly returnPath: string
  /** The session that the browser had, which the new one replaces. */
  readonly replacedSessionId: string | null
  /** Epoch milliseconds. */
  readonly startedAt: number
}

export async function insertSignIn(db: Queries, signIn: PendingSignIn): Promise<void> {
  await db
    .insertInto('sign_in')
    .values({
      state_hash: signIn.stateHash,
      browser_hash: signIn.browserHash,
      return_path: signIn.returnPath,
      replaced_session_id: signIn.replacedSessionId,
      started_at: signIn.startedAt,
    })
    .execute()
}

/** Takes a sign-in out, so that nobody can take it again; only for the browser that began it, and not too late. */
export async function takeSignIn(
  db: Queries,
  wanted: { readonly stateHash: string; readonly browserHash: string; readonly startedAfter: number },
): Promise<PendingSignIn | undefined> {
  const row = await db
    .deleteFrom('sign_in')
    .where('state_hash', '=', wanted.stateHash)
    .where('browser_hash', '=', wanted.browserHash)
    .where('started_at', '>', wanted.startedAfter)
    .returningAll()
    .executeTakeFirst()
  return (
    row && {
      stateHash: row.state_hash,
      browserHash: row.browser_hash,
      returnPath: row.return_path,
      replacedSessionId: row.replaced_session_id,
      startedAt: row.started_at,
    }
  )
}

/** Deletes the sign-ins that nobody came back from in time. */
export async function pruneSignIns(db: Queries, startedAfter: number): Promise<void> {
  await db.deleteFrom('sign_in').where('started_at', '<=', startedAfter).execute()
}
