import type { IncomingHttpHeaders } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { findToken } from '../../src/store/anilist-tokens.ts'
import type { AttackedInstance } from './attacked-instance.ts'
import type { Visitor } from './visitor.ts'

/** Someone signed in to an instance. */
export interface SignedIn {
  readonly cookie: string
  readonly csrfToken: string
  readonly accountId: string
  /** What a page of the instance sends with a write. */
  readonly writeHeaders: Readonly<Record<string, string>>
}

/**
 * Signs a user of the sandbox in with AniList's real flow, through the proxy.
 *
 * @param canaries gets every secret of the sign-in, by what it is
 */
export async function signInThroughProxy(
  { visitor: plain, store, vault }: Pick<AttackedInstance, 'visitor' | 'store' | 'vault'>,
  login: string,
  canaries: Map<string, string>,
): Promise<SignedIn> {
  const { cookie, me } = await signInBy(patient(plain), login, keep)
  const account = await store.db
    .selectFrom('account')
    .select('id')
    .where('anilistId', '=', me.id)
    .executeTakeFirstOrThrow()
  const stored = await findToken(store.db, account.id)
  keep('AniList token', stored ? vault.open(stored) : '')
  return {
    ...{ cookie, csrfToken: me.csrfToken, accountId: account.id },
    writeHeaders: writeHeaders(cookie, me.csrfToken),
  }

  function keep(what: string, text: string | null): void {
    if (!text) throw new Error(`sign-in returned no ${what}`)
    canaries.set(`${what} ${canaries.size}`, text)
  }
}

/**
 * Signs a user of the sandbox in with AniList's real flow.
 *
 * @param keep gets every secret of the sign-in
 */
export async function signInBy(
  visitor: Pick<Visitor, 'ask'>,
  login: string,
  keep: (what: string, text: string | null) => void = () => {},
) {
  const begun = await visitor.ask('/api/v1/auth/login')
  if (begun.status !== 302) throw new Error(`starting the sign-in got ${begun.status}: ${begun.body}`)
  const page = new URL(begun.headers.location ?? '')
  keep('state', page.searchParams.get('state'))
  page.searchParams.set('login', login)
  const back = new URL((await fetch(page, { redirect: 'manual' })).headers.get('location') ?? 'none:')
  keep('code', back.searchParams.get('code'))
  const done = await visitor.ask(back.pathname + back.search, {
    headers: { cookie: cookiesOf(begun.headers) },
  })
  if (done.status !== 302) throw new Error(`finishing the sign-in got ${done.status}: ${done.body}`)
  const cookie = cookiesOf(done.headers)
  for (const each of cookie.split('; ')) keep(each.split('=', 1)[0] ?? '', each.slice(each.indexOf('=') + 1))
  const me = JSON.parse((await visitor.ask('/api/v1/auth/me', { headers: { cookie } })).body)
  return { cookie, me }
}

/** What a page of the instance sends with a write. */
export function writeHeaders(cookie: string, csrfToken: string): Readonly<Record<string, string>> {
  return { cookie, 'x-csrf-token': csrfToken, 'sec-fetch-site': 'same-origin' }
}

function cookiesOf(headers: IncomingHttpHeaders): string {
  return (headers['set-cookie'] ?? [])
    .map((each) => each.split(';', 1)[0] ?? '')
    .filter((each) => !each.endsWith('='))
    .join('; ')
}

const mostTries = 10

/** The machine is busy with attacks, and the service may say that it is overloaded: ordinary clients retry. */
export function patient({ ask }: Pick<Visitor, 'ask'>): Visitor {
  return {
    async ask(path, visit) {
      for (let tries = 1; ; tries++) {
        const reply = await ask(path, visit)
        if (reply.status !== 503 || tries === mostTries) return reply
        await sleep(1_000)
      }
    },
  }
}
