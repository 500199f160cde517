import type { Queries } from './schema.ts'

/** A sign-in that has not come back from AniList yet. */
export interface PendingSignIn {
  /** The hash of `state`, which goes to AniList and back. */
  readonly stateHash: string
  /** The hash of the secret in the browser's cookie. */
  readonly browserHash: string
  readonly returnPath: string
  /** The browser's previous session, which the new one replaces. */
  readonly replacedSessionId: string | null
  /** Epoch milliseconds. */
  readonly startedAt: number
}

export async function insertSignIn(db: Queries, signIn: PendingSignIn): Promise<void> {
  await db.insertInto('signIn').values(signIn).execute()
}

/** Takes a sign-in, so that it cannot be used again, if the browser matches and it has not expired. */
export function takeSignIn(
  db: Queries,
  wanted: { readonly stateHash: string; readonly browserHash: string; readonly startedAfter: number },
): Promise<PendingSignIn | undefined> {
  return db
    .deleteFrom('signIn')
    .where('stateHash', '=', wanted.stateHash)
    .where('browserHash', '=', wanted.browserHash)
    .where('startedAt', '>', wanted.startedAfter)
    .returningAll()
    .executeTakeFirst()
}

/** Deletes abandoned sign-ins. */
export async function pruneSignIns(db: Queries, startedAfter: number): Promise<void> {
  await db.deleteFrom('signIn').where('startedAt', '<=', startedAfter).execute()
}
