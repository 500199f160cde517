import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { bothSizes, expectAccessible, look, openPage, picture, shareBrowser } from './browser.ts'
import {
  button,
  heading,
  missing,
  openOwnList,
  saveElsewhere,
  startActingSite,
  statusesOf,
  title,
  toast,
} from './own-list.ts'
import { signIn } from './sign-in.ts'

const browser = shareBrowser()
const bleach = [116674, 159322, 169755, 185874]
const warOfTheBlood = 'BLEACH: Thousand-Year Blood War'
const dialog = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name })
const state = (page: Page, id: number) => title(page, id).textContent()

describe.each(bothSizes)('on a %s', (size) => {
  const theme = size === 'phone' ? 'dark' : 'light'

  test('one title is added at once with a message, and undone', async () => {
    const { page, site } = await openOwnList(browser(), { size, theme })
    const add = button(page, `Add ${warOfTheBlood} to Planning`)
    const [id] = bleach as [number]
    await look(page, `acting-rails-${size}`)
    await add.click()
    await missing(page, 42)
    await expect.poll(() => state(page, id)).toContain('Planned')
    // The focus stays on the button, which has changed.
    expect(await page.locator(':focus').getAttribute('aria-label')).toBe(
      `${warOfTheBlood} is on your list now`,
    )
    await expect.poll(() => statusesOf(site).get(id)).toBe('PLANNING')
    await toast(page, `Added to Planning: ${warOfTheBlood}`).waitFor()
    await picture(page, `acting-one-${size}`)
    // At once: on a busy machine, the message would be gone after the accessibility check.
    await button(page, 'Undo').click()
    await missing(page, 43)
    await toast(page, `Removed ${warOfTheBlood} from your list`).waitFor()
    await look(page, `acting-undone-${size}`)
    expect(statusesOf(site).has(id)).toBe(false)
    await page.reload()
    await missing(page, 43)
  })

  test('selected titles are added after a preview, with the chosen status', async () => {
    const { page, site } = await openOwnList(browser(), { size, theme })
    await button(page, 'Select titles').click()
    const boxes = page.getByRole('checkbox', { name: /^Select / })
    await boxes.nth(0).check()
    await boxes.nth(1).check()
    await boxes.nth(2).check()
    await page.getByRole('region', { name: 'Selected titles' }).getByText('3 selected').waitFor()
    await look(page, `acting-select-${size}`)
    await button(page, 'Add 3 to Planning').click()
    const preview = dialog(page, 'Add 3 titles')
    await preview.getByRole('checkbox').nth(0).uncheck()
    await preview.getByLabel('List status').selectOption('Paused')
    await look(page, `acting-preview-${size}`)
    const before = new Map(statusesOf(site))
    await preview.getByRole('button', { name: 'Add 2 to Paused' }).click()
    const outcome = dialog(page, '2 titles added')
    await outcome.waitFor()
    await look(page, `acting-outcome-${size}`)
    await outcome.getByRole('button', { name: 'Done' }).click()
    await missing(page, 41)
    const added = [...statusesOf(site)].filter(([id]) => !before.has(id))
    expect(added.map(([, status]) => status)).toEqual(['PAUSED', 'PAUSED'])
    expect(await page.getByRole('region', { name: 'Selected titles' }).count()).toBe(0)
  })

  test('a title is added as already seen with a score and the day, counts as watched, and is undone', async () => {
    const { page, site } = await openOwnList(browser(), { size, theme })
    const [id] = bleach as [number]
    await title(page, id).click()
    await button(page, 'Already seen it').click()
    const preview = dialog(page, `Add ${warOfTheBlood}`)
    await preview.getByLabel(/^Finished on/).fill('2026-11-24')
    await preview.getByLabel(/^Your score/).fill('8')
    await look(page, `acting-seen-${size}`)
    await preview.getByRole('button', { name: 'Add to Completed' }).click()
    await toast(page, `Added to Completed: ${warOfTheBlood}`).waitFor()
    await expect.poll(() => statusesOf(site).get(id)).toBe('COMPLETED')
    const entry = site.sandbox.list('casual').find(({ mediaId }) => mediaId === id)
    expect(entry).toMatchObject({ progress: 13, completedAt: { year: 2026, month: 11, day: 24 } })
    expect(entry?.score).toBeGreaterThan(0)
    await button(page, 'Undo').click()
    await toast(page, `Removed ${warOfTheBlood} from your list`).waitFor()
    expect(statusesOf(site).has(id)).toBe(false)
  })

  test('selected titles are added as already seen, except those that are not out', async () => {
    const { page, site } = await openOwnList(browser(), { size, theme, path: '/u/casual?view=grid' })
    const before = new Map(statusesOf(site))
    await button(page, 'Select titles').click()
    const boxes = page.getByRole('checkbox', { name: /^Select / })
    await boxes.nth(0).check()
    await boxes.nth(1).check()
    await button(page, 'Already seen these 2').click()
    const preview = dialog(page, 'Add 2 titles')
    await look(page, `acting-seen-several-${size}`)
    await preview.getByRole('button', { name: 'Add 2 to Completed' }).click()
    await dialog(page, '2 titles added').getByRole('button', { name: 'Done' }).click()
    const added = [...statusesOf(site)].filter(([each]) => !before.has(each))
    expect(added.map(([, status]) => status)).toEqual(['COMPLETED', 'COMPLETED'])
  })

  test('all filtered titles are added with an outcome for each, retried and undone', async () => {
    const { page, site } = await openOwnList(browser(), {
      size,
      theme,
      path: '/u/casual?show=out,airing,announced',
    })
    const before = new Map(statusesOf(site))
    await button(page, 'Add these 43').click()
    const preview = dialog(page, 'Add 43 titles')
    await preview.getByText('is left untouched').waitFor()
    // Meanwhile, on another device.
    await saveElsewhere(site, bleach[0] ?? 0, 'COMPLETED')
    const failing = Array.from({ length: 4 }, () => ['server-error', 'slow'] as const).flat()
    site.sandbox.script(['slow', 'slow', ...failing.slice(0, -1)])
    await preview.getByRole('button', { name: 'Add 43 to Planning' }).click()
    const outcome = dialog(page, '38 titles added')
    await outcome.getByText('38 added, 1 already on your list, 4 failed').waitFor()
    await look(page, `acting-partly-failed-${size}`)
    const failed = outcome.getByRole('region', { name: 'Not added' })
    expect(await failed.getByText('AniList isn’t responding').count()).toBe(4)
    await outcome.getByRole('region', { name: 'Already on your list' }).getByText('Completed').waitFor()
    await outcome.getByRole('button', { name: 'Try these 4 again' }).click()
    await dialog(page, '42 titles added').getByText('42 added, 1 already on your list').waitFor()
    expect(statusesOf(site).size).toBe(before.size + 43)
    await dialog(page, '42 titles added').getByRole('button', { name: 'Undo' }).click()
    await toast(page, /^Removed 42 titles from your list/).waitFor()
    await missing(page, 42)
    expect([...statusesOf(site).keys()].toSorted()).toEqual([...before.keys(), bleach[0]].toSorted())
  })

  test('a whole franchise is added from its card and from its page', async () => {
    const { page, site } = await openOwnList(browser(), { size, theme })
    await button(page, 'Add 4 of Bleach to Planning').click()
    await dialog(page, 'Add 4 titles').getByText('1 title is already on your list').waitFor()
    await page.keyboard.press('Escape')
    await dialog(page, 'Add 4 titles').waitFor({ state: 'detached' })
    await page.getByRole('link', { name: 'Bleach', exact: true }).click()
    await heading(page, 'Bleach').waitFor()
    await look(page, `acting-franchise-${size}`)
    await button(page, 'Add 4 to Planning').click()
    await dialog(page, 'Add 4 titles').getByRole('button', { name: 'Add 4 to Planning' }).click()
    await dialog(page, '4 titles added').getByRole('button', { name: 'Done' }).click()
    for (const id of bleach) expect(statusesOf(site).get(id)).toBe('PLANNING')
    expect(await button(page, /^Add \d to Planning$/).count()).toBe(0)
  })
})

test.each([320, 390])('the selection bar fits on a screen of %s pixels in Portuguese', async (width) => {
  const site = await startActingSite()
  const page = await openPage(browser(), { size: 'phone', locale: 'pt-BR' })
  await page.setViewportSize({ width, height: 700 })
  await page.goto(`${site.url}/u/casual`)
  await button(page, 'Selecionar títulos').click()
  const box = page.getByRole('checkbox').first()
  await box.check()
  const bar = page.getByRole('region', { name: 'Títulos selecionados' })
  for (const act of await bar.getByRole('button').all()) {
    const { x = -1, width: own = width } = (await act.boundingBox()) ?? {}
    expect([await act.textContent(), x >= 0, x + own <= width - 8]).toEqual([
      await act.textContent(),
      true,
      true,
    ])
  }
})

describe('in case of trouble', () => {
  test('a failed addition is rolled back, reported, and retried', async () => {
    const { page, site } = await openOwnList(browser(), { mayLog: /50\d/ })
    site.sandbox.script(Array.from({ length: 16 }, () => 'server-error'))
    await button(page, `Add ${warOfTheBlood} to Planning`).click()
    await missing(page, 42)
    await toast(page, /^Couldn’t add .*\. AniList isn’t responding/).waitFor()
    await missing(page, 43)
    await expectAccessible(page)
    site.sandbox.script([])
    await picture(page, 'acting-failed')
  })

  test('a lost reply is requested again with the same key, so nothing is added twice', async () => {
    const { page, site } = await openOwnList(browser(), { mayLog: /ERR_FAILED|ERR_CONNECTION/ })
    const keys: (string | undefined)[] = []
    await page.route('**/api/v1/list', async (route) => {
      keys.push(route.request().headers()['idempotency-key'])
      // The server did it, but its reply is lost.
      if (keys.length === 1) await route.fetch()
      if (keys.length === 1) await route.abort()
      else await route.continue()
    })
    await button(page, `Add ${warOfTheBlood} to Planning`).click()
    await expect.poll(() => keys.length).toBe(2)
    expect(keys[0]).toBe(keys[1])
    await expect.poll(() => page.evaluate(() => localStorage.getItem('pending-additions'))).toBe('[]')
    await missing(page, 42)
    expect(await toast(page, /already|Couldn’t add/).count()).toBe(0)
    expect(writesOf(site.sandbox.requests)).toBe(1)
  })

  test('a reloaded page continues an unfinished addition', async () => {
    const { page, site } = await openOwnList(browser())
    const keys: (string | undefined)[] = []
    await page.route('**/api/v1/list', async (route) => {
      keys.push(route.request().headers()['idempotency-key'])
      // The server did it, but this page never gets the reply.
      if (keys.length === 1) await route.fetch()
      else await route.continue()
    })
    await button(page, `Add ${warOfTheBlood} to Planning`).click()
    await expect.poll(() => statusesOf(site).get(bleach[0] ?? 0)).toBe('PLANNING')
    await page.reload()
    await toast(page, `Added to Planning: ${warOfTheBlood}`).waitFor()
    await missing(page, 42)
    expect(keys).toEqual([keys[0], keys[0]])
    expect(writesOf(site.sandbox.requests)).toBe(1)
    await button(page, 'Undo').click()
    await missing(page, 43)
    expect(statusesOf(site).has(bleach[0] ?? 0)).toBe(false)
  })

  test('an addition made offline continues when the connection is back', async () => {
    const { page, site } = await openOwnList(browser(), { mayLog: /ERR_INTERNET_DISCONNECTED/ })
    await page.context().setOffline(true)
    await button(page, `Add ${warOfTheBlood} to Planning`).click()
    await toast(page, /^Couldn’t add .*\. You’re offline/).waitFor()
    await missing(page, 43)
    await page.context().setOffline(false)
    await missing(page, 42)
    await expect.poll(() => statusesOf(site).get(bleach[0] ?? 0)).toBe('PLANNING')
  })

  test('with one in five replies from AniList wrong, each title has the reported outcome', async () => {
    const { page, site } = await openOwnList(browser(), { sandbox: { faults: 0.2, seed: 3 }, mayLog: /50\d/ })
    const before = new Map(statusesOf(site))
    await button(page, 'Add all 43').click()
    await dialog(page, 'Add 43 titles').getByRole('button', { name: 'Add 43 to Planning' }).click()
    await dialog(page, /titles? added$|^Nothing was added$/).waitFor({ timeout: 120_000 })
    for (let tries = 0; tries < 6; tries++) {
      const again = page.getByRole('button', { name: /^Try (these \d+ )?again$/ })
      if ((await again.count()) === 0) break
      await again.click()
      await dialog(page, /^Adding/).waitFor({ state: 'detached', timeout: 120_000 })
    }
    await dialog(page, '43 titles added').waitFor()
    const added = [...statusesOf(site)].filter(([id]) => !before.has(id))
    expect(added.map(([, status]) => status)).toEqual(Array(43).fill('PLANNING'))
    for (const [id, status] of before) expect(statusesOf(site).get(id)).toBe(status)
  }, 400_000)
})

describe('keyboard shortcuts', () => {
  test('add, select and undo in every view', async () => {
    const { page, site } = await openOwnList(browser())
    const [first, second] = bleach as [number, number]
    await page.keyboard.press('a')
    await toast(page, /Select a title first/).waitFor()
    await title(page, first).focus()
    await page.keyboard.press('a')
    await missing(page, 42)
    expect(await title(page, first).evaluate((element) => element === document.activeElement)).toBe(true)
    await page.keyboard.press('u')
    await missing(page, 43)
    await toast(page, /^Removed .* from your list/).waitFor()
    await page.keyboard.press('x')
    await page.getByText('1 selected').waitFor()
    await title(page, second).focus()
    await page.keyboard.press('x')
    await page.getByText('2 selected').waitFor()
    await page.keyboard.press('a')
    await dialog(page, 'Add 2 titles').getByRole('button', { name: 'Add 2 to Planning' }).click()
    await dialog(page, '2 titles added').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('u')
    await toast(page, 'Removed 2 titles from your list').waitFor()
    expect(statusesOf(site).has(first)).toBe(false)
    await page.keyboard.press('u')
    await toast(page, 'Nothing to undo.').waitFor()
    await page.keyboard.press('?')
    const sheet = dialog(page, 'Keyboard shortcuts')
    for (const words of ['Add to Planning', 'Ignore', 'Select', 'Undo last action']) {
      await sheet.getByText(words, { exact: true }).waitFor()
    }
  })
})

describe('on different lists', () => {
  test('visitors are asked to sign in, and return to the same place', async () => {
    const site = await startActingSite()
    const page = await openPage(browser(), { size: 'phone' })
    await page.goto(`${site.url}/u/casual`)
    await button(page, `Add ${warOfTheBlood} to Planning`).click()
    const ask = dialog(page, 'Sign in to add titles')
    await look(page, 'acting-sign-in')
    await ask.getByRole('link', { name: 'Sign in with AniList' }).click()
    await page.getByRole('heading', { name: 'Sign in as' }).waitFor()
    await page.getByRole('link', { name: 'casual', exact: true }).click()
    await missing(page, 43)
    expect(new URL(page.url()).pathname).toBe('/u/casual')
    expect(statusesOf(site).has(bleach[0] ?? 0)).toBe(false)
  })

  test('titles on someone else’s list are added to the own one from their details', async () => {
    const site = await startActingSite()
    const page = await openPage(browser(), { theme: 'dark' })
    await signIn(page, site, 'newcomer', { path: '/u/casual' })
    await page.getByText('You’re viewing casual’s list. Titles you add go to yours.').waitFor()
    expect(await button(page, /^Add .* to Planning$/).count()).toBe(0)
    await look(page, 'acting-elsewhere')
    const [id] = bleach as [number]
    await title(page, id).click()
    await button(page, 'Add to your Planning').click()
    await toast(page, `Added to Planning: ${warOfTheBlood}`).waitFor()
    await expect.poll(() => statusesOf(site, 'newcomer').get(id)).toBe('PLANNING')
    await page.keyboard.press('Escape')
    await missing(page, 43)
    await page.getByRole('link', { name: 'My missing sequels' }).click()
    await heading(page, 'Nothing watched yet').waitFor()
  })
})

/** Mutations that reached AniList. */
function writesOf(requests: readonly { readonly operationName: string | null }[]): number {
  return requests.filter(({ operationName }) => operationName === 'AddEntries').length
}
