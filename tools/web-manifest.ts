import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Plugin } from 'vite'

const from = (path: string) => readFileSync(resolve(import.meta.dirname, '..', path))
/** As `--page` in web/ui/styles/tokens.css. */
const darkPage = '#141312'

/**
 * Adds the screenshots of the README to the page's manifest, and writes the same manifest in dark next to it: a manifest has one
 * colour for its splash screen, and `theme.js` chooses between the two.
 */
export function webManifest(): Plugin {
  return {
    name: 'web-manifest',
    apply: 'build',
    generateBundle() {
      const light = JSON.parse(from('web/public/manifest.webmanifest').toString())
      const dark = { ...light, theme_color: darkPage, background_color: darkPage }
      const emit = (fileName: string, source: string | Uint8Array) =>
        this.emitFile({ type: 'asset', fileName, source })
      for (const name of ['results', 'phone'].flatMap((view) => [`${view}-light`, `${view}-dark`]))
        emit(`screenshots/${name}.webp`, from(`docs/screenshots/${name}.webp`))
      emit('manifest-dark.webmanifest', JSON.stringify(withScreenshots(dark, 'dark')))
      emit('manifest.webmanifest', JSON.stringify(withScreenshots(light, 'light')))
    },
  }
}

function withScreenshots(manifest: object, theme: 'light' | 'dark') {
  const screenshot = (view: string, sizes: string, shape: string) => ({
    src: `/screenshots/${view}-${theme}.webp`,
    ...{ type: 'image/webp', sizes, form_factor: shape, label: 'Results: what a list is missing' },
  })
  return {
    ...manifest,
    screenshots: [screenshot('results', '1280x800', 'wide'), screenshot('phone', '390x844', 'narrow')],
  }
}
