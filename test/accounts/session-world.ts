import { randomBytes } from 'node:crypto'
import { createAccessTokens } from '../../src/accounts/sessions/access-token.ts'
import { createRefreshTokens } from '../../src/accounts/sessions/opaque-tokens.ts'
import { refresh } from '../../src/accounts/sessions/refresh.ts'
import { createSessions } from '../../src/accounts/sessions/sessions.ts'
import { saveAccount } from '../../src/store/accounts.ts'
import type { Store } from '../../src/store/store.ts'
import { auditOf, noon, person } from './people.ts'

/** AniList IDs for the people of all worlds, which may share a store. */
let people = 0

/** Sessions in a store, with a clock that the test moves. */
export function createSessionWorld(store: Store) {
  const time = { now: noon }
  const now = () => time.now
  const audit = auditOf(store)
  const refreshTokens = createRefreshTokens('the secret key of the tests, 32+', randomBytes)
  const accessTokens = createAccessTokens({
    keys: ['the JWT secret key of these tests'],
    publicUrl: 'https://sequels.example',
    expireMinutes: 15,
    now,
  })
  const sessions = createSessions({ store, audit, accessTokens, refreshTokens, random: randomBytes, now })
  return {
    time,
    audit,
    sessions,
    refreshTokens,
    refresh: (token: string, address?: string) =>
      refresh({ store, audit, refreshTokens, now }, token, address),
    async newAccount(): Promise<string> {
      const id = randomBytes(8).toString('hex')
      await saveAccount(store.db, person(id, ++people))
      return id
    },
    /** A new session and its first refresh token. */
    open: (accountId: string, device = 'Firefox on Linux') =>
      store.db.transaction().execute((db) => sessions.open(db, { accountId, device })),
  }
}
export type SessionWorld = ReturnType<typeof createSessionWorld>
