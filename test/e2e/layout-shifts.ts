import type { Page } from 'playwright-core'

/** One move of what was there already, with those that moved farthest first. */
export interface LayoutShift {
  readonly value: number
  readonly moved: readonly string[]
}

/** From the next load on, the page notes what moves by itself. */
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

/** What has moved since the page was loaded, once nothing more is on its way. */
export async function layoutShifts(page: Page): Promise<readonly LayoutShift[]> {
  await page.waitForLoadState('networkidle')
  return await page.evaluate(() => (window as unknown as { shifts: LayoutShift[] }).shifts)
}

/** The sum that browsers call cumulative layout shift. */
export function sumOf(shifts: readonly LayoutShift[]): number {
  return shifts.reduce((sum, { value }) => sum + value, 0)
}
