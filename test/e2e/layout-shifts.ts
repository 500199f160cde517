import type { Page } from 'playwright-core'

/** A layout shift, with the elements that moved farthest first. */
export interface LayoutShift {
  readonly value: number
  readonly moved: readonly string[]
}

/** From the next load on, the page records its layout shifts. */
export async function noteLayoutShifts(page: Page): Promise<void> {
  await page.addInitScript(() => {
    interface Entry extends PerformanceEntry {
      readonly value: number
      readonly sources: readonly { readonly node?: Element }[]
    }
    const shifts: LayoutShift[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as Entry[]) {
        shifts.push({ value, moved: sources.map(({ node }) => `${node?.nodeName} ${node?.textContent}`) })
      }
    }).observe({ type: 'layout-shift', buffered: true })
  })
}

/** The layout shifts since the page was loaded, once the network is idle. */
export async function layoutShifts(page: Page): Promise<readonly LayoutShift[]> {
  await page.waitForLoadState('networkidle')
  return await page.evaluate(() => (window as unknown as { shifts: LayoutShift[] }).shifts)
}

/** The cumulative layout shift. */
export function sumOf(shifts: readonly LayoutShift[]): number {
  return shifts.reduce((sum, { value }) => sum + value, 0)
}
