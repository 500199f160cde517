import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectAccessible, openPage, picture, shareBrowser } from './browser.ts'
import { startSite } from './site.ts'

const browser = shareBrowser()

const sentence = (page: Page) => page.getByRole('heading', { level: 1, name: /is missing/ })
const running = (page: Page) => page.getByRole('heading', { level: 1, name: 'Checking casual’s list' })
const titleOf = (card: Locator) => card.getByRole('heading').first().textContent()
const results = (page: Page) => page.getByRole('region', { name: 'Missing titles' })

describe('a cold scan', () => {
  test('shows the first franchises while it continues, without moving them', async () => {
    const site = await startSite({ sandbox: { latencyMs: 1_500 } })
    const page = await openPage(browser())
    await page.goto(`${site.url}/u/casual?relations=SIDE_STORY,SPIN_OFF`)
    await running(page).waitFor()
    await page.getByText('Loading the list').waitFor()
    const card = results(page).getByRole('region').nth(2)
    await card.waitFor()
    expect(await sentence(page).count()).toBe(0)
    await page.getByText('65 titles on the list').waitFor()
    await expectAccessible(page)
    await picture(page, 'scanning-desktop')
    const [name, place] = [await titleOf(card), await card.boundingBox()]
    await sentence(page).waitFor()
    await page.getByRole('searchbox').waitFor()
    const same = results(page).getByRole('region').nth(2)
    const now = await same.boundingBox()
    expect(await titleOf(same)).toBe(name)
    expect(Math.abs((now?.y ?? 0) - (place?.y ?? 0))).toBeLessThan(24)
    expect(now?.x).toBe(place?.x)
  })

  test('shows its first franchises with the first reply from AniList', async () => {
    const site = await startSite()
    const page = await openPage(browser(), { size: 'phone' })
    let asked = 0
    // All later requests get no reply.
    await page.route(site.sandbox.graphqlUrl, (route) => (asked++ === 0 ? route.continue() : undefined))
    await page.goto(site.url)
    await page.getByLabel('AniList username').fill('casual')
    await page.keyboard.press('Enter')
    await results(page).getByRole('region').first().waitFor()
    expect(await sentence(page).count()).toBe(0)
  })

  test('continues with another server process when its own stops', async () => {
    const site = await startSite({ sandbox: { latencyMs: 800 } })
    const page = await openPage(browser(), { mayLog: /ERR_|Failed to load/ })
    await page.goto(`${site.url}/u/casual`)
    await results(page).getByRole('region').first().waitFor()
    await site.stop()
    await site.start()
    await sentence(page).waitFor({ timeout: 60_000 })
  })
})

test('a warm scan costs one request to AniList', async () => {
  const site = await startSite()
  await fetch(`${site.url}/api/v1/scans/casual`)
  const before = site.sandbox.requests.length
  const page = await openPage(browser())
  await page.goto(site.url)
  await page.getByLabel('AniList username').fill('casual')
  await page.keyboard.press('Enter')
  await sentence(page).waitFor()
  expect(site.sandbox.requests.length).toBe(before + 1)
})

describe("AniList's allowance", () => {
  test('shows a countdown when used up and continues by itself; later visitors queue', async () => {
    const site = await startSite({ sandbox: { limit: 1 }, config: { anilistRequestsPerMinute: 1 } })
    const page = await openPage(browser(), { workers: false })
    await page.goto(`${site.url}/u/casual`)
    const waiting = page.getByText(/Resuming automatically in \d+s/)
    await waiting.waitFor()
    expect(await results(page).getByRole('region').count()).toBeGreaterThan(0)
    await expectAccessible(page)
    await picture(page, 'allowance-desktop')
    const first = await waiting.textContent()
    await expect.poll(() => waiting.textContent()).not.toBe(first)
    const other = await openPage(browser(), { size: 'phone', workers: false })
    await other.goto(`${site.url}/u/planner`)
    await other.getByText(/You’re number \d+ in the queue/).waitFor()
    await expectAccessible(other)
    await picture(other, 'queued-phone')
  })
})

test('the answer is the same if one in five replies from AniList fails', async () => {
  const site = await startSite({ sandbox: { faults: 0.2, seed: 7, slowMs: 300 } })
  const page = await openPage(browser())
  await page.goto(site.url)
  await page.getByLabel('AniList username').fill('casual')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'casual is missing 43 sequels in 21 franchises' }).waitFor({
    timeout: 120_000,
  })
  await page.getByRole('link', { name: '3 airing' }).click()
  await page.getByText('3 of 43 shown').waitFor()
})
