import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import { launchChromium } from '../../tools/chromium.ts'

/** A browser for all tests of a file. */
export function shareBrowser(): () => Browser {
  let browser: Browser | undefined
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(() => browser?.close())
  return () => browser as Browser
}

export const sizes = {
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 2 },
  desktop: { viewport: { width: 1440, height: 900 } },
} as const satisfies Readonly<Record<string, BrowserContextOptions>>
export type Size = keyof typeof sizes
export const bothSizes = Object.keys(sizes) as Size[]

export interface PageOptions {
  readonly size?: Size
  readonly theme?: 'light' | 'dark'
  readonly locale?: string
  readonly reducedMotion?: 'reduce' | 'no-preference'
  /** Whether the page may keep itself on the device. Without, requests are what a test's `page.route` sees. */
  readonly serviceWorkers?: 'allow' | 'block'
  /** Without workers, as in some browsers of televisions, the server does all scans. */
  readonly workers?: boolean
  /** What the console may say, such as of a request that is meant to fail. */
  readonly mayLog?: RegExp
}

const blockedByPlaywright = 'Service Worker registration blocked by Playwright'

/**
 * A page in a browser profile of its own, gone with the test. The test fails for anything that the page complains of: an error
 * on the console, one that nobody caught, or something that the content security policy refused.
 */
export async function openPage(browser: Browser, options: PageOptions = {}): Promise<Page> {
  const {
    size = 'desktop',
    theme = 'light',
    locale = 'en-GB',
    reducedMotion = 'no-preference',
    serviceWorkers = 'block',
    workers = true,
    mayLog,
  } = options
  const context = await browser.newContext({
    ...sizes[size],
    colorScheme: theme,
    locale,
    reducedMotion,
    serviceWorkers,
  })
  const page = await context.newPage()
  const complaints: string[] = []
  page.on('console', (message) => {
    if (message.text() === blockedByPlaywright) return
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
  })
  page.on('pageerror', (error) => complaints.push(`${error}`))
  if (!workers) await page.addInitScript('delete globalThis.Worker')
  await page.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      console.error(`The content security policy refused ${blockedURI} (${effectiveDirective}).`)
    })
  })
  onTestFinished(async () => {
    await context.close()
    expect(complaints.filter((text) => !mayLog?.test(text))).toEqual([])
  })
  return page
}

/** Holds the page, as it is now, to WCAG 2.2 AA and axe's own good practices; its colours in both themes. */
export async function expectAccessible(page: Page): Promise<void> {
  const [dark, still] = await page.evaluate(() => [
    matchMedia('(prefers-color-scheme: dark)').matches,
    matchMedia('(prefers-reduced-motion: reduce)').matches,
  ])
  const [theme, other] = dark ? (['dark', 'light'] as const) : (['light', 'dark'] as const)
  // What is half faded in has half its contrast, and what comes while axe looks would fade in then.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await violations(new AxeBuilder({ page }))).toEqual([])
  await page.emulateMedia({ colorScheme: other })
  const inOther = await violations(new AxeBuilder({ page }).withRules('color-contrast'))
  await page.emulateMedia({ colorScheme: theme })
  await page.emulateMedia({ reducedMotion: still ? 'reduce' : 'no-preference' })
  expect({ [other]: inOther }).toEqual({ [other]: [] })
  await settle(page)
}

/** Waits for what moves, as all that fades in does again once motion is allowed again. */
async function settle(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.allSettled(
      document
        .getAnimations()
        .filter(({ effect }) => effect?.getComputedTiming().iterations !== Infinity)
        .map(({ finished }) => finished),
    ),
  )
}

async function violations(axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

/** No page may be wider than the screen. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
}

/** Accessible, not wider than the screen, and kept to be looked at. */
export async function look(page: Page, name: string): Promise<void> {
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await picture(page, name)
}

/** With SCREENSHOTS naming a folder, keeps a picture of the page there, to be looked at. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
