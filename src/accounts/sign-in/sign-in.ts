import type { TokenOwner } from '../../anilist/token-owner.ts'
import { type Account, saveAccount } from '../../store/accounts.ts'
import { saveToken } from '../../store/anilist-tokens.ts'
import type { Queries } from '../../store/schema.ts'
import { deleteSession, type Session } from '../../store/sessions.ts'
import { insertSignIn, type PendingSignIn, pruneSignIns, takeSignIn } from '../../store/sign-ins.ts'
import { inTransaction } from '../../store/store.ts'
import { isForeignKeyViolation } from '../../store/store-error.ts'
import { AccountError, SealError } from '../account-error.ts'
import type { AuditedStore } from '../audit-trail.ts'
import { deriveKey, keyedHash, type RandomBytes } from '../cryptography.ts'
import type { Sessions, SessionTokens } from '../sessions/sessions.ts'
import type { TokenVault } from '../tokens/sealed-token.ts'
import type { AniListOauth, GrantedToken } from './anilist-oauth.ts'

/** The device that signs in. */
export interface SignInDevice {
  /** A label its user may recognise; see `deviceLabel`. */
  readonly device: string
  readonly address?: string | undefined
}

export interface BegunSignIn {
  /** The AniList page to send the browser to. */
  readonly url: string
  /** For a cookie: only the browser that started a sign-in can finish it. */
  readonly browserSecret: string
}

/** The parameters with which AniList sends the browser back. */
export interface SignInReturn {
  readonly state: string
  readonly code?: string | undefined
  /** Instead of a code, such as `access_denied`. */
  readonly error?: string | undefined
  readonly browserSecret: string
}

export interface SignIn {
  /**
   * @param begin.returnTo the path to go to afterwards, `/` by default
   * @param begin.refreshToken of the browser's current session, which a new one of the same account replaces
   * @param begin.loginHint the user name to sign in; see {@link AniListOauth.authorizationUrl}
   * @throws AccountError `return-path-invalid`
   */
  begin(begin: {
    readonly returnTo?: string | undefined
    readonly refreshToken?: string | undefined
    readonly loginHint?: string | undefined
  }): Promise<BegunSignIn>
  /**
   * Finishes a sign-in. The account, sealed token, session and audit entry are saved together or not at all.
   *
   * @throws AccountError `sign-in-…`, or AniListError if AniList fails to say whose token it is
   */
  finish(back: SignInReturn, device: SignInDevice): Promise<{ returnPath: string; tokens: SessionTokens }>
  /** Deletes abandoned sign-ins, which are refused anyway. */
  prune(): Promise<void>
}

export interface SignInOptions extends AuditedStore {
  readonly vault: TokenVault
  readonly sessions: Sessions
  readonly oauth: AniListOauth
  readonly readTokenOwner: (token: string) => Promise<TokenOwner>
  readonly secretKey: string
  readonly random: RandomBytes
}

const secretBytes = 32
const accountIdBytes = 16
const goodForMs = 10 * 60_000

export function createSignIn(options: SignInOptions): SignIn {
  const { store, audit, vault, sessions, oauth, readTokenOwner, random, now } = options
  const key = deriveKey(options.secretKey, 'sign-in state')
  const stateHash = (state: string) => keyedHash(key, `state ${state}`)
  const browserHash = (secret: string) => keyedHash(key, `browser ${secret}`)
  const newSecret = () => random(secretBytes).toString('base64url')

  const begin: SignIn['begin'] = async ({ returnTo = '/', refreshToken, loginHint }) => {
    const returnPath = parseReturnPath(returnTo)
    if (returnPath === undefined) throw new AccountError('return-path-invalid')
    const before = refreshToken === undefined ? undefined : await sessions.ofRefreshToken(refreshToken)
    const [state, browserSecret] = [newSecret(), newSecret()]
    await insertSignIn(store.db, {
      stateHash: stateHash(state),
      browserHash: browserHash(browserSecret),
      returnPath,
      replacedSessionId: before?.id ?? null,
      startedAt: now(),
    })
    return { url: oauth.authorizationUrl(state, loginHint), browserSecret }
  }

  async function finish(back: SignInReturn, device: SignInDevice) {
    // Taken first, as a state may only be used once, whatever happens next.
    const pending = await takeSignIn(store.db, {
      stateHash: stateHash(back.state),
      browserHash: browserHash(back.browserSecret),
      startedAfter: now() - goodForMs,
    })
    if (!pending) throw new AccountError('sign-in-expired')
    if (back.code === undefined) throw new AccountError(refusalCode(back.error))
    const granted = await oauth.exchange(back.code)
    const owner = await readTokenOwner(granted.token)
    const { session, refreshToken } = await keep(pending, granted, owner, device)
    const returnPath =
      pending.returnPath === '/' ? `/u/${encodeURIComponent(owner.name)}` : pending.returnPath
    return { returnPath, tokens: await sessions.tokensOf(session, refreshToken) }
  }

  async function keep(
    pending: PendingSignIn,
    granted: GrantedToken,
    owner: TokenOwner,
    { device, address }: SignInDevice,
  ): Promise<{ session: Session; refreshToken: string }> {
    return inTransaction(store.db, async (db) => {
      const account = await saveAccount(db, accountOf(owner))
      await keepToken(db, account.id, granted)
      await endReplaced(db, account.id, pending.replacedSessionId, address)
      const opened = await sessions.open(db, { accountId: account.id, device })
      await audit.record(db, 'sign-in', { accountId: account.id, sessionId: opened.session.id, address })
      return opened
    })
  }

  /** Only of the same account: otherwise the holder of another account's token could end its session by signing in. */
  async function endReplaced(
    db: Queries,
    accountId: string,
    sessionId: string | null,
    address: string | undefined,
  ): Promise<void> {
    if (sessionId === null || !(await deleteSession(db, sessionId, accountId))) return
    await audit.record(db, 'revoke', { accountId, sessionId, address, detail: { by: 'sign-in' } })
  }

  async function keepToken(
    db: Queries,
    accountId: string,
    { token, expiresAt }: GrantedToken,
  ): Promise<void> {
    const sealed = vault.seal(accountId, token)
    try {
      await saveToken(db, { ...sealed, accountId, obtainedAt: now(), expiresAt })
    } catch (cause) {
      if (!isForeignKeyViolation(cause)) throw cause
      throw new SealError('token-key-retired', { detail: sealed.keyId, cause })
    }
  }

  function accountOf(owner: TokenOwner): Account {
    return {
      id: random(accountIdBytes).toString('base64url'),
      aniListId: owner.id,
      name: owner.name,
      avatarUrl: owner.avatarUrl,
      showsAdult: owner.showsAdult,
      createdAt: now(),
      disconnectedBy: null,
    }
  }

  return { begin, finish, prune: () => pruneSignIns(store.db, now() - goodForMs) }
}

/** RFC 6749, section 4.1.2.1. */
function refusalCode(error: string | undefined) {
  if (error === 'access_denied') return 'sign-in-denied'
  return error === 'unauthorized_client' || error === 'invalid_client' ? 'sign-in-refused' : 'sign-in-failed'
}

/** In order of precedence: browsers name others besides themselves. */
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\/|\bEdgiOS\//, 'Edge'],
  [/\bOPR\/|\bOPiOS\//, 'Opera'],
  [/\bVivaldi\//, 'Vivaldi'],
  [/\bSamsungBrowser\//, 'Samsung Internet'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bCriOS\/|\b(?:Headless)?Chrome\/|\bChromium\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
]

const systems: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, 'iPhone'],
  [/\biPad\b/, 'iPad'],
  [/\bAndroid\b/, 'Android'],
  [/\bWindows\b/, 'Windows'],
  [/\bMac OS X\b|\bMacintosh\b/, 'macOS'],
  [/\bCrOS\b/, 'ChromeOS'],
  [/\bLinux\b/, 'Linux'],
]

/**
 * A device label that its user may recognise, from its `User-Agent`. The header itself is not stored.
 *
 * @example
 * deviceLabel('Mozilla/5.0 (X11; Linux x86_64; rv:147.0) Gecko/20100101 Firefox/147.0') // 'Firefox on Linux'
 */
export function deviceLabel(userAgent: string | undefined): string {
  const named = (names: typeof browsers) => names.find(([sign]) => sign.test(userAgent ?? ''))?.[1]
  return [named(browsers), named(systems)].filter(Boolean).join(' on ') || 'Unknown device'
}

/** Longer than any of the page's paths. */
const longestPath = 512

/**
 * Accepts a path on this site to return to after a sign-in, and nothing that a browser could take for another site: such an
 * open redirect would lead from a real sign-in to an attacker's site.
 *
 * @returns the unchanged path, or undefined
 * @returns the path as it was given, or undefined
 * @example
 * parseReturnPath('/lists?sort=score') // '/lists?sort=score'
 * parseReturnPath('//evil.example') // undefined
 */
export function parseReturnPath(text: string): string | undefined {
  if (text.length > longestPath || text.includes(' ') || !isPlainPath(text)) return undefined
  // Also when percent-encoded several times, since anything on the way may decode it.
  for (let layer = text; ; ) {
    const inner = decoded(layer)
    if (inner === undefined || !isPlainPath(inner)) return undefined
    if (inner === layer) return text
    layer = inner
  }
}

/** One leading slash; no double slashes, backslashes (read as slashes), dot segments or invisible characters. */
function isPlainPath(text: string): boolean {
  if (!/^\/(?![/\\])/.test(text) || /[\\\p{C}\p{Zl}\p{Zp}]/u.test(text)) return false
  const path = text.split(/[?#]/, 1)[0] ?? ''
  return !path.includes('//') && !path.split('/').some((segment) => segment === '.' || segment === '..')
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text)
  } catch {
    return undefined
  }
}
