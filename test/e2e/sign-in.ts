import type { Page } from 'playwright-core'
import type { Site } from './site.ts'

/**
 * Signs in as a user of the sandbox, by the page's link and the sandbox's user list.
 *
 * @param options.path the page to start at and to return to
 * @param options.greeted whether to confirm the account, which removes the question
 */
export async function signIn(
  page: Page,
  site: Pick<Site, 'url'>,
  user: string,
  { path = '/', greeted = true }: { path?: string; greeted?: boolean } = {},
): Promise<void> {
  await page.goto(site.url + path)
  await page.getByRole('link', { name: 'Sign in', exact: true }).click()
  await chooseUser(page, user)
  await page.waitForURL(site.url + (path === '/' ? `/u/${user}` : path))
  if (greeted) await page.getByRole('button', { name: 'Dismiss' }).click()
}

/** On the sandbox's page that stands in for AniList's sign-in. */
export async function chooseUser(page: Page, user: string): Promise<void> {
  await page.getByRole('heading', { name: 'Sign in as' }).waitFor()
  await page.getByRole('link', { name: user, exact: true }).click()
}
