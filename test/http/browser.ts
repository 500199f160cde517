import type { Response } from 'light-my-request'
import type { Service } from './service.ts'

/** A signed-in browser. */
export interface Browser {
  /** The headers it sends when reading. */
  readonly headers: { readonly cookie: string }
  /** The headers for a write, which include those that our page adds. */
  readonly writeHeaders: Readonly<Record<string, string>>
}

/**
 * Signs a user of the sandbox in, from the link on the page to the redirect back from AniList.
 *
 * @param before the cookies that the browser already has
 */
export async function signIn({ app }: Pick<Service, 'app'>, login: string, before = ''): Promise<Browser> {
  const begun = await app.inject({ url: '/api/v1/auth/login', headers: { cookie: before } })
  const page = new URL(String(begun.headers.location))
  page.searchParams.set('login', login)
  const back = new URL((await fetch(page, { redirect: 'manual' })).headers.get('location') ?? 'none:')
  const done = await app.inject({ url: back.pathname + back.search, headers: { cookie: cookiesOf(begun) } })
  if (done.statusCode !== 302) throw new Error(`signing in ended with ${done.statusCode}: ${done.body}`)
  const cookie = cookiesOf(done)
  const { csrfToken } = (await app.inject({ url: '/api/v1/auth/me', headers: { cookie } })).json()
  return {
    headers: { cookie },
    writeHeaders: { cookie, 'x-csrf-token': csrfToken, 'sec-fetch-site': 'same-origin' },
  }
}

/** The cookies of a reply, as a browser would store them. */
export function cookiesOf({ cookies }: Response): string {
  return cookies
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ')
}
