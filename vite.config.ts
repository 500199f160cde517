import { resolve } from 'node:path'
import tailwindcss from '@tailwindcss/vite'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { resultsDocument } from './tools/results-document.ts'
import { serviceWorker } from './tools/service-worker.ts'

/** Where `npm start` listens: what `vite` itself serves while one works on the page asks there. */
const server = 'http://localhost:8000'

export default defineConfig({
  root: resolve(import.meta.dirname, 'web'),
  plugins: [react(), tailwindcss(), resultsDocument(), serviceWorker()],
  resolve: {
    // The package that Radix brings writes a style element, which the content security policy refuses.
    alias: { 'react-remove-scroll': resolve(import.meta.dirname, 'web/ui/remove-scroll.tsx') },
  },
  build: {
    outDir: resolve(import.meta.dirname, 'dist/web'),
    emptyOutDir: true,
    // The first browsers with `light-dark()`, on which both themes stand.
    target: ['chrome123', 'edge123', 'firefox120', 'safari17.5'],
    modulePreload: { polyfill: false },
    // Every file is one of its own: the content security policy knows no inline ones.
    assetsInlineLimit: 0,
    // All that every visitor loads, in one file: dozens of small ones compress worse, by 9 kB, and take longer.
    // So it is with what shows results.
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
