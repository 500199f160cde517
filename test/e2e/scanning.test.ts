import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { busyness } from '../support/busyness.ts'
import { timeScan } from '../support/page-speed.ts'
import { expectAccessible, openPage, picture, shareBrowser } from './browser.ts'
import { startSite } from './site.ts'

const browser = shareBrowser()

const sentence = (page: Page) => page.getByRole('heading', { level: 1, name: /is missing/ })
const running = (page: Page) => page.getByRole('heading', { level: 1, name: 'Checking casual’s list' })
const titleOf = (card: Locator) => card.getByRole('heading').first().textContent()
const results = (page: Page) => page.getByRole('region', { name: 'Missing titles' })

describe('a cold scan', () => {
  test('shows the first franchises while it goes on, and what one reads stays where it is', async () => {
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

  test('shows its first franchise within 2 s of the first word from AniList', async () => {
    const site = await startSite()
    const page = await openPage(browser(), { size: 'phone' })
    await page.goto(site.url)
    await page.getByLabel('AniList username').fill('casual')
    const begun = performance.now()
    await page.keyboard.press('Enter')
    await results(page).getByRole('region').first().waitFor()
    expect((performance.now() - begun) / busyness()).toBeLessThan(2_000)
  })

  test('goes on with the next server when its own one stops', async () => {
    const site = await startSite({ sandbox: { latencyMs: 800 } })
    const page = await openPage(browser(), { mayLog: /ERR_|Failed to load/ })
    await page.goto(`${site.url}/u/casual`)
    await results(page).getByRole('region').first().waitFor()
    await site.stop()
    await site.start()
    await sentence(page).waitFor({ timeout: 60_000 })
  })
})

test('a warm scan shows its results within 300 ms', async () => {
  const site = await startSite()
  const page = await openPage(browser())
  await page.goto(`${site.url}/u/casual`)
  await sentence(page).waitFor()
  const times: number[] = []
  // Something else may run beside any of the rounds; the fastest one tells what the page takes.
  for (let round = 0; round < 10 && !(Math.min(...times) < 300); round++) {
    await page.goto(site.url)
    await page.getByLabel('AniList username').fill('casual')
    await page.waitForLoadState('networkidle')
    times.push((await timeScan(page)) / busyness())
  }
  expect(Math.min(...times)).toBeLessThan(300)
})

describe("AniList's allowance", () => {
  test('used up, it is a countdown that goes on by itself; who comes later stands in a queue', async () => {
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

test('where one in five replies of AniList fails, the answer is the same', async () => {
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
