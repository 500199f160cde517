import { randomBytes } from 'node:crypto'
import type { Clock } from '../anilist/clock.ts'
import type { TokenOwner } from '../anilist/token-owner.ts'
import { pruneTokens } from '../store/anilist-tokens.ts'
import type { Session } from '../store/sessions.ts'
import type { Store } from '../store/store.ts'
import { type AccountData, createAccountData, type ExportSection } from './account-data.ts'
import { AccountError } from './account-error.ts'
import { type AuditTrail, createAuditTrail } from './audit-trail.ts'
import { deriveKey, type RandomBytes } from './cryptography.ts'
import { createAccessTokens } from './sessions/access-token.ts'
import { type CsrfTokens, createCsrfTokens, createRefreshTokens } from './sessions/opaque-tokens.ts'
import { refresh } from './sessions/refresh.ts'
import { createSessionWatch, type SessionWatch } from './sessions/session-watch.ts'
import { createSessions, type Principal, type Sessions, type SessionTokens } from './sessions/sessions.ts'
import type { AniListOauth } from './sign-in/anilist-oauth.ts'
import { createSignIn, type SignIn } from './sign-in/sign-in.ts'
import { type Connections, createConnections } from './tokens/connection.ts'
import { checkKeyring } from './tokens/key-check.ts'
import { parseKeyring } from './tokens/keyring.ts'
import { createTokenVault } from './tokens/sealed-token.ts'

/** Everything about the users of this instance: signing in, staying signed in, and their stored data. */
export interface Accounts {
  /** Like {@link SignIn}, and throws AccountError `sign-in-unavailable` without OAuth settings. */
  readonly beginSignIn: SignIn['begin']
  readonly finishSignIn: SignIn['finish']
  readonly authenticate: Sessions['authenticate']
  /** Exchanges a refresh token; see {@link refresh}. */
  refresh(refreshToken: string, address?: string): Promise<SessionTokens>
  /** Ends the caller's own session, with all its tokens. */
  signOut(principal: Principal, address?: string): Promise<void>
  sessionsOf(principal: Principal): Promise<readonly Session[]>
  /** @throws AccountError `session-not-found` */
  revokeSession(principal: Principal, sessionId: string, address?: string): Promise<void>
  /** Aborts work when its session ends. */
  readonly watch: SessionWatch
  readonly connections: Connections
  readonly data: AccountData
  readonly csrfTokens: CsrfTokens
  readonly audit: AuditTrail
}

export interface AccountsOptions extends Clock {
  readonly store: Store
  /** `APP_ENV`. */
  readonly environment: string
  /** `PUBLIC_URL`. */
  readonly publicUrl: string
  /** `SECRET_KEY`. */
  readonly secretKey: string
  /** The values of `JWT_SECRET_KEY`; the first one signs. */
  readonly jwtKeys: readonly string[]
  /** `ACCESS_TOKEN_EXPIRE_MINUTES`. */
  readonly expireMinutes: number
  /** `TOKEN_ENCRYPTION_KEYS`. */
  readonly tokenEncryptionKeys: string
  /** AniList's side of signing in; undefined if it is not set up. */
  readonly oauth: AniListOauth | undefined
  readonly readTokenOwner: (token: string) => Promise<TokenOwner>
  /** Sections that other parts add to the export. */
  readonly sections?: Readonly<Record<string, ExportSection>>
  readonly random?: RandomBytes
}

const hourMs = 3_600_000

/**
 * Wires up the accounts of an instance, after checking that its keyring belongs to the database.
 *
 * @throws ConfigError or SealError for an invalid secret
 */
export async function openAccounts(options: AccountsOptions): Promise<Accounts> {
  const { store, environment, secretKey, now, random = randomBytes } = options
  const keyring = parseKeyring(options.tokenEncryptionKeys)
  const accessTokens = createAccessTokens({ ...options, keys: options.jwtKeys })
  await checkKeyring({ store, keyring, environment, random, now })

  const vault = createTokenVault({ keyring, environment, random })
  const audit = createAuditTrail({ store, now, originKey: deriveKey(secretKey, 'audit origin') })
  const refreshTokens = createRefreshTokens(secretKey, random)
  const sessions = createSessions({ store, audit, accessTokens, refreshTokens, random, now })
  const watch = createSessionWatch(options)
  const connections = createConnections({ store, audit, vault, watch, now })
  const data = createAccountData({ ...options, audit, sessions, connections })
  const signIn =
    options.oauth && createSignIn({ ...options, oauth: options.oauth, audit, vault, sessions, random })
  let pruneAt = Number.NEGATIVE_INFINITY

  /** Deletes expired data at a sign-in, at most once an hour, so that an unused instance need not wake up for it. */
  async function prune(): Promise<void> {
    if (now() < pruneAt) return
    pruneAt = now() + hourMs
    await Promise.all([signIn?.prune(), sessions.prune(), pruneTokens(store.db, now()), audit.prune()])
  }

  /** Wraps anything that may end a session here, so that work of that session is aborted at once. */
  async function ending<T>(act: Promise<T>): Promise<T> {
    try {
      return await act
    } finally {
      await watch.look()
    }
  }

  return {
    async beginSignIn(begin) {
      if (!signIn) throw new AccountError('sign-in-unavailable')
      await prune()
      return signIn.begin(begin)
    },
    async finishSignIn(back, device) {
      if (!signIn) throw new AccountError('sign-in-unavailable')
      return ending(signIn.finish(back, device))
    },
    authenticate: sessions.authenticate,
    async refresh(refreshToken, address) {
      const refreshed = await ending(refresh({ store, audit, refreshTokens, now }, refreshToken, address))
      return sessions.tokensOf(refreshed.session, refreshed.refreshToken)
    },
    async signOut({ account, session }, address) {
      await ending(sessions.end('sign-out', { id: session.id, accountId: account.id }, address))
    },
    sessionsOf: ({ account }) => sessions.list(account.id),
    async revokeSession({ account }, id, address) {
      const ended = await ending(sessions.end('revoke', { id, accountId: account.id }, address))
      if (!ended) throw new AccountError('session-not-found')
    },
    watch,
    connections,
    data: { ...data, delete: (accountId, address) => ending(data.delete(accountId, address)) },
    csrfTokens: createCsrfTokens(secretKey, random),
    audit,
  }
}
