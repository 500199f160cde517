import type { Response } from 'light-my-request'
import type { Service } from './service.ts'

/** A browser in which someone has signed in. */
export interface Browser {
  /** The headers that it sends along with a request to read. */
  readonly headers: { readonly cookie: string }
  /** As well as those for a write, which a page of ours adds. */
  readonly writeHeaders: Readonly<Record<string, string>>
}

/**
 * Signs a user of the sandbox in, from the link to the page that AniList sends the browser back to.
 *
 * @param before the cookies that the browser has already
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

/** What a browser would keep of a reply. */
export function cookiesOf({ cookies }: Response): string {
  return cookies
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ')
}
