// Usage: node tools/screenshots.ts [NAME]
//
// Takes the screenshots of the README, docs/screenshots/NAME.webp, from the built page with the sandbox as AniList. Run it
// after changing what they show; they are in git, because a README has no browser.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { loadServerConfig } from '../src/config/config.ts'
import { freshSecrets } from '../src/config/fresh-secrets.ts'
import { buildApp } from '../src/http/app.ts'
import { createLogger } from '../src/http/logger.ts'
import { environmentAt, startSandbox } from '../src/sandbox/server.ts'
import { createServerServices } from '../src/services.ts'
import { freePort } from '../test/support/free-port.ts'
import { launchChromium } from './chromium.ts'
import { buildPage, isOld } from './page.ts'

interface Screenshot {
  readonly name: string
  readonly size: 'desktop' | 'phone'
  readonly theme: 'light' | 'dark'
  readonly path: string
  readonly signedIn?: boolean
  /** Prepares the page for the screenshot, and waits for its contents. */
  readonly prepare: (page: Page) => Promise<void>
}

const folder = 'docs/screenshots'
/** One page after another asks for the same list. */
const plenty = { limit: 10_000, burst: 1_000 }
const user = 'casual'
const sizes: Readonly<Record<Screenshot['size'], BrowserContextOptions>> = {
  desktop: { viewport: { width: 1280, height: 800 }, deviceScaleFactor: 1.5 },
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, isMobile: true, hasTouch: true },
}

const answered = (page: Page) =>
  page.getByRole('heading', { level: 1, name: new RegExp(`^${user} is missing`) }).waitFor()

async function previewAdding(page: Page): Promise<void> {
  await answered(page)
  await page.getByRole('button', { name: 'Add 4 of Bleach to Planning' }).click()
  await page.getByRole('dialog', { name: 'Add 4 titles' }).waitFor()
}

async function showFranchise(page: Page): Promise<void> {
  await page
    .getByRole('list', { name: /^Map of / })
    .getByRole('listitem')
    .first()
    .waitFor()
}

async function showSettings(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1, name: 'Settings' }).waitFor()
}

const screenshots: readonly Screenshot[] = [
  { name: 'results-light', size: 'desktop', theme: 'light', path: `/u/${user}`, prepare: answered },
  { name: 'results-dark', size: 'desktop', theme: 'dark', path: `/u/${user}`, prepare: answered },
  {
    name: 'franchise',
    size: 'desktop',
    theme: 'light',
    // Attack on Titan, with its side stories.
    path: `/u/${user}/franchise/16498?relations=PREQUEL,SIDE_STORY,PARENT,SPIN_OFF,ALTERNATIVE,SUMMARY,COMPILATION,CONTAINS`,
    prepare: showFranchise,
  },
  {
    name: 'adding',
    size: 'desktop',
    theme: 'dark',
    path: `/u/${user}`,
    signedIn: true,
    prepare: previewAdding,
  },
  { name: 'phone-light', size: 'phone', theme: 'light', path: `/u/${user}`, prepare: answered },
  { name: 'phone-dark', size: 'phone', theme: 'dark', path: `/u/${user}`, prepare: answered },
  { name: 'settings', size: 'phone', theme: 'light', path: '/settings', prepare: showSettings },
]

const [only] = process.argv.slice(2)
const wanted = screenshots.filter(({ name }) => only === undefined || name === only)
if (wanted.length === 0) {
  throw new Error(`There is no ${only}. There are ${screenshots.map(({ name }) => name).join(', ')}.`)
}

if (isOld('dist/web')) buildPage('dist/web')
mkdirSync(folder, { recursive: true })
const [site, browser] = await Promise.all([startSite(), launchChromium()])
try {
  for (const screenshot of wanted) await take(screenshot, browser)
} finally {
  await browser.close()
  await site.stop()
}

async function take({ name, size, theme, path, signedIn, prepare }: Screenshot, on: Browser): Promise<void> {
  const context = await on.newContext({
    ...sizes[size],
    colorScheme: theme,
    locale: 'en-GB',
    timezoneId: 'UTC',
    reducedMotion: 'reduce',
    serviceWorkers: 'block',
  })
  const page = await context.newPage()
  if (signedIn) await signIn(page)
  await page.goto(site.url + path)
  await prepare(page)
  await page.waitForLoadState('networkidle')
  await page.waitForFunction(isSettled)
  writeFileSync(join(folder, `${name}.webp`), await toWebp(page))
  await context.close()
  console.log(`${folder}/${name}.webp`)
}

async function signIn(page: Page): Promise<void> {
  await page.goto(site.url)
  await page.getByRole('link', { name: `Sign in as ${user}` }).click()
  await page.getByRole('button', { name: 'That’s me' }).click()
}

/** Whether every visible image has loaded, and no placeholder is left. */
function isSettled(): boolean {
  const inSight = (element: Element) => {
    const { top, bottom } = element.getBoundingClientRect()
    return bottom > 0 && top < innerHeight
  }
  const pictures = [...document.images].filter(inSight)
  const skeletons = [...document.querySelectorAll('.animate-breathe')].filter(inSight)
  return (
    skeletons.length === 0 && pictures.every(({ complete, naturalWidth }) => complete && naturalWidth > 0)
  )
}

/** Playwright itself writes PNG and JPEG, which are several times as large. */
async function toWebp(page: Page): Promise<Buffer> {
  const devtools = await page.context().newCDPSession(page)
  const { data } = await devtools.send('Page.captureScreenshot', { format: 'webp', quality: 85 })
  return Buffer.from(data, 'base64')
}

/** The page and its server, with users of the sandbox, and no data that stays. */
async function startSite(): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const data = mkdtempSync(join(tmpdir(), 'screenshots-'))
  const [sandbox, port] = await Promise.all([startSandbox(plenty), freePort()])
  const url = `http://localhost:${port}`
  const env = {
    ...freshSecrets('k1'),
    ...environmentAt(sandbox),
    PORT: `${port}`,
    PUBLIC_URL: url,
    DATABASE_URL: 'sqlite::memory:',
    ANILIST_REQUESTS_PER_MINUTE: '90',
    RATE_LIMIT_PER_MINUTE: '10000',
    DEMO_USERS: user,
  }
  // In its own folder, without `.env`.
  const config = await loadServerConfig({ env, folder: data })
  const services = await createServerServices(config)
  const app = await buildApp(services, config, {
    logger: createLogger({ level: 'silent' }),
    webPage: resolve('dist/web'),
  })
  await app.listen({ host: '127.0.0.1', port })
  return {
    url,
    async stop() {
      app.server.closeAllConnections()
      services.scanRuns.stop()
      services.listTurns.stop()
      await app.close()
      await services.close()
      await sandbox.close()
      rmSync(data, { recursive: true })
    },
  }
}
