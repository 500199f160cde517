import { describe, expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScroll, look, openPage, shareBrowser } from './browser.ts'
import { layoutShifts, noteLayoutShifts, sumOf } from './layout-shifts.ts'
import { shareSite, startSite } from './site.ts'

const browser = shareBrowser()
const site = shareSite()

const field = 'AniList username'

describe.each([
  ['phone', 'dark'],
  ['desktop', 'light'],
] as const)('home, on a %s', (size, theme) => {
  test('is accessible', async () => {
    const page = await openPage(browser(), { size, theme })
    await page.goto(site().url)
    await page.getByRole('heading', { name: 'What did you miss?' }).waitFor()
    await page.getByRole('link', { name: 'casual', exact: true }).waitFor()
    await look(page, `home-${size}-${theme}`)
    expect(await page.title()).toBe('Sequel Finder for AniList')
  })

  test('shows its name before the code has loaded, without moving it later', async () => {
    const page = await openPage(browser(), { size, theme })
    const code = Promise.withResolvers<void>()
    await page.route('**/assets/main-*.js', (route) => code.promise.then(() => route.continue()))
    await page.goto(site().url, { waitUntil: 'commit' })
    const link = page.getByRole('banner').getByRole('link', { name: 'Sequel Finder' })
    const seen = async () => [
      await link.boundingBox(),
      await link.locator('svg').evaluate((logo) => [...logo.children].map(({ outerHTML }) => outerHTML)),
    ]
    await link.waitFor()
    await expectAccessible(page)
    const before = await seen()
    code.resolve()
    await page.getByRole('heading', { name: 'What did you miss?' }).waitFor()
    expect(await seen()).toEqual(before)
  })

  test('leads from a name to missing titles, and remembers the name', async () => {
    const page = await openPage(browser(), { size })
    await page.goto(site().url)
    await page.getByLabel(field).fill('casual')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: /casual is missing/ }).waitFor()
    expect(new URL(page.url()).pathname).toBe('/u/casual')
    await page.goBack()
    await page.getByRole('region', { name: 'Recent' }).getByRole('link', { name: 'casual' }).waitFor()
    await page.getByRole('button', { name: 'Remove casual' }).click()
    await page.getByRole('region', { name: 'Recent' }).waitFor({ state: 'detached' })
  })
})

test.each([
  ['phone', true],
  ['phone', false],
  ['desktop', true],
  ['desktop', false],
] as const)('nothing moves when the instance’s settings arrive, on a %s, demo: %s', async (size, isDemo) => {
  const { url } = isDemo ? site() : await startSite({ config: { demoUsers: [] } })
  const page = await openPage(browser(), { size })
  await noteLayoutShifts(page)
  await page.goto(url)
  await page.getByRole('link', { name: isDemo ? 'Sign in as casual' : 'Sign in with AniList' }).waitFor()
  const shifts = await layoutShifts(page)
  expect([shifts, sumOf(shifts) < 0.001]).toEqual([shifts, true])
})

test.each(['en-GB', 'pt-BR'])('fits into 320 pixels, which is what 400 % zoom leaves: %s', async (locale) => {
  const page = await openPage(browser(), { locale, size: 'phone' })
  await page.setViewportSize({ width: 320, height: 640 })
  await page.goto(site().url)
  await page.getByRole('link', { name: 'completionist' }).waitFor()
  await expectNoSidewaysScroll(page)
})

describe('the field', () => {
  test.each([
    ['the address of a profile', 'https://anilist.co/user/Casual/animelist', '/u/Casual'],
    ['a name with a mark before it', ' @casual ', '/u/casual'],
  ])('understands %s', async (_story, text, path) => {
    const page = await openPage(browser())
    await page.goto(site().url)
    await page.getByLabel(field).fill(text)
    await page.getByRole('button', { name: 'Find sequels' }).click()
    await page.waitForURL(`**${path}`)
  })

  test.each([
    ['no name', '', 'Enter your AniList username.'],
    ['what cannot be a name', 'two words', 'letters, numbers'],
  ])('says what is wrong with %s', async (_story, text, words) => {
    const page = await openPage(browser())
    await page.goto(site().url)
    await page.getByLabel(field).fill(text)
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByText(words).waitFor()
    expect(await page.getByLabel(field).evaluate((input) => input === document.activeElement)).toBe(true)
  })
})

describe('the keyboard', () => {
  test('reaches the field, opens the list of shortcuts, and goes home', async () => {
    const page = await openPage(browser())
    await page.goto(`${site().url}/nowhere`)
    await page.getByRole('heading', { name: 'Page not found' }).waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await page.keyboard.press('g')
    await page.keyboard.press('h')
    await page.getByRole('heading', { name: 'What did you miss?' }).waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('g h?')
    expect(await page.getByLabel(field).inputValue()).toBe('g h?')
  })

  test('skips to the content', async () => {
    const page = await openPage(browser())
    await page.goto(site().url)
    await page.getByLabel(field).waitFor()
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    expect(await page.getByLabel(field).evaluate((input) => input === document.activeElement)).toBe(true)
  })

  test('starts at the content after navigation', async () => {
    const page = await openPage(browser())
    await page.goto(`${site().url}/nowhere`)
    await page.getByRole('link', { name: 'Go home' }).focus()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'What did you miss?' }).waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.id)).toBe('content')
  })
})

describe('preferences', () => {
  test('start with the browser’s language, and keep a chosen one', async () => {
    const page = await openPage(browser(), { locale: 'pt-BR' })
    await page.goto(site().url)
    await page.getByRole('heading', { name: 'O que você perdeu?' }).waitFor()
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('pt-BR')
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Configurações' }).click()
    await page.getByRole('menuitemradio', { name: 'English' }).click()
    await page.getByRole('menuitemradio', { name: 'Browser default' }).waitFor()
    await page.reload()
    await page.getByRole('heading', { name: 'What did you miss?' }).waitFor()
  })

  test('apply the theme before the first paint', async () => {
    const page = await openPage(browser(), { mayLog: /ERR_FAILED/ })
    await page.goto(site().url)
    await page.getByRole('button', { name: 'Settings' }).click()
    await page.getByRole('menuitemradio', { name: 'Dark' }).click()
    const ground = () => page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    await expect.poll(ground).toBe('rgb(20, 19, 18)')
    await expectAccessible(page)
    await page.route('**/assets/*.js', (route) => route.abort())
    await page.reload().catch(() => {})
    expect(await ground()).toBe('rgb(20, 19, 18)')
    await page.unroute('**/assets/*.js')
  })
})
