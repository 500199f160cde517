// Usage: node tools/icons.ts
//
// Draws web/public/icons/ from the SVG files in web/icons/, because installing the page requires bitmap images. Run it after
// changing those; the results are in git, because a build has no browser.
import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { launchChromium } from './chromium.ts'

const icons = [
  ['icon', 192],
  ['icon', 512],
  ['maskable', 192],
  ['maskable', 512],
  // Apple's systems also cut icons to their own shape, and read no manifest for them.
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
