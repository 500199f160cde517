import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, onTestFinished } from 'vitest'
import { launchChromium } from '../../tools/chromium.ts'

/** One browser for all tests of a file. */
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
  /** Whether the page may use its service worker. If it does, `page.route` does not see its requests. */
  readonly serviceWorkers?: 'allow' | 'block'
  /** Without workers, as in some television browsers, the server does all scans. */
  readonly workers?: boolean
  /** Allowed console messages, such as for a request that is meant to fail. */
  readonly mayLog?: RegExp
}

const blockedByPlaywright = 'Service Worker registration blocked by Playwright'

/**
 * A page in a browser profile of its own, closed with the test. The test fails if the page logs an error or warning, throws an
 * uncaught error, or violates the content security policy.
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

/**
 * Checks the page as it is now for WCAG 2.2 AA and axe's best practices; on a desktop, the contrast of the other theme as well.
 * Colours do not depend on the size.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const [dark, still, phone] = await page.evaluate(() => [
    matchMedia('(prefers-color-scheme: dark)').matches,
    matchMedia('(prefers-reduced-motion: reduce)').matches,
    matchMedia('(pointer: coarse)').matches,
  ])
  // Text that is still fading in has less contrast.
  await page.emulateMedia({ reducedMotion: 'reduce' })
  expect(await violations(page)).toEqual([])
  if (!phone) {
    const [theme, other] = dark ? (['dark', 'light'] as const) : (['light', 'dark'] as const)
    await page.emulateMedia({ colorScheme: other })
    const inOther = await violations(page, ['color-contrast'])
    await page.emulateMedia({ colorScheme: theme })
    expect({ [other]: inOther }).toEqual({ [other]: [] })
  }
  await page.emulateMedia({ reducedMotion: still ? 'reduce' : 'no-preference' })
  await settle(page)
}

/** Waits for running animations. */
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

/** Neither describes what is right nor opens another page for frames, which takes four times as long. */
async function violations(page: Page, rules: readonly string[] = []): Promise<string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations } = await (rules.length > 0 ? axe.withRules([...rules]) : axe).analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
}

/** Checks that the page is not wider than the screen. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0)
}

/** Checks that the page is accessible and not wider than the screen, and takes a screenshot. */
export async function look(page: Page, name: string): Promise<void> {
  await expectAccessible(page)
  await expectNoSidewaysScroll(page)
  await picture(page, name)
}

/** Saves a screenshot in the folder that SCREENSHOTS names, if it is set. */
export async function picture(page: Page, name: string): Promise<void> {
  const folder = process.env.SCREENSHOTS
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  await page.screenshot({ path: join(folder, `${name}.png`) })
}
