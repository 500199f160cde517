import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { openPage, shareBrowser } from './browser.ts'
import { startSite } from './site.ts'

const browser = shareBrowser()

const sentence = (page: Page) => page.getByRole('heading', { level: 1, name: /is missing/ })

/** What the page asked for itself, without what it loads. */
function asked(page: Page): string[] {
  const paths: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname === '/graphql' || /^\/api\/v1\/(scans|relations)/.test(pathname)) paths.push(pathname)
  })
  return paths
}

describe('a public list', () => {
  test('is read from AniList by the page itself, which asks the server for relations only', async () => {
    const site = await startSite()
    const page = await openPage(browser())
    const paths = asked(page)
    await page.goto(`${site.url}/u/casual`)
    await sentence(page).waitFor()
    expect(await sentence(page).textContent()).toContain('casual is missing 43 sequels in 21 franchises')
    expect(paths[0]).toBe('/graphql')
    expect(new Set(paths.slice(1))).toEqual(new Set(['/api/v1/relations']))
    expect(site.services.anilist.requestCount).toBe(site.sandbox.requests.length - 1)
  })

  test('is read by the server where AniList does not answer the page', async () => {
    const site = await startSite()
    site.sandbox.script(['server-error'])
    const page = await openPage(browser(), { mayLog: /500/ })
    const paths = asked(page)
    await page.goto(`${site.url}/u/casual`)
    await sentence(page).waitFor()
    expect(paths).toEqual(['/graphql', '/api/v1/scans/casual'])
    // What failed a moment ago is not tried again.
    await page.getByRole('button', { name: 'Read the list again' }).click()
    await expect.poll(() => paths.at(-1)).toBe('/api/v1/scans/casual')
    expect(paths.filter((path) => path === '/graphql')).toHaveLength(1)
  })

  test('is read by the server where relations cannot be had', async () => {
    const site = await startSite()
    const page = await openPage(browser(), { mayLog: /ERR_FAILED|Failed to load/ })
    const paths = asked(page)
    await page.route('**/api/v1/relations', (route) => route.abort())
    await page.goto(`${site.url}/u/casual`)
    await sentence(page).waitFor()
    expect(paths.at(-1)).toBe('/api/v1/scans/casual')
  })
})
