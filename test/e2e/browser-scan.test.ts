import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { openPage, shareBrowser } from './browser.ts'
import { startSite } from './site.ts'

const browser = shareBrowser()

const sentence = (page: Page) => page.getByRole('heading', { level: 1, name: /is missing/ })

const details = (page: Page) => page.getByRole('dialog')

/** On the list of `casual`, and missing from it. */
const [titan, missing] = [16498, 20958]

/** The API requests of the page. */
function asked(page: Page): string[] {
  const paths: string[] = []
  page.on('request', (request) => {
    const { pathname } = new URL(request.url())
    if (pathname === '/graphql' || /^\/api\/v1\/(scans|relations)/.test(pathname)) paths.push(pathname)
  })
  return paths
}

describe('a public list', () => {
  test('is scanned by the page, title details included, without requests from the server to AniList', async () => {
    const site = await startSite()
    const page = await openPage(browser())
    const paths = asked(page)
    await page.goto(`${site.url}/u/casual`)
    await sentence(page).waitFor()
    expect(await sentence(page).textContent()).toContain('casual is missing 43 sequels in 21 franchises')
    expect(paths[0]).toBe('/graphql')
    expect(new Set(paths)).toEqual(new Set(['/graphql', '/api/v1/relations']))
    const forScan = site.sandbox.requests.length
    await page.goto(`${site.url}/u/casual?title=${titan}`)
    await details(page).getByText('Wit Studio').waitFor()
    await details(page).getByRole('region', { name: 'Synopsis' }).waitFor()
    expect(site.sandbox.requests.slice(forScan).map(({ operationName }) => operationName)).toContain(
      'MediaDetails',
    )
    expect(site.services.anilist.requestCount).toBe(0)
  })

  test('costs only the list request when scanned again', async () => {
    const site = await startSite()
    const page = await openPage(browser())
    await page.goto(`${site.url}/u/casual`)
    await sentence(page).waitFor()
    const before = site.sandbox.requests.length
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect.poll(() => site.sandbox.requests.length).toBe(before + 1)
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect.poll(() => site.sandbox.requests.length).toBe(before + 2)
    expect(site.services.anilist.requestCount).toBe(0)
  })

  test('gets title details from the server if AniList refuses the page', async () => {
    const site = await startSite()
    const page = await openPage(browser(), { mayLog: /ERR_FAILED/ })
    await page.route(site.sandbox.graphqlUrl, (route) =>
      route.request().postData()?.includes('MediaDetails') ? route.abort() : route.continue(),
    )
    await page.goto(`${site.url}/u/casual?title=${missing}`)
    await details(page).getByRole('region', { name: 'Synopsis' }).waitFor()
    // The catalogue does not know the title, so the page reads its relations and then its details.
    expect(site.services.anilist.requestCount).toBe(2)
  })

  test('is scanned by the server if AniList does not answer the page', async () => {
    const site = await startSite()
    site.sandbox.script(['server-error'])
    const page = await openPage(browser(), { mayLog: /500/ })
    const paths = asked(page)
    await page.goto(`${site.url}/u/casual`)
    await sentence(page).waitFor()
    expect(paths).toEqual(['/graphql', '/api/v1/scans/casual'])
    // A recent failure is not retried.
    await page.getByRole('button', { name: 'Refresh' }).click()
    await expect.poll(() => paths.at(-1)).toBe('/api/v1/scans/casual')
    expect(paths.filter((path) => path === '/graphql')).toHaveLength(1)
  })

  test('is scanned by the server if relations are unavailable', async () => {
    const site = await startSite()
    const page = await openPage(browser(), { mayLog: /ERR_FAILED|Failed to load/ })
    const paths = asked(page)
    await page.route('**/api/v1/relations', (route) => route.abort())
    await page.goto(`${site.url}/u/casual`)
    await sentence(page).waitFor()
    expect(paths.at(-1)).toBe('/api/v1/scans/casual')
  })
})
