import type { Page } from 'playwright-core'
import type { Site } from './site.ts'

/**
 * Signs in as a user of the sandbox, by the page's own link and the sandbox's page of people, as somebody would.
 *
 * @param path where to begin, and to be afterwards
 */
export async function signIn(page: Page, site: Pick<Site, 'url'>, user: string, path = '/'): Promise<void> {
  await page.goto(site.url + path)
  await page.getByRole('link', { name: 'Sign in', exact: true }).click()
  await page.getByRole('heading', { name: 'Sign in as' }).waitFor()
  await page.getByRole('link', { name: user, exact: true }).click()
  await page.waitForURL(site.url + path)
}
