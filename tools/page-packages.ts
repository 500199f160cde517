import { readFileSync } from 'node:fs'
import { build, type Plugin } from 'vite'
import { serviceWorkerSource } from './service-worker.ts'

/**
 * The packages that run in the browser, by their paths in the lock file such as `node_modules/react`: those that the page's
 * build includes, and those that the page's own files name. The second set is needed because a package that only re-exports
 * others leaves nothing of itself in the build.
 */
export async function pagePackages(): Promise<ReadonlySet<string>> {
  const packages = new Set<string>()
  const collector = (): Plugin => ({
    name: 'page-packages',
    generateBundle(_options, bundle) {
      for (const file of Object.values(bundle)) {
        if (file.type !== 'chunk') continue
        for (const id of file.moduleIds) {
          const named = isOurs(id)
            ? [...(this.getModuleInfo(id)?.importedIds ?? []), ...importsOfStyles(id)]
            : []
          for (const path of [id, ...named].map(packagePath)) if (path !== undefined) packages.add(path)
        }
      }
    },
  })
  await build({
    logLevel: 'warn',
    plugins: [collector()],
    // Workers are separate builds, whose modules are not among the page's.
    worker: { plugins: () => [collector()] },
    build: { write: false },
  })
  await build({
    configFile: false,
    logLevel: 'warn',
    plugins: [collector()],
    build: { write: false, rolldownOptions: { input: serviceWorkerSource } },
  })
  return packages
}

function isOurs(id: string): boolean {
  return !id.startsWith('\0') && !id.includes('/node_modules/')
}

/** Tailwind reads these itself, so they are not modules of the build. */
function importsOfStyles(id: string): string[] {
  if (!id.endsWith('.css')) return []
  const names = readFileSync(id, 'utf8').matchAll(/@import "([^."][^"]*)"/g)
  return [...names].map(([, name]) => `/node_modules/${name}`)
}

/** Undefined for our own files. Both build tools also add virtual modules, which are not files. */
function packagePath(id: string): string | undefined {
  const helper = /^\0(vite|rolldown)\//.exec(id)?.[1]
  if (helper !== undefined) return `node_modules/${helper}`
  return /\/(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)/.exec(id)?.[1]
}
