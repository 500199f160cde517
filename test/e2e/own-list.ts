import type { Browser, Page } from 'playwright-core'
import { openPage, type PageOptions } from './browser.ts'
import { signIn } from './sign-in.ts'
import { type Site, type SiteOptions, startSite } from './site.ts'

export interface OwnList {
  readonly page: Page
  readonly site: Site
}

/** A site for one test, and a page on which `casual` sees their own list. */
export async function openOwnList(
  browser: Browser,
  { sandbox, path = '/u/casual', ...options }: PageOptions & SiteOptions & { path?: string } = {},
): Promise<OwnList> {
  const site = await startActingSite(sandbox)
  const page = await openPage(browser, options)
  await signIn(page, site, 'casual', { path })
  await heading(page, /casual is missing/).waitFor()
  return { page, site }
}

/** A site whose AniList allows enough requests for a series of actions. */
export function startActingSite(sandbox: SiteOptions['sandbox'] = {}): Promise<Site> {
  return startSite({
    config: { anilistRequestsPerMinute: 90 },
    sandbox: { limit: 90, slowMs: 20, ...sandbox },
  })
}

export const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })
export const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name, exact: true })
export const toast = (page: Page, text: string | RegExp) => page.getByRole('status').getByText(text)
/** Waits until the sentence states this number. */
export const missing = (page: Page, count: number) =>
  heading(page, new RegExp(`^casual is missing ${count} sequels? `)).waitFor()
/** The link of a title, which leads to its details. */
export const title = (page: Page, id: number) => page.locator(`#content [data-media="${id}"]`).first()

/** The list as AniList has it now. */
export function statusesOf({ sandbox }: Site, user = 'casual'): ReadonlyMap<number, string> {
  return new Map(sandbox.list(user).map(({ mediaId, status }) => [mediaId, status]))
}

/** Puts a title on the list outside of our page, as at AniList's own site. */
export async function saveElsewhere(site: Site, mediaId: number, status: string): Promise<void> {
  await fetch(site.sandbox.graphqlUrl, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      referer: site.url,
      authorization: `Bearer ${site.sandbox.tokenFor('casual')}`,
    },
    body: JSON.stringify({
      query: `mutation { SaveMediaListEntry(mediaId: ${mediaId}, status: ${status}) { id } }`,
    }),
  })
}
