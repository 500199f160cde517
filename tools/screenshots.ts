// Usage: node tools/screenshots.ts [NAME]
//
// Takes the screenshots of the README, docs/screenshots/NAME.webp, from the built page with the sandbox as AniList. Run it
// after changing what they show; they are in git, because a README has no browser.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { startSite } from '../bench/site.ts'
import { environmentAt } from '../src/sandbox/server.ts'
import { freePort } from '../test/support/free-port.ts'
import { launchChromium } from './chromium.ts'

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

mkdirSync(folder, { recursive: true })
const port = String(await freePort())
const env = { PORT: port, PUBLIC_URL: `http://localhost:${port}`, DEMO_USERS: user }
const [site, browser] = await Promise.all([
  startSite(plenty, (sandbox) => ({ ...environmentAt(sandbox), ...env })),
  launchChromium(),
])
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
  await page.getByRole('button', { name: 'Dismiss' }).click()
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
