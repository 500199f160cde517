import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { expectAccessible, look, openPage, type PageOptions, picture, shareBrowser } from './browser.ts'
import { shareSite, startSite } from './site.ts'

const browser = shareBrowser()
const site = shareSite()

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const again = (page: Page) => page.getByRole('button', { name: 'Retry now' })

describe('a screen of its own', () => {
  const states: readonly (readonly [
    story: string,
    path: string,
    title: string,
    words: string,
    options: PageOptions,
  ])[] = [
    ['nowhere', '/nowhere', 'Page not found', 'Go home', { size: 'phone', theme: 'dark' }],
    ['not-found', '/u/csual', 'No AniList user called “csual”', 'Did you mean', {}],
    [
      'private',
      '/u/private-person',
      'private-person’s list is private',
      'Sign in with AniList',
      { size: 'phone' },
    ],
    ['none-missing', '/u/completionist', 'All caught up', 'Coming up', { theme: 'dark' }],
    ['empty', '/u/newcomer', 'Nothing on the list yet', 'is empty', { size: 'phone' }],
    ['none-watched', '/u/planner', 'Nothing watched yet', 'Start from planned titles', {}],
  ]
  test.each(states)('%s', async (story, path, title, words, options) => {
    const page = await openPage(browser(), options)
    await page.goto(site().url + path)
    await heading(page, title).waitFor()
    await page.getByText(words).first().waitFor()
    await look(page, `state-${story}`)
  })

  test('the offered action helps', async () => {
    const page = await openPage(browser())
    await page.goto(`${site().url}/u/csual`)
    await page.getByRole('link', { name: 'casual' }).click()
    await heading(page, /casual is missing/).waitFor()
    await page.goto(`${site().url}/u/planner`)
    await page.getByRole('link', { name: 'Start from planned titles' }).click()
    await heading(page, /planner is missing/).waitFor()
  })
})

describe('while AniList is unavailable', () => {
  test('the page says so, and continues by itself', async () => {
    const own = await startSite()
    own.sandbox.script(['outage'])
    const page = await openPage(browser(), { size: 'phone', workers: false })
    await page.clock.install()
    await page.goto(`${own.url}/u/casual`)
    await heading(page, 'AniList isn’t responding').waitFor()
    await again(page).waitFor()
    await expectAccessible(page)
    await picture(page, 'state-anilist-down')
    // After failures, a server does not ask AniList for some minutes of real time, but a new one does.
    await own.stop()
    await own.start()
    await page.clock.fastForward(3_600_000)
    await heading(page, /casual is missing/).waitFor()
  })

  test('the last result is shown with its age, even after a restart', async () => {
    const own = await startSite()
    const page = await openPage(browser(), { workers: false })
    await page.goto(`${own.url}/u/casual`)
    await heading(page, /casual is missing/).waitFor()
    await own.stop()
    await own.start()
    own.sandbox.script(['outage', 'outage'])
    await page.reload()
    await page.getByText(/AniList isn’t responding\. Showing your last result, from/).waitFor()
    await heading(page, /casual is missing 43 sequels/).waitFor()
    await again(page).waitFor()
    await expectAccessible(page)
    await picture(page, 'state-old-result')
  })

  test('the known part of a running scan is shown as incomplete', async () => {
    const { url, sandbox } = await startSite()
    sandbox.script(['slow', 'outage'])
    const page = await openPage(browser(), { workers: false })
    await page.goto(`${url}/u/casual`)
    await page.getByText('AniList failed partway').waitFor()
    await heading(page, /casual is missing/).waitFor()
    await picture(page, 'state-incomplete')
  })
})

test('the rate limit is shown as a countdown, and the page continues by itself', async () => {
  const { url } = await startSite({ config: { rateLimitPerMinute: 10 } })
  const page = await openPage(browser(), { mayLog: /429/ })
  await page.goto(url)
  await heading(page, 'What did you miss?').waitFor()
  await page.evaluate(async () => {
    for (let i = 0; i < 6; i++) await fetch('/api/v1/scans/casual')
  })
  await page.getByLabel('AniList username').fill('casual')
  await page.keyboard.press('Enter')
  await heading(page, 'Slow down a moment').waitFor()
  await again(page).waitFor()
  await expectAccessible(page)
  await picture(page, 'state-own-limit')
})

test('being offline is a state with a screen, and ends by itself', async () => {
  const page = await openPage(browser(), { mayLog: /ERR_INTERNET_DISCONNECTED/ })
  await page.goto(site().url)
  await page.getByLabel('AniList username').fill('collector')
  await page.waitForLoadState('networkidle')
  await page.context().setOffline(true)
  await page.keyboard.press('Enter')
  await heading(page, 'You’re offline').waitFor()
  await expectAccessible(page)
  await picture(page, 'state-offline')
  await page.context().setOffline(false)
  await heading(page, /collector is missing/).waitFor()
})

test('a chunk that fails to load can be retried', async () => {
  const page = await openPage(browser(), { mayLog: /ERR_FAILED|Failed to fetch|dynamically imported/ })
  await page.route('**/assets/results-page*', (route) => route.abort())
  await page.goto(`${site().url}/u/casual`)
  await heading(page, 'Something broke').waitFor()
  await expectAccessible(page)
  await page.unroute('**/assets/results-page*')
  await page.getByRole('button', { name: 'Reload' }).click()
  await heading(page, /casual is missing/).waitFor()
  expect(page.url()).toContain('/u/casual')
})
