import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { bothSizes, expectAccessible, expectNoSidewaysScroll, openPage, shareBrowser } from './browser.ts'
import { button, heading, missing, statusesOf, title, toast } from './own-list.ts'
import { chooseUser, signIn } from './sign-in.ts'
import { shareSite } from './site.ts'

// The main uses of the page from start to end, on a phone and on a desktop, with a working AniList and with one of which every
// fifth reply is wrong. Other files test the details of each part.

const browser = shareBrowser()
const war = { id: 116674, name: 'BLEACH: Thousand-Year Blood War' }
const titan = { first: 16498, ova: 18397, final: 131681 }
/** Retrying takes time if AniList fails. */
const patienceMs = 60_000

const sentence = (page: Page) => heading(page, 'casual is missing 43 sequels in 21 franchises')
const details = (page: Page) => page.getByRole('dialog')
const map = (page: Page) => page.getByRole('list', { name: /^Map of / })
const query = (page: Page) => new URL(page.url()).search

describe.each(bothSizes.flatMap((size) => [0, 0.2].map((faults) => [size, faults] as const)))(
  'on a %s, with %d of AniList’s replies wrong',
  { timeout: 240_000 },
  (size, faults) => {
    const site = shareSite({ sandbox: { faults, seed: 11, slowMs: 200 } })
    const theme = size === 'phone' ? 'dark' : 'light'

    async function open(): Promise<Page> {
      const page = await openPage(browser(), {
        size,
        theme,
        ...(faults > 0 && { mayLog: /Failed to load resource/ }),
      })
      page.setDefaultTimeout(patienceMs)
      return page
    }
    async function openResults(): Promise<Page> {
      const page = await open()
      await page.goto(`${site().url}/u/casual`)
      await heading(page, /casual is missing/).waitFor()
      return page
    }
    async function openOwn(): Promise<Page> {
      const page = await open()
      await signIn(page, site(), 'casual', { path: '/u/casual' })
      await missing(page, 43)
      return page
    }

    test('1: from a name to missing titles, with an address to share', async () => {
      const page = await open()
      await page.goto(site().url)
      await page.getByLabel('AniList username').fill('casual')
      await page.keyboard.press('Enter')
      await sentence(page).waitFor()
      expect(new URL(page.url()).pathname).toBe('/u/casual')
      await expectNoSidewaysScroll(page)
      await page.getByRole('link', { name: 'Sequel Finder, home' }).click()
      await page.getByRole('region', { name: 'Recent' }).getByRole('link', { name: 'casual' }).waitFor()
      await page.getByRole('link', { name: 'Sign in', exact: true }).waitFor()
    })

    test('2: results as cards in watch order, filtered, in another view, and back', async () => {
      const page = await openResults()
      const stops = await page.getByRole('region', { name: 'Bleach' }).getByRole('listitem').allTextContents()
      expect(stops[0]).toMatch(/^Watched/)
      expect(stops[1]).toContain('Thousand-Year Blood War')
      await page.getByRole('link', { name: '3 airing' }).click()
      await page.getByText('3 of 43 shown').waitFor()
      expect(query(page)).toBe('?show=airing')
      await page.goBack()
      await page.getByText('3 of 43 shown').waitFor({ state: 'detached' })
      await page.goto(`${site().url}/u/casual?view=list&format=MOVIE&sort=score`)
      await page.getByText(/\d+ of 43 shown/).waitFor()
      await page
        .getByRole('button', { name: /Remove filter/ })
        .first()
        .click()
      await page.getByText('of 43 shown').waitFor({ state: 'detached' })
      await page.getByRole('link', { name: /^1 music/ }).waitFor()
    })

    test('3: a franchise map, by keyboard', async () => {
      const page = await openResults()
      await page.getByRole('link', { name: 'Attack on Titan', exact: true }).click()
      await heading(page, 'Attack on Titan').waitFor()
      await map(page).locator(`[data-media="${titan.first}"]`).focus()
      await page.keyboard.press('ArrowRight')
      const at = await page.evaluate(() => (document.activeElement as HTMLElement).dataset.media)
      expect(Number(at)).not.toBe(titan.first)
      await page.getByRole('region', { name: 'Watch order' }).locator('[aria-current=step]').waitFor()
      await expectAccessible(page)
    })

    test('4: title details with the reason why it is missing', async () => {
      const page = await open()
      await page.goto(`${site().url}/u/casual?title=${titan.final}`)
      await details(page).getByText('Wit Studio').waitFor()
      await details(page).getByRole('region', { name: 'Relations' }).waitFor()
      const why = details(page).getByRole('region', { name: 'Why you’re seeing this' })
      await why.getByText('Comes 3 titles after something you watched:').waitFor()
      expect(
        await details(page)
          .getByRole('link', { name: /AniList/ })
          .first()
          .getAttribute('href'),
      ).toBe(`https://anilist.co/anime/${titan.final}`)
    })

    test('5: adding, undoing, ignoring and restoring', async () => {
      const page = await openOwn()
      const before = new Map(statusesOf(site()))
      await insist(page, `Add ${war.name} to Planning`, () => statusesOf(site()).get(war.id) === 'PLANNING')
      await missing(page, 42)
      await insist(page, 'Undo', () => !statusesOf(site()).has(war.id))
      await missing(page, 43)
      await title(page, war.id).click()
      await button(page, 'Ignore').click()
      await page.getByRole('menuitem', { name: 'Ignore this title' }).click()
      await toast(page, `Ignored: ${war.name}`).waitFor()
      await page.keyboard.press('Escape')
      await missing(page, 42)
      await page.getByRole('link', { name: '1 ignored' }).click()
      await button(page, `Restore ${war.name}`).click()
      await page.getByRole('link', { name: 'Back to results' }).click()
      await missing(page, 43)
      expect(statusesOf(site())).toEqual(before)
    })

    test('6: signing in, keeping the account, and signing out', async () => {
      const page = await open()
      await page.goto(site().url)
      await page.getByRole('link', { name: 'Sign in', exact: true }).click()
      await chooseUser(page, 'casual')
      await page.getByRole('status').getByText('Signed in as casual').waitFor()
      await button(page, 'Not you?').click()
      await page.keyboard.press('Escape')
      await page.goto(`${site().url}/account`)
      await page.getByRole('heading', { name: 'Where you’re signed in' }).waitFor()
      await page.getByText('in 12 months').waitFor()
      await button(page, 'Sign out').first().click()
      await page.getByRole('link', { name: 'Sign in', exact: true }).waitFor()
    })

    test('7: settings apply at once, and to results', async () => {
      const page = await open()
      await page.goto(`${site().url}/settings`)
      await page.getByRole('group', { name: 'Theme' }).getByLabel('Dark', { exact: true }).check()
      await page.getByRole('group', { name: 'Language' }).getByLabel('Português', { exact: true }).check()
      await heading(page, 'Configurações').waitFor()
      await page.goto(`${site().url}/u/casual`)
      await heading(page, 'Faltam 43 continuações, de 21 franquias, na lista de casual').waitFor()
      expect(await page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark')
    })

    test('8: keyboard shortcuts, and the screen for an unknown user', async () => {
      const page = await open()
      await page.goto(site().url)
      await heading(page, 'What did you miss?').waitFor()
      await page.keyboard.press('Tab')
      await page.keyboard.press('?')
      await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
      await expectAccessible(page)
      await page.keyboard.press('Escape')
      await page.goto(`${site().url}/u/nobody-at-all`)
      await heading(page, 'No AniList user called “nobody-at-all”').waitFor()
      await page.getByRole('status').getByText('No AniList user called “nobody-at-all”').waitFor()
      await expectAccessible(page)
      await page.getByLabel('AniList username').fill('casual')
      await page.keyboard.press('Enter')
      await sentence(page).waitFor()
      await expectNoSidewaysScroll(page)
    })

    test('9: the page scans by itself, or else the server does', async () => {
      const page = await open()
      const asked = new Set<string>()
      page.on('request', (request) => asked.add(new URL(request.url()).pathname))
      await page.goto(`${site().url}/u/casual`)
      await sentence(page).waitFor()
      expect(asked).toContain('/graphql')
      if (faults === 0) expect(asked).not.toContain('/api/v1/scans/casual')
    })

    /** Presses a button until it has succeeded; after a failure it is shown again. */
    async function insist(page: Page, name: string, isDone: () => boolean): Promise<void> {
      await expect
        .poll(
          async () => {
            if (isDone()) return true
            const again = button(page, name)
            if (await again.isVisible()) await again.click({ timeout: 1_000 }).catch(() => {})
            await page.waitForTimeout(500)
            return isDone()
          },
          { timeout: 120_000 },
        )
        .toBe(true)
    }
  },
)
