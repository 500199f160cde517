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
  await db.insertInto('signIn').values(signIn).execute()
}

/** Takes a sign-in out, so that nobody can take it again; only for the browser that began it, and not too late. */
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

/** Deletes the sign-ins that nobody came back from in time. */
export async function pruneSignIns(db: Queries, startedAfter: number): Promise<void> {
  await db.deleteFrom('signIn').where('startedAt', '<=', startedAfter).execute()
}
