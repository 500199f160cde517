import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { expectAccessible, openPage, picture, type Size, shareBrowser } from './browser.ts'
import { shareSite } from './site.ts'

const user = 'scale6000'
const browser = shareBrowser()
const site = shareSite({ sandbox: { scale: 18_000, limit: 90 }, config: { anilistRequestsPerMinute: 90 } })

beforeAll(async () => {
  const reply = await fetch(`${site().url}/api/v1/scans/${user}`)
  expect((await reply.json()).missing.length).toBeGreaterThan(3_000)
}, 120_000)

async function openLongList(query = '', size: Size = 'desktop'): Promise<Page> {
  const page = await openPage(browser(), { size })
  await page.goto(`${site().url}/u/${user}${query}`)
  await page
    .getByRole('searchbox')
    .or(page.getByRole('button', { name: 'Filters' }))
    .first()
    .waitFor()
  await page.waitForLoadState('networkidle')
  return page
}

describe('more than 3,000 missing titles', () => {
  // `npm run bench page` measures how fast they scroll and filter.
  test.each(['rails', 'grid', 'list'])(
    'are never all in the page, and the last one can be reached: %s',
    async (view) => {
      const page = await openLongList(`?view=${view}`)
      expect(await page.locator('[data-media]').count()).toBeLessThan(60)
      // The page grows when titles turn out taller than estimated, and End reaches only the end that is known.
      await expect
        .poll(async () => {
          await page.keyboard.press('End')
          return page.evaluate(() => innerHeight + scrollY >= document.documentElement.scrollHeight - 2)
        })
        .toBe(true)
      expect(await page.locator('[data-media]').count()).toBeGreaterThan(0)
      await picture(page, `long-list-end-${view}`)
    },
  )

  test('are filtered without a request', async () => {
    const page = await openLongList('?view=list')
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.resourceType() === 'fetch') asked.push(request.url())
    })
    for (const name of [/^[\d,]+ out now$/, /^[\d,]+ airing$/]) {
      const filter = page.getByRole('link', { name })
      const count = /[\d,]+/.exec((await filter.textContent()) ?? '')?.[0]
      await filter.click()
      await page.getByText(new RegExp(`^${count} of [\\d,]+ shown$`)).waitFor()
    }
    expect(asked).toEqual([])
  })

  test('come with advice on where to start', async () => {
    const page = await openLongList('', 'phone')
    await page.getByRole('link', { name: 'Shortest first' }).waitFor()
    await expectAccessible(page)
    await picture(page, 'long-list-phone')
    await page.getByRole('link', { name: 'Just the next one in each series' }).click()
    await page.getByRole('button', { name: 'Remove filter: Next up' }).waitFor()
  })

  test('going back restores the scroll position', async () => {
    const page = await openLongList('?view=grid')
    await page.evaluate(() => scrollTo({ top: 6_000, behavior: 'instant' }))
    await page.waitForTimeout(300)
    // Playwright's own click would scroll the page.
    const home = await page.getByRole('link', { name: 'Sequel Finder, home' }).boundingBox()
    await page.mouse.click((home?.x ?? 0) + 5, (home?.y ?? 0) + 5)
    await page.getByRole('heading', { name: 'What did you miss?' }).waitFor()
    await page.goBack()
    await page.getByRole('searchbox').waitFor()
    await expect.poll(() => page.evaluate(() => Math.abs(scrollY - 6_000))).toBeLessThan(20)
  })
})
