import type { Browser, Page } from 'playwright-core'
import { launchChromium } from '../tools/chromium.ts'
import { busyness } from './busyness.ts'
import { inOrder, type Measurement } from './measure.ts'
import { scrollThrough, timeFilter, timeScan } from './page-speed.ts'
import { type Site, startSite } from './site.ts'

export const name = 'page'

/** More than 3,000 titles are missing from this user's list. */
const user = 'scale6000'
const runs = 10

/** The page on a desktop: how it scrolls and filters a long list, and how soon a scan shows something. */
export async function run(): Promise<Measurement[]> {
  const busy = [busyness()]
  const browser = await launchChromium()
  try {
    const measurements = [...(await onLongList(browser)), ...(await onScans(browser))]
    busy.push(busyness())
    // On a busy machine, these measurements say as much about the machine as about the page.
    return [...measurements, { what: 'load of the machine, 1 means idle', values: inOrder(busy), unit: '' }]
  } finally {
    await browser.close()
  }
}

async function onLongList(browser: Browser): Promise<Measurement[]> {
  const site = await startSite({ scale: 18_000, limit: 90 })
  try {
    const titles = await site.scan(user)
    const measurements: Measurement[] = [
      { what: 'titles on the long list', values: [titles], unit: '', atLeast: 3_000 },
    ]
    for (const view of ['rails', 'grid', 'list']) {
      const url = `${site.url}/u/${user}?view=${view}`
      const perSecond: number[] = []
      const longest: number[] = []
      for (let run = 0; run < 3; run++) {
        const frames = await timeScrolling(browser, url)
        perSecond.push((1_000 * frames.length) / frames.reduce((sum, frame) => sum + frame, 0))
        longest.push(Math.max(...frames))
      }
      measurements.push(
        {
          what: `${view}: frames a second, scrolling`,
          values: inOrder(perSecond),
          unit: '',
          atLeast: 59,
        },
        { what: `${view}: longest frame, scrolling`, values: inOrder(longest), unit: 'ms', below: 50 },
      )
      const page = await openResults(browser, url)
      const times: number[] = []
      for (let run = 0; run < runs; run++) {
        for (const name of [/^[\d,]+ out now$/, /^[\d,]+ airing$/]) {
          times.push(await timeFilter(page.getByRole('link', { name })))
        }
      }
      measurements.push({ what: `${view}: applying a filter`, values: inOrder(times), unit: 'ms', below: 50 })
      await page.context().close()
    }
    return measurements
  } finally {
    await site.stop()
  }
}

/** Scrolls through twenty screens of a page that was just opened. */
async function timeScrolling(browser: Browser, url: string): Promise<number[]> {
  const page = await openResults(browser, url)
  const frames = await scrollThrough(page, 20)
  await page.context().close()
  return frames
}

async function onScans(browser: Browser): Promise<Measurement[]> {
  const site = await startSite({ limit: 10_000, burst: 1_000 })
  try {
    const page = await openResults(browser, `${site.url}/u/casual`)
    const warm: number[] = []
    for (let run = 0; run < runs; run++) {
      await goHome(page, site)
      warm.push(await timeScan(page))
    }
    await page.context().close()
    const cold: number[] = []
    for (let run = 0; run < 3; run++) cold.push(await timeColdScan(browser))
    return [
      { what: 'warm scan, Enter to first franchise', values: inOrder(warm), unit: 'ms', below: 300 },
      {
        what: 'cold scan, first reply to first franchise',
        values: inOrder(cold),
        unit: 'ms',
        below: 2_000,
      },
    ]
  } finally {
    await site.stop()
  }
}

/** The time from AniList's first reply, with a latency of a third of a second and an empty server. */
async function timeColdScan(browser: Browser): Promise<number> {
  const site = await startSite({ limit: 10_000, burst: 1_000, latencyMs: 300 })
  try {
    const page = await browser.newPage()
    let repliedAt = 0
    page.on('response', (response) => {
      if (response.url() === site.sandbox.graphqlUrl) repliedAt ||= performance.now()
    })
    await goHome(page, site)
    await timeScan(page)
    const shownAt = performance.now()
    await page.context().close()
    if (repliedAt === 0) throw new Error('The page did not load from AniList itself.')
    return shownAt - repliedAt
  } finally {
    await site.stop()
  }
}

async function openResults(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage()
  await showPhotographs(page)
  await page.goto(url)
  await page.getByRole('searchbox').waitFor()
  await page.waitForLoadState('networkidle')
  return page
}

/**
 * AniList's covers are photographs. The sandbox draws its own as SVG, which a browser paints on the page's main thread: each
 * takes longer than everything the page does for it.
 */
async function showPhotographs(page: Page): Promise<void> {
  await page.setContent('<body style="background: linear-gradient(orange, navy)">')
  const body = await page.screenshot({ type: 'jpeg', clip: { x: 0, y: 0, width: 230, height: 325 } })
  await page.route('**/posters/*', (route) => route.fulfill({ contentType: 'image/jpeg', body }))
}

async function goHome(page: Page, site: Site): Promise<void> {
  await page.goto(site.url)
  await page.getByLabel('AniList username').fill('casual')
  await page.waitForLoadState('networkidle')
}
