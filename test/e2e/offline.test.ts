import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, onTestFinished, test } from 'vitest'
import { buildPage } from '../../tools/page.ts'
import {
  bothSizes,
  expectAccessible,
  openPage,
  type PageOptions,
  picture,
  type Size,
  shareBrowser,
} from './browser.ts'
import { type Site, shareSite, startSite } from './site.ts'

const browser = shareBrowser()

/** Chromium's own message about an unreachable server. */
const networkIsAway = /^Failed to load resource: net::ERR_(INTERNET_DISCONNECTED|CONNECTION_REFUSED|FAILED)$/

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const question = (page: Page) => heading(page, 'What did you miss?')
const sentence = (page: Page) => heading(page, 'casual is missing 43 sequels in 21 franchises')

/** A page whose service worker is active and has cached it. */
async function openKept(site: Site, options: PageOptions = {}): Promise<Page> {
  const page = await openPage(browser(), { serviceWorkers: 'allow', mayLog: networkIsAway, ...options })
  await page.goto(site.url)
  await question(page).waitFor()
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
  return page
}

const cacheNames = (page: Page) => page.evaluate(() => caches.keys())

async function goOffline(page: Page, site: Site): Promise<void> {
  await site.stop()
  await page.context().setOffline(true)
}

async function comeBack(page: Page, site: Site, webPage?: string): Promise<void> {
  await site.start(webPage)
  await page.context().setOffline(false)
}

async function scanCasual(page: Page): Promise<void> {
  await page.getByLabel('AniList username').fill('casual')
  await page.keyboard.press('Enter')
  await sentence(page).waitFor()
  // It is stored a moment after it is shown.
  await page.waitForFunction(async () => (await (await caches.open('last-answers')).keys()).length > 0)
}

describe('without a network', () => {
  test.each<Size>(bothSizes)('the page opens with the last result and its age: %s', async (size) => {
    const site = await startSite()
    const page = await openKept(site, { size })
    await scanCasual(page)
    await goOffline(page, site)
    await page.reload()
    await page.getByText(/You’re offline\. Showing your last result, from .* ago/).waitFor()
    await sentence(page).waitFor()
    await expectAccessible(page)
    await picture(page, `offline-result-${size}`)

    await page.getByRole('link', { name: 'Attack on Titan', exact: true }).click()
    await heading(page, 'Attack on Titan').waitFor()
    await page.getByText(/You’re offline\. Showing your last result, from .* ago/).waitFor()
    await page.reload()
    await heading(page, 'Attack on Titan').waitFor()
    await page.getByText(/You’re offline\. Showing your last result, from .* ago/).waitFor()
    await expectAccessible(page)
    await picture(page, `offline-franchise-${size}`)

    await page.getByRole('link', { name: 'Sequel Finder, home' }).click()
    await question(page).waitFor()
    await page.reload()
    await question(page).waitFor()
    await page.getByRole('region', { name: 'Recent' }).getByRole('link', { name: 'casual' }).click()
    await sentence(page).waitFor()

    await comeBack(page, site)
    await page.getByText(/Showing your last result/).waitFor({ state: 'detached' })
    await sentence(page).waitFor()
  })

  test('pages that were not visited before say that the device is offline', async () => {
    const site = await startSite()
    const page = await openKept(site)
    await goOffline(page, site)
    for (const path of ['/u/collector', '/u/casual/franchise/16498']) {
      await page.goto(site.url + path)
      await heading(page, 'You’re offline').waitFor()
    }
    await page.goto(`${site.url}/settings`)
    await heading(page, 'Settings').waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  })

  test('only the last answers of the API are kept, and only by the page', async () => {
    const site = await startSite()
    const page = await openKept(site)
    await scanCasual(page)
    const kept = await page.evaluate(async () => {
      const paths: [cache: string, path: string][] = []
      for (const name of await caches.keys()) {
        for (const { url } of await (await caches.open(name)).keys())
          paths.push([name, new URL(url).pathname])
      }
      return paths
    })
    const ofApi = kept.filter(([, path]) => path.startsWith('/api/'))
    expect(ofApi).toEqual([['last-answers', '/api/v1/scans/casual']])
    expect(kept.filter(([name]) => name.startsWith('shell-')).map(([, path]) => path)).toContain('/')
  })
})

test('an unreachable server is handled likewise', async () => {
  const site = await startSite()
  const page = await openKept(site)
  await scanCasual(page)
  await site.stop()
  await page.reload()
  await page.getByText(/Our server isn’t responding\. Showing your last result, from/).waitFor()
  await sentence(page).waitFor()
  await site.start()
  await page.getByRole('button', { name: 'Retry now' }).click()
  await page.getByText(/Showing your last result/).waitFor({ state: 'detached' })
})

describe('a new version', () => {
  test('takes over on the next load, while pages of the old one continue', async () => {
    const next = buildNextVersion()
    const site = await startSite()
    const page = await openKept(site)
    const old = await page.context().newPage()
    await old.goto(site.url)
    await question(old).waitFor()
    const before = await cacheNames(page)

    await site.stop()
    await site.start(next)
    await page.reload()
    await heading(page, 'What is new to you?').waitFor()
    await expect.poll(() => cacheNames(page)).toHaveLength(before.length + 1)
    await expect.poll(() => page.evaluate(activeWorker)).toBe('activated')

    // Its chunks only exist on this device.
    await old.keyboard.press('?')
    await old.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await old.keyboard.press('Escape')
    await question(old).waitFor()

    await goOffline(page, site)
    await page.reload()
    await heading(page, 'What is new to you?').waitFor()
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  })
})

async function activeWorker(): Promise<string | undefined> {
  const registration = await navigator.serviceWorker.getRegistration()
  return registration?.installing || registration?.waiting ? 'on its way' : registration?.active?.state
}

/** The page as if built from changed sources. */
function buildNextVersion(): string {
  const root = mkdtempSync(join(tmpdir(), 'next-version-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  const files = ['vite.config.ts', 'package.json', 'tsconfig.json']
  for (const path of ['web', 'src', 'tools', 'docs/screenshots', ...files]) {
    cpSync(path, join(root, path), { recursive: true })
  }
  symlinkSync(resolve('node_modules'), join(root, 'node_modules'))
  const texts = join(root, 'web/ui/texts/en.ts')
  const [now, next] = ["'What did you miss?'", "'What is new to you?'"]
  const source = readFileSync(texts, 'utf8')
  expect(source).toContain(now)
  writeFileSync(texts, source.replace(now, next))
  buildPage(join(root, 'dist/web'), root)
  return join(root, 'dist/web')
}

describe('as an installed app', () => {
  const site = shareSite()

  test('the page can be installed', async () => {
    const page = await openPage(browser())
    await page.goto(site().url)
    await question(page).waitFor()
    const devtools = await page.context().newCDPSession(page)
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors')
    expect(installabilityErrors.filter(({ errorId }) => errorId !== 'in-incognito')).toEqual([])
    const { url, errors, data } = await devtools.send('Page.getAppManifest')
    expect([url, errors]).toEqual([`${site().url}/manifest.webmanifest`, []])
    expect(JSON.parse(data ?? '')).toMatchObject({ name: 'Sequel Finder for AniList', start_url: '/' })
  })

  test('the icons have the sizes that the manifest states', async () => {
    const { icons } = await (await fetch(`${site().url}/manifest.webmanifest`)).json()
    const page = await openPage(browser())
    await page.goto(site().url)
    for (const { src, sizes, type } of icons) {
      const reply = await fetch(new URL(src, site().url))
      expect(reply.headers.get('content-type')).toContain(type)
      const size = await page.evaluate(async (address) => {
        const picture = new Image()
        picture.src = address
        await picture.decode()
        return `${picture.naturalWidth}x${picture.naturalHeight}`
      }, src)
      if (sizes !== 'any') expect([src, size]).toEqual([src, sizes])
    }
    expect(icons.map(({ purpose }: { purpose: string }) => purpose)).toContain('maskable')
  })

  test('the dark theme has a dark splash screen, and the screenshots exist', async () => {
    const page = await openPage(browser(), { theme: 'dark' })
    await page.goto(site().url)
    await question(page).waitFor()
    const devtools = await page.context().newCDPSession(page)
    const { url, errors, data = '{}' } = await devtools.send('Page.getAppManifest')
    expect([url, errors]).toEqual([`${site().url}/manifest-dark.webmanifest`, []])
    const { background_color: ground, screenshots, shortcuts } = JSON.parse(data)
    const shown = await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor)
    const parts = shown.match(/\d+/g)?.map((part) => Number(part).toString(16).padStart(2, '0'))
    expect(ground).toBe(`#${parts?.join('')}`)
    for (const { src } of screenshots) expect((await fetch(new URL(src, site().url))).status).toBe(200)
    expect(shortcuts).toHaveLength(2)
  })

  test.each([
    ['/sw.js', 'application/javascript; charset=utf-8'],
    ['/manifest.webmanifest', 'application/manifest+json'],
  ])('%s is asked for anew each time', async (path, type) => {
    const { headers } = await fetch(site().url + path)
    expect([headers.get('content-type'), headers.get('cache-control')]).toEqual([type, 'no-cache'])
  })
})
