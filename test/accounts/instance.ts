import { type Accounts, type AccountsOptions, openAccounts } from '../../src/accounts/accounts.ts'
import type { Principal } from '../../src/accounts/sessions/sessions.ts'
import { createAniListOauth } from '../../src/accounts/sign-in/anilist-oauth.ts'
import { createRateBudget } from '../../src/anilist/budget/rate-budget.ts'
import { systemClock } from '../../src/anilist/clock.ts'
import { readTokenOwner } from '../../src/anilist/token-owner.ts'
import { createTransport } from '../../src/anilist/transport.ts'
import type { Sandbox } from '../../src/sandbox/server.ts'
import type { Store } from '../../src/store/store.ts'
import { formatKeyring, keyringOf } from './keyrings.ts'
import { noon } from './people.ts'

export const publicUrl = 'http://localhost:8000'
export const redirectUri = `${publicUrl}/api/v1/auth/callback`
const secretKey = 'the secret key of the tests, 32+'

/** The accounts of an instance that uses a sandbox as AniList, with a clock that the test moves. */
export interface AccountsInstance {
  readonly accounts: Accounts
  readonly time: { now: number }
}

export async function openInstance(
  store: Store,
  sandbox: Pick<Sandbox, 'authorizeUrl' | 'tokenUrl' | 'graphqlUrl'>,
  options: Partial<AccountsOptions> & {
    readonly clientSecret?: string
    readonly time?: { now: number }
  } = {},
): Promise<AccountsInstance> {
  const time = options.time ?? { now: noon }
  const now = () => time.now
  const userAgent = 'SequelFinderForAniList/test'
  const transport = createTransport({
    url: sandbox.graphqlUrl,
    userAgent,
    referer: publicUrl,
    now,
    sleep: async () => {},
    budget: createRateBudget({ now, sleep: async () => {}, perMinute: 10_000, burst: 10_000 }),
  })
  const accounts = await openAccounts({
    store,
    environment: 'development',
    publicUrl,
    secretKey,
    jwtKeys: ['the JWT secret key of these tests'],
    expireMinutes: 15,
    tokenEncryptionKeys: formatKeyring(keyringOf('k1')),
    oauth: createAniListOauth({
      clientId: '1',
      clientSecret: options.clientSecret ?? 'sandbox',
      redirectUri,
      authUrl: sandbox.authorizeUrl,
      tokenUrl: sandbox.tokenUrl,
      userAgent,
      now,
    }),
    readTokenOwner: (token) => readTokenOwner(transport, token, { attempts: 1 }),
    now,
    sleep: systemClock.sleep,
    ...options,
  })
  return { accounts, time }
}

/** The parameters AniList redirects back with, after someone signed in as this user or denied access. */
export async function visitAniList(
  url: string,
  who: { readonly login: string } | { readonly deny: string },
): Promise<{ state: string; code?: string; error?: string }> {
  const page = new URL(url)
  for (const [name, value] of Object.entries(who)) page.searchParams.set(name, value)
  const reply = await fetch(page, { redirect: 'manual' })
  const back = new URL(reply.headers.get('location') ?? 'none:')
  const parts = Object.fromEntries(back.searchParams) as { state: string; code?: string; error?: string }
  if (back.href.split('?')[0] !== redirectUri) throw new Error(`AniList went to ${back.href}`)
  return parts
}

export const device = { device: 'Firefox on Linux', address: '203.0.113.7' }

/** The AniList token of an account, as handed to one of its sessions. */
export function lentToken(
  { connections }: Accounts,
  { session }: Pick<Principal, 'session'>,
): Promise<string> {
  return connections.withToken(session, (token) => token())
}

/** Signs a user of the sandbox in, from start to finish. */
export async function signIn({ accounts }: Pick<AccountsInstance, 'accounts'>, login: string) {
  const { url, browserSecret } = await accounts.beginSignIn({})
  const back = await visitAniList(url, { login })
  const { tokens } = await accounts.finishSignIn({ ...back, browserSecret }, device)
  const principal = await accounts.authenticate(tokens.accessToken.token)
  return { tokens, principal }
}
