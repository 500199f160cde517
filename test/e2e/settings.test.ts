import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectAccessible, look, openPage, type PageOptions, picture, shareBrowser } from './browser.ts'
import { signIn } from './sign-in.ts'
import { shareSite } from './site.ts'

const browser = shareBrowser()
const site = shareSite()

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name })
const choice = (page: Page, group: string, name: string) =>
  page.getByRole('group', { name: group }).getByLabel(name, { exact: true })

async function openSettings(options: PageOptions = {}): Promise<Page> {
  const page = await openPage(browser(), options)
  await page.goto(`${site().url}/settings`)
  await heading(page, 'Settings').waitFor()
  return page
}

async function openList(page: Page, name: string, search = ''): Promise<string> {
  await page.goto(`${site().url}/u/${name}${search}`)
  await heading(page, new RegExp(`${name} is missing|All caught up`)).waitFor()
  return new URL(page.url()).search
}

describe('the settings', () => {
  test.each([
    ['phone', 'light'],
    ['phone', 'dark'],
    ['desktop', 'light'],
    ['desktop', 'dark'],
  ] as const)('are usable by everyone, on a %s, %s', async (size, theme) => {
    const page = await openSettings({ size, theme })
    expect(await page.title()).toBe('Settings · Sequel Finder for AniList')
    await look(page, `settings-${size}-${theme}`)
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    await picture(page, `settings-${size}-${theme}-end`)
  })

  test('are reached from the preferences menu, the footer and the keyboard', async () => {
    const page = await openPage(browser())
    await page.goto(site().url)
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('menuitem', { name: 'All settings' }).click()
    await heading(page, 'Settings').waitFor()
    await page.goBack()
    await heading(page, 'What did you miss?').waitFor()
    await page.getByRole('contentinfo').getByRole('link', { name: 'Settings' }).click()
    await heading(page, 'Settings').waitFor()
    await page.goBack()
    await heading(page, 'What did you miss?').waitFor()
    await page.keyboard.press('g')
    await page.keyboard.press('s')
    await heading(page, 'Settings').waitFor()
  })

  test('of the appearance apply at once, in all tabs, and stay', async () => {
    const page = await openSettings()
    const tab = await page.context().newPage()
    await tab.goto(site().url)
    await heading(tab, 'What did you miss?').waitFor()
    await choice(page, 'Theme', 'Dark').check()
    await choice(page, 'Language', 'Português').check()
    await heading(page, 'Configurações').waitFor()
    await heading(tab, 'O que você perdeu?').waitFor()
    await expect
      .poll(() => tab.evaluate(() => getComputedStyle(document.documentElement).backgroundColor))
      .toBe('rgb(20, 19, 18)')
    await expectAccessible(page)
    await page.reload()
    await heading(page, 'Configurações').waitFor()
    await choice(page, 'Idioma', 'Padrão do navegador').check()
    await heading(page, 'Settings').waitFor()
  })

  test('of titles change their language', async () => {
    const page = await openSettings()
    await choice(page, 'Title language', 'Romaji').check()
    await openList(page, 'casual')
    await page.getByText('Shingeki no Kyojin').first().waitFor()
  })
})

describe('scores', () => {
  test('are shown in the format of AniList or in a chosen one', async () => {
    const page = await openPage(browser())
    await signIn(page, site(), 'casual')
    const own = page.getByRole('dialog').getByText('Your score', { exact: true })
    // A title with a score, on a list with ten points.
    const details = '/u/casual?title=16498'
    await openList(page, 'casual')
    await page.goto(site().url + details)
    await own.waitFor()
    const facts = page.getByRole('dialog').getByRole('definition')
    await facts.getByText('Wit Studio').waitFor()
    await facts.getByText(/^\d+%$/).waitFor()
    await facts.getByText(/^\d+\/10$/).waitFor()
    await page.goto(`${site().url}/settings`)
    await choice(page, 'Scores', '5 star').check()
    await page.goto(site().url + details)
    await own.waitFor()
    expect(await facts.getByText(/^\d\/5$/).count()).toBe(2)
  })
})

describe('scan options', () => {
  test('apply if the address has none, and are added to it', async () => {
    const page = await openSettings()
    await choice(page, 'How far to follow each series', 'Only the next title').check()
    await choice(page, 'Also show', 'Music videos').check()
    await page.goto(site().url)
    await page.getByLabel('AniList username').fill('casual')
    await page.keyboard.press('Enter')
    await heading(page, /casual is missing/).waitFor()
    expect(new URL(page.url()).search).toBe('?depth=1&music=true')
    await page.reload()
    expect(await openList(page, 'casual')).toBe('?depth=1&music=true')
    expect(await openList(page, 'casual', '?depth=2')).toBe('?depth=2')
    expect(await openList(page, 'casual', '?view=grid')).toContain('music=true')
  })

  test('can be turned off for one scan', async () => {
    const page = await openSettings({ size: 'phone' })
    await choice(page, 'How far to follow each series', 'Only the next title').check()
    await openList(page, 'casual')
    await page.getByRole('button', { name: /^Scan options/ }).click()
    await page.getByRole('button', { name: 'Sequels only' }).click()
    await page.getByRole('button', { name: 'Update results' }).click()
    await page.waitForURL('**/u/casual?depth=all')
    await heading(page, /casual is missing 43 sequels/).waitFor()
    await page.reload()
    await heading(page, /casual is missing 43 sequels/).waitFor()
  })

  test('can be reset to sequels only', async () => {
    const page = await openSettings()
    const reset = page.getByRole('button', { name: 'Sequels only' })
    expect(await reset.isDisabled()).toBe(true)
    await choice(page, 'Also include', 'Side story').check()
    await reset.click()
    expect(await choice(page, 'Also include', 'Side story').isChecked()).toBe(false)
    expect(await openList(page, 'casual')).toBe('')
  })

  test('for adult titles come from the reader’s settings, not from the address', async () => {
    const page = await openSettings()
    await choice(page, 'Adult content', 'Hide').check()
    expect(await openList(page, 'casual', '?music=true')).toBe('?music=true&adult=false')
    await page.goto(`${site().url}/settings`)
    await choice(page, 'Adult content', 'Same as AniList').check()
    expect(await openList(page, 'casual', '?music=true')).toBe('?music=true')
  })
})

describe('the watch order', () => {
  test('is chosen for all franchises in the results, kept on the device, and part of the address', async () => {
    const page = await openPage(browser(), { size: 'desktop' })
    await openList(page, 'casual', '?relations=PREQUEL,SUMMARY,COMPILATION')
    const order = page.getByRole('combobox', { name: 'Watch order' })
    expect(await order.inputValue()).toBe('release')
    await picture(page, 'watch-order-desktop')
    await order.selectOption('essential')
    await page.waitForURL(/order=essential/)
    await page.getByRole('link', { name: /^\d+ recaps?$/ }).click()
    await heading(page, 'Recaps').waitFor()
    await page.goto(`${site().url}/settings`)
    const kept = page.getByRole('radio', { name: /^Essential only/ })
    await kept.waitFor()
    expect(await kept.isChecked()).toBe(true)
  })

  test('is one of the filters on a phone, with an explanation', async () => {
    const page = await openPage(browser(), { size: 'phone' })
    await openList(page, 'casual')
    await page.getByRole('button', { name: 'Filters' }).click()
    const order = page.getByRole('combobox', { name: 'Watch order' })
    await order.selectOption('story')
    await page.getByText('As the story is told').waitFor()
    await picture(page, 'watch-order-phone')
  })
})

test('names and results are deleted on request', async () => {
  const page = await openPage(browser())
  await openList(page, 'casual')
  const kept = () => page.evaluate(async () => [localStorage.getItem('recent-names'), await caches.keys()])
  await expect.poll(kept).toEqual(['["casual"]', ['last-answers']])
  await page.goto(`${site().url}/settings`)
  await page.getByRole('button', { name: 'Clear history' }).click()
  await page.getByText('History cleared.').waitFor()
  expect(await kept()).toEqual([null, []])
})

test('signed-in users find a link to the account', async () => {
  const page = await openPage(browser(), { size: 'phone' })
  await signIn(page, site(), 'casual')
  await page.goto(`${site().url}/settings`)
  await page.getByRole('link', { name: /on your account page/ }).click()
  await heading(page, 'Where you’re signed in').waitFor()
})
