import { createHash } from 'node:crypto'
import { globSync, readFileSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { build, type Plugin } from 'vite'

export const serviceWorkerSource = resolve(import.meta.dirname, '../web/service-worker/worker.ts')
/**
 * Only systems read icons and screenshots, when the page is installed, and they store them themselves. One document is enough for all views.
 */
const unneeded = /^\/(icons\/|screenshots\/|results\.html|robots\.txt|sw\.js)/

/** Puts the service worker next to the page as `sw.js`, with the list of the page's files. */
export function serviceWorker(): Plugin {
  let target: string | string[] | false | undefined
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved: (config) => {
      target = config.build.target
    },
    // By now all files exist, including those that no other file imports.
    async writeBundle({ dir = '' }) {
      const files = shellFiles(dir)
      await build({
        configFile: false,
        logLevel: 'warn',
        define: {
          shellFiles: JSON.stringify(
            files.map(({ path, integrity }) => (integrity ? [path, integrity] : [path])),
          ),
          shellVersion: JSON.stringify(digest(JSON.stringify(files), 'hex').slice(0, 12)),
        },
        build: {
          ...(target !== undefined && { target }),
          outDir: dir,
          emptyOutDir: false,
          copyPublicDir: false,
          rolldownOptions: {
            input: serviceWorkerSource,
            output: { format: 'iife', entryFileNames: 'sw.js' },
          },
        },
      })
    },
  }
}

interface ShellFile {
  /** As the page requests it. */
  readonly path: string
  /** Absent if the name already contains a hash. */
  readonly integrity?: string
}

function shellFiles(folder: string): readonly ShellFile[] {
  return globSync('**/*.*', { cwd: folder })
    .map((file) => ({ file, path: `/${file.split(sep).join('/')}` }))
    .filter(({ path }) => !unneeded.test(path))
    .map(({ file, path }) =>
      path.startsWith('/assets/')
        ? { path }
        : {
            path: path === '/index.html' ? '/' : path,
            integrity: `sha256-${digest(readFileSync(join(folder, file)), 'base64')}`,
          },
    )
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

function digest(content: string | Buffer, encoding: 'hex' | 'base64'): string {
  return createHash('sha256').update(content).digest(encoding)
}
