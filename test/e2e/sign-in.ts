import type { Page } from 'playwright-core'
import type { Site } from './site.ts'

/**
 * Signs in as a user of the sandbox, by the page's own link and the sandbox's page of people, as somebody would.
 *
 * @param options.path where to begin, and to be afterwards
 * @param options.greeted whether to say that it is the right person, which takes the question about it off the page
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
  await page.waitForURL(site.url + path)
  if (greeted) await page.getByRole('button', { name: 'That’s me' }).click()
}

/** On the sandbox's page, where AniList asks who one is. */
export async function chooseUser(page: Page, user: string): Promise<void> {
  await page.getByRole('heading', { name: 'Sign in as' }).waitFor()
  await page.getByRole('link', { name: user, exact: true }).click()
}
