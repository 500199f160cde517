import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { resultsDocument } from './tools/results-document.ts'
import { serviceWorker } from './tools/service-worker.ts'
import { webManifest } from './tools/web-manifest.ts'

/** Where `npm start` listens. `vite` itself, which serves the page during development, forwards requests there. */
const server = 'http://localhost:8000'

export default defineConfig({
  root: resolve(import.meta.dirname, 'web'),
  plugins: [react(), tailwindcss(), resultsDocument(), webManifest(), serviceWorker()],
  resolve: {
    // The package from Radix adds a style element, which the content security policy refuses.
    alias: {
      'react-remove-scroll': resolve(import.meta.dirname, 'web/ui/remove-scroll.tsx'),
      // Without what versions of React before 18 need.
      'use-sync-external-store/shim/with-selector': 'use-sync-external-store/with-selector',
    },
  },
  build: {
    outDir: resolve(import.meta.dirname, 'dist/web'),
    emptyOutDir: true,
    // The first browsers with `light-dark()`, which both themes need.
    target: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    modulePreload: { polyfill: false },
    // A separate file each: the content security policy allows no inline ones.
    assetsInlineLimit: 0,
    // One file for what every visitor loads, and one for what shows results: dozens of small files compress worse, by 9 kB, and
    // take longer.
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'main', test: /web[\\/]app[\\/]main\.tsx$/, priority: 1 },
            { name: 'results', test: /web[\\/]app[\\/]results-page\.tsx$/ },
          ],
        },
      },
    },
  },
  server: { proxy: { '/api': server, '/docs': server } },
})
