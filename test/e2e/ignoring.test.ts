import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { bothSizes, expectAccessible, look, openPage, shareBrowser } from './browser.ts'
import {
  button,
  heading,
  missing,
  openOwnList,
  saveElsewhere,
  startActingSite,
  title,
  toast,
} from './own-list.ts'
import { signIn } from './sign-in.ts'

const browser = shareBrowser()
const war = 'BLEACH: Thousand-Year Blood War'
const warId = 116674
const menuItem = (page: Page, name: string | RegExp) => page.getByRole('menuitem', { name })
const ignored = (page: Page, count: number) => page.getByRole('link', { name: `${count} ignored` })

/** The ignores of the account. */
const ignoresOf = (page: Page) =>
  page.evaluate(async () => (await (await fetch('/api/v1/ignores')).json()).ignores)

test.each(bothSizes)(
  'a title is ignored from its details, and restored from the hidden titles, on a %s',
  async (size) => {
    const { page } = await openOwnList(browser(), { size, theme: size === 'phone' ? 'light' : 'dark' })
    await title(page, warId).click()
    await button(page, 'Ignore').click()
    await menuItem(page, 'Ignore this title').waitFor()
    await look(page, `ignoring-menu-${size}`)
    await menuItem(page, 'Ignore this title').click()
    await toast(page, `Ignored: ${war}`).waitFor()
    await look(page, `ignoring-details-${size}`)
    await page.keyboard.press('Escape')
    await missing(page, 42)
    await page.reload()
    await missing(page, 42)
    await ignored(page, 1).click()
    await heading(page, 'Ignored and snoozed titles').waitFor()
    await look(page, `ignoring-view-${size}`)
    await button(page, `Restore ${war}`).click()
    await toast(page, `Restored: ${war}`).waitFor()
    await page.getByRole('link', { name: 'Back to results' }).click()
    await missing(page, 43)
  },
)

test('a franchise is ignored at once, moves the focus to the next one, and is restored through any of its titles', async () => {
  const { page } = await openOwnList(browser())
  await button(page, 'More actions for Bleach').click()
  await menuItem(page, 'Ignore the whole franchise').click()
  await missing(page, 39)
  await page.getByRole('region', { name: 'Bleach' }).waitFor({ state: 'detached' })
  await expect.poll(() => page.evaluate(() => document.activeElement?.hasAttribute('data-media'))).toBe(true)
  await button(page, 'Undo').click()
  await missing(page, 43)
  await page.getByRole('region', { name: 'Bleach' }).waitFor()
  await button(page, 'More actions for Bleach').click()
  await menuItem(page, 'Ignore the whole franchise').click()
  await missing(page, 39)
  await page.reload()
  await missing(page, 39)
  await ignored(page, 4).click()
  await page.getByText('Whole franchise').first().waitFor()
  await button(page, `Restore ${war}`).click()
  await page.getByRole('link', { name: 'Back to results' }).click()
  await missing(page, 43)
})

test('a title is snoozed until it airs, or for some time', async () => {
  const { page } = await openOwnList(browser(), { path: '/u/casual?show=airing&view=list' })
  await page.locator('[data-stop]').first().click()
  await button(page, 'Ignore').click()
  await menuItem(page, /^Snooze until it airs/).click()
  await toast(page, /^Snoozed: /).waitFor()
  await page.keyboard.press('Escape')
  await missing(page, 42)
  await page.goto(page.url().replace(/\?.*/, ''))
  await missing(page, 42)
  await button(page, 'More actions for DAN DA DAN').click()
  await menuItem(page, 'Snooze the franchise for 30 days').click()
  await missing(page, 41)
  await page.getByRole('link', { name: '2 snoozed' }).click()
  await page
    .getByText(/^Snoozed until \d.* · /)
    .nth(1)
    .waitFor()
  await expectAccessible(page)
  await button(page, 'Restore all 2').click()
  await page.getByRole('link', { name: 'Back to results' }).click()
  await missing(page, 43)
})

test.each(bothSizes)(
  'ignored titles outside of this result are listed and can be restored, on a %s',
  async (size) => {
    const { page, site } = await openOwnList(browser(), { size })
    await title(page, warId).focus()
    await page.keyboard.press('i')
    await missing(page, 42)
    await saveElsewhere(site, warId, 'COMPLETED')
    await page.getByRole('button', { name: 'Refresh' }).click()
    await missing(page, 42)
    await page.reload()
    await ignored(page, 1).click()
    await page.getByRole('link', { name: war }).waitFor()
    expect(await page.getByRole('link', { name: war }).getAttribute('href')).toContain(`/anime/${warId}`)
    await look(page, `ignoring-elsewhere-${size}`)
    await button(page, `Restore ${war}`).click()
    await toast(page, `Restored: ${war}`).waitFor()
    await page.getByRole('link', { name: war }).waitFor({ state: 'detached' })
    await page.getByText('Nothing here any more.').waitFor()
    await page.getByRole('link', { name: 'Back to results' }).click()
    await missing(page, 42)
    expect(await page.getByRole('link', { name: /ignored$/ }).count()).toBe(0)
    expect(await ignoresOf(page)).toEqual([])
  },
)

test('shortcuts ignore and undo, and keep the focus', async () => {
  const { page } = await openOwnList(browser(), { path: '/u/casual?view=list' })
  await page.keyboard.press('j')
  const mediaOf = () => page.evaluate(() => (document.activeElement as HTMLElement).dataset.media)
  const first = await mediaOf()
  await page.keyboard.press('j')
  const second = await mediaOf()
  await page.keyboard.press('k')
  await page.keyboard.press('i')
  await missing(page, 42)
  await expect.poll(mediaOf).toBe(second)
  await page.keyboard.press('u')
  await missing(page, 43)
  await page.locator(`[data-media="${first}"]`).waitFor()
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await page.keyboard.press('i')
  await missing(page, 41)
  await toast(page, 'Ignored: 2 titles').waitFor()
})

test('a failed ignore is rolled back, reported, and retried', async () => {
  const { page } = await openOwnList(browser(), { mayLog: /ERR_FAILED/ })
  await page.route('**/api/v1/ignores', (route) => route.abort())
  await title(page, warId).focus()
  await page.keyboard.press('i')
  await toast(page, new RegExp(`Couldn’t save your change to ${war}`)).waitFor()
  await missing(page, 43)
  await page.unroute('**/api/v1/ignores')
  await button(page, 'Try again').click()
  await missing(page, 42)
  await page.reload()
  await missing(page, 42)
})

describe('not signed in', () => {
  test('ignores on the device are listed on unrelated lists too', async () => {
    const site = await startActingSite()
    const page = await openPage(browser(), { theme: 'dark' })
    await page.goto(`${site.url}/u/casual`)
    await missing(page, 43)
    await title(page, warId).focus()
    await page.keyboard.press('i')
    await button(page, 'More actions for Chainsaw Man').click()
    await menuItem(page, 'Snooze the franchise for 30 days').click()
    await missing(page, 41)
    await page.goto(`${site.url}/u/collector?hidden=ignored`)
    await heading(page, 'Ignored and snoozed titles').waitFor()
    await page.getByText(/Snoozed until \d.* · Whole franchise/).waitFor()
    await look(page, 'ignoring-elsewhere-device')
    await button(page, 'Restore all 2').click()
    await button(page, /^Restore/)
      .first()
      .waitFor({ state: 'detached' })
    await page.goto(`${site.url}/u/casual`)
    await missing(page, 43)
  })

  test('ignores stay on the device, and move to the account later', async () => {
    const site = await startActingSite()
    const page = await openPage(browser(), { size: 'phone', theme: 'dark' })
    await page.goto(`${site.url}/u/casual`)
    await missing(page, 43)
    await title(page, warId).focus()
    await page.keyboard.press('i')
    await missing(page, 42)
    await page.reload()
    await missing(page, 42)
    await ignored(page, 1).click()
    await button(page, `Restore ${war}`).click()
    await page.goto(`${site.url}/u/casual`)
    await missing(page, 43)
    await button(page, 'More actions for Bleach').click()
    await menuItem(page, 'Ignore the whole franchise').click()
    await missing(page, 39)
    await signIn(page, site, 'casual', { path: '/u/casual' })
    await page.getByText('You ignored 1 title or franchise on this device before signing in.').waitFor()
    await missing(page, 43)
    await look(page, 'ignoring-move')
    await button(page, 'Move to your account').click()
    await toast(page, 'Moved to your account').waitFor()
    await missing(page, 39)
    await page.reload()
    await missing(page, 39)
    expect(await page.getByText('on this device').count()).toBe(0)
  })
})
