import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import {
  bothSizes,
  expectAccessible,
  expectNoSidewaysScroll,
  look,
  openPage,
  type PageOptions,
  picture,
  shareBrowser,
} from './browser.ts'
import { layoutShifts, noteLayoutShifts, sumOf } from './layout-shifts.ts'
import { shareSite } from './site.ts'

const browser = shareBrowser()
const site = shareSite()

/** Opens results and waits for them. */
async function openResults(path: string, options: PageOptions = {}): Promise<Page> {
  const page = await openPage(browser(), options)
  await page.goto(site().url + path)
  await sentence(page).waitFor()
  return page
}

const sentence = (page: Page) => page.getByRole('heading', { level: 1, name: /casual is missing/ })
const results = (page: Page) => page.getByRole('region', { name: 'Missing titles' })
/** The number at the end of an option's label. */
const countIn = async (option: Locator) => Number(/\d+$/.exec((await option.textContent()) ?? '')?.[0])
const query = (page: Page) => new URL(page.url()).search

describe('the answer', () => {
  test('is one sentence in which each number links to a filter', async () => {
    const page = await openResults('/u/casual')
    expect(await sentence(page).textContent()).toBe('casual is missing 43 sequels in 21 franchises')
    const out = page.getByRole('link', { name: '35 out now' })
    await out.click()
    await page.getByText('35 of 43 shown').waitFor()
    expect(query(page)).toBe('?show=out')
    await page.getByRole('link', { name: '3 airing' }).click()
    await page.getByText('3 of 43 shown').waitFor()
    await page.goBack()
    await page.getByText('35 of 43 shown').waitFor()
    await out.click()
    await page.getByText('shown').waitFor({ state: 'detached' })
    expect(query(page)).toBe('')
    await page.getByRole('link', { name: '43 sequels' }).click()
    await page.getByRole('link', { name: 'Grid' }).and(page.locator('[aria-current]')).waitFor()
    expect(query(page)).toBe('?view=grid')
  })

  test('shows watched, missing and announced titles of each franchise in watch order', async () => {
    const page = await openResults('/u/casual')
    const bleach = page.getByRole('region', { name: 'Bleach' })
    const stops = await bleach.getByRole('listitem').allTextContents()
    const states = stops.map((stop) => /^(Watched|Missing · announced|Missing)/.exec(stop)?.[0])
    expect(states).toEqual(['Watched', 'Missing', 'Missing', 'Missing', 'Missing · announced'])
    expect(stops[1]).toContain('Thousand-Year Blood War')
    expect(await bleach.getByText('1 of 5 watched').count()).toBe(1)
  })

  test('is shared by its address', async () => {
    const page = await openResults('/u/casual?show=out&format=MOVIE&sort=score&view=list')
    await page.getByText(/^\d+ of 43 shown$/).waitFor()
    await page.getByRole('button', { name: 'Remove filter: Movie' }).waitFor()
    expect(await page.getByLabel('Sort by').inputValue()).toBe('score')
    const scores = await results(page)
      .getByText(/^\d+%$/)
      .allInnerTexts()
    expect(scores.length).toBeGreaterThan(3)
    expect(scores.map(Number.parseFloat)).toEqual(scores.map(Number.parseFloat).toSorted((a, b) => b - a))
  })

  test('counts the titles hidden by each rule, and shows them with the option that includes them', async () => {
    const page = await openResults('/u/casual')
    await page.getByRole('link', { name: '1 music video' }).click()
    await page.getByRole('heading', { name: 'Music videos' }).waitFor()
    await expectAccessible(page)
    await page.getByRole('link', { name: 'Include music videos' }).click()
    await page.getByRole('heading', { name: /casual is missing 44 sequels/ }).waitFor()
    expect(query(page)).toBe('?music=true')
  })
})

describe('filters', () => {
  test('state the number of titles for each value', async () => {
    const page = await openResults('/u/casual')
    await page.getByRole('button', { name: 'Format' }).click()
    const films = page
      .getByRole('dialog', { name: 'Format' })
      .getByRole('listitem')
      .filter({ hasText: 'Movie' })
    const count = await countIn(films)
    await expectAccessible(page)
    await films.getByRole('checkbox').check()
    await page.getByText(`${count} of 43 shown`).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Genre' }).click()
    const drama = page
      .getByRole('dialog', { name: 'Genre' })
      .getByRole('listitem')
      .filter({ hasText: 'Drama' })
    const both = await countIn(drama)
    await drama.getByRole('checkbox').check()
    await page.getByText(`${both} of 43 shown`).waitFor()
    expect(query(page)).toBe('?format=MOVIE&genre=Drama')
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Remove filter: Movie' }).click()
    await page.getByRole('button', { name: 'Clear all filters' }).click()
    expect(query(page)).toBe('')
    await page.getByRole('searchbox', { name: 'Search titles' }).fill('nothing like this')
    await page.getByText('No titles match these filters.').waitFor()
    await page.getByRole('searchbox', { name: 'Search titles' }).fill('bleach')
    await page.getByText('4 of 43 shown').waitFor()
    expect(query(page)).toBe('?q=bleach')
  })

  test('open in a sheet on a phone', async () => {
    const page = await openResults('/u/casual', { size: 'phone' })
    await page.getByRole('button', { name: 'Filters' }).click()
    const sheet = page.getByRole('dialog', { name: 'Filters' })
    await sheet.getByText('Availability').click()
    await sheet.getByRole('checkbox', { name: /Airing/ }).check()
    await sheet.getByRole('button', { name: 'Show 3 titles' }).waitFor()
    await expectAccessible(page)
    await picture(page, 'filters-phone')
    await sheet.getByRole('link', { name: 'List' }).click()
    await sheet.getByRole('button', { name: 'Show 3 titles' }).click()
    await page.getByText('3 of 43 shown').waitFor()
    expect(query(page)).toBe('?show=airing&view=list')
    await expectNoSidewaysScroll(page)
  })
})

describe('scan options', () => {
  test('start another scan of the list, and show that they are set', async () => {
    const page = await openResults('/u/casual')
    await page.getByRole('button', { name: 'Scan options' }).click()
    const dialog = page.getByRole('dialog', { name: 'Scan options' })
    await dialog.getByRole('checkbox', { name: 'Side story' }).check()
    await dialog.getByRole('radio', { name: 'Only the next title' }).check()
    await expectAccessible(page)
    await dialog.getByRole('button', { name: 'Update results' }).click()
    await page.getByRole('button', { name: /Scan options\s*2/ }).waitFor()
    expect(query(page)).toBe('?depth=1&relations=SIDE_STORY')
    await expect.poll(() => sentence(page).textContent()).not.toContain('43 sequels')
    await page.goBack()
    await expect.poll(() => sentence(page).textContent()).toContain('43 sequels')
  })
})

const looks = [
  ['rails', 'light', 'dark'],
  ['grid', 'dark', 'light'],
  ['list', 'light', 'dark'],
  ['gallery', 'dark', 'light'],
] as const

test.each(bothSizes)('all views are accessible, on a %s', async (size) => {
  const page = await openResults('/u/casual?relations=SIDE_STORY', { size })
  for (const [view, onPhone, onDesktop] of looks) {
    const theme = size === 'phone' ? onPhone : onDesktop
    await page.emulateMedia({ colorScheme: theme })
    await page.goto(`${site().url}/u/casual?relations=SIDE_STORY${view === 'rails' ? '' : `&view=${view}`}`)
    await results(page).getByRole('link').first().waitFor()
    await look(page, `results-${view}-${size}-${theme}`)
  }
})

test.each([320, 390, 1440])(
  'the next episode and its time are not clipped in any view, at %s pixels',
  async (width) => {
    const page = await openPage(browser(), { locale: 'pt-BR' })
    await page.setViewportSize({ width, height: 900 })
    for (const [view] of looks) {
      await page.goto(`${site().url}/u/casual?show=airing${view === 'rails' ? '' : `&view=${view}`}`)
      const countdowns = page.getByRole('main').locator('time:visible')
      await countdowns.first().waitFor()
      const cut = await countdowns.evaluateAll((times) =>
        times.flatMap((time) => {
          const box = time.closest('.truncate, .line-clamp-2, .overflow-hidden') ?? time
          const [own, room] = [time.getBoundingClientRect(), box.getBoundingClientRect()]
          return own.right > room.right + 0.5 ? `${time.textContent}: ${own.right - room.right}` : []
        }),
      )
      expect([view, await countdowns.count(), cut]).toEqual([view, 3, []])
    }
  },
)

describe('a rail', () => {
  test('starts at the first missing title', async () => {
    const page = await openResults('/u/casual', { size: 'phone' })
    const rail = page.getByRole('list', { name: 'Attack on Titan, in watch order' })
    const first = rail.getByRole('listitem').filter({ hasText: 'Missing' }).first()
    const [line, stop] = await Promise.all([rail.boundingBox(), first.boundingBox()])
    expect(Math.abs((stop?.x ?? 0) - (line?.x ?? 0))).toBeLessThan(24)
  })

  test('is navigated with arrow keys, and the page with j and k', async () => {
    const page = await openResults('/u/casual')
    const focused = () => page.locator(':focus').textContent()
    await page.keyboard.press('j')
    expect(await focused()).toContain('Season 3 Part 2')
    await page.keyboard.press('ArrowRight')
    expect(await focused()).toContain('Final Season')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    expect(await focused()).toContain('Season 3')
    await page.keyboard.press('j')
    expect(await focused()).toContain('Thousand-Year')
    await page.keyboard.press('k')
    expect(await focused()).toContain('Season 3 Part 2')
    for (let i = 0; i < 15; i++) await page.keyboard.press('j')
    const box = await page.evaluate(() => document.activeElement?.getBoundingClientRect().toJSON())
    expect(box.top).toBeGreaterThanOrEqual(0)
    expect(box.bottom).toBeLessThanOrEqual(900)
  })
})

test('the title language applies everywhere', async () => {
  const page = await openResults('/u/casual')
  await page.getByRole('button', { name: 'Settings' }).click()
  await page.getByRole('menuitemradio', { name: 'Romaji' }).click()
  await page.getByRole('region', { name: 'Shingeki no Kyojin' }).waitFor()
})

test('nothing moves when posters load', async () => {
  const page = await openPage(browser())
  await noteLayoutShifts(page)
  await page.goto(`${site().url}/u/casual`)
  await sentence(page).waitFor()
  expect(sumOf(await layoutShifts(page))).toBeLessThan(0.02)
})
