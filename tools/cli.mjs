// Usage: node tools/cli.mjs COMMAND …  (npm run -s cli -- COMMAND …)
//
// The command line in a checkout. Node strips the types of every file at every start, which takes a tenth of a second and more;
// with its compile cache, it does so once. Plain JavaScript, because the cache must be enabled before the first TypeScript file
// is loaded, and because the pinned Node may not be installed yet.
import { spawnSync } from 'node:child_process'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

if (Number.parseInt(process.versions.node, 10) < 24) {
  const [setup, self] = ['setup.mjs', 'cli.mjs'].map((name) => fileURLToPath(new URL(name, import.meta.url)))
  const run = spawnSync(process.execPath, [setup, 'node', self, ...process.argv.slice(2)], {
    stdio: 'inherit',
  })
  process.exit(run.status ?? 1)
}
if (process.argv[2] === 'serve') await buildPageWhereOld()
module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compile', import.meta.url)))
await import('../src/cli/main.ts')

/** In a checkout, the server serves the page as built from the checkout. */
async function buildPageWhereOld() {
  const { buildPage, isOld } = await import('./page.ts')
  const [root, folder] = ['..', '../dist/web'].map((path) => fileURLToPath(new URL(path, import.meta.url)))
  if (!isOld('dist/web', root)) return
  console.error('Building the page, which takes a few seconds …')
  buildPage(folder, root)
}
