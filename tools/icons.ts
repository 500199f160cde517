// Usage: node tools/icons.ts
//
// Draws web/public/icons/ from the SVG files in web/icons/: systems on which the page is installed want pictures in pixels.
// Run it after a change of those; what it draws is in git, for a build has no browser at hand.
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { launchChromium } from './chromium.ts'

const icons = [
  ['icon', 192],
  ['icon', 512],
  ['maskable', 192],
  ['maskable', 512],
  // Apple's systems cut icons to their own shape as well, and read no manifest for them.
  ['maskable', 180, 'apple-touch-icon'],
] as const

const folder = 'web/public/icons'
mkdirSync(folder, { recursive: true })
const browser = await launchChromium()
for (const [source, size, name = `${source}-${size}`] of icons) {
  const page = await browser.newPage({ viewport: { width: size, height: size } })
  const svg = readFileSync(join('web/icons', `${source}.svg`)).toString('base64')
  await page.setContent(
    `<style>body{margin:0}img{display:block;width:100vw}</style><img src="data:image/svg+xml;base64,${svg}">`,
  )
  await page.screenshot({ path: join(folder, `${name}.png`), omitBackground: true })
  await page.close()
}
await browser.close()
