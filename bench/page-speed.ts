import type { Locator, Page } from 'playwright-core'

// The parts of the browser used by the code that runs in the page, because benchmarks are checked without browser types.
declare function requestAnimationFrame(callback: (time: number) => void): number
declare function scrollBy(options: { top: number; behavior: 'instant' }): void
declare const innerHeight: number
declare const document: { querySelector(selector: string): { requestSubmit(): void } | null }

/**
 * Scrolls by this many screens, a little with every frame like a wheel.
 *
 * @returns how long each frame took, in milliseconds
 */
export function scrollThrough(page: Page, screens: number): Promise<number[]> {
  return page.evaluate(async (screens) => {
    const frames: number[] = []
    const nextFrame = () => new Promise<number>(requestAnimationFrame)
    let before = await nextFrame()
    for (let gone = 0; gone < screens * innerHeight; gone += 40) {
      scrollBy({ top: 40, behavior: 'instant' })
      const now = await nextFrame()
      frames.push(now - before)
      before = now
    }
    return frames
  }, screens)
}

/** How long a filter takes to apply, in milliseconds, from the click until the page shows it as active. */
export function timeFilter(link: Locator): Promise<number> {
  return link.evaluate(async (link: unknown) => {
    const element = link as { click(): void; hasAttribute(name: string): boolean }
    const begun = performance.now()
    element.click()
    while (!element.hasAttribute('aria-current')) await new Promise((resolve) => setTimeout(resolve))
    return performance.now() - begun
  })
}

/**
 * How long it takes from pressing Enter in the field of the home page to the first franchise of the results, in milliseconds.
 */
export function timeScan(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const begun = performance.now()
    document.querySelector('form')?.requestSubmit()
    while (!document.querySelector('main section section')) await new Promise(requestAnimationFrame)
    return performance.now() - begun
  })
}
