import { readFileSync } from 'node:fs'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { bothSizes, look, openPage, type PageOptions, picture, shareBrowser } from './browser.ts'
import { layoutShifts, noteLayoutShifts, sumOf } from './layout-shifts.ts'
import { chooseUser, signIn } from './sign-in.ts'
import { type Site, shareSite, startSite } from './site.ts'

const browser = shareBrowser()
const site = shareSite()
const year = 365 * 86_400_000

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { name })
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const link = (page: Page, name: string) => page.getByRole('link', { name, exact: true })
const menuOf = (page: Page, name: string) => button(page, `${name}, account menu`)
const toast = (page: Page, text: string) => page.getByRole('status').getByText(text)
const signedOut = (page: Page) => link(page, 'Sign in').waitFor()

async function openAccount(options: PageOptions = {}, { user = 'casual', at = site() as Site } = {}) {
  const page = await openPage(browser(), options)
  await signIn(page, at, user)
  await page.goto(`${at.url}/account`)
  await heading(page, 'Where you’re signed in').waitFor()
  await button(page, 'Sign out').first().waitFor()
  return page
}

describe('sign-in', () => {
  test.each(bothSizes)('names the account and offers another one, on a %s', async (size) => {
    const page = await openPage(browser(), { size, theme: size === 'phone' ? 'dark' : 'light' })
    await signIn(page, site(), 'casual', { greeted: false })
    await toast(page, 'Signed in as casual').waitFor()
    await picture(page, `account-greeting-${size}`)
    await button(page, 'Not you?').click()
    await page.getByRole('dialog', { name: 'Sign in as someone else' }).waitFor()
    await look(page, `account-not-you-${size}`)
    await button(page, 'Switch account').click()
    await chooseUser(page, 'completionist')
    await toast(page, 'Signed in as completionist').waitFor()
    await page.reload()
    await menuOf(page, 'completionist').waitFor()
    expect(await toast(page, 'Signed in as completionist').count()).toBe(0)
  })

  test('returns to the same page, now with the private list', async () => {
    const page = await openPage(browser())
    await page.goto(`${site().url}/u/private-person`)
    await heading(page, 'private-person’s list is private').waitFor()
    await link(page, 'Sign in with AniList').click()
    await chooseUser(page, 'private-person')
    await heading(page, /private-person is missing/).waitFor()
    await menuOf(page, 'private-person').waitFor()
  })

  test('that was denied at AniList is explained without a request to the server', async () => {
    const page = await openPage(browser())
    await page.goto(site().url)
    await link(page, 'Sign in').click()
    await link(page, 'Deny access').click()
    await heading(page, 'Sign-in failed').waitFor()
    await page.getByRole('region').getByText('You declined access on AniList').waitFor()
    await look(page, 'account-sign-in-failed')
    await button(page, 'Dismiss').click()
    await heading(page, 'Sign-in failed').waitFor({ state: 'detached' })
    expect(page.url()).toBe(`${site().url}/`)
  })

  test('takes one click in a demo, and leads to the own list', async () => {
    const page = await openPage(browser(), { size: 'phone' })
    await page.goto(site().url)
    await link(page, 'Sign in as casual').click()
    await toast(page, 'Signed in as casual').waitFor()
    await heading(page, /casual is missing/).waitFor()
    await page.goto(site().url)
    await page.getByRole('main').getByRole('link', { name: 'My missing sequels' }).waitFor()
    await look(page, 'account-home-signed-in')
  })

  test('with a sample user is only offered by demos', async () => {
    const own = await startSite({ config: { demoUsers: [] } })
    const page = await openPage(browser())
    await page.goto(own.url)
    await link(page, 'Sign in with AniList').waitFor()
    expect(await link(page, 'Sign in as casual').count()).toBe(0)
  })

  test('visitors who never signed in cost no session request', async () => {
    const page = await openPage(browser())
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.goto(site().url)
    await signedOut(page)
    await page.waitForLoadState('networkidle')
    expect(asked.filter((path) => path.startsWith('/api/'))).toEqual(['/api/v1/about'])
  })
})

describe('the account menu', () => {
  test.each(bothSizes)('leads to the own list, and signs out in all tabs, on a %s', async (size) => {
    const page = await openPage(browser(), { size })
    await signIn(page, site(), 'casual')
    const tab = await page.context().newPage()
    await tab.goto(site().url)
    await menuOf(tab, 'casual').waitFor()
    await menuOf(page, 'casual').click()
    await page.getByRole('menu').waitFor()
    await look(page, `account-menu-${size}`)
    await page.getByRole('menuitem', { name: 'My missing sequels' }).click()
    await heading(page, /casual is missing/).waitFor()
    const keptAnswers = () => page.evaluate(() => caches.keys())
    await expect.poll(keptAnswers).not.toEqual([])
    // Left by an interrupted addition.
    await page.evaluate(() => {
      const pending = {
        account: 101,
        key: 'k',
        status: 'PLANNING',
        titles: [{ id: 1, name: 'x' }],
        at: Date.now(),
      }
      localStorage.setItem('pending-additions', JSON.stringify([pending]))
    })
    const keptText = () => page.evaluate(() => JSON.stringify({ ...localStorage }))
    expect(await keptText()).toContain('casual')
    await page.goto(site().url)
    await menuOf(page, 'casual').click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByText('You’re signed out.').waitFor()
    await signedOut(page)
    await signedOut(tab)
    await expect.poll(keptAnswers).toEqual([])
    expect(await keptText()).not.toMatch(/casual|pending-additions|101/)
  })
})

test.each(bothSizes)('nothing moves while pages load the account and its sessions, on a %s', async (size) => {
  const page = await openPage(browser(), { size })
  // Not from home, which would list the name as a recent one.
  await signIn(page, site(), 'casual', { path: '/settings' })
  const elsewhere = await openPage(browser())
  await signIn(elsewhere, site(), 'casual')
  await noteLayoutShifts(page)
  for (const [path, last] of [
    ['/account', button(page, 'Sign out').nth(1)],
    ['/', link(page, 'My missing sequels').first()],
  ] as const) {
    await page.goto(site().url + path)
    await last.waitFor()
    const shifts = await layoutShifts(page)
    expect([path, shifts, sumOf(shifts) < 0.001]).toEqual([path, shifts, true])
  }
})

test('a private list disappears with the session, from all tabs and from the device', async () => {
  const own = await startSite()
  const page = await openPage(browser(), { mayLog: /401/ })
  await signIn(page, own, 'private-person', { path: '/u/private-person' })
  await heading(page, /private-person is missing/).waitFor()
  const tab = await page.context().newPage()
  await tab.goto(`${own.url}/u/private-person`)
  await heading(tab, /private-person is missing/).waitFor()
  await menuOf(page, 'private-person').click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  for (const each of [page, tab]) {
    await heading(each, 'private-person’s list is private').waitFor()
    await each.goto(own.url)
    await each.goBack()
    await heading(each, 'private-person’s list is private').waitFor()
  }
  expect(await page.evaluate(() => caches.has('last-answers'))).toBe(false)
  await own.stop()
  await page.reload().catch(() => {})
  expect(await page.getByText(/is missing/).count()).toBe(0)
})

describe('the account page', () => {
  test.each([
    ['phone', 'light'],
    ['phone', 'dark'],
    ['desktop', 'light'],
    ['desktop', 'dark'],
  ] as const)('is usable by everyone, on a %s, %s', async (size, theme) => {
    const page = await openAccount({ size, theme })
    expect(await page.title()).toBe('Account · Sequel Finder for AniList')
    await page.getByText('in 12 months').waitFor()
    await look(page, `account-${size}-${theme}`)
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight))
    await picture(page, `account-${size}-${theme}-end`)
  })

  test('is translated to Portuguese', async () => {
    const page = await openPage(browser(), { locale: 'pt-BR', size: 'phone' })
    await page.goto(`${site().url}/account`)
    await heading(page, 'Você não está conectado').waitFor()
    await page.getByRole('main').getByRole('link', { name: 'Entrar com o AniList' }).click()
    await chooseUser(page, 'casual')
    await heading(page, 'Onde você está conectado').waitFor()
    await look(page, 'account-portuguese')
  })

  test('offers sign-in to visitors', async () => {
    const page = await openPage(browser())
    await page.goto(`${site().url}/account`)
    await heading(page, 'You’re not signed in').waitFor()
    await look(page, 'account-signed-out')
  })

  test('keeps its layout while loading, explains errors, and retries by itself', async () => {
    const page = await openAccount({ size: 'phone', mayLog: /503/ })
    let answer: (() => void) | undefined
    const held = new Promise<void>((resolve) => {
      answer = resolve
    })
    await page.route('**/api/v1/auth/me', async (route) => {
      await held
      await route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        headers: { 'retry-after': '2' },
        json: { code: 'overloaded', status: 503, title: '', detail: 'Too much to do.' },
      })
    })
    await page.reload()
    await page.getByRole('status', { name: 'Loading' }).waitFor()
    await look(page, 'account-loading')
    answer?.()
    await heading(page, 'We’re busy right now').waitFor()
    await button(page, 'Retry now').waitFor()
    await look(page, 'account-error')
    await page.unroute('**/api/v1/auth/me')
    await heading(page, 'Where you’re signed in').waitFor()
  })
})

describe('sessions', () => {
  test('are listed with this one marked, and can be ended', async () => {
    const other = await openPage(browser(), { mayLog: /401/ })
    await signIn(other, site(), 'collector', { path: '/u/collector' })
    await heading(other, /collector is missing/).waitFor()
    const page = await openAccount({}, { user: 'collector' })
    const items = page.getByRole('list', { name: 'Where you’re signed in' }).getByRole('listitem')
    expect(await items.count()).toBe(2)
    expect(await items.filter({ hasText: 'This device' }).count()).toBe(1)
    await look(page, 'account-sessions')
    await button(page, /^Sign out ./).click()
    await page.getByText('Signed out of that device.').waitFor()
    expect(await items.count()).toBe(1)

    await button(other, 'Refresh').click()
    await heading(other, 'Your session has ended').waitFor()
    await signedOut(other)
    await heading(other, /collector is missing/).waitFor()
    await look(other, 'account-ended-elsewhere')
    await button(other, 'Dismiss').click()
    await other.goto(`${site().url}/account`)
    await heading(other, 'You’re not signed in').waitFor()
  })

  test('can be ended everywhere else; pages open there notice', async () => {
    const others = [await openPage(browser(), { mayLog: /401/ }), await openPage(browser())]
    for (const other of others) await signIn(other, site(), 'completionist')
    await others[0]?.goto(`${site().url}/account`)
    await heading(others[0] as Page, 'Where you’re signed in').waitFor()
    const page = await openAccount({ size: 'phone' }, { user: 'completionist' })
    await button(page, 'Sign out everywhere else').click()
    await page.getByText(/^Signed out of \d devices\.$/).waitFor()
    await others[0]?.reload()
    await heading(others[0] as Page, 'Your session has ended').waitFor()
    await look(others[0] as Page, 'ended-on-the-page')
  })

  test('are refreshed without a trace when the access token has expired, once for all tabs', async () => {
    const own = await startSite({ config: { accessTokenExpireMinutes: 10 / 60 } })
    const page = await openPage(browser(), { mayLog: /401/ })
    await signIn(page, own, 'casual')
    const tabs = [page, await page.context().newPage(), await page.context().newPage()]
    let refreshes = 0
    // Long enough for all tabs to use the old token.
    await page.context().route('**/api/v1/auth/refresh', async (route) => {
      refreshes++
      await page.waitForTimeout(4_000)
      await route.continue()
    })
    // The server accepts an expired token for five more seconds.
    await page.waitForTimeout(16_000)
    await Promise.all(tabs.map((tab) => tab.goto(`${own.url}/u/casual`)))
    await Promise.all(tabs.map((tab) => menuOf(tab, 'casual').waitFor()))
    expect(refreshes).toBe(1)
    for (const tab of tabs) await heading(tab, /casual is missing/).waitFor()
  })
})

describe('access to AniList', () => {
  test('can be disconnected and restored', async () => {
    const page = await openAccount()
    await button(page, 'Disconnect AniList').click()
    await page.getByRole('dialog', { name: 'Disconnect AniList?' }).waitFor()
    await look(page, 'account-disconnect')
    await page.getByRole('dialog').getByRole('button', { name: 'Disconnect AniList' }).click()
    await page.getByText('AniList disconnected').waitFor()
    await look(page, 'account-disconnected')
    await link(page, 'Sign in with AniList again').click()
    await chooseUser(page, 'casual')
    await button(page, 'Disconnect AniList').waitFor()
  })

  test('that is about to expire causes one reminder', async () => {
    const own = await startSite()
    const page = await openPage(browser())
    await signIn(page, own, 'casual')
    await page.route('**/api/v1/auth/me', async (route) => {
      const reply = await route.fetch()
      const me = await reply.json()
      const expiresAt = new Date(Date.now() + 12.5 * 86_400_000).toISOString()
      await route.fulfill({
        response: reply,
        json: { ...me, anilist: { ...me.anilist, expiresAt, expiresSoon: true } },
      })
    })
    await page.reload()
    await heading(page, 'Your AniList access expires soon').waitFor()
    await page.getByRole('region').getByText('It expires in 12 days').waitFor()
    await look(page, 'account-ends-soon')
    await page.goto(`${own.url}/account`)
    await page.getByRole('region').getByText('Your AniList access expires soon').waitFor()
  })

  test('that AniList revoked is reported, and the public list is shown', async () => {
    let shift = 0
    const own = await startSite({ sandbox: { now: () => Date.now() + shift } })
    const page = await openPage(browser(), { size: 'phone' })
    // Not from home, which would lead to the list while it is not revoked.
    await signIn(page, own, 'casual', { path: '/settings' })
    shift = year + 86_400_000
    await page.goto(`${own.url}/u/casual`)
    await heading(page, /casual is missing/).waitFor()
    await heading(page, 'Please sign in again').waitFor()
    await look(page, 'account-expired')
    await page.goto(`${own.url}/account`)
    await page.getByRole('region').getByText('Please sign in again').waitFor()
    await look(page, 'account-expired-on-the-page')
    await link(page, 'Sign in with AniList again').click()
    await chooseUser(page, 'casual')
    await button(page, 'Disconnect AniList').waitFor()
  })
})

describe('stored data', () => {
  test('can be downloaded; the rate limit on that is shown as a countdown', async () => {
    const own = await startSite({ config: { rateLimitPerMinute: 60 } })
    const page = await openAccount({ mayLog: /429/ }, { at: own })
    const coming = page.waitForEvent('download')
    await button(page, 'Download as JSON').click()
    const file = await coming
    expect(file.suggestedFilename()).toBe('sequel-finder-account.json')
    expect(JSON.parse(readFileSync(await file.path(), 'utf8'))).toMatchObject({
      account: { name: 'casual' },
      sessions: [expect.anything()],
    })
    for (let i = 0; i < 3; i++) {
      await button(page, 'Download as JSON').click()
      await page.waitForLoadState('networkidle')
    }
    await page
      .getByRole('alert')
      .getByText(/Slow down a moment\. Try again in \d+s\./)
      .waitFor()
    await look(page, 'account-limit')
  })

  test.each(bothSizes)('can be deleted after typing the name, on a %s', async (size) => {
    const own = await startSite()
    const page = await openAccount({ size }, { at: own })
    await button(page, 'Delete account').click()
    const dialog = page.getByRole('dialog', { name: 'Delete your account?' })
    await dialog.waitFor()
    const sure = dialog.getByRole('button', { name: 'Delete permanently' })
    expect(await sure.isDisabled()).toBe(true)
    await look(page, `account-delete-${size}`)
    await dialog.getByRole('textbox').fill('somebody')
    expect(await sure.isDisabled()).toBe(true)
    await dialog.getByRole('textbox').fill('Casual')
    await page.keyboard.press('Enter')
    await heading(page, 'Your account has been deleted').waitFor()
    await signedOut(page)
    await look(page, `account-deleted-${size}`)
    await page.reload()
    await heading(page, 'You’re not signed in').waitFor()
  })
})
