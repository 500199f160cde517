import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { busyness } from '../support/busyness.ts'
import { expectAccessible, openPage, picture, type Size, shareBrowser } from './browser.ts'
import { shareSite } from './site.ts'

const user = 'scale6000'
const browser = shareBrowser()
const site = shareSite({ sandbox: { scale: 18_000, limit: 90 }, config: { anilistRequestsPerMinute: 90 } })

beforeAll(async () => {
  const reply = await fetch(`${site().url}/api/v1/scans/${user}`)
  expect((await reply.json()).missing.length).toBeGreaterThan(3_000)
}, 120_000)

async function openLongList(query = '', size: Size = 'desktop'): Promise<Page> {
  const page = await openPage(browser(), { size })
  await page.goto(`${site().url}/u/${user}${query}`)
  await page
    .getByRole('searchbox')
    .or(page.getByRole('button', { name: 'Filters' }))
    .first()
    .waitFor()
  await page.waitForLoadState('networkidle')
  return page
}

/** Scrolls through so many screens, a bit with every frame as a wheel does. */
function scrollThrough(page: Page, screens: number): Promise<void> {
  return page.evaluate(async (screens) => {
    for (let gone = 0; gone < screens * innerHeight; gone += 40) {
      scrollBy({ top: 40, behavior: 'instant' })
      await new Promise(requestAnimationFrame)
    }
  }, screens)
}

interface TraceEvent {
  readonly name: string
  readonly pid: number
  readonly tid: number
  readonly args: { readonly name?: string }
  /** What it took of the processor, in microseconds. */
  readonly tdur?: number
}

/** What the page's own thread did at a stretch while something happened, longest first, in milliseconds of the processor. */
async function tasksDuring(page: Page, happens: () => Promise<void>): Promise<number[]> {
  await browser().startTracing(page, { categories: ['toplevel'] })
  await happens()
  const { traceEvents } = JSON.parse((await browser().stopTracing()).toString()) as {
    traceEvents: TraceEvent[]
  }
  const threads = traceEvents.filter(
    ({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain',
  )
  return traceEvents
    .filter(({ pid, tid }) => threads.some((thread) => thread.pid === pid && thread.tid === tid))
    .flatMap(({ name, tdur }) => (/RunTask$/.test(name) && tdur !== undefined ? [tdur / 1000] : []))
    .sort((a, b) => b - a)
}

describe('more than 3,000 missing titles', () => {
  // By the clock of the processor, for others may keep the machine busy: no frame has to wait longer than that for the page.
  test.each(['rails', 'grid'])('scroll smoothly: %s', async (view) => {
    const page = await openLongList(view === 'rails' ? '' : `?view=${view}`)
    const tasks = await tasksDuring(page, () => scrollThrough(page, 4))
    expect(tasks.length).toBeGreaterThan(90)
    expect(tasks[0]).toBeLessThan(50)
  })

  test('are never on the page all at once, and the last can be reached', async () => {
    const page = await openLongList('?view=list')
    expect(await page.locator('[data-media]').count()).toBeLessThan(60)
    await page.keyboard.press('End')
    await expect
      .poll(() => page.evaluate(() => innerHeight + scrollY >= document.documentElement.scrollHeight - 2))
      .toBe(true)
    expect(await page.locator('[data-media]').count()).toBeGreaterThan(0)
    await picture(page, 'long-list-end')
  })

  test('answer filters at once', async () => {
    const page = await openLongList('?view=list')
    const times: number[] = []
    for (let round = 0; round < 4; round++) {
      for (const name of [/ out now$/, / airing$/]) {
        const link = page.getByRole('link', { name })
        const time = await link.evaluate(async (element) => {
          const begun = performance.now()
          ;(element as HTMLElement).click()
          while (!element.hasAttribute('aria-current')) await new Promise((resolve) => setTimeout(resolve))
          return performance.now() - begun
        })
        times.push(time / busyness())
      }
    }
    expect(Math.min(...times)).toBeLessThan(50)
  })

  test('come with a word on where to begin', async () => {
    const page = await openLongList('', 'phone')
    await page.getByRole('link', { name: 'Shortest first' }).waitFor()
    await expectAccessible(page)
    await picture(page, 'long-list-phone')
    await page.getByRole('link', { name: 'Only the next step of each' }).click()
    await page.getByRole('button', { name: 'Remove the filter Next step' }).waitFor()
  })

  test('going back finds the place where one was', async () => {
    const page = await openLongList('?view=grid')
    await page.evaluate(() => scrollTo({ top: 6_000, behavior: 'instant' }))
    await page.waitForTimeout(300)
    // Playwright's own click scrolls the page to what it clicks.
    const home = await page.getByRole('link', { name: 'Sequel Finder, home' }).boundingBox()
    await page.mouse.click((home?.x ?? 0) + 5, (home?.y ?? 0) + 5)
    await page.getByRole('heading', { name: 'What did you miss?' }).waitFor()
    await page.goBack()
    await page.getByRole('searchbox').waitFor()
    await expect.poll(() => page.evaluate(() => Math.abs(scrollY - 6_000))).toBeLessThan(20)
  })
})
