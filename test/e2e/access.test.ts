import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { bothSizes, openPage, type PageOptions, picture, shareBrowser } from './browser.ts'
import { button, heading } from './own-list.ts'
import { shareSite } from './site.ts'

const browser = shareBrowser()
const site = shareSite()
const said = (page: Page, text: string | RegExp) => page.getByRole('status').getByText(text)
const groundOf = (locator: Locator) =>
  locator.evaluate((element) => getComputedStyle(element).backgroundColor)

async function openResults(query = '', options: PageOptions = {}): Promise<Page> {
  const page = await openPage(browser(), options)
  await page.goto(`${site().url}/u/casual${query}`)
  await heading(page, /casual is missing/).waitFor()
  return page
}

describe.each(bothSizes)('on a %s', (size) => {
  test('forced colours show which options are selected', async () => {
    const page = await openResults('?view=grid&show=out', { size })
    await page.emulateMedia({ forcedColors: 'active' })
    const [chosen, other] = [/ out now$/, / airing$/].map((name) => page.getByRole('link', { name }))
    expect(await groundOf(chosen as Locator)).not.toBe(await groundOf(other as Locator))
    await button(page, 'Select titles').click()
    const boxes = page.getByRole('checkbox', { name: /^Select / })
    await boxes.first().check()
    const ticks = page.locator('input[aria-label^="Select "] + span > svg')
    expect(
      await ticks.evaluateAll(([one, two]) =>
        [one, two].map((tick) => tick?.checkVisibility({ visibilityProperty: true })),
      ),
    ).toEqual([true, false])
    await picture(page, `access-forced-colours-${size}`)
  })

  test('printing shows all titles and no buttons', async () => {
    const page = await openResults('', { size })
    await page.emulateMedia({ media: 'print' })
    const printed = page.getByRole('main').locator('section:visible li:visible')
    await expect.poll(() => printed.count()).toBe(43)
    expect(await page.getByRole('searchbox').isVisible()).toBe(false)
    expect(await page.getByRole('main').getByRole('button').count()).toBe(0)
    await picture(page, `access-print-${size}`)
    await page.emulateMedia({ media: 'screen' })
    await page.getByRole('searchbox').waitFor()
  })

  test('an unknown username is announced, and can be corrected', async () => {
    const page = await openPage(browser(), { size, mayLog: /404/ })
    await page.goto(`${site().url}/u/casul`)
    await heading(page, 'No AniList user called “casul”').waitFor()
    await said(page, /^No AniList user called “casul”/).waitFor()
    await picture(page, `access-unknown-${size}`)
    await page.getByLabel('AniList username').fill('casual')
    await page.keyboard.press('Enter')
    await heading(page, /casual is missing 43/).waitFor()
    await said(page, 'Scan complete. 43 titles are missing.').waitFor()
  })

  test('the first filter is announced too, as its live region is already there', async () => {
    const page = await openResults('', { size })
    const status = page.getByRole('main').getByRole('status')
    expect(await status.textContent()).toBe('')
    const before = await status.elementHandle()
    await page.getByRole('link', { name: '3 airing' }).click()
    await expect.poll(() => status.textContent()).toBe('3 of 43 shown')
    expect(await before?.evaluate((element) => element.isConnected)).toBe(true)
  })

  test('the list is a single list with a position for each item', async () => {
    const page = await openResults('?view=list', { size })
    const list = page.getByRole('region', { name: 'Missing titles' }).getByRole('list')
    expect(await list.count()).toBe(1)
    const first = list.getByRole('listitem').first()
    expect([await first.getAttribute('aria-posinset'), await first.getAttribute('aria-setsize')]).toEqual([
      '1',
      '43',
    ])
  })

  test('a reloaded page keeps its scroll position', async () => {
    const page = await openResults('', { size })
    const place = () => page.evaluate(() => scrollY)
    await page.evaluate(() => scrollTo(0, 2_000))
    // Rows are measured when they come into sight.
    await expect.poll(async () => Math.abs((await place()) - 2_000) < 100).toBe(true)
    await page.reload()
    await heading(page, /casual is missing/).waitFor()
    await expect.poll(async () => Math.abs((await place()) - 2_000) < 200).toBe(true)
  })
})

test('at 400% zoom, a dialog scrolls as a whole to all of its content', async () => {
  const page = await openPage(browser())
  await page.setViewportSize({ width: 320, height: 256 })
  await page.goto(`${site().url}/u/casual?title=116674`)
  const dialog = page.getByRole('dialog')
  await dialog.waitFor()
  const { height = 0 } = (await dialog.boundingBox()) ?? {}
  expect(height).toBeGreaterThan(240)
  await dialog.getByText('Finished').scrollIntoViewIfNeeded()
  await picture(page, 'access-zoomed-dialog')
  const last = dialog.getByRole('link', { name: 'AniList' })
  await last.scrollIntoViewIfNeeded()
  const { y = 0 } = (await last.boundingBox()) ?? {}
  expect(y).toBeLessThan(256)
})

test('the focus ring is not clipped', async () => {
  const page = await openResults()
  await page.keyboard.press('j')
  const room = await page.evaluate(() => {
    const link = document.activeElement as HTMLElement
    const [own, line] = [link.getBoundingClientRect(), link.closest('ol')?.getBoundingClientRect()]
    return line && Math.min(own.top - line.top, line.bottom - own.bottom)
  })
  expect(room).toBeGreaterThanOrEqual(4)
})

test('a card with a single missing title has a button to add it', async () => {
  const page = await openResults()
  await button(page, 'Add 1 of Chainsaw Man to Planning').waitFor()
})

test('a link to a title includes its franchise for screen readers', async () => {
  const page = await openResults()
  await page.getByRole('link', { name: 'Attack on Titan Season 3 Part 2' }).waitFor()
})
